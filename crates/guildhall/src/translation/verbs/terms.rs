//! The glossary of an edition, and what a release may show.

use kernel::Id;
use store::{Fault, Tx};

use crate::access::{Can, ReadDraft, Translate};
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::programme::publishable::{self, Unchecked};
use crate::translation::glossary::{Term, TermId};
use crate::translation::refusal::{NOTE_LENGTH_MAX, TERM_LENGTH_MAX, Unwilling};
use crate::translation::store as rows;

/// The terms, in the order of their Chinese.
pub fn of_edition(tx: &mut Tx<'_>, can: Can<ReadDraft>) -> Result<Vec<Term>, Fault> {
    rows::terms(tx, can.edition::<Edition>())
}

pub fn add(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<Translate>,
    (zh, en, note): (&str, &str, &str),
) -> Result<TermId, Error<Unwilling>> {
    let (zh, en, note) = (zh.trim(), en.trim(), note.trim());
    let fits = |words: &str| (1..=TERM_LENGTH_MAX).contains(&words.chars().count());
    if !fits(zh) || !fits(en) {
        return Err(Error::Refused(Unwilling::NoTerm));
    }
    if note.chars().count() > NOTE_LENGTH_MAX {
        return Err(Error::Refused(Unwilling::NoteLength));
    }
    let edition: EditionId = can.edition::<Edition>();
    let term = Term { id: ctx.id(), zh: zh.into(), en: en.into(), note: note.into() };
    let by = (ctx.actor.account(), ctx.now());
    rows::insert(tx, edition, &term, by).map_err(|fault| {
        match fault.is_duplicate("glossary_term", &["edition_id", "zh"]) {
            true => Error::Refused(Unwilling::TermKnown),
            false => Error::Fault(fault),
        }
    })?;
    let fact = Fact::new("translation.term_added", term.id).within(can.scope());
    journal::write(tx, ctx, fact)?;
    Ok(term.id)
}

pub fn remove(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<Translate>,
    id: TermId,
) -> Result<(), Error<Unwilling>> {
    if !rows::remove(tx, can.edition::<Edition>(), id)? {
        return Err(Error::Missing);
    }
    let fact = Fact::new("translation.term_removed", id).within(can.scope());
    journal::write(tx, ctx, fact)?;
    Ok(())
}

/// Says whether a release shows what a machine translated and nobody has read.
pub fn allow(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<Translate>,
    unchecked: Unchecked,
) -> Result<(), Fault> {
    let edition: EditionId = can.edition::<Edition>();
    if publishable::unchecked(tx, edition)? == unchecked {
        return Ok(());
    }
    publishable::set_unchecked(tx, edition, unchecked)?;
    let fact = Fact::new("translation.policy_changed", Id::<Edition>::from_uuid(edition.uuid()))
        .within(can.scope())
        .with("machine", unchecked.word());
    journal::write(tx, ctx, fact).map(drop)
}
