//! What a verb is given besides its permission and its words: the time, new ids, who asks.

use std::sync::Arc;

use kernel::{Clock, Id, Ids, Timestamp};

use crate::access::Actor;

/// The circumstances of one verb. Nothing below takes the time or randomness from elsewhere.
#[derive(Clone)]
pub struct Ctx {
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn Ids>,
    pub actor: Actor,
    /// How far the hall's clock is ahead of [`Ctx::now`]: a demonstration lives in the days of its
    /// conference, while letters, sessions and facts live in ours.
    pub hall_ahead_ms: i64,
}

impl Ctx {
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The time in the hall, by which something has begun or is over.
    pub fn hall_now(&self) -> Timestamp {
        Timestamp::from_millis(self.now().as_millis() + self.hall_ahead_ms)
    }

    /// The same circumstances in a hall whose clock is that far ahead.
    #[must_use]
    pub fn in_hall(&self, hall_ahead_ms: i64) -> Self {
        Self { hall_ahead_ms, ..self.clone() }
    }

    pub fn id<T>(&self) -> Id<T> {
        self.ids.next(self.now())
    }

    /// 256 random bits, for a token.
    pub fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.ids.random(&mut bytes);
        bytes
    }

    /// The same circumstances for another actor.
    #[must_use]
    pub fn acting(&self, actor: Actor) -> Self {
        Self { actor, ..self.clone() }
    }
}
