//! How Chinese is spelled in pinyin: whole, or by the first letter of each sign.

use pinyin::{ToPinyin as _, ToPinyinMulti as _};

/// What is kept of a spelling: enough to tell one title from another.
pub const WHOLE_MAX: usize = 24;
pub const INITIALS_MAX: usize = 10;

/// A sign with several readings is spelled in so many ways at most.
const READINGS_MAX: usize = 4;

/// The spellings of a row from each of its signs on, so that any part of it can be typed.
pub struct Spellings {
    pub whole: Vec<String>,
    pub initials: Vec<String>,
}

pub fn spellings(row: &[char]) -> Spellings {
    let mut out = Spellings { whole: Vec::new(), initials: Vec::new() };
    let readings: Vec<Vec<&'static str>> = row.iter().map(|sign| readings(*sign)).collect();
    for from in 0..row.len() {
        out.whole.extend(spelled(&readings[from..], WHOLE_MAX, |reading| reading));
        out.initials.extend(spelled(&readings[from..], INITIALS_MAX, |reading| &reading[..1]));
    }
    out
}

/// The usual reading first; then the others.
fn readings(sign: char) -> Vec<&'static str> {
    let usual = sign.to_pinyin().map(|reading| reading.plain());
    let mut all: Vec<&'static str> = usual.into_iter().collect();
    for reading in sign.to_pinyin_multi().into_iter().flatten() {
        if !all.contains(&reading.plain()) {
            all.push(reading.plain());
        }
    }
    all
}

/// Every way to spell these signs with at most `length_max` letters, a few at most.
fn spelled(
    readings: &[Vec<&'static str>],
    length_max: usize,
    part: impl Fn(&'static str) -> &'static str,
) -> Vec<String> {
    let mut ways = vec![String::new()];
    for sign in readings {
        if ways[0].len() >= length_max {
            break;
        }
        let mut longer: Vec<String> = Vec::new();
        for reading in sign.iter().map(|reading| part(reading)) {
            for way in &ways {
                let way = format!("{way}{reading}");
                if longer.len() < READINGS_MAX && !longer.contains(&way) {
                    longer.push(way);
                }
            }
        }
        if longer.is_empty() {
            break;
        }
        ways = longer;
    }
    for way in &mut ways {
        way.truncate(length_max);
    }
    ways.retain(|way| !way.is_empty());
    ways.dedup();
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_spelled_from_each_of_its_signs() {
        let row: Vec<char> = "具身智能".chars().collect();
        let spellings = spellings(&row);
        for expected in ["jushenzhineng", "shenzhineng", "zhineng", "neng"] {
            assert!(spellings.whole.iter().any(|it| it == expected), "{expected}");
        }
        assert!(spellings.initials.iter().any(|it| it == "jszn"));
    }

    #[test]
    fn a_sign_with_two_readings_is_found_by_both() {
        let whole = spellings(&['重', '庆']).whole;
        assert!(whole.iter().any(|it| it == "chongqing"), "{whole:?}");
        assert!(whole.iter().any(|it| it == "zhongqing"), "{whole:?}");
    }
}
