//! The one search core: a [`Landscape`] is a solution that can be changed by small moves; a
//! [`Strategy`] walks it; a [`portfolio`] walks it from several seeds at once and keeps the best.
//!
//! What it is *not*: it knows no model. A model says what a move is and what it changes.

pub mod accept;
pub mod portfolio;
mod walk;

use crate::random::Random;
use crate::score::Score;

pub use accept::Strategy;
pub use portfolio::portfolio;
pub use walk::{Found, walk};

/// A solution that is changed in place by small moves.
///
/// **Invariant:** `score` after `apply` differs from before by what `apply` returned, and `undo`
/// restores it; [`check_moves`] holds a model to it.
pub trait Landscape: Clone + Send {
    type Move;
    /// What is kept of the best solution.
    type Answer: Clone + Send;

    /// Whether `delta` is told without doing the move. Where it is not, a walk does each move at once
    /// and takes it back when it is turned down.
    const TELLS: bool = true;

    /// Steps between two looks at the stop flag and two words on progress; fewer where steps are long.
    const WATCH_STEPS: u64 = 4096;

    /// The score of what stands now, kept up to date by `apply` and `undo`.
    fn score(&self) -> Score;

    /// A move that may be tried from here; `None` when this draw found none.
    fn propose(&mut self, random: &mut Random) -> Option<Self::Move>;

    /// What the move would change. The plain way is to do it and take it back; models that can tell
    /// without doing it say so here, since most moves are turned down.
    fn delta(&mut self, change: &Self::Move) -> Score {
        let delta = self.apply(change);
        self.undo(change);
        delta
    }

    /// Does the move and returns what it changed.
    fn apply(&mut self, change: &Self::Move) -> Score;

    /// Takes back the move that was applied last.
    fn undo(&mut self, change: &Self::Move);

    fn answer(&self) -> Self::Answer;
}

/// Walks at random and compares every promise of a landscape with what comes true; `recount` scores
/// what stands from nothing.
///
/// # Panics
/// Where a promise is broken. For tests of models.
pub fn check_moves<L: Landscape>(
    mut landscape: L,
    seed: u64,
    steps: usize,
    recount: impl Fn(&L) -> Score,
) {
    let mut random = Random::new(seed);
    assert_eq!(landscape.score(), recount(&landscape), "before the first move");
    for step in 0..steps {
        let Some(change) = landscape.propose(&mut random) else { continue };
        let before = landscape.score();
        let promised = landscape.delta(&change);
        assert_eq!(landscape.score(), before, "delta at step {step} left a trace");
        let done = landscape.apply(&change);
        assert_eq!(done, promised, "delta at step {step}");
        assert_eq!(landscape.score(), before + done, "apply at step {step}");
        assert_eq!(landscape.score(), recount(&landscape), "recount at step {step}");
        if random.chance(0.5) {
            landscape.undo(&change);
            assert_eq!(landscape.score(), before, "undo at step {step}");
            assert_eq!(before, recount(&landscape), "recount after undo at step {step}");
        }
    }
}
