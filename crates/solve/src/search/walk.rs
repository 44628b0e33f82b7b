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

/// Steps between two looks at the stop flag and two words on progress.
const WATCH_STEPS: u64 = 4096;

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
    let mut best = Found { answer: landscape.answer(), score: landscape.score(), steps: 0, seed };
    while best.steps < steps && best.score > enough {
        if best.steps.is_multiple_of(WATCH_STEPS) {
            watch.tell(Progress { steps: best.steps, steps_max: steps, best: best.score });
            if watch.is_stopped() {
                break;
            }
        }
        let step = best.steps;
        best.steps += 1;
        let Some(change) = landscape.propose(&mut random) else { continue };
        let delta = landscape.delta(&change);
        if judge.takes(step, landscape.score(), delta, &mut random) {
            landscape.apply(&change);
            if landscape.score() < best.score {
                best.score = landscape.score();
                best.answer = landscape.answer();
            }
        }
    }
    best
}
