use std::time::Duration;

use kernel::Uuid;
use store::{Db, Fault, Tx};

use super::rows::{seal, unsealed};
use crate::ctx::Ctx;
use crate::work::{Next, Task, lease};

const LEASE: &str = "journal";
/// A node that dies leaves the journal to another after this long.
const HOLD: Duration = Duration::from_secs(5);
/// Readers of the feed see a fact this much later at most. Looking costs a read and no write.
const EVERY: Duration = Duration::from_millis(200);
/// Facts in one transaction: short enough to share the writer, long enough to keep up.
const SEAL_MAX: usize = 500;

/// The task that seals new facts. Every node runs it; the lease lets one at a time.
pub fn sealer(holder: Uuid) -> Task {
    let act = move |db: &Db, ctx: &Ctx| {
        if db.read_now(unsealed)? == 0 {
            return Ok(Next::Later);
        }
        let ctx = ctx.clone();
        let sealed = db.write_now(move |tx: &mut Tx<'_>| -> Result<usize, Fault> {
            if lease::take(tx, &ctx, LEASE, holder, HOLD)? { seal(tx, SEAL_MAX) } else { Ok(0) }
        })?;
        Ok(if sealed == SEAL_MAX { Next::Now } else { Next::Later })
    };
    Task { name: "journal", every: EVERY, act: Box::new(act) }
}
