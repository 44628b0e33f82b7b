//! How much looking is done at most, so that a hostile problem costs no more than a large honest one.

/// What is left of it, in comparisons.
pub(super) struct Work(usize);

impl Work {
    pub(super) const fn new(most: usize) -> Self {
        Self(most)
    }

    /// `None` when there is less left than that; nothing is proved then.
    pub(super) fn spend(&mut self, comparisons: usize) -> Option<()> {
        self.0 = self.0.checked_sub(comparisons)?;
        Some(())
    }
}
