//! Free text as weighed signs: pairs of Han characters, words of other scripts.
//!
//! A pair of neighbours says almost as much as a word of Chinese and needs no dictionary. What
//! stands in few texts weighs more (idf); lengths are taken out (cosine). Weights are integers, so
//! that sums do not depend on their order.

use super::index::Rows;

/// What the longest vector measures; its square is 2^24.
const LENGTH: f64 = 4_096.0;
const LENGTH_BITS: u32 = 24;

/// Words longer than this are cut; nobody searches for them.
const WORD_MAX: usize = 40;

/// A sign of a text, by its number, and what it weighs there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    pub sign: u32,
    pub weight: u16,
}

/// The texts of both sides, in one vocabulary.
pub struct Corpus {
    pub signs: usize,
    pub texts: [Rows<Weighed>; 2],
}

impl Corpus {
    pub fn new(sides: [&[&str]; 2]) -> Self {
        let hashed = sides.map(|side| side.iter().map(|text| counted(text)).collect::<Vec<_>>());
        let texts = hashed[0].len() + hashed[1].len();
        let mut all: Vec<u64> = hashed.iter().flatten().flatten().map(|&(hash, _)| hash).collect();
        all.sort_unstable();
        let mut vocabulary: Vec<(u64, u32)> = Vec::new();
        for hash in all {
            match vocabulary.last_mut() {
                Some((last, times)) if *last == hash => *times += 1,
                _ => vocabulary.push((hash, 1)),
            }
        }
        let rare = |times: u32| ((1 + texts) as f64 / f64::from(times)).ln() + 0.1;
        let sides = hashed.map(|side| {
            Rows::new(side.iter().map(|signs| {
                let raw: Vec<(u32, f64)> = signs
                    .iter()
                    .filter_map(|&(hash, times)| {
                        let at = vocabulary.binary_search_by_key(&hash, |&(hash, _)| hash).ok()?;
                        let often = 1.0 + f64::from(times).ln();
                        Some((at as u32, often * rare(vocabulary[at].1)))
                    })
                    .collect();
                to_length(&raw)
            }))
        });
        Self { signs: vocabulary.len(), texts: sides }
    }

    /// How alike two texts are, in permille, by walking both; `None` where one is empty.
    pub fn likeness(
        &self,
        (side, one): (usize, usize),
        (over, other): (usize, usize),
    ) -> Option<u32> {
        let (one, other) = (self.texts[side].row(one), self.texts[over].row(other));
        if one.is_empty() || other.is_empty() {
            return None;
        }
        let product: u32 = one
            .iter()
            .filter_map(|a| {
                let at = other.binary_search_by_key(&a.sign, |b| b.sign).ok()?;
                Some(u32::from(a.weight) * u32::from(other[at].weight))
            })
            .sum();
        Some(permille(product))
    }
}

pub const fn permille(product: u32) -> u32 {
    let permille = (product as u64 * super::parts::WHOLE as u64) >> LENGTH_BITS;
    if permille > super::parts::WHOLE as u64 { super::parts::WHOLE } else { permille as u32 }
}

fn to_length(raw: &[(u32, f64)]) -> Vec<Weighed> {
    let length = raw.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    let weighed = raw
        .iter()
        .map(|&(sign, weight)| Weighed { sign, weight: (weight / length * LENGTH).round() as u16 });
    weighed.filter(|weighed| weighed.weight > 0).collect()
}

/// The signs of a text as hashes, ascending, and how often each stands there.
fn counted(text: &str) -> Vec<(u64, u32)> {
    let mut hashes = signs(text);
    hashes.sort_unstable();
    let mut counted: Vec<(u64, u32)> = Vec::new();
    for hash in hashes {
        match counted.last_mut() {
            Some((last, times)) if *last == hash => *times += 1,
            _ => counted.push((hash, 1)),
        }
    }
    counted
}

fn signs(text: &str) -> Vec<u64> {
    let mut signs = Vec::new();
    let mut word = String::new();
    let mut before: Option<char> = None;
    let mut paired = false;
    let end = |before: &mut Option<char>, paired: &mut bool, signs: &mut Vec<u64>| {
        // A character between others than its like stands for itself.
        if let (Some(alone), false) = (before.take(), *paired) {
            signs.push(hash([alone]));
        }
        *paired = false;
    };
    for sign in text.chars().flat_map(char::to_lowercase) {
        if is_han(sign) {
            close(&mut word, &mut signs);
            if let Some(before) = before {
                signs.push(hash([before, sign]));
                paired = true;
            }
            before = Some(sign);
        } else {
            end(&mut before, &mut paired, &mut signs);
            if sign.is_alphanumeric() {
                if word.len() < WORD_MAX {
                    word.push(sign);
                }
            } else {
                close(&mut word, &mut signs);
            }
        }
    }
    end(&mut before, &mut paired, &mut signs);
    close(&mut word, &mut signs);
    signs
}

fn close(word: &mut String, signs: &mut Vec<u64>) {
    if !word.is_empty() {
        signs.push(hash(word.chars()));
        word.clear();
    }
}

/// FNV-1a over code points: the same in every run, good enough for words.
fn hash(signs: impl IntoIterator<Item = char>) -> u64 {
    signs.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, sign| {
        (hash ^ u64::from(u32::from(sign))).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> Option<u32> {
        let corpus =
            Corpus::new([&[one, "无关", "unrelated"], &[other, "别的事", "another thing"]]);
        corpus.likeness((0, 0), (1, 0))
    }

    #[test]
    fn chinese_is_read_by_pairs_and_other_scripts_by_words() {
        let expected = [hash("大模".chars()), hash("模型".chars()), hash("gpu".chars())];
        assert_eq!(signs("大模型 GPU"), expected);
        assert_eq!(signs("用a用"), [hash(['用']), hash(['a']), hash(['用'])]);
    }

    #[test]
    fn the_same_text_is_wholly_alike_and_a_strange_one_not_at_all() {
        assert!(likeness("工业质检大模型", "工业质检大模型").unwrap() >= 995);
        assert_eq!(likeness("工业质检大模型", "corpus licensing"), Some(0));
        assert_eq!(likeness("", "corpus"), None);
    }

    #[test]
    fn what_is_rare_counts_more_than_what_stands_everywhere() {
        let corpus = Corpus::new([
            &["robot parts", "robot arm"],
            &["robot", "parts", "robot show", "robot race", "robot film"],
        ]);

        let common = corpus.likeness((0, 0), (1, 0)).unwrap();
        let rare = corpus.likeness((0, 0), (1, 1)).unwrap();

        assert!(rare > common, "{rare} for the rare word, {common} for the common one");
    }
}
