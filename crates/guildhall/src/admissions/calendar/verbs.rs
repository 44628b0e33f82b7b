//! What slices do with calendars, always inside their own verb.

use kernel::Uuid;
use store::{Fault, Tx};

use super::model::{Cause, Commitment, Party, Slot};
use super::rules::{Clash, clash};
use super::store as rows;
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::EditionId;

/// Keeps others who would write into one of these calendars waiting until this verb has ended.
pub fn hold(tx: &mut Tx<'_>, parties: &[Party]) -> Result<(), Fault> {
    // In one order for everybody, so that no two wait for each other.
    let mut sorted = parties.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.into_iter().try_for_each(|party| rows::hold(tx, party))
}

/// Everything that these parties have said yes to, in order of time.
pub fn of(
    tx: &mut Tx<'_>,
    edition: EditionId,
    parties: &[Party],
) -> Result<Vec<Commitment>, Fault> {
    rows::of_parties(tx, edition.uuid(), parties)
}

/// What stands against a slot in the calendars of one holder. Their rows are held already.
pub fn against(
    tx: &mut Tx<'_>,
    edition: EditionId,
    parties: &[Party],
    slot: Slot,
) -> Result<Option<Clash>, Fault> {
    let standing = of(tx, edition, parties)?;
    let travel = editions::verbs::travel(tx, edition)?;
    Ok(clash(slot, &standing, &travel))
}

/// Writes a commitment into a calendar.
pub fn commit(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    (party, cause, slot): (Party, Cause, Slot),
) -> Result<(), Fault> {
    let id: Uuid = ctx.id::<Commitment>().uuid();
    rows::insert(tx, id, edition.uuid(), &Commitment { party, cause, slot, moved_at: None })
}

/// Takes a commitment out again.
pub fn free(tx: &mut Tx<'_>, cause: Cause) -> Result<(), Fault> {
    rows::remove(tx, cause)
}
