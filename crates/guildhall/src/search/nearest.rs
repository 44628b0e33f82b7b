//! The few nearest of many that were met, without looking at the title of each.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use memchr::memmem::Finder;

/// Titles folded, one row of letters: what is looked through lies together.
#[derive(Default)]
pub struct Titles {
    letters: String,
    ends: Vec<u32>,
}

/// How much of a title a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    Same,
    Begins,
    Within,
    None,
}

impl Titles {
    /// The next title, one line a language.
    pub fn push(&mut self, lines: &[String]) {
        self.letters.push_str(&lines.join("\n"));
        self.ends.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
    }

    fn lines(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.letters[start as usize..self.ends[at] as usize]
    }
}

/// A query on its way through the titles.
pub struct Nearest<'s> {
    pub titles: &'s Titles,
    pub query: &'s str,
    /// What a likeness adds to a score; less likeness never adds more.
    pub worth: fn(Likeness) -> u32,
}

impl Nearest<'_> {
    /// The best `limit` entries, best first, the earlier first among equals, each with its score.
    /// An entry whose score is 0 was not met.
    pub fn of(&self, scores: &[u16], limit: usize) -> Vec<(usize, u32)> {
        let finder = Finder::new(self.query);
        let met = scores.iter().filter(|score| **score > 0).count();
        let floor = u32::from(reached_by(scores, limit.min(met)));
        // The least of the best is on top.
        let mut best = BinaryHeap::with_capacity(limit + 1);
        for (at, score) in scores.iter().enumerate().filter(|(_, score)| **score > 0) {
            let score = u32::from(*score);
            let least = best.peek().map_or(0, |Reverse((least, _))| *least);
            let wanted = if best.len() < limit { floor } else { floor.max(least + 1) };
            let total = score + self.bonus(&finder, at, wanted.saturating_sub(score));
            if total >= wanted {
                best.push(Reverse((total, Reverse(at))));
            }
            if best.len() > limit {
                best.pop();
            }
        }
        let best = best.into_sorted_vec().into_iter();
        best.map(|Reverse((total, Reverse(at)))| (at, total)).collect()
    }

    /// What the title adds; perhaps less when it cannot be `wanted`.
    fn bonus(&self, finder: &Finder<'_>, at: usize, wanted: u32) -> u32 {
        let worth = self.worth;
        if worth(Likeness::Same) < wanted {
            return 0;
        }
        let lines = self.titles.lines(at);
        let mut like = Likeness::None;
        for line in lines.split('\n').filter(|line| line.starts_with(self.query)) {
            if line.len() == self.query.len() {
                return worth(Likeness::Same);
            }
            like = Likeness::Begins;
        }
        let look = like == Likeness::None && worth(Likeness::Within) >= wanted;
        if look && finder.find(lines.as_bytes()).is_some() {
            like = Likeness::Within;
        }
        worth(like)
    }
}

/// The score that so many reach.
fn reached_by(scores: &[u16], many: usize) -> u16 {
    let mut counts = vec![0_usize; 1 + usize::from(scores.iter().copied().max().unwrap_or(0))];
    scores.iter().for_each(|score| counts[usize::from(*score)] += 1);
    let mut reached = 0;
    for (score, count) in counts.iter().enumerate().skip(1).rev() {
        reached += count;
        if reached >= many {
            return u16::try_from(score).unwrap_or(u16::MAX);
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn worth(likeness: Likeness) -> u32 {
        match likeness {
            Likeness::Same => 8,
            Likeness::Begins => 4,
            Likeness::Within => 2,
            Likeness::None => 0,
        }
    }

    /// Every title looked at, everything sorted.
    fn plainly(
        titles: &[Vec<String>],
        scores: &[u16],
        query: &str,
        limit: usize,
    ) -> Vec<(usize, u32)> {
        let like = |lines: &Vec<String>| match lines {
            lines if lines.iter().any(|line| line == query) => Likeness::Same,
            lines if lines.iter().any(|line| line.starts_with(query)) => Likeness::Begins,
            lines if lines.join("\n").contains(query) => Likeness::Within,
            _ => Likeness::None,
        };
        let met = scores.iter().enumerate().filter(|(_, score)| **score > 0);
        let mut all: Vec<_> =
            met.map(|(at, score)| (at, u32::from(*score) + worth(like(&titles[at])))).collect();
        all.sort_by_key(|(at, total)| (Reverse(*total), *at));
        all.truncate(limit);
        all
    }

    proptest! {
        #[test]
        fn the_nearest_are_those_that_looking_at_all_would_give(
            entries in prop::collection::vec((0_u16..12, prop::collection::vec("[ab]{0,4}", 1..3)), 0..40),
            query in "[ab]{1,2}",
            limit in 1_usize..8,
        ) {
            let (scores, lines): (Vec<u16>, Vec<Vec<String>>) = entries.into_iter().unzip();
            let mut titles = Titles::default();
            lines.iter().for_each(|lines| titles.push(lines));
            let nearest = Nearest { titles: &titles, query: &query, worth };
            prop_assert_eq!(nearest.of(&scores, limit), plainly(&lines, &scores, &query, limit));
        }
    }
}
