//! Documents by which people are named: read, checked, and kept as a keyed hash with the last four
//! signs. The number itself is never written anywhere.

use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::Date;
use sha2::Sha256;

/// A document that is what it says.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    pub kind: DocumentKind,
    number: String,
}

// Personal: it must not slip into a log.
impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Document({})", self.kind.word())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// Resident identity card of China, GB 11643.
    ChineseId,
    Passport,
}

impl DocumentKind {
    pub const ALL: [Self; 2] = [Self::ChineseId, Self::Passport];

    pub const fn word(self) -> &'static str {
        match self {
            Self::ChineseId => "chinese_id",
            Self::Passport => "passport",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What is kept of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub kind: DocumentKind,
    pub hash: [u8; 32],
    pub last: String,
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [u8; 11] = *b"10X98765432";

impl Document {
    /// The document of that number; `None` when no such document has it.
    pub fn read(kind: DocumentKind, number: &str) -> Option<Self> {
        let plain = number.chars().filter(|sign| !sign.is_whitespace());
        let number: String = plain.map(|sign| sign.to_ascii_uppercase()).collect();
        let fits = match kind {
            DocumentKind::ChineseId => is_chinese_id(&number),
            DocumentKind::Passport => {
                (5..=15).contains(&number.len())
                    && number.bytes().all(|sign| sign.is_ascii_alphanumeric())
                    && number.bytes().any(|sign| sign.is_ascii_digit())
            }
        };
        fits.then_some(Self { kind, number })
    }

    /// The day its holder was born, when the document says it.
    pub fn born(&self) -> Option<Date> {
        match self.kind {
            DocumentKind::ChineseId => birthday(&self.number),
            DocumentKind::Passport => None,
        }
    }

    /// What is kept, under the key of its edition.
    pub fn kept(&self, key: &[u8]) -> Kept {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
        mac.update(self.kind.word().as_bytes());
        mac.update(&[0]);
        mac.update(self.number.as_bytes());
        let hash = mac.finalize().into_bytes().into();
        let last = self.number[self.number.len() - 4..].to_owned();
        Kept { kind: self.kind, hash, last }
    }
}

fn is_chinese_id(number: &str) -> bool {
    let signs = number.as_bytes();
    if signs.len() != 18 || !signs[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let digits = signs[..17].iter().map(|sign| u32::from(sign - b'0'));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = CHECKS[usize::try_from(sum % 11).unwrap_or(0)];
    signs[17] == check && signs[0] != b'0' && birthday(number).is_some()
}

fn birthday(number: &str) -> Option<Date> {
    let part = |from: usize, until: usize| number.get(from..until);
    let year = part(6, 10)?.parse().ok().filter(|year| (1900..=2099).contains(year))?;
    Date::new(year, part(10, 12)?.parse().ok()?, part(12, 14)?.parse().ok()?)
}

/// How old somebody born that day is on another, in whole years.
pub fn age_on(born: Date, day: Date) -> i64 {
    let before = (day.month(), day.day()) < (born.month(), born.day());
    i64::from(day.year()) - i64::from(born.year()) - i64::from(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of GB 11643's own example.
    const EXAMPLE: &str = "11010519491231002X";

    #[test]
    fn the_check_digit_is_that_of_the_standard_and_no_other() {
        let read = |number: &str| Document::read(DocumentKind::ChineseId, number);
        assert_eq!(read(EXAMPLE).unwrap().born(), Date::new(1949, 12, 31));
        assert_eq!(read(" 110105 19491231 002x ").unwrap(), read(EXAMPLE).unwrap());
        for check in "0123456789".chars() {
            assert!(read(&format!("{}{check}", &EXAMPLE[..17])).is_none());
        }
        for wrong in ["", "110105194912310021", "11010519491331002X", "X1010519491231002X", "1"] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn what_is_kept_says_nothing_without_the_key() {
        let document = Document::read(DocumentKind::Passport, "E12345678").unwrap();
        let (one, other) = (document.kept(&[1; 32]), document.kept(&[2; 32]));
        assert_ne!(one.hash, other.hash);
        assert_eq!(one.last, "5678");
        assert_eq!(format!("{document:?}"), "Document(passport)");
        for wrong in ["", "1234", "ABCDEFG", "E1234-5678", "1234567890123456"] {
            assert!(Document::read(DocumentKind::Passport, wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn somebody_is_fourteen_from_the_birthday_on() {
        let day = |text: &str| text.parse().unwrap();
        let age = |text: &str| age_on(day("2011-02-21"), day(text));
        assert_eq!(["2025-02-20", "2025-02-21", "2025-02-22"].map(age), [13, 14, 14]);
    }
}
