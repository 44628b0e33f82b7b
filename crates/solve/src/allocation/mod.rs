//! Wishes to activities with few places: who gets what, by a lottery that anyone can repeat.
//!
//! [`solve()`] draws an order from the published seed and the weights, and lets each party take, in
//! turn, the best of its wishes that still has room and does not clash (random serial
//! dictatorship): no party gains by wishing anything but the truth. What is confirmed stays.
//! [`reviews`] is the sister with loads, answered exactly by flow.
//!
//! What it is *not*: it does not promise the greatest number of first wishes. [`constraints`]
//! holds an answer against the problem alone.

mod check;
pub mod constraints;
mod lottery;
pub mod midl;
pub mod reviews;
#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use lottery::solve;

#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    pub activities: Vec<Activity>,
    pub parties: Vec<Party>,
    /// Minutes from one place to another; nothing within one place, and where none is named.
    #[serde(default)]
    pub travel: Vec<Way>,
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
    /// What may be said of the rule.
    pub strategy: String,
}

const fn one() -> u32 {
    1
}
