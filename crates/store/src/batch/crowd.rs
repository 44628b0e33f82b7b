/// Commits without waiting after one that waited in vain.
const HURRIED_COMMITS: u32 = 16;

/// How many callers are about, guessed from those just answered and those who wait meanwhile.
///
/// Without it callers fall into two halves: one writes while the other is answered, and every
/// commit carries half of what it could. Whoever is alone is never expected to be more.
pub(super) struct Crowd {
    expected: usize,
    hurried: u32,
}

impl Crowd {
    pub(super) const fn new() -> Self {
        Self { expected: 1, hurried: 0 }
    }

    /// How many verbs are worth waiting a moment for.
    pub(super) const fn expected(&self) -> usize {
        if self.hurried == 0 { self.expected } else { 1 }
    }

    /// So many came.
    pub(super) const fn came(&mut self, count: usize) {
        self.hurried = match count < self.expected() {
            true => HURRIED_COMMITS,
            false => self.hurried.saturating_sub(1),
        };
    }

    /// So many are answered now while so many wait.
    pub(super) const fn answered(&mut self, count: usize, waiting: usize) {
        self.expected = count + waiting;
    }
}

#[cfg(test)]
mod tests {
    use super::Crowd;

    #[test]
    fn one_caller_alone_is_never_kept_waiting() {
        let mut crowd = Crowd::new();
        for _ in 0..3 {
            crowd.came(1);
            crowd.answered(1, 0);
            assert_eq!(crowd.expected(), 1);
        }
    }

    #[test]
    fn two_halves_become_one_whole() {
        let mut crowd = Crowd::new();
        crowd.came(32);
        crowd.answered(32, 32);
        assert_eq!(crowd.expected(), 64);
    }

    #[test]
    fn waiting_in_vain_is_not_repeated_at_once() {
        let mut crowd = Crowd::new();
        crowd.answered(32, 32);
        crowd.came(40);
        crowd.answered(40, 20);
        assert_eq!(crowd.expected(), 1);
        (0..16).for_each(|_| crowd.came(40));
        assert_eq!(crowd.expected(), 60);
    }
}
