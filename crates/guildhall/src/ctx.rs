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
}

impl Ctx {
    pub fn now(&self) -> Timestamp {
        self.clock.now()
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
