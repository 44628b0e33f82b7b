//! Wishes to activities with few places: who gets what, by the rule that was published.
//!
//! [`solve()`] reads the [`Rule`]. [`Rule::Lottery`]: an order is drawn from the seed and the
//! weights, and each party takes, in turn, the best of its wishes that still has room. The other two
//! are sequences of [`levels`], met one after the other: [`relax`] answers them by flow, which proves
//! itself where groups and calendars allow, and is a bound for [`search`] where they do not.
//! What is confirmed stays under every rule. [`reviews`] is the sister with loads.
//!
//! What it is *not*: it weighs no wish of one party against two of another but by the rule's
//! levels. [`constraints`] holds an answer against the problem alone.

mod case;
mod check;
pub mod constraints;
pub mod family;
mod levels;
mod lottery;
pub mod midl;
mod reasons;
mod relax;
pub mod reviews;
mod search;
mod solve;
#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use solve::solve;

#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    pub activities: Vec<Activity>,
    pub parties: Vec<Party>,
    /// Minutes from one place to another; nothing within one place, and where none is named.
    #[serde(default)]
    pub travel: Vec<Way>,
    #[serde(default)]
    pub rule: Rule,
}

/// By what the seats are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// In the order of a draw, each party the best that is left (random serial dictatorship).
    #[default]
    Lottery,
    /// As many people as can be have their first wish, then their second, and so on.
    RankMaximal,
    /// As many people as can be have something, then as many wishes as can be are granted, then as
    /// few as can be at the worst rank, then at the next worst, and so on.
    Fair,
}

#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    pub id: String,
    pub seats: u32,
    /// Minutes, from any one moment.
    pub start: i64,
    pub end: i64,
    #[serde(default)]
    pub place: String,
}

/// One person, or a group that stays together.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    pub id: String,
    #[serde(default = "one")]
    pub people: u32,
    /// Chances in the draw, as of so many lots.
    #[serde(default = "one")]
    pub weight: u32,
    /// Ids of activities, the dearest first.
    pub wishes: Vec<String>,
    /// So many of the wishes at most.
    #[serde(default = "one")]
    pub at_most: u32,
    /// Ids of activities it already has; they are never taken away.
    #[serde(default)]
    pub confirmed: Vec<String>,
    /// When and where it is otherwise; nothing that leaves too little time is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub busy: Vec<Busy>,
}

/// Minutes in which a party is elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Busy {
    pub start: i64,
    pub end: i64,
    #[serde(default)]
    pub place: String,
}

#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    pub from: String,
    pub to: String,
    pub minutes: u32,
}

/// What each party has, and why not more.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Granted {
    /// For each party the numbers of its activities, confirmed ones first.
    pub activities: Vec<Vec<u32>>,
    /// The order that was drawn.
    pub order: Vec<u32>,
    /// For each party a sentence a wish that was not granted.
    pub reasons: Vec<Vec<String>>,
    /// How many people have their first wish, their second, and so on; without what was confirmed.
    pub ranks: Vec<i64>,
    /// People who have something, confirmed or granted.
    pub served: i64,
    /// No answer under the rule does better, read in the rule's order; empty for a lottery.
    pub proved: Vec<Level>,
    /// Whether wishing anything but the truth may pay, in words.
    pub strategy: String,
    /// What is proved and what is not, in words.
    pub proof: String,
}

/// One aim of a rule: what was reached, and that no answer reaches more while it keeps the bounds
/// of all levels before.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Level {
    pub aim: Aim,
    pub reached: i64,
    /// Absent where the run was stopped before it was known.
    pub bound: Option<i64>,
}

/// What a level counts, in people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// People who have something; more is better.
    Served,
    /// Wishes granted; more is better.
    Granted,
    /// People with their wish of this rank (from 1); more is better.
    Most(u32),
    /// People with their wish of this rank; fewer is better, so it is counted below nothing.
    Least(u32),
}

const fn one() -> u32 {
    1
}
