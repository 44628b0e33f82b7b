use std::sync::{Mutex, PoisonError};

use kernel::Timestamp;

/// So many at once, and so many a second after that.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    pub at_once: i64,
    pub per_second: i64,
}

/// A token bucket: lets through what the rate allows, of everybody together. By address would lock
/// out a venue, where thousands share one.
pub struct Bucket {
    rate: Rate,
    /// Thousandths of a token, and when they were counted.
    state: Mutex<(i64, Timestamp)>,
}

impl Bucket {
    pub fn full(rate: Rate) -> Self {
        Self { rate, state: Mutex::new((rate.at_once * 1000, Timestamp::from_millis(0))) }
    }

    /// Takes one; false when there is none.
    pub fn take(&self, now: Timestamp) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let span = (now.as_millis() - state.1.as_millis()).max(0);
        let grown = state.0.saturating_add(span.saturating_mul(self.rate.per_second));
        let there = grown.min(self.rate.at_once * 1000);
        let taken = there >= 1000;
        *state = (if taken { there - 1000 } else { there }, now);
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_lets_a_burst_through_and_then_its_rate() {
        let bucket = Bucket::full(Rate { at_once: 3, per_second: 2 });
        let at = |millis: i64| bucket.take(Timestamp::from_millis(1_000_000 + millis));
        assert_eq!(
            [0, 0, 0, 0, 499, 500, 500, 1000].map(at),
            [true, true, true, false, false, true, false, true]
        );
    }
}
