//! The constraints: each is one function with a name, a weight and words, and counts in a plan from
//! nothing. What the search knows by differences is held to these by tests; they share nothing.

mod change;
mod days;
mod halls;
mod order;
mod parties;
mod together;

#[cfg(test)]
mod tests;

use super::case::{Case, Place};
use super::problem::Weights;
use crate::run::Penalty;
use crate::score::Score;

/// Where everything stands, by activity.
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
    pub findings: Vec<Finding>,
    words_max: usize,
}

/// One violation, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub count: i64,
    pub activities: Vec<u32>,
    pub words: String,
}

impl Tally {
    /// Tells at most `words_max` findings in words and counts all.
    pub fn new(words_max: usize) -> Self {
        Self { count: 0, findings: Vec::new(), words_max }
    }

    fn add(&mut self, count: i64, activities: &[u32], words: impl FnOnce() -> String) {
        self.count += count;
        if count != 0 && self.findings.len() < self.words_max {
            let activities = activities.to_vec();
            self.findings.push(Finding { count, activities, words: words() });
        }
    }
}

/// All of them, demands first.
pub const ALL: &[Constraint] = &[
    Constraint {
        name: "placed",
        asks: "every activity has a place",
        level: Level::Hard,
        find: halls::placed,
    },
    Constraint {
        name: "hall_suits",
        asks: "an activity is in a hall that it may use, where it is fixed if it is fixed",
        level: Level::Hard,
        find: halls::hall_suits,
    },
    Constraint {
        name: "hall_open",
        asks: "a hall is open while it is used, set-up and clearing included",
        level: Level::Hard,
        find: halls::hall_open,
    },
    Constraint {
        name: "hall_overlap",
        asks: "a hall holds one activity at a time, with the change-over between two",
        level: Level::Hard,
        find: halls::hall_overlap,
    },
    Constraint {
        name: "window",
        asks: "an activity lies within one of its windows",
        level: Level::Hard,
        find: order::window,
    },
    Constraint {
        name: "party_available",
        asks: "everybody needed is there",
        level: Level::Hard,
        find: parties::party_available,
    },
    Constraint {
        name: "party_overlap",
        asks: "nobody is in two places at once, counting the way between venues",
        level: Level::Hard,
        find: parties::party_overlap,
    },
    Constraint {
        name: "precedence",
        asks: "what must come first comes first",
        level: Level::Hard,
        find: order::precedence,
    },
    Constraint {
        name: "same_day",
        asks: "what belongs on one day is on one day",
        level: Level::Hard,
        find: days::same_day,
    },
    Constraint {
        name: "not_parallel",
        asks: "what must not run side by side does not",
        level: Level::Hard,
        find: together::not_parallel,
    },
    Constraint {
        name: "granted",
        asks: "a host uses no more hall time than it was granted",
        level: Level::Hard,
        find: halls::granted,
    },
    Constraint {
        name: "demand",
        asks: "who comes finds a seat",
        level: Level::Soft(|weights| weights.demand),
        find: halls::demand,
    },
    Constraint {
        name: "stars",
        asks: "what many want to see does not run side by side",
        level: Level::Soft(|weights| weights.stars),
        find: together::stars,
    },
    Constraint {
        name: "track_parallel",
        asks: "a track does not run beside itself",
        level: Level::Soft(|weights| weights.track_parallel),
        find: together::track_parallel,
    },
    Constraint {
        name: "track_halls",
        asks: "a track keeps to one hall a day",
        level: Level::Soft(|weights| weights.track_halls),
        find: days::track_halls,
    },
    Constraint {
        name: "avoids",
        asks: "people are spared the hours that they asked to be spared",
        level: Level::Soft(|weights| weights.avoids),
        find: parties::avoids,
    },
    Constraint {
        name: "series",
        asks: "a series runs on in one hall without a break",
        level: Level::Soft(|weights| weights.series),
        find: order::series,
    },
    Constraint {
        name: "part_balance",
        asks: "each day has its share of every part",
        level: Level::Soft(|weights| weights.part_balance),
        find: days::part_balance,
    },
    Constraint {
        name: "topic_balance",
        asks: "each day has its share of every topic",
        level: Level::Soft(|weights| weights.topic_balance),
        find: days::topic_balance,
    },
    Constraint {
        name: "change",
        asks: "what was released stays where it is",
        level: Level::Soft(|weights| weights.change),
        find: change::change,
    },
    Constraint {
        name: "change_day",
        asks: "what was released for a day stays on it",
        level: Level::Soft(|weights| weights.change_day),
        find: change::change_day,
    },
    Constraint {
        name: "change_hall",
        asks: "what was released for a hall stays in it",
        level: Level::Soft(|weights| weights.change_hall),
        find: change::change_hall,
    },
    Constraint {
        name: "change_time",
        asks: "what was released for an hour stays at it",
        level: Level::Soft(|weights| weights.change_time),
        find: change::change_time,
    },
];

/// What a plan costs, by constraint.
pub fn count(case: &Case, plan: &Standing) -> (Score, Vec<Penalty>) {
    let mut sum = Score::ZERO;
    let mut penalties = Vec::new();
    for constraint in ALL {
        let mut tally = Tally::new(0);
        (constraint.find)(case, plan, &mut tally);
        let score = constraint.score(case, tally.count);
        sum += score;
        penalties.push(Penalty::new((constraint.name, constraint.asks), tally.count, score));
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

/// The places of some activities that have one, in order of time.
fn in_order(case: &Case, plan: &Standing, activities: &[u32]) -> Vec<(u32, Place)> {
    let placed = activities.iter().filter_map(|&at| Some((at, plan[at as usize]?)));
    let mut placed: Vec<(u32, Place)> = placed.collect();
    placed.sort_unstable_by_key(|&(at, place)| (case.span(at, place), at));
    placed
}

/// Calls `look` with each pair of which the second starts less than `way_max` after the end of the
/// first.
fn near_pairs(
    case: &Case,
    placed: &[(u32, Place)],
    way_max: i32,
    mut look: impl FnMut((u32, Place), (u32, Place)),
) {
    for (at, &one) in placed.iter().enumerate() {
        let end = case.span(one.0, one.1).until + way_max;
        for &other in placed[at + 1..].iter().take_while(|other| other.1.start < end) {
            look(one, other);
        }
    }
}
