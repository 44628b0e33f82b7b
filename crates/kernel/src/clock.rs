use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::{Id, Timestamp};

/// Where the time comes from. Only the program's `main` knows the real one.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still until it is moved. For tests and for replaying a day.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock that shows `now`.
    pub fn at(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves the clock to `now`.
    pub fn set(&self, now: Timestamp) {
        *self.0.lock().expect("no holder of this lock can panic") = now;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("no holder of this lock can panic")
    }
}

/// Where new ids and other random bytes come from.
pub trait Ids: Send + Sync {
    /// Fresh random bytes.
    fn random(&self, bytes: &mut [u8]);
}

impl dyn Ids + '_ {
    /// A new id made at `now`.
    pub fn next<T>(&self, now: Timestamp) -> Id<T> {
        let mut random = [0; 10];
        self.random(&mut random);
        Id::at(now, random)
    }
}

/// Ids that come in the same order from the same seed: SplitMix64 (Steele, Lea, Flood 2014). Never
/// for secrets.
#[derive(Debug)]
pub struct SeededIds(AtomicU64);

impl SeededIds {
    /// The sequence of `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Ids for SeededIds {
    fn random(&self, bytes: &mut [u8]) {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_replays_its_ids() {
        let first = |seed| {
            let ids = SeededIds::new(seed);
            let ids: &dyn Ids = &ids;
            ids.next::<()>(Timestamp::from_millis(5))
        };
        assert_eq!(first(1), first(1));
        assert_ne!(first(1), first(2));
    }
}
