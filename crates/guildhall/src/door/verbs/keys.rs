//! The keys of an edition's codes.

use kernel::Uuid;
use store::{Fault, Tx};

use crate::ctx::Ctx;
use crate::door::code::{Checking, Signing};
use crate::door::store::{self as rows, Key};
use crate::editions::model::EditionId;

/// The key that signs an edition's codes; made when there is none. Writes only then, so a page that
/// shows a code reads first ([`current`]).
pub fn ready(tx: &mut Tx<'_>, ctx: &Ctx, edition: EditionId) -> Result<Key, Fault> {
    if let Some(key) = current(tx, edition)? {
        return Ok(key);
    }
    let number = rows::keys(tx, edition.uuid())?.iter().map(|key| key.number).max().unwrap_or(0);
    make(tx, ctx, edition.uuid(), number + 1)?;
    let made = current(tx, edition)?;
    made.ok_or(Fault::NoRow { name: "DOOR_KEYS" })
}

/// The key that signs an edition's codes, once it was made.
pub fn current(tx: &mut Tx<'_>, edition: EditionId) -> Result<Option<Key>, Fault> {
    Ok(rows::keys(tx, edition.uuid())?.into_iter().rfind(|key| key.retired_at.is_none()))
}

/// The keys whose codes open, oldest first.
pub fn checking(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<Checking>, Fault> {
    let keys = rows::keys(tx, edition)?.into_iter().filter(|key| key.retired_at.is_none());
    Ok(keys.map(|key| key.checking()).collect())
}

pub(super) fn make(tx: &mut Tx<'_>, ctx: &Ctx, edition: Uuid, number: i64) -> Result<(), Fault> {
    let seed = ctx.secret();
    let public =
        Signing::new(edition, u8::try_from(number).unwrap_or(u8::MAX), &seed).checking().public;
    rows::insert_key(
        tx,
        &Key { edition, number, seed, public, made_at: ctx.now(), retired_at: None },
    )
}
