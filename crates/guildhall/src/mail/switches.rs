//! Which kinds of letters of an edition wait for an organiser's yes.

use kernel::Uuid;
use store::{Fault, Tx};

use crate::ctx::Ctx;

store::statements! {
    SWITCHES_IN = "select kind from letter_switch where edition_id = $1 order by kind";
    SWITCH_IS_ON = "select kind from letter_switch where edition_id = $1 and kind = $2";
    SWITCH_ON = "insert into letter_switch (edition_id, kind, changed_by, changed_at)
        values ($1, $2, $3, $4) on conflict (edition_id, kind) do nothing";
    SWITCH_OFF = "delete from letter_switch where edition_id = $1 and kind = $2";
}

/// When letters of a kind leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    AtOnce,
    /// After an organiser has said yes.
    Approved,
}

/// The kinds of an edition that wait for a yes.
pub fn approved_kinds(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<String>, Fault> {
    tx.all(SWITCHES_IN, (edition,))
}

pub fn of_kind(tx: &mut Tx<'_>, edition: Uuid, kind: &str) -> Result<Leave, Fault> {
    let waits: Option<String> = tx.find(SWITCH_IS_ON, (edition, kind))?;
    Ok(if waits.is_some() { Leave::Approved } else { Leave::AtOnce })
}

/// Sets when letters of a kind leave, for those that are ordered from now on; false when that was so.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, kind): (Uuid, &str),
    leave: Leave,
) -> Result<bool, Fault> {
    let changed = match leave {
        Leave::AtOnce => tx.run(SWITCH_OFF, (edition, kind))?,
        Leave::Approved => tx.run(SWITCH_ON, (edition, kind, ctx.actor.account(), ctx.now()))?,
    };
    Ok(changed == 1)
}
