//! The answer as it is written down.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An order of the entries and what is known about it.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The best first.
    pub ranking: Vec<Placed>,
    /// What was seen of each judge, in the order they first appear.
    pub judges: Vec<JudgeSeen>,
    /// What each judge's absence would change; judges whose absence could not be tried in the
    /// given steps are left out.
    pub without: Vec<Without>,
    /// Where `places` were asked for and the method knows its uncertainty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopping: Option<Stopping>,
    /// Votes that would teach most, the best first.
    pub next_pairs: Vec<NextPair>,
    /// Sentences about the evidence that a reader of the order must know.
    pub notes: Vec<String>,
}

/// An entry and its place.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    pub entry: String,
    /// From 1; entries that cannot be told apart share a place.
    pub place: usize,
    /// Corrected mark, or strength (natural logarithm of odds, mean 0); for a consensus order the
    /// share of judgements won.
    pub value: f64,
    /// Standard error of `value`, when the method knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<f64>,
    /// Nine times of ten the true place lies between these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_range: Option<(usize, usize)>,
    /// How probable it is that the entry belongs to the first `places`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<f64>,
}

/// What was seen of a judge.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JudgeSeen {
    pub judge: String,
    /// Sheets, votes, rankings or choices.
    pub given: u64,
    /// Marks above (+) or below (-) what others would have given, in marks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<f64>,
    /// How widely marks are spread; 1 is as all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spread: Option<f64>,
    /// Share of the judge's comparisons that the order agrees with.
    pub agreement: f64,
}

/// The order without one judge.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Without {
    pub judge: String,
    /// The most places that one entry moves.
    pub moved_most: usize,
    /// Places that all entries move, summed.
    pub moved_all: usize,
    /// Entries that would come into the first `places`, and those that would leave.
    pub enter: Vec<String>,
    pub leave: Vec<String>,
}

/// Whether more judging is worth its time.
#[derive(Clone, Copy, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stopping {
    /// How probable it is that the first `places` are exactly the right ones.
    pub set_right: f64,
    /// How many of the first `places` are expected to be wrong.
    pub wrong_expected: f64,
    /// Places by which an entry is expected to be off, on average over all.
    pub off_expected: f64,
    pub verdict: Verdict,
}

/// What follows from [`Stopping::set_right`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The set is as sure as was asked for.
    Stop,
    /// More judgements near the border would help.
    GoOn,
}

/// A vote worth asking for.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextPair {
    pub between: (String, String),
    /// What the vote is expected to teach, in bits.
    pub bits: f64,
}
