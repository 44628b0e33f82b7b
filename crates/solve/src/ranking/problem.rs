//! The problem as it is written down.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Entries to be ranked, and what judges or visitors said about them.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What is ranked: names or ids, each once.
    pub entries: Vec<String>,
    pub evidence: Evidence,
    /// How many places are to be given; with it the answer says how sure the chosen set is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<usize>,
    /// How sure the set of the first `places` must be before judging may stop.
    #[serde(default = "confidence", skip_serializing_if = "is_confidence")]
    pub confidence: f64,
}

const CONFIDENCE: f64 = 0.95;

const fn confidence() -> f64 {
    CONFIDENCE
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_confidence(given: &f64) -> bool {
    *given == CONFIDENCE
}

/// What was said.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Evidence {
    /// Judges' sheets with a mark for each criterion.
    Scores {
        criteria: Vec<Criterion>,
        sheets: Vec<Sheet>,
        #[serde(default)]
        spread: Spread,
    },
    /// Votes between two entries.
    Votes {
        votes: Vec<Vote>,
        /// Weight of the belief that all are alike; 0 asks for plain maximum likelihood.
        #[serde(default = "prior")]
        prior: f64,
    },
    /// Rankings, whole or in part.
    Rankings {
        rankings: Vec<RankingGiven>,
        #[serde(default)]
        method: Method,
        #[serde(default = "prior")]
        prior: f64,
    },
    /// One entry chosen out of several.
    Choices {
        choices: Vec<Choice>,
        #[serde(default = "prior")]
        prior: f64,
    },
}

/// Weak: it matters as much as a tenth of one vote, and lets an order exist from the first vote on.
const fn prior() -> f64 {
    0.1
}

/// One line of a rubric.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub name: String,
    #[serde(default = "one")]
    pub weight: f64,
}

const fn one() -> f64 {
    1.0
}

/// What one judge gave one entry.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub judge: String,
    pub entry: String,
    /// One mark a criterion, in their order; `null` where none was given.
    pub marks: Vec<Option<f64>>,
}

/// Whether judges who spread their marks widely or narrowly are brought to one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    #[default]
    Corrected,
    /// Only severity is corrected.
    Kept,
}

/// One vote between two entries.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<String>,
    /// The two entries.
    pub between: (String, String),
    pub winner: Winner,
    /// How many such votes this line stands for.
    #[serde(default = "one_time", skip_serializing_if = "is_one_time")]
    pub times: u32,
}

/// Who won a vote between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Winner {
    First,
    Second,
    Tie,
}

/// A ranking, the best first.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingGiven {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<String>,
    /// Entries that stand in one group are tied.
    pub order: Vec<Vec<String>>,
    #[serde(default)]
    pub unranked: Unranked,
    #[serde(default = "one_time", skip_serializing_if = "is_one_time")]
    pub times: u32,
}

const fn one_time() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_one_time(times: &u32) -> bool {
    *times == 1
}

/// What it means that a ranking does not name an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unranked {
    /// The judge did not see it: nothing is said about it.
    #[default]
    Unseen,
    /// The judge saw all and named only the best: it stands below every entry named.
    Below,
}

/// How rankings are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Strengths by Plackett and Luce, with uncertainty.
    #[default]
    Strength,
    /// The order with the fewest disagreements (Kemeny).
    Kemeny,
}

/// One entry chosen out of several.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<String>,
    pub chosen: String,
    /// The others that could have been chosen.
    pub over: Vec<String>,
    #[serde(default = "one_time", skip_serializing_if = "is_one_time")]
    pub times: u32,
}
