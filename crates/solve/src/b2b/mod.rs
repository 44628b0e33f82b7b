//! Who meets whom in which slot, with as few waits as possible: the published B2B problem (Bofill
//! and others, JAIR 74, 2022), as it is, so that what is found can be held against known optima.
//!
//! Start with [`solve`]. [`chains`](self) walks schedules in which nobody is ever in two meetings;
//! a SAT solver proves what the walk cannot know. [`check`] scores an answer and knows neither.
//! What it is *not*: the meetings of this house, which have people, places and languages and are
//! not built yet.

mod chains;
mod check;
mod conflict;
mod cooling;
mod dzn;
mod encode;
mod network;
mod problem;
mod prove;
#[cfg(test)]
mod tests;

use crate::run::{Limits, Outcome, Penalty, Status, Watch};
use crate::score::Score;
use crate::search::{Found, portfolio};

pub use check::{Checked, check};
pub use dzn::{read, write};
pub use problem::{FaultyDzn, Meeting, Problem, Session};
pub use prove::STEPS_PER_CONFLICT;

/// Differences of breaks between two participants that are still fair, as published.
pub const SPREAD_MAX: u32 = 2;

/// Solves: counting first (what cannot be is said in words), then a walk, then proofs.
///
/// A step is one move of the walk; one conflict of the proof counts as [`STEPS_PER_CONFLICT`]
/// says. The answer is one slot a meeting, counted from 1.
pub fn solve(problem: &Problem, limits: Limits, watch: Watch<'_>) -> Outcome<Vec<u32>> {
    if let Some(conflict) = conflict::by_counting(problem) {
        return infeasible(problem, conflict, limits.seed);
    }
    let walk_steps = limits.steps.min(cooling::WALK_STEPS);
    let found = portfolio(limits, |seed| cooling::walk_from(problem, walk_steps, seed, 0, watch));
    let left = Limits { steps: limits.steps - walk_steps, ..limits };
    if found.score == Score::ZERO || left.steps == 0 || watch.is_stopped() {
        return outcome(problem, &found, 0, found.score == Score::ZERO);
    }
    match prove::improve(problem, found, left, watch) {
        prove::Verdict::Known { found, bound, closed } => outcome(problem, &found, bound, closed),
        prove::Verdict::Infeasible { steps } => {
            let mut outcome = infeasible(problem, conflict::smallest(problem, watch), limits.seed);
            outcome.steps = steps;
            outcome
        }
    }
}

fn outcome(
    problem: &Problem,
    found: &Found<Vec<u32>>,
    bound: u32,
    closed: bool,
) -> Outcome<Vec<u32>> {
    let checked = check(problem, &found.answer);
    let status = match (checked.hard() == 0, closed) {
        (true, true) => Status::Optimal,
        (true, false) => Status::Feasible,
        (false, _) => Status::None,
    };
    Outcome {
        answer: Some(found.answer.clone()),
        status,
        score: checked.score(),
        value: f64::from(checked.breaks),
        bound: Some(if closed { f64::from(checked.breaks) } else { f64::from(bound) }),
        penalties: checked.penalties(),
        conflict: Vec::new(),
        steps: found.steps,
        seed: found.seed,
    }
}

fn infeasible(problem: &Problem, conflict: Vec<String>, seed: u64) -> Outcome<Vec<u32>> {
    let hard = i64::try_from(problem.meetings.len()).unwrap_or(i64::MAX).max(1);
    Outcome {
        answer: None,
        status: Status::Infeasible,
        score: Score::hard(hard),
        value: 0.0,
        bound: None,
        penalties: vec![Penalty::hard("meetings_held", "every meeting is held", hard)],
        conflict,
        steps: 0,
        seed,
    }
}
