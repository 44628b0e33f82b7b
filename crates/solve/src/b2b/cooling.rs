//! How a walk over [`Chains`] is cooled and when it ends.

use super::chains::{BREAK, Chains};
use super::check::check;
use super::problem::Problem;
use crate::run::Watch;
use crate::score::Score;
use crate::search::{Found, Strategy, walk};

/// Steps of one walk. Longer walks gain less than a proof does in the same time (README).
pub const WALK_STEPS: u64 = 10_000_000;

/// Cooling, found by trying eight settings on the four hardest published instances.
const STRATEGY: Strategy = Strategy::Anneal { hot: 4.8, cold: 1.2, rounds: 1, hard_weight: 8.0 };

/// Walks until no more than `enough` breaks are left or the steps are done.
pub fn walk_from(
    problem: &Problem,
    steps: u64,
    seed: u64,
    enough: i64,
    watch: Watch<'_>,
) -> Found<Vec<u32>> {
    // Each break has an idle slot, so what is not above this has no more than `enough`.
    let enough = Score::soft(enough * BREAK + BREAK - 1);
    let found = walk(Chains::new(problem), STRATEGY, steps, seed, enough, watch);
    Found { score: check(problem, &found.answer).score(), ..found }
}
