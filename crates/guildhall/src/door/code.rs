//! The code of a pass: what a gate must know to let somebody in, signed with the edition's key.
//!
//! ```text
//! format key edition(4) admission(16) first day(2) days kind issue | Ed25519 signature(64)
//! ```
//!
//! 91 bytes as 221 digits, seven bytes in seventeen of them. Digits, because a QR picture packs them
//! best (version 6, level M), and because a scanner that types like a keyboard types digits alike
//! under every layout and input method. Pure; keys come as arguments. Why so: decision 0011.

use kernel::{Date, Uuid};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use sha2::{Digest as _, Sha256};

const FORMAT: u8 = 1;
/// Bytes before the signature.
const CLAIM_BYTES: usize = 27;
const CODE_BYTES: usize = CLAIM_BYTES + 64;
const CHUNK_BYTES: usize = 7;
const CHUNK_DIGITS: usize = 17;
/// Digits of a code, no more and no fewer.
pub const CODE_DIGITS: usize = CODE_BYTES / CHUNK_BYTES * CHUNK_DIGITS;
/// What is signed begins so: the signature of a pass is good for nothing else.
const PURPOSE: &[u8] = b"guildhall pass 1\0";

/// The days a pass is good for, seen from its first: eight of them at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// Days since 2000-01-01.
    first: u16,
    /// Bit `n`: the day `n` days after the first. Nothing: every day.
    mask: u8,
}

impl Days {
    pub const EVERY: Self = Self { first: 0, mask: 0 };

    /// Of those days; of every day when there are none, or they lie too far apart to be said here
    /// (the gate's list still says them).
    pub fn of(days: &[Date]) -> Self {
        let numbers: Option<Vec<u16>> = days.iter().map(|day| number(*day)).collect();
        let Some(numbers) = numbers else { return Self::EVERY };
        let Some(first) = numbers.iter().copied().min() else { return Self::EVERY };
        let bits = numbers.iter().map(|day| 1_u8.checked_shl(u32::from(day - first)));
        match bits.collect::<Option<Vec<u8>>>() {
            Some(bits) => Self { first, mask: bits.into_iter().fold(0, |mask, bit| mask | bit) },
            None => Self::EVERY,
        }
    }

    pub fn has(self, day: Date) -> bool {
        if self.mask == 0 {
            return true;
        }
        let after = number(day).and_then(|day| day.checked_sub(self.first));
        after.is_some_and(|after| after < 8 && self.mask & (1 << after) != 0)
    }
}

/// Days since 2000-01-01; `None` before that and after 2179.
fn number(day: Date) -> Option<u16> {
    // Days of the civil calendar, counted in years that begin in March.
    let month = i32::from(day.month());
    let year = i32::from(day.year()) - i32::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(day.day()) - 1;
    let days = 365 * year + year / 4 - year / 100 + year / 400 + of_year;
    u16::try_from(days - 730_425).ok()
}

/// What a code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    pub admission: Uuid,
    pub days: Days,
    /// The kind of its category: its place in `admissions::model::Kind::ALL`, from one.
    pub kind: u8,
    /// Raised when an older code of the same pass must not open anything any more.
    pub issue: u8,
}

/// A key of an edition that signs.
pub struct Signing {
    pub edition: Uuid,
    pub number: u8,
    pair: Ed25519KeyPair,
}

/// A key of an edition that checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checking {
    pub edition: Uuid,
    pub number: u8,
    pub public: [u8; 32],
}

impl Signing {
    /// The key that grows from those 256 random bits.
    pub fn new(edition: Uuid, number: u8, seed: &[u8; 32]) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).expect("a seed has 32 bytes");
        Self { edition, number, pair }
    }

    pub fn checking(&self) -> Checking {
        let mut public = [0; 32];
        public.copy_from_slice(self.pair.public_key().as_ref());
        Checking { edition: self.edition, number: self.number, public }
    }

    /// The code of a pass, in digits.
    pub fn code(&self, claim: &Claim) -> String {
        let said = said(self.edition, self.number, claim);
        let signature = self.pair.sign(&signed(self.edition, &said));
        digits(&[&said[..], signature.as_ref()].concat())
    }
}

/// What stands for an edition in a code: enough to tell another's from a forged one.
pub fn tag(edition: Uuid) -> [u8; 4] {
    let hash = Sha256::digest(edition.as_bytes());
    [hash[0], hash[1], hash[2], hash[3]]
}

fn said(edition: Uuid, key: u8, claim: &Claim) -> [u8; CLAIM_BYTES] {
    let mut out = [0; CLAIM_BYTES];
    out[0] = FORMAT;
    out[1] = key;
    out[2..6].copy_from_slice(&tag(edition));
    out[6..22].copy_from_slice(claim.admission.as_bytes());
    out[22..24].copy_from_slice(&claim.days.first.to_be_bytes());
    out[24..27].copy_from_slice(&[claim.days.mask, claim.kind, claim.issue]);
    out
}

fn signed(edition: Uuid, said: &[u8]) -> Vec<u8> {
    [PURPOSE, edition.as_bytes(), said].concat()
}

fn digits(bytes: &[u8]) -> String {
    let chunks = bytes.chunks(CHUNK_BYTES).map(|chunk| {
        let number = chunk.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        format!("{number:0width$}", width = CHUNK_DIGITS)
    });
    chunks.collect()
}

/// Why a code opens nothing, before anybody looks a pass up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// No code of ours: too short, other signs, another format.
    NoCode,
    /// Of another edition.
    Foreign,
    /// By a key that this edition has not, or has retired.
    NoKey,
    /// Its signature is not by the key it names.
    Forged,
}

/// A code that looks like one; nothing it says is believed before [`Sealed::open`].
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed([u8; CODE_BYTES]);

impl Sealed {
    /// Reads digits; a scanner may add spaces and line ends.
    pub fn read(text: &str) -> Result<Self, Unread> {
        let signs: Vec<u8> = text.bytes().filter(|sign| !sign.is_ascii_whitespace()).collect();
        if signs.len() != CODE_DIGITS || !signs.iter().all(u8::is_ascii_digit) {
            return Err(Unread::NoCode);
        }
        let mut bytes = [0; CODE_BYTES];
        for (chunk, out) in signs.chunks(CHUNK_DIGITS).zip(bytes.chunks_mut(CHUNK_BYTES)) {
            let number = chunk.iter().fold(0_u64, |sum, sign| sum * 10 + u64::from(sign - b'0'));
            if number >> (8 * CHUNK_BYTES) != 0 {
                return Err(Unread::NoCode);
            }
            out.copy_from_slice(&number.to_be_bytes()[1..]);
        }
        if bytes[0] != FORMAT { Err(Unread::NoCode) } else { Ok(Self(bytes)) }
    }

    /// What it says, when one of those keys signed it.
    pub fn open(&self, edition: Uuid, keys: &[Checking]) -> Result<Claim, Unread> {
        let public = self.key(edition, keys)?.public;
        let (said, signature) = self.0.split_at(CLAIM_BYTES);
        let key = UnparsedPublicKey::new(&ED25519, public);
        key.verify(&signed(edition, said), signature).map_err(|_| Unread::Forged)?;
        Ok(self.claim())
    }

    /// The key that it names, if it is of that edition.
    pub(super) fn key<'k>(
        &self,
        edition: Uuid,
        keys: &'k [Checking],
    ) -> Result<&'k Checking, Unread> {
        if self.0[2..6] != tag(edition) {
            return Err(Unread::Foreign);
        }
        let key = keys.iter().find(|key| key.number == self.0[1] && key.edition == edition);
        key.ok_or(Unread::NoKey)
    }

    /// What it says, whoever signed it.
    pub(super) fn claim(&self) -> Claim {
        let said = &self.0;
        let mut admission = [0; 16];
        admission.copy_from_slice(&said[6..22]);
        let first = u16::from_be_bytes([said[22], said[23]]);
        Claim {
            admission: Uuid::from_bytes(admission),
            days: Days { first, mask: said[24] },
            kind: said[25],
            issue: said[26],
        }
    }

    /// All its bytes, to know it again.
    pub const fn bytes(&self) -> &[u8; CODE_BYTES] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EDITION: Uuid = Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0001);

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn claim() -> Claim {
        let days = Days::of(&[day("2025-02-23"), day("2025-02-21")]);
        Claim { admission: Uuid::from_u128(7), days, kind: 2, issue: 0 }
    }

    #[test]
    fn a_code_says_what_was_signed_and_spaces_do_not_matter() {
        let key = Signing::new(EDITION, 3, &[9; 32]);
        let code = key.code(&claim());
        assert_eq!(code.len(), CODE_DIGITS);
        let spaced = format!(" {} {}\r\n", &code[..100], &code[100..]);
        let sealed = Sealed::read(&spaced).unwrap();
        assert_eq!(sealed.open(EDITION, &[key.checking()]), Ok(claim()));
        assert!(claim().days.has(day("2025-02-21")) && claim().days.has(day("2025-02-23")));
        assert!(!claim().days.has(day("2025-02-22")) && !claim().days.has(day("2025-02-20")));
        assert!(Days::of(&[]).has(day("2031-01-01")));
        assert_eq!(Days::of(&[day("2025-02-21"), day("2025-03-21")]), Days::EVERY);
    }

    #[test]
    fn every_digit_that_is_changed_makes_it_open_nothing() {
        let key = Signing::new(EDITION, 1, &[1; 32]);
        let code = key.code(&claim());
        for at in 0..code.len() {
            let digit = code.as_bytes()[at];
            let other = if digit == b'9' { '0' } else { char::from(digit + 1) };
            let changed = format!("{}{other}{}", &code[..at], &code[at + 1..]);
            let opened = Sealed::read(&changed).and_then(|it| it.open(EDITION, &[key.checking()]));
            assert!(opened.is_err(), "digit {at}");
        }
    }

    #[test]
    fn what_is_no_code_of_this_edition_says_why() {
        let key = Signing::new(EDITION, 1, &[1; 32]);
        let code = key.code(&claim());
        for text in
            ["", "12", &code[1..], &format!("{code}0"), &"9".repeat(CODE_DIGITS), &"ä".repeat(200)]
        {
            assert_eq!(Sealed::read(text).err(), Some(Unread::NoCode), "{text}");
        }
        let other = Signing::new(Uuid::from_u128(5), 1, &[1; 32]).code(&claim());
        let open = |code: &str, keys: &[Checking]| Sealed::read(code).unwrap().open(EDITION, keys);
        assert_eq!(open(&other, &[key.checking()]), Err(Unread::Foreign));
        assert_eq!(open(&code, &[]), Err(Unread::NoKey));
        let stranger = Signing::new(EDITION, 1, &[2; 32]);
        assert_eq!(open(&stranger.code(&claim()), &[key.checking()]), Err(Unread::Forged));
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        let mut at = day("2000-01-01");
        for expected in 0..65_000_u16 {
            assert_eq!(number(at), Some(expected), "{at}");
            at = at.next();
        }
        assert_eq!(number(day("1999-12-31")), None);
    }
}
