//! Made-up problems of any size, for measuring: texts in two languages over a long-tailed
//! vocabulary, sets and terms as an industry conference has them.

use super::problem::{Entry, Problem, Span, Weights};
use crate::random::Random;

/// How many of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub offers: usize,
    pub needs: usize,
}

/// Words of each language; about what a thousand company profiles use.
const WORDS: usize = 6_000;
const DAY: i64 = 24 * 60;

pub fn generated(size: Size, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let words: Vec<[String; 2]> = (0..WORDS).map(|_| word(&mut random)).collect();
    let mut side = |name: &str, count: usize, capacity: u32| -> Vec<Entry> {
        (0..count).map(|at| entry(format!("{name}{at}"), &words, capacity, &mut random)).collect()
    };
    let (offers, needs) = (side("o", size.offers, 20), side("n", size.needs, 3));
    Problem { offers, needs, weights: Weights::default(), keep: 20, minutes: 30 }
}

/// One word in Chinese and one in English.
fn word(random: &mut Random) -> [String; 2] {
    let han = (0..2 + random.below(2)).filter_map(|_| {
        // The first of the block are no rarer than the rest; the tail comes from `common`.
        char::from_u32(0x4e00 + random.below(3_000) as u32)
    });
    let han = han.collect();
    let latin = (0..3 + random.below(7)).map(|_| char::from(b'a' + random.below(26) as u8));
    [han, latin.collect()]
}

fn entry(id: String, words: &[[String; 2]], capacity: u32, random: &mut Random) -> Entry {
    let mut text = String::new();
    for _ in 0..12 + random.below(24) {
        text.push_str(&words[common(words.len(), random)][0]);
    }
    for _ in 0..random.below(20) {
        text.push(' ');
        text.push_str(&words[common(words.len(), random)][1]);
    }
    let some = |prefix: &str, most: usize, of: usize, random: &mut Random| -> Vec<String> {
        (0..1 + random.below(most)).map(|_| format!("{prefix}{}", common(of, random))).collect()
    };
    let from = 10 * (1 + random.below(200) as i64);
    let budget = Some(Span { from, to: from * (11 + random.below(20) as i64) / 10 });
    let times = (0..3).filter(|_| random.chance(0.7)).map(|_| ()).count() as i64;
    let times = (0..times).map(|day| {
        let from = day * DAY + 9 * 60 + 30 * random.below(14) as i64;
        Span { from, to: from + 30 + 30 * random.below(4) as i64 }
    });
    let times = times.collect();
    let languages = if random.chance(0.2) { "en" } else { "zh" };
    let must = if random.chance(0.1) { vec!["languages".to_owned()] } else { Vec::new() };
    Entry {
        id,
        text,
        tags: some("tag", 6, 300, random),
        layers: some("layer", 2, 7, random),
        sectors: some("sector", 3, 11, random),
        languages: vec![languages.to_owned()],
        places: some("place", 2, 5, random),
        budget,
        times,
        must,
        capacity,
        ..Entry::default()
    }
}

/// A number below `end`; small ones are the more frequent, about as in Zipf's law.
fn common(end: usize, random: &mut Random) -> usize {
    let log = (end as f64 + 1.0).ln() * random.unit();
    (log.exp() as usize - 1).min(end - 1)
}
