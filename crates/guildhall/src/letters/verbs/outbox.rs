//! Letters that have not left: a yes, now, or not at all.

use kernel::Uuid;
use store::{Fault, Tx};

use crate::access::{Can, ManageLetters};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::letters::WHOLE_KINDS;
use crate::letters::refusal::Unwilling;
use crate::mail::entries::{self, Entry, Stands, Tray};
use crate::mail::outbox::{self, Site};
use crate::mail::switches::{self, Leave};
use crate::mail::{OrderId, Written, bounces};

/// What a tray shows.
pub struct Box {
    pub counts: [(Tray, i64); 5],
    pub entries: Vec<Entry>,
}

pub fn look(tx: &mut Tx<'_>, can: Can<ManageLetters>, tray: Tray) -> Result<Box, Fault> {
    let edition = edition_of(can);
    let counts = entries::counts(tx, edition)?;
    Ok(Box { counts, entries: entries::in_tray(tx, edition, tray)? })
}

/// A letter as its reader would get it now; none where writing it makes a secret.
pub fn read(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    id: OrderId,
    site: &Site<'_>,
) -> Result<(Entry, Option<Written>), Error<Unwilling>> {
    let edition = edition_of(can);
    let entry = entries::find(tx, edition, id)?.ok_or(Error::Missing)?;
    let whole = WHOLE_KINDS.iter().find(|kind| kind.name == entry.kind);
    let left = matches!(entry.stands, Stands::Sent(_));
    let Some(kind) = whole.filter(|_| !left) else { return Ok((entry, None)) };
    let order = outbox::find(tx, id)?.ok_or(Error::Missing)?;
    let written = (kind.compose)(tx, ctx, &order, site)?;
    Ok((entry, written))
}

/// What may be done with one letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Approve,
    SendNow,
    Discard,
}

impl Act {
    const fn fact(self) -> &'static str {
        match self {
            Self::Approve => "letters.approved",
            Self::SendNow => "letters.hurried",
            Self::Discard => "letters.discarded",
        }
    }
}

pub fn act(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    (act, id): (Act, OrderId),
) -> Result<(), Error<Unwilling>> {
    let edition = edition_of(can);
    if entries::find(tx, edition, id)?.is_none() {
        return Err(Error::Missing);
    }
    let done = match act {
        Act::Approve => entries::approve(tx, edition, id)?,
        Act::SendNow => entries::send_now(tx, ctx, edition, id)?,
        Act::Discard => entries::discard(tx, ctx, edition, id)?,
    };
    if !done {
        return Err(Error::Refused(Unwilling::TooLate));
    }
    journal::write(tx, ctx, Fact::new(act.fact(), id).within(can.scope()))?;
    Ok(())
}

/// The same for every letter that waits for a yes; answers how many.
pub fn act_on_waiting(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    act: Act,
) -> Result<u64, Error<Unwilling>> {
    let edition = edition_of(can);
    let count = match act {
        Act::Discard => entries::discard_waiting(tx, ctx, edition)?,
        Act::Approve | Act::SendNow => entries::approve_all(tx, edition)?,
    };
    if count > 0 {
        let fact = Fact::new(act.fact(), can.edition::<Edition>()).within(can.scope());
        journal::write(tx, ctx, fact.with("letters", count))?;
    }
    Ok(count)
}

/// Sets whether letters of a kind wait for a yes.
pub fn set_leave(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    (kind, leave): (&str, Leave),
) -> Result<(), Error<Unwilling>> {
    if !crate::letters::sorts::KINDS.contains(&kind) {
        return Err(Error::Missing);
    }
    if switches::set(tx, ctx, (edition_of(can), kind), leave)? {
        let fact = Fact::new("letters.switched", can.edition::<Edition>()).within(can.scope());
        let waits = leave == Leave::Approved;
        journal::write(tx, ctx, fact.with("kind", kind).with("waits", waits))?;
    }
    Ok(())
}

/// Notes by hand that letters to an address come back.
pub fn note_bounce(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    email: &str,
    reason: &str,
) -> Result<(), Error<Unwilling>> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LENGTH_MAX {
        return Err(Error::Refused(Unwilling::NoReason));
    }
    bounces::note(tx, ctx, email, reason, ctx.actor.account())?;
    let fact = Fact::new("letters.bounce_noted", can.edition::<Edition>()).within(can.scope());
    journal::write(tx, ctx, fact)?;
    Ok(())
}

/// Letters go to that address again.
pub fn lift_bounce(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    email: &str,
) -> Result<(), Error<Unwilling>> {
    if bounces::lift(tx, email)? {
        let fact = Fact::new("letters.bounce_lifted", can.edition::<Edition>());
        journal::write(tx, ctx, fact.within(can.scope()))?;
    }
    Ok(())
}

/// A note is a line.
pub const REASON_LENGTH_MAX: usize = 200;

pub fn edition_of(can: Can<ManageLetters>) -> Uuid {
    can.edition::<Edition>().uuid()
}
