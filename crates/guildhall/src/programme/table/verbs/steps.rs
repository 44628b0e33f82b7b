//! One's own steps, taken back and done again.

use store::Tx;

use super::places::{Done, Made, Sheet, hold, settle};
use crate::access::{AccountId, Can, EditProgramme};
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::programme::index::Index;
use crate::programme::table::model::{Cause, Change, State, Step};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::store as rows;

/// What became of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Turned {
    Done(Done),
    /// Others have moved what it moved: it stays, and is not asked for again.
    Overtaken,
}

/// Takes back one's own last step.
pub fn undo(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
) -> Result<Turned, Error<Unwilling>> {
    let (edition, account) = own(ctx, can, Unwilling::NothingToUndo)?;
    let sheet = hold(tx, edition)?;
    let step = rows::last_done(tx, edition, account)?;
    let step = step.ok_or(Error::Refused(Unwilling::NothingToUndo))?;
    let changes = step.changes.iter().rev().map(|change| change.reversed()).collect();
    let made = Made { cause: Cause::Undone, changes };
    turn(tx, ctx, can, &sheet, (&step, State::Undone), made)
}

/// Does again what was taken back.
pub fn redo(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
) -> Result<Turned, Error<Unwilling>> {
    let (edition, account) = own(ctx, can, Unwilling::NothingToRedo)?;
    let sheet = hold(tx, edition)?;
    let step = rows::first_undone(tx, edition, account)?;
    let step = step.ok_or(Error::Refused(Unwilling::NothingToRedo))?;
    let made = Made { cause: Cause::Redone, changes: step.changes.clone() };
    turn(tx, ctx, can, &sheet, (&step, State::Done), made)
}

/// What can be taken back and done again by whoever asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    pub undo: Turn,
    pub redo: Turn,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    There,
    #[default]
    None,
}

pub fn turns(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
) -> Result<Turns, Error<Unwilling>> {
    let Some(account) = ctx.actor.account() else { return Ok(Turns::default()) };
    let edition: EditionId = can.edition::<Edition>();
    let of = |step: Option<Step>| if step.is_some() { Turn::There } else { Turn::None };
    let undo = of(rows::last_done(tx, edition, account)?);
    Ok(Turns { undo, redo: of(rows::first_undone(tx, edition, account)?) })
}

fn own(
    ctx: &Ctx,
    can: Can<EditProgramme>,
    nothing: Unwilling,
) -> Result<(EditionId, AccountId), Error<Unwilling>> {
    let account = ctx.actor.account().ok_or(Error::Refused(nothing))?;
    Ok((can.edition::<Edition>(), account))
}

fn turn(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    sheet: &Sheet,
    (step, state): (&Step, State),
    made: Made,
) -> Result<Turned, Error<Unwilling>> {
    let (edition, index) = (can.edition::<Edition>(), Index::of(&sheet.programme));
    if !stands(sheet, &index, &made.changes) {
        rows::mark_step(tx, edition, step.version, State::Spent)?;
        return Ok(Turned::Overtaken);
    }
    let done = settle(tx, ctx, can, (sheet, &index), made)?;
    rows::mark_step(tx, edition, step.version, state)?;
    Ok(Turned::Done(done))
}

/// Whether everything is where the changes begin.
pub(super) fn stands(sheet: &Sheet, index: &Index, changes: &[Change]) -> bool {
    changes.iter().all(|change| {
        let own = index.activity(&sheet.programme, change.activity);
        own.is_some_and(|own| own.placement == change.from)
    })
}
