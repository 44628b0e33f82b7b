//! The keys of an edition's codes.

use kernel::Uuid;
use store::{Fault, Tx};

use crate::access::{Can, ManageDoor};
use crate::ctx::Ctx;
use crate::door::code::{Checking, Signing};
use crate::door::refusal::Unwilling;
use crate::door::store::{self as rows, Key};
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};

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

/// Makes a new key that signs from now on; with `retire` the older ones open nothing any more: for when
/// a seed may be known to somebody.
pub fn rotate(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageDoor>,
    older: Older,
) -> Result<i64, Error<Unwilling>> {
    let edition = can.edition::<Edition>().uuid();
    let newest = rows::keys(tx, edition)?.iter().map(|key| key.number).max().unwrap_or(0);
    if newest >= i64::from(u8::MAX) {
        return Err(Error::Refused(Unwilling::NoKeysLeft));
    }
    make(tx, ctx, edition, newest + 1)?;
    let retired = match older {
        Older::Retire => rows::retire_keys(tx, edition, newest + 1, ctx.now())?,
        Older::Keep => 0,
    };
    let fact = Fact::new("door.key_made", can.edition::<Edition>()).within(can.scope());
    journal::write(tx, ctx, fact.with("number", newest + 1).with("retired", retired))?;
    Ok(newest + 1)
}

/// What becomes of the keys before a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Older {
    Keep,
    Retire,
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
