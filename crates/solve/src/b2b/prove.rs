//! A proof from below (no schedule with k breaks, for k = 0, 1, 2, .. until one is found) while
//! further walks look from above, until they meet.
//!
//! They work in rounds: so many conflicts of the proof beside so many steps of a walk. A round ends
//! for all before any learns what another found, so the answer does not depend on which was faster.

use std::thread;

use cadical::{Callbacks, Solver};

use super::check::check;
use super::cooling;
use super::encode::{Encoded, encode};
use super::problem::Problem;
use crate::random::Random;
use crate::run::{Limits, Progress, Watch};
use crate::search::Found;

/// What one conflict of a proof counts in steps of the walk: about the time it takes.
pub const STEPS_PER_CONFLICT: u64 = 1_000;
/// Conflicts of the first round, and of a later one at most; each has four times the one before.
const ROUND_FIRST: u64 = 500;
const ROUND_MOST: u64 = 10_000;
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
    known: Known,
    found: Option<Vec<u32>>,
}

/// Improves on what a walk found until it is proved best or the steps are done. Of the searches
/// that are allowed one proves and the others walk.
pub fn improve(
    problem: &Problem,
    walked: Found<Vec<u32>>,
    limits: Limits,
    watch: Watch<'_>,
) -> Verdict {
    let best = (walked.score.hard == 0).then_some(walked.score.soft as usize);
    let mut prover = Prover::new(problem, limits.seed, watch);
    prover.known.best = best;
    let steps_max = walked.steps.saturating_add(limits.steps);
    let mut found = walked;
    let (mut seed, mut conflicts) = (limits.seed, ROUND_FIRST);
    while !prover.known.is_closed() && found.steps < steps_max && !watch.is_stopped() {
        watch.tell(Progress { steps: found.steps, steps_max, best: found.score });
        let more = u64::from(limits.searches).saturating_sub(1);
        // Far from the seeds of the first walks, and different in every round.
        seed = seed.wrapping_add(1 << 32);
        let walks = round(problem, &mut prover, conflicts, seed..seed.wrapping_add(more), watch);
        let steps = found.steps.saturating_add(STEPS_PER_CONFLICT * conflicts);
        let proved = prover.found.take().map(|answer| Found {
            score: check(problem, &answer).score(),
            answer,
            steps,
            seed: limits.seed,
        });
        found.steps = steps;
        for one in proved.into_iter().chain(walks) {
            if one.score < found.score {
                found = Found { steps, ..one };
            }
        }
        if found.score.hard == 0 {
            prover.known.best = Some(found.score.soft as usize);
        }
        conflicts = (conflicts * 4).min(ROUND_MOST);
    }
    let Known { bound, is_impossible, .. } = prover.known;
    if is_impossible {
        return Verdict::Infeasible { steps: found.steps };
    }
    Verdict::Known { found, bound: bound as u32, closed: prover.known.is_closed() }
}

/// One round, on a thread for each; the walks' answers in the order of their seeds.
fn round(
    problem: &Problem,
    prover: &mut Prover<'_>,
    conflicts: u64,
    seeds: std::ops::Range<u64>,
    watch: Watch<'_>,
) -> Vec<Found<Vec<u32>>> {
    let enough = prover.known.bound as i64;
    let steps = STEPS_PER_CONFLICT * conflicts;
    // Progress is told between rounds.
    let quiet = Watch { progress: None, ..watch };
    thread::scope(|scope| {
        let walks: Vec<_> = seeds
            .map(|seed| {
                scope.spawn(move || cooling::walk_from(problem, steps, seed, enough, quiet))
            })
            .collect();
        prover.round(conflicts);
        let ended = walks.into_iter().map(|walk| match walk.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        ended.collect()
    })
}

impl<'a> Prover<'a> {
    fn new(problem: &'a Problem, seed: u64, watch: Watch<'a>) -> Self {
        let domains: Vec<u64> = (0..problem.meetings.len()).map(|at| problem.domain(at)).collect();
        let encoded = encode(problem, &domains, BREAKS_COUNTED, &mut Random::new(seed));
        let mut solver = Solver::new();
        solver.reserve(encoded.clauses.variables);
        solver.set_callbacks(Some(Stop(watch)));
        let known = Known { best: None, bound: 0, is_impossible: false };
        Self { problem, encoded, solver, given: 0, limited: 0, known, found: None }
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
