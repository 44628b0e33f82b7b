//! Proofs from below: no schedule with k breaks or fewer, for k = 0, 1, 2, .. until one is found.
//!
//! Two provers that differ in their order and habits work in rounds of equal conflicts; a round
//! ends for both before anybody looks, so the answer does not depend on which was faster.

use std::thread;

use cadical::{Callbacks, Solver};

use super::check::check;
use super::encode::{Encoded, encode};
use super::problem::Problem;
use crate::run::{Limits, Progress, Watch};
use crate::search::Found;

/// What one conflict of a proof counts in steps of the walk: about the time it takes.
pub const STEPS_PER_CONFLICT: u64 = 1_000;
const ROUND_CONFLICTS: i32 = 4_000;

pub enum Verdict {
    /// No answer has fewer breaks than `bound`; when `closed`, `found` is proved best.
    Known {
        found: Found<Vec<u32>>,
        bound: u32,
        closed: bool,
    },
    Infeasible {
        steps: u64,
    },
}

/// Lets the watch's stop flag reach into a running proof.
struct Stop<'a>(Watch<'a>);

impl Callbacks for Stop<'_> {
    fn terminate(&mut self) -> bool {
        self.0.is_stopped()
    }

    fn max_length(&self) -> i32 {
        0
    }
}

struct Prover<'a> {
    encoded: Encoded,
    solver: Solver<Stop<'a>>,
    seed: u64,
    /// Breaks that are proved not to be enough: all below this.
    bound: usize,
    ended: Option<Ended>,
}

enum Ended {
    Found(Vec<u32>),
    Infeasible,
}

/// Improves on what a walk found until it is proved best or the steps are done.
pub fn improve(
    problem: &Problem,
    walked: Found<Vec<u32>>,
    limits: Limits,
    watch: Watch<'_>,
) -> Verdict {
    let mut provers: Vec<Prover<'_>> = (0..limits.searches.clamp(1, 2))
        .map(|more| Prover::new(problem, limits.seed.wrapping_add(more.into()), more > 0, watch))
        .collect();
    let rounds = (limits.steps / (STEPS_PER_CONFLICT * ROUND_CONFLICTS as u64)).max(1);
    let mut steps = walked.steps;
    let mut bound = 0;
    for _ in 0..rounds {
        watch.tell(Progress { steps, steps_max: limits.steps, best: walked.score });
        thread::scope(|scope| {
            for prover in &mut provers {
                scope.spawn(move || prover.round());
            }
        });
        steps += STEPS_PER_CONFLICT * ROUND_CONFLICTS as u64;
        bound = provers.iter().map(|prover| prover.bound).max().unwrap_or(0);
        if let Some(prover) = provers.iter().find(|prover| prover.ended.is_some()) {
            return match &prover.ended {
                Some(Ended::Found(answer)) => {
                    let score = check(problem, answer).score();
                    let found = Found { answer: answer.clone(), score, steps, seed: prover.seed };
                    Verdict::Known { found, bound: bound as u32, closed: true }
                }
                _ => Verdict::Infeasible { steps },
            };
        }
        for prover in &mut provers {
            prover.bound = bound;
        }
        if watch.is_stopped() || is_closed(&walked, bound) {
            break;
        }
    }
    let closed = is_closed(&walked, bound);
    Verdict::Known { found: Found { steps, ..walked }, bound: bound as u32, closed }
}

fn is_closed(walked: &Found<Vec<u32>>, bound: usize) -> bool {
    walked.score.hard == 0 && walked.score.soft <= bound as i64
}

impl<'a> Prover<'a> {
    fn new(problem: &Problem, seed: u64, hopeful: bool, watch: Watch<'a>) -> Self {
        let encoded = encode(problem, seed);
        let mut solver = if hopeful {
            Solver::with_config("sat").unwrap_or_else(|_| Solver::new())
        } else {
            Solver::new()
        };
        solver.reserve(encoded.clauses.variables);
        for clause in &encoded.clauses.all {
            solver.add_clause(clause.iter().copied());
        }
        solver.set_callbacks(Some(Stop(watch)));
        Self { encoded, solver, seed, bound: 0, ended: None }
    }

    /// Proves on until the round's conflicts are done; bounds proved on the way take a part each.
    fn round(&mut self) {
        loop {
            let limited = self.solver.set_limit("conflicts", ROUND_CONFLICTS);
            debug_assert!(limited.is_ok(), "the limit is one the solver knows");
            let few = self.encoded.more_than.get(self.bound).map(|more| -more);
            match self.solver.solve_with(few) {
                Some(true) => self.ended = Some(Ended::Found(self.answer())),
                Some(false) if few.is_none_or(|few| !self.solver.failed(few)) => {
                    self.ended = Some(Ended::Infeasible);
                }
                Some(false) => {
                    self.bound += 1;
                    continue;
                }
                None => {}
            }
            return;
        }
    }

    fn answer(&self) -> Vec<u32> {
        let slot = |row: &Vec<i32>| {
            let held = |literal: &i32| *literal != 0 && self.solver.value(*literal) == Some(true);
            row.iter().position(held).map_or(0, |slot| slot as u32 + 1)
        };
        self.encoded.held.iter().map(slot).collect()
    }
}
