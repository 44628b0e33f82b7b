//! One table for our runs on published problems and for those of the peer beside them.

use crate::stopwatch::Spent;

pub struct Row<'a> {
    pub instance: &'a str,
    pub by: &'a str,
    pub seed: u64,
    /// The published objective of the answer, counted by our checker; `None`: no answer.
    pub value: Option<i64>,
    /// Demands the answer breaks, counted by our checker.
    pub hard: i64,
    /// The optimum or the best that others published; `None`: unknown, or no answer exists.
    pub known: Option<i64>,
    pub bound: Option<f64>,
    pub status: String,
    pub spent: Spent,
    pub steps: Option<u64>,
    pub note: String,
}

pub fn head() {
    println!(
        "{:<25} {:<9} {:>4} {:>8} {:>8} {:>4} {:>8} {:<10} {:>7} {:>7} {:>11}",
        "instance",
        "by",
        "seed",
        "value",
        "known",
        "hard",
        "bound",
        "status",
        "wall s",
        "cpu s",
        "steps"
    );
}

impl Row<'_> {
    pub fn print(&self) {
        println!(
            "{:<25} {:<9} {:>4} {:>8} {:>8} {:>4} {:>8} {:<10} {:>7.1} {:>7.1} {:>11} {}",
            self.instance,
            self.by,
            self.seed,
            said(self.value),
            said(self.known),
            self.hard,
            said(self.bound.map(|bound| bound.round())),
            self.status,
            self.spent.wall,
            self.spent.cpu,
            said(self.steps),
            self.note
        );
    }
}

fn said<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".into(), |value| value.to_string())
}
