use std::time::{SystemTime, UNIX_EPOCH};

use kernel::{Clock, Id, Timestamp};

/// The machine's clock.
pub struct SystemClock;

impl SystemClock {
    pub fn moment() -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Self::moment()
    }
}

/// A new id, from the machine's clock and randomness.
pub fn new_id<T>() -> anyhow::Result<Id<T>> {
    let mut random = [0; 10];
    getrandom::fill(&mut random)?;
    Ok(Id::at(SystemClock::moment(), random))
}

/// The machine's clock for a demonstration that replays its conference.
pub struct AheadClock {
    pub ahead_ms: i64,
}

impl Clock for AheadClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(SystemClock::moment().as_millis() + self.ahead_ms)
    }
}

/// A number that tells this run's request ids from another's.
pub fn run_number() -> anyhow::Result<u32> {
    let mut random = [0; 4];
    getrandom::fill(&mut random)?;
    Ok(u32::from_le_bytes(random))
}
