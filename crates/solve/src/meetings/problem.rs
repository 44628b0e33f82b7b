//! What is given: slots, tables, interpreters, parties and their wishes, as JSON says it.
//!
//! Minutes count from midnight of the first day; day 2 begins at minute 1440.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::timetable::problem::{Span, Travel};

/// Meetings to be held.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Problem {
    /// The names of the days, for the words of an answer.
    pub days: Vec<String>,
    /// When meetings are held, in order; a meeting takes one slot.
    pub slots: Vec<Span>,
    pub travel: Vec<Travel>,
    pub tables: Vec<Table>,
    pub interpreters: Vec<Interpreter>,
    pub parties: Vec<Party>,
    pub wishes: Vec<Wish>,
    pub precedences: Vec<Precedence>,
    pub weights: Weights,
}

#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Table {
    pub id: String,
    pub venue: String,
    pub seats: u32,
    /// Absent: always.
    pub open: Option<Vec<Span>>,
}

/// Whoever makes two languages understood: one meeting at a time.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Interpreter {
    pub id: String,
    /// Two languages each, both directions.
    pub pairs: Vec<(String, String)>,
    /// Absent: always.
    pub available: Option<Vec<Span>>,
    /// Meetings a day at most; absent: no limit.
    pub day_max: Option<u32>,
    pub rests: Vec<Rest>,
}

#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Party {
    pub id: String,
    /// Seats it needs at a table; 0: 1.
    pub people: u32,
    /// Absent: always.
    pub available: Option<Vec<Span>>,
    /// Meetings a day at most; absent: no limit.
    pub day_max: Option<u32>,
    pub rests: Vec<Rest>,
    /// Empty: whatever is spoken. Two parties without a common language need an interpreter.
    pub languages: Vec<String>,
}

/// A break: so many minutes in a row, somewhere within the span, without a meeting.
#[derive(Clone, Copy, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rest {
    pub within: Span,
    pub minutes: u32,
}

/// A meeting that is wished for, with what each of its parties answered.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Wish {
    pub id: String,
    /// Two to eight.
    pub parties: Vec<Guest>,
    /// Tables it may be at; empty: any that is large enough.
    pub tables: Vec<String>,
    /// Venues it may be in; empty: any.
    pub venues: Vec<String>,
    /// Its slot lies within one of these; empty: any.
    pub windows: Vec<Span>,
    /// It is held here and nowhere else, and must be.
    pub fixed: Option<Spot>,
}

#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guest {
    pub party: String,
    #[serde(default)]
    pub says: Says,
}

/// A no is stronger than a must: nobody is made to meet.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// The meeting has to take place.
    Must,
    #[default]
    Want,
    /// The meeting does not take place.
    No,
}

/// When, and if it matters where.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// The minute at which a slot begins.
    pub start: i32,
    #[serde(default)]
    pub table: Option<String>,
}

/// Where both are held, the one ends before the other begins.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precedence {
    pub before: String,
    pub after: String,
}

/// What one violation of each wish costs; 0 leaves it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// For each wished meeting that is not held.
    pub unmet: u32,
    /// For each party that has few of its meetings. Its first missing meeting costs 3^9 of these, the
    /// next 3^8, so that an exchange of one meeting of two for another is judged as leximin would.
    pub fairness: u32,
    /// For each time that a party waits between two meetings of a day.
    pub waits: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { unmet: 100_000, fairness: 1, waits: 1 }
    }
}
