//! A problem that was checked: names became numbers.

use super::problem::Spread;
use super::strength::Lists;

/// What is ranked, from which evidence.
pub(super) struct Case {
    pub entries: Vec<String>,
    /// Everybody who judged, in the order they first appear.
    pub judges: Vec<String>,
    pub held: Held,
    pub places: Option<usize>,
    pub confidence: f64,
}

pub(super) enum Held {
    Sheets(Sheets),
    Lists(Lists),
    Orders(Vec<Order>),
}

/// Rubric sheets, each brought to one mark.
pub(super) struct Sheets {
    pub marks: Vec<Mark>,
    pub spread: Spread,
}

/// One judge's mark for one entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark {
    pub judge: usize,
    pub entry: usize,
    pub value: f64,
    /// The share of the rubric that was filled in.
    pub weight: f64,
}

/// One ranking that was given `times` times.
pub(super) struct Order {
    pub judge: Option<usize>,
    pub times: i64,
    /// The best first; entries of one group are tied.
    pub groups: Vec<Vec<usize>>,
    /// The last group are the entries that were not named: below all others, unordered.
    pub unranked_below: bool,
}
