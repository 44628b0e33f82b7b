//! One walk from one seed.

use super::{Landscape, Strategy};
use crate::random::Random;
use crate::run::{Progress, Watch};
use crate::score::Score;

/// The best that one walk found.
#[derive(Clone, Debug)]
pub struct Found<A> {
    pub answer: A,
    pub score: Score,
    /// Steps done when the walk ended.
    pub steps: u64,
    pub seed: u64,
}

/// Walks `steps` steps, or until the score is `enough` (or better), or until stopped.
pub fn walk<L: Landscape>(
    mut landscape: L,
    strategy: Strategy,
    steps: u64,
    seed: u64,
    enough: Score,
    watch: Watch<'_>,
) -> Found<L::Answer> {
    let mut random = Random::new(seed);
    let mut judge = strategy.judge(landscape.score(), steps);
    let mut best = Best::new(&landscape, seed);
    while best.found.steps < steps && best.found.score > enough {
        let step = best.found.steps;
        if step.is_multiple_of(L::WATCH_STEPS) {
            watch.tell(Progress { steps: step, steps_max: steps, best: best.found.score });
            if watch.is_stopped() {
                break;
            }
        }
        best.found.steps += 1;
        let Some(change) = landscape.propose(&mut random) else { continue };
        let now = landscape.score();
        let delta = if L::TELLS { landscape.delta(&change) } else { landscape.apply(&change) };
        let taken = judge.takes(step, now, delta, &mut random);
        let leaves = best.stands && taken && delta > Score::ZERO;
        if !L::TELLS && (!taken || leaves) {
            landscape.undo(&change);
        }
        if leaves {
            best.keep(&landscape);
        }
        if taken && (L::TELLS || leaves) {
            landscape.apply(&change);
        }
        if taken && now + delta < best.found.score {
            best.found.score = now + delta;
            best.stands = true;
        }
    }
    if best.stands {
        best.keep(&landscape);
    }
    best.found
}

/// The best so far. Its answer is copied only when the walk is about to leave it, since most
/// improvements are followed by another.
struct Best<A> {
    found: Found<A>,
    /// Whether the landscape stands at the best, not yet copied.
    stands: bool,
}

impl<A> Best<A> {
    fn new<L: Landscape<Answer = A>>(landscape: &L, seed: u64) -> Self {
        let (answer, score) = (landscape.answer(), landscape.score());
        Self { found: Found { answer, score, steps: 0, seed }, stands: false }
    }

    fn keep<L: Landscape<Answer = A>>(&mut self, landscape: &L) {
        self.found.answer = landscape.answer();
        self.stands = false;
    }
}
