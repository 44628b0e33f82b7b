//! A house for tests: fresh databases with the whole schema, a clock that stands still, ids that
//! come again in the same order.

use std::sync::Arc;

use kernel::{FixedClock, SeededIds, Timestamp};
use store::{Db, Fault, Tx, migrate, scratch};

use crate::access::Actor;
use crate::ctx::Ctx;
use crate::journal::{self, Sealed};
use crate::migrations::MIGRATIONS;

/// When every test begins.
pub const START: Timestamp = Timestamp::from_millis(1_740_100_000_000);

pub struct World {
    pub db: Db,
    pub clock: Arc<FixedClock>,
    pub ctx: Ctx,
}

impl World {
    /// One on every engine at hand.
    pub fn all() -> Vec<Self> {
        scratch::all().into_iter().map(Self::on).collect()
    }

    fn on(db: Db) -> Self {
        migrate(&db, MIGRATIONS, START).unwrap();
        let clock = Arc::new(FixedClock::at(START));
        let ids = Arc::new(SeededIds::new(1));
        let ctx =
            Ctx { clock: Arc::clone(&clock) as _, ids, actor: Actor::Operator, hall_ahead_ms: 0 };
        Self { db, clock, ctx }
    }

    pub fn pass(&self, span: std::time::Duration) {
        self.clock.set(self.ctx.now() + span);
    }

    /// Runs a verb that is expected to succeed.
    pub fn write<T: Send + 'static, E: From<Fault> + std::fmt::Debug + Send + 'static>(
        &self,
        verb: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> T {
        self.db.write_now(verb).unwrap()
    }

    pub fn read<T: Send + 'static>(
        &self,
        verb: impl FnMut(&mut Tx<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> T {
        self.db.read_now(verb).unwrap()
    }

    /// What has happened so far, in order: seals whatever waits.
    pub fn facts(&self) -> Vec<Sealed> {
        self.write(|tx| journal::seal(tx, 10_000));
        self.read(|tx| journal::after(tx, 0, 10_000))
    }

    /// The kinds of [`World::facts`].
    pub fn told(&self) -> Vec<String> {
        self.facts().into_iter().map(|fact| fact.kind).collect()
    }
}
