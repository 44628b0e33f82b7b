//! A pass's short code: nine letters to read out, for whoever has no phone, or a dead one.
//!
//! Eight of them are a keyed hash of the admission; the ninth finds every wrong letter and every two
//! that changed places. It says nothing by itself: a gate looks it up in its list. Pure.

use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::Uuid;
use sha2::Sha256;

/// Without 0, 1, I, L and O, which are mistaken for each other. A prime number of signs: the check
/// letter relies on it.
const SIGNS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const HASHED: usize = 8;
const LENGTH: usize = HASHED + 1;

/// The short code of an admission, as rows keep it: `K7MQ2XW4P`.
pub fn of(secret: &[u8], admission: Uuid) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(b"guildhall short 1\0");
    mac.update(admission.as_bytes());
    let hash = mac.finalize().into_bytes();
    let number = hash[..8].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let digits = (0..HASHED).scan(number, |rest, _| {
        let digit = *rest % 31;
        *rest /= 31;
        Some(usize::try_from(digit).expect("under 31"))
    });
    let mut all: Vec<usize> = digits.collect();
    all.push(check(&all));
    all.iter().map(|digit| char::from(SIGNS[*digit])).collect()
}

/// What makes the weighted sum of all nine a multiple of 31.
fn check(digits: &[usize]) -> usize {
    let sum: usize = digits.iter().zip(1..).map(|(digit, weight)| digit * weight).sum();
    // The check letter weighs nine; 9 * 7 = 63 = 1 (mod 31), so 7 undoes it.
    (31 - sum % 31) * 7 % 31
}

/// As people are shown it: `K7M-Q2X-W4P`.
pub fn spelled(code: &str) -> String {
    let signs: Vec<char> = code.chars().collect();
    let groups = signs.chunks(3).map(|three| three.iter().collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}

/// The code somebody typed, in whatever case and with whatever between; `None` when it is none.
pub fn read(text: &str) -> Option<String> {
    let typed = text.chars().filter(|sign| !sign.is_whitespace() && !"-–—.·".contains(*sign));
    let typed: String = typed.map(|sign| sign.to_ascii_uppercase()).collect();
    let place = |sign: u8| SIGNS.iter().position(|one| *one == sign);
    let digits: Vec<usize> = typed.bytes().map(place).collect::<Option<_>>()?;
    let (check_sign, hashed) = digits.split_last()?;
    (digits.len() == LENGTH && check(hashed) == *check_sign).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spelled_reads_back_however_it_is_typed() {
        for number in 0..500 {
            let code = of(b"secret", Uuid::from_u128(number));
            assert_eq!(read(&spelled(&code)), Some(code.clone()));
            assert_eq!(read(&format!(" {} ", code.to_lowercase())), Some(code));
        }
    }

    #[test]
    fn a_wrong_letter_and_two_that_changed_places_are_noticed() {
        let code = of(b"secret", Uuid::from_u128(1));
        for at in 0..LENGTH {
            for sign in SIGNS {
                let mut typed = code.clone().into_bytes();
                let same = typed[at] == *sign;
                typed[at] = *sign;
                let typed = String::from_utf8(typed).unwrap();
                assert_eq!(read(&typed).is_some(), same, "{typed} for {code}");
            }
            for other in at + 1..LENGTH {
                let mut typed = code.clone().into_bytes();
                typed.swap(at, other);
                let same = typed == code.as_bytes();
                assert_eq!(read(&String::from_utf8(typed).unwrap()).is_some(), same);
            }
        }
        for text in ["", "K7M", "K7MQ2XW4PK7MQ2XW4P", "会馆", "0OIL10OIL"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
