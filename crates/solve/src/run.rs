//! What every model is given besides its problem, and what it gives back.

use std::sync::atomic::{AtomicBool, Ordering};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::score::Score;

/// How long to try, and from which seed. The same limits on the same problem give the same answer,
/// unless [`Watch`] stopped the run; the outcome then says after how many steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Limits {
    /// Moves tried by each of the independent searches.
    pub steps: u64,
    pub seed: u64,
    /// Independent seeded searches, run side by side; the best by (score, seed) is the answer, so
    /// the number of cores changes how long it takes and never what comes out.
    pub searches: u32,
}

impl Limits {
    pub const fn new(steps: u64, seed: u64) -> Self {
        Self { steps, seed, searches: 2 }
    }
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub steps: u64,
    pub steps_max: u64,
    pub best: Score,
}

/// Looks on while a solver works: shows progress, and may ask it to stop.
///
/// A page or a command line holds the clock and the cancel button; the solver only asks.
#[derive(Clone, Copy, Default)]
pub struct Watch<'a> {
    pub stop: Option<&'a AtomicBool>,
    pub progress: Option<&'a (dyn Fn(Progress) + Sync)>,
}

impl Watch<'_> {
    /// Nobody looks on.
    pub const NONE: Watch<'static> = Watch { stop: None, progress: None };

    pub fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }

    pub fn tell(&self, progress: Progress) {
        if let Some(tell) = self.progress {
            tell(progress);
        }
    }
}

/// What is known about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// No better answer exists.
    Optimal,
    /// No answer exists that breaks no hard constraint; [`Outcome::conflict`] says why.
    Infeasible,
    /// An answer that breaks no hard constraint.
    Feasible,
    /// None was found that breaks no hard constraint, and none was proved impossible. The best
    /// answer so far may still be given.
    None,
}

/// What one constraint costs in an answer.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Penalty {
    /// The constraint's name, the same as its function's.
    pub constraint: String,
    /// What it asks for, in a sentence.
    pub asks: String,
    /// Violations before weighting.
    pub count: i64,
    pub score: Score,
}

impl Penalty {
    /// A demand, each violation counting one.
    pub fn hard(constraint: &str, asks: &str, count: i64) -> Self {
        Self::new((constraint, asks), count, Score::hard(count))
    }

    pub fn new((constraint, asks): (&str, &str), count: i64, score: Score) -> Self {
        Self { constraint: constraint.to_owned(), asks: asks.to_owned(), count, score }
    }
}

/// The answer of a run, with all that is known about it.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Outcome<A> {
    pub answer: Option<A>,
    pub status: Status,
    pub score: Score,
    /// The published objective of the model, in its own units.
    pub value: f64,
    /// No answer can be better than this, when known.
    pub bound: Option<f64>,
    /// Every constraint that was looked at, in the model's order.
    pub penalties: Vec<Penalty>,
    /// Sentences: the smallest set of demands found that cannot all be met; empty unless infeasible.
    pub conflict: Vec<String>,
    /// Steps done by the search that found the answer.
    pub steps: u64,
    /// The seed it was found from.
    pub seed: u64,
}

impl<A> Outcome<A> {
    /// The same of another answer.
    pub fn map<B>(self, answer: impl FnOnce(A) -> B) -> Outcome<B> {
        let Self { status, score, value, bound, penalties, conflict, steps, seed, .. } = self;
        let answer = self.answer.map(answer);
        Outcome { answer, status, score, value, bound, penalties, conflict, steps, seed }
    }
}
