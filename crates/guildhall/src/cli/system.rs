use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use kernel::{Clock, Ids, Timestamp, Uuid};

use crate::access::Actor;
use crate::ctx::Ctx;

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

/// The machine's randomness.
struct SystemIds;

impl Ids for SystemIds {
    fn random(&self, bytes: &mut [u8]) {
        // Without randomness no token is safe and no id is new: nothing may go on.
        getrandom::fill(bytes).expect("the machine gives randomness");
    }
}

/// The circumstances of what whoever runs the program does with it.
pub fn operator() -> Ctx {
    Ctx {
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds),
        actor: Actor::Operator,
        hall_ahead_ms: 0,
    }
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

/// A new id of a node, from the machine's clock and randomness.
pub fn new_uuid() -> Uuid {
    operator().id::<()>().uuid()
}

/// A number that tells this run's request ids from another's.
pub fn run_number() -> anyhow::Result<u32> {
    let mut random = [0; 4];
    getrandom::fill(&mut random)?;
    Ok(u32::from_le_bytes(random))
}
