//! Two provers: one rises (no schedule with k breaks, for k = 0, 1, 2, .. until one is found), one
//! falls (asks for fewer breaks than the best known), until they meet.
//!
//! They work in rounds of equal conflicts; a round ends for both before either learns what the
//! other found, so the answer does not depend on which was faster.

use std::thread;

use cadical::{Callbacks, Solver};

use super::check::check;
use super::encode::{Encoded, encode};
use super::problem::Problem;
use crate::random::Random;
use crate::run::{Limits, Progress, Watch};
use crate::search::Found;

/// What one conflict of a proof counts in steps of the walk: about the time it takes.
pub const STEPS_PER_CONFLICT: u64 = 1_000;
const ROUND_CONFLICTS: i32 = 2_000;
/// Breaks that are counted exactly; a walk comes closer to the optimum than this (README).
const BREAKS_COUNTED: usize = 32;

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

/// What is known of all schedules.
#[derive(Clone, Copy)]
struct Known {
    /// Breaks of the best schedule found, if one was.
    best: Option<usize>,
    /// No schedule has fewer.
    bound: usize,
    is_impossible: bool,
}

impl Known {
    fn is_closed(self) -> bool {
        self.is_impossible || self.best.is_some_and(|best| best <= self.bound)
    }
}

struct Prover<'a> {
    problem: &'a Problem,
    encoded: Encoded,
    solver: Solver<Stop<'a>>,
    /// Clauses that the solver has been given.
    given: usize,
    /// Slots whose tables it knows of, as bits.
    limited: u64,
    rises: bool,
    seed: u64,
    known: Known,
    found: Option<Vec<u32>>,
}

/// Improves on what a walk found until it is proved best or the steps are done.
pub fn improve(
    problem: &Problem,
    walked: Found<Vec<u32>>,
    limits: Limits,
    watch: Watch<'_>,
) -> Verdict {
    let best = (walked.score.hard == 0).then_some(walked.score.soft as usize);
    let mut known = Known { best, bound: 0, is_impossible: false };
    let mut found = walked;
    let mut provers: Vec<Prover<'_>> = (0..limits.searches.clamp(1, 2))
        .map(|more| Prover::new(problem, limits.seed.wrapping_add(more.into()), more == 0, watch))
        .collect();
    let rounds = (limits.steps / (STEPS_PER_CONFLICT * ROUND_CONFLICTS as u64)).max(1);
    for _ in 0..rounds {
        watch.tell(Progress { steps: found.steps, steps_max: limits.steps, best: found.score });
        thread::scope(|scope| {
            for prover in &mut provers {
                prover.known = known;
                scope.spawn(move || prover.round());
            }
        });
        found.steps += STEPS_PER_CONFLICT * ROUND_CONFLICTS as u64;
        for prover in &mut provers {
            known.bound = known.bound.max(prover.known.bound);
            known.is_impossible |= prover.known.is_impossible;
            let Some(answer) = prover.found.take() else { continue };
            let score = check(problem, &answer).score();
            if score < found.score {
                known.best = Some(score.soft as usize);
                found = Found { answer, score, steps: found.steps, seed: prover.seed };
            }
        }
        if watch.is_stopped() || known.is_closed() {
            break;
        }
    }
    if known.is_impossible {
        return Verdict::Infeasible { steps: found.steps };
    }
    Verdict::Known { found, bound: known.bound as u32, closed: known.is_closed() }
}

impl<'a> Prover<'a> {
    fn new(problem: &'a Problem, seed: u64, rises: bool, watch: Watch<'a>) -> Self {
        let domains: Vec<u64> = (0..problem.meetings.len()).map(|at| problem.domain(at)).collect();
        let encoded = encode(problem, &domains, BREAKS_COUNTED, &mut Random::new(seed));
        let mut solver = if rises {
            Solver::new()
        } else {
            Solver::with_config("sat").unwrap_or_else(|_| Solver::new())
        };
        solver.reserve(encoded.clauses.variables);
        solver.set_callbacks(Some(Stop(watch)));
        let known = Known { best: None, bound: 0, is_impossible: false };
        Self { problem, encoded, solver, given: 0, limited: 0, rises, seed, known, found: None }
    }

    /// Asks on until a question takes more than the round's conflicts.
    fn round(&mut self) {
        while !self.known.is_closed() {
            for clause in &self.encoded.clauses.all[self.given..] {
                self.solver.add_clause(clause.iter().copied());
            }
            self.given = self.encoded.clauses.all.len();
            let limited = self.solver.set_limit("conflicts", ROUND_CONFLICTS);
            debug_assert!(limited.is_ok(), "the limit is one the solver knows");
            let breaks = match self.known.best {
                Some(best) if !self.rises => best - 1,
                None if !self.rises => BREAKS_COUNTED,
                _ => self.known.bound,
            };
            let few = self.encoded.more_than.get(breaks).map(|more| -more);
            match self.solver.solve_with(few) {
                Some(true) => self.keep(),
                Some(false) if few.is_none_or(|few| !self.solver.failed(few)) => {
                    self.known.is_impossible = true;
                }
                Some(false) => self.known.bound = breaks + 1,
                None => return,
            }
        }
    }

    /// Keeps what was found, unless a slot holds too many.
    fn keep(&mut self) {
        let answer = self.answer();
        if !self.limit_tables(&answer) {
            self.known.best = Some(check(self.problem, &answer).breaks as usize);
            self.found = Some(answer);
        }
    }

    /// Tables are counted only in slots where an answer had too many meetings: most never have, and
    /// counting them all makes four times as many clauses (README). Whether a slot was added.
    fn limit_tables(&mut self, answer: &[u32]) -> bool {
        let before = self.limited;
        for slot in 0..self.problem.slots {
            let held = answer.iter().filter(|at| **at as usize == slot + 1).count();
            if held > self.problem.tables && self.limited & (1 << slot) == 0 {
                self.limited |= 1 << slot;
                self.encoded.limit_slot(self.problem, slot);
            }
        }
        self.limited != before
    }

    fn answer(&self) -> Vec<u32> {
        let slot = |row: &Vec<i32>| {
            let held = |literal: &i32| self.solver.value(*literal) == Some(true);
            row.iter().position(held).map_or(0, |slot| slot as u32 + 1)
        };
        self.encoded.held.iter().map(slot).collect()
    }
}
