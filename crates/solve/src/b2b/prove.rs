//! Proofs from below: no schedule with k breaks, for k = 0, 1, 2, .. until one is found, which is then
//! the best. Each search asks with clauses in an order of its own; the first is set up to refute, the
//! others to find.
//!
//! They work in rounds of so many conflicts. A round ends for all before any learns what another
//! found, so the answer does not depend on which was faster.

use std::thread;

use cadical::{Callbacks, Solver};

use super::check::check;
use super::encode::{Encoded, SaidOf, encode};
use super::problem::{Problem, Session};
use crate::random::Random;
use crate::run::{Limits, Progress, Watch};
use crate::search::Found;

/// What one conflict of a proof counts in steps of the walk: about the time it takes.
pub const STEPS_PER_CONFLICT: u64 = 1_000;
/// Conflicts of the first round, and of a later one at most; each has four times the one before.
const ROUND_FIRST: u64 = 500;
const ROUND_MOST: u64 = 10_000;
/// Where more than this had to be counted for all slots' tables, a slot is counted only once an
/// answer had too many meetings there; the largest published instance has 924.
const COUNTED_MAX: usize = 10_000;
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

/// A search with clauses and a solver of its own.
struct Prover<'a> {
    problem: &'a Problem,
    encoded: Encoded,
    solver: Solver<Stop<'a>>,
    /// Clauses that the solver has been given.
    given: usize,
    /// Slots whose tables it knows of, as bits.
    limited: u64,
    known: Known,
    found: Option<Vec<u32>>,
    seed: u64,
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
    let seeds = (0..u64::from(limits.searches.max(1))).map(|more| limits.seed.wrapping_add(more));
    let mut provers: Vec<Prover<'_>> =
        seeds.map(|seed| Prover::new(problem, seed, seed == limits.seed, watch)).collect();
    let steps_max = walked.steps.saturating_add(limits.steps);
    let mut found = walked;
    let mut conflicts = ROUND_FIRST;
    while !known.is_closed() && found.steps < steps_max && !watch.is_stopped() {
        watch.tell(Progress { steps: found.steps, steps_max, best: found.score });
        round(&mut provers, known, conflicts);
        found.steps = found.steps.saturating_add(STEPS_PER_CONFLICT * conflicts);
        for prover in &mut provers {
            known.bound = known.bound.max(prover.known.bound);
            known.is_impossible |= prover.known.is_impossible;
            let Some(answer) = prover.found.take() else { continue };
            let score = check(problem, &answer).score();
            if score < found.score {
                found = Found { answer, score, steps: found.steps, seed: prover.seed };
            }
        }
        if found.score.hard == 0 {
            known.best = Some(found.score.soft as usize);
        }
        conflicts = (conflicts * 4).min(ROUND_MOST);
    }
    if known.is_impossible {
        return Verdict::Infeasible { steps: found.steps };
    }
    Verdict::Known { found, bound: known.bound as u32, closed: known.is_closed() }
}

/// One round, on a thread for each.
fn round(provers: &mut [Prover<'_>], known: Known, conflicts: u64) {
    thread::scope(|scope| {
        for prover in provers {
            prover.known = known;
            scope.spawn(move || prover.round(conflicts));
        }
    });
}

impl<'a> Prover<'a> {
    fn new(problem: &'a Problem, seed: u64, refutes: bool, watch: Watch<'a>) -> Self {
        let domains: Vec<u64> = (0..problem.meetings.len()).map(|at| problem.domain(at)).collect();
        let mut encoded = encode(problem, &domains, BREAKS_COUNTED, &mut Random::new(seed));
        let mut limited = 0;
        if !refutes && encoded.counted_for_tables() <= COUNTED_MAX {
            (0..problem.slots).for_each(|slot| encoded.limit_slot(problem, slot, SaidOf::Few));
            limited = problem.session(Session::Any);
        }
        let configured = Solver::with_config(if refutes { "default" } else { "sat" });
        let mut solver = configured.unwrap_or_else(|_| Solver::new());
        solver.reserve(encoded.clauses.variables);
        solver.set_callbacks(Some(Stop(watch)));
        let known = Known { best: None, bound: 0, is_impossible: false };
        Self { problem, encoded, solver, given: 0, limited, known, found: None, seed }
    }

    /// Asks on until a question takes more than the round's conflicts.
    fn round(&mut self, conflicts: u64) {
        while !self.known.is_closed() {
            for clause in &self.encoded.clauses.all[self.given..] {
                self.solver.add_clause(clause.iter().copied());
            }
            self.given = self.encoded.clauses.all.len();
            let limited = self.solver.set_limit("conflicts", conflicts as i32);
            debug_assert!(limited.is_ok(), "the limit is one the solver knows");
            let few = self.encoded.more_than.get(self.known.bound).map(|more| -more);
            match self.solver.solve_with(few) {
                Some(true) => self.keep(),
                Some(false) if few.is_none_or(|few| !self.solver.failed(few)) => {
                    self.known.is_impossible = true;
                }
                Some(false) => self.known.bound += 1,
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

    /// Counts the tables of slots where an answer had too many meetings, if they are not counted
    /// yet. Whether a slot was added.
    fn limit_tables(&mut self, answer: &[u32]) -> bool {
        let before = self.limited;
        for slot in 0..self.problem.slots {
            let held = answer.iter().filter(|at| **at as usize == slot + 1).count();
            if held > self.problem.tables && self.limited & (1 << slot) == 0 {
                self.limited |= 1 << slot;
                self.encoded.limit_slot(self.problem, slot, SaidOf::Everybody);
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
