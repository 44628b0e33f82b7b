//! Leases: one node does a thing at a time, and another takes over when it dies.

use std::time::Duration;

use kernel::Uuid;
use store::{Fault, Tx};

use crate::ctx::Ctx;

store::statements! {
    /// Answers one row changed when the lease is ours now.
    LEASE_TAKE = "insert into lease (name, holder, held_until) values ($1, $2, $3)
        on conflict (name) do update
            set holder = excluded.holder, held_until = excluded.held_until
            where lease.holder = excluded.holder or lease.held_until <= $4";
    LEASE_GIVE = "delete from lease where name = $1 and holder = $2";
}

/// Takes the lease, or keeps it; false while another holder has it.
///
/// Whoever got it keeps every other transaction that asks waiting until its own ends, so what is
/// done in the same transaction is done by one holder alone, even when its time runs out meanwhile.
pub fn take(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    name: &'static str,
    holder: Uuid,
    span: Duration,
) -> Result<bool, Fault> {
    let now = ctx.now();
    Ok(tx.run(LEASE_TAKE, (name, holder, now + span, now))? == 1)
}

/// Gives the lease back early, so that another node need not wait.
pub fn give(tx: &mut Tx<'_>, name: &'static str, holder: Uuid) -> Result<(), Fault> {
    tx.run(LEASE_GIVE, (name, holder)).map(drop)
}
