//! The constraints: each is one function with a name, a weight and words, and counts in a plan from
//! nothing. What the search knows by differences is held to these by tests; they share nothing.

mod persons;
mod places;
mod wishes;

#[cfg(test)]
mod tests;

use super::case::{Case, Place};
use super::problem::Weights;
use crate::run::Penalty;
use crate::score::Score;

/// Where every wish stands.
pub type Standing = [Option<Place>];

/// One thing that is watched.
pub struct Constraint {
    pub name: &'static str,
    /// What it asks for, in a sentence.
    pub asks: &'static str,
    pub level: Level,
    pub find: fn(&Case, &Standing, &mut Tally),
}

#[derive(Clone, Copy)]
pub enum Level {
    /// A demand: an answer that breaks it is none.
    Hard,
    /// A wish, with its weight.
    Soft(fn(&Weights) -> u32),
}

/// What a constraint found.
pub struct Tally {
    pub count: i64,
    /// Violations in words, the first ones.
    pub words: Vec<String>,
    words_max: usize,
}

impl Tally {
    /// Tells at most `words_max` findings in words and counts all.
    pub fn new(words_max: usize) -> Self {
        Self { count: 0, words: Vec::new(), words_max }
    }

    fn add(&mut self, count: i64, words: impl FnOnce() -> String) {
        self.count += count;
        if count != 0 && self.words.len() < self.words_max {
            self.words.push(words());
        }
    }
}

const fn hard(
    name: &'static str,
    asks: &'static str,
    find: fn(&Case, &Standing, &mut Tally),
) -> Constraint {
    Constraint { name, asks, level: Level::Hard, find }
}

const fn soft(
    name: &'static str,
    asks: &'static str,
    weight: fn(&Weights) -> u32,
    find: fn(&Case, &Standing, &mut Tally),
) -> Constraint {
    Constraint { name, asks, level: Level::Soft(weight), find }
}

/// All of them, demands first.
pub const ALL: &[Constraint] = &[
    hard("must_held", "what must be held is held", wishes::must_held),
    hard("no_kept", "nobody meets where one said no", wishes::no_kept),
    hard("window", "a meeting lies within its windows, and where it is fixed", places::window),
    hard("table_suits", "a table is large enough and where it may be", places::table_suits),
    hard("table_open", "a table is open", places::table_open),
    hard("table_overlap", "a table has one meeting at a time", places::table_overlap),
    hard("available", "everybody at a meeting is there", persons::available),
    hard("overlap", "nobody is in two meetings at once, counting the way", persons::overlap),
    hard("day_max", "nobody has more meetings a day than agreed", persons::day_max),
    hard("rest", "everybody has the agreed breaks", persons::rest),
    hard("interpreter", "everybody understands each other", persons::interpreter),
    hard("precedence", "what must come first comes first", places::precedence),
    soft("unmet", "what is wished is held", |weights| weights.unmet, wishes::unmet),
    soft(
        "fairness",
        "few have few of their meetings",
        |weights| weights.fairness,
        wishes::fairness,
    ),
    soft("waits", "nobody waits between two meetings", |weights| weights.waits, persons::waits),
];

/// What a plan costs, by constraint.
pub fn count(case: &Case, plan: &Standing) -> (Score, Vec<Penalty>) {
    let mut sum = Score::ZERO;
    let mut penalties = Vec::new();
    for constraint in ALL {
        let count = constraint.tell(case, plan, 0).count;
        let score = constraint.score(case, count);
        sum += score;
        penalties.push(Penalty::new((constraint.name, constraint.asks), count, score));
    }
    (sum, penalties)
}

impl Constraint {
    pub fn score(&self, case: &Case, count: i64) -> Score {
        match self.level {
            Level::Hard => Score::hard(count),
            Level::Soft(weight) => Score::soft(count * i64::from(weight(&case.weights))),
        }
    }

    /// At most `words_max` findings in words, and the count of all.
    pub fn tell(&self, case: &Case, plan: &Standing, words_max: usize) -> Tally {
        let mut tally = Tally::new(words_max);
        (self.find)(case, plan, &mut tally);
        tally
    }
}

/// What is held, with its place.
fn held<'a>(case: &Case, plan: &'a Standing) -> impl Iterator<Item = (u32, Place)> + 'a {
    debug_assert_eq!(case.wishes.len(), plan.len());
    (0..).zip(plan).filter_map(|(wish, place)| Some((wish, (*place)?)))
}

/// By person, its meetings in order of time.
fn diaries(case: &Case, plan: &Standing) -> Vec<Vec<(u32, Place)>> {
    let mut diaries = vec![Vec::new(); case.persons.len()];
    for (wish, place) in held(case, plan) {
        for person in case.everybody(wish, place) {
            diaries[person as usize].push((wish, place));
        }
    }
    for diary in &mut diaries {
        diary.sort_by_key(|&(wish, place)| (place.slot, wish));
    }
    diaries
}
