//! Guests on their way.

use kernel::Zone;
use store::{Fault, Tx};

use crate::access::{Can, ManageGuests, ReadNeeds, grants};
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::guests::model::{Guest, GuestId, Need};
use crate::guests::refusal::Unwilling;
use crate::guests::store as rows;
use crate::journal::{self, Fact};
use crate::people::account::Account;
use crate::people::verbs::accounts;

/// What a line or a note may hold.
pub const LENGTH_MAX: usize = 500;

pub fn all(tx: &mut Tx<'_>, can: Can<ManageGuests>) -> Result<Vec<Guest>, Fault> {
    rows::guests(tx, can.edition::<Edition>())
}

pub fn find(
    tx: &mut Tx<'_>,
    can: Can<ManageGuests>,
    id: GuestId,
) -> Result<Guest, Error<Unwilling>> {
    rows::guest(tx, can.edition::<Edition>(), id)?.ok_or(Error::Missing)
}

/// Those who may follow up: whoever organises.
pub fn keepers(tx: &mut Tx<'_>, ctx: &Ctx, can: Can<ManageGuests>) -> Result<Vec<Account>, Fault> {
    let (edition, now) = (can.edition::<Edition>().uuid(), ctx.now());
    let held = grants::in_edition(tx, edition)?;
    let held = held.iter().filter(|grant| {
        grant.holding.role == crate::access::Role::Organiser && grant.holding.holds_at(now)
    });
    let mut ids: Vec<_> = held.map(|grant| grant.account).collect();
    ids.sort_unstable();
    ids.dedup();
    accounts::find_all(tx, &ids)
}

/// Adds a guest (version 0) or changes one.
pub fn write(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageGuests>,
    guest: &Guest,
) -> Result<(), Error<Unwilling>> {
    let refused = |why| Err(Error::Refused(why));
    if guest.name.is_empty() {
        return refused(Unwilling::NoName);
    }
    let long = |text: &str| text.chars().count() > LENGTH_MAX;
    let texts = [&guest.name, &guest.title];
    let any_long = texts.iter().any(|text| text.iter().any(|(_, words)| long(&words.value)));
    if any_long || long(&guest.next_step) || long(&guest.interpreter) {
        return refused(Unwilling::TooLong);
    }
    if guest.rank.is_some_and(|rank| !(1..=10_000).contains(&rank)) {
        return refused(Unwilling::NoRank);
    }
    let is_country =
        guest.country.len() == 2 && guest.country.bytes().all(|letter| letter.is_ascii_uppercase());
    if !guest.country.is_empty() && !is_country {
        return refused(Unwilling::NoCountry);
    }
    if !guest.zone.is_empty() && guest.zone.parse::<Zone>().is_err() {
        return refused(Unwilling::NoZone);
    }
    if let Some(keeper) = guest.keeper
        && !keepers(tx, ctx, can)?.iter().any(|account| account.id == keeper)
    {
        return refused(Unwilling::NoKeeper);
    }
    let edition: EditionId = can.edition::<Edition>();
    let before = rows::guest(tx, edition, guest.id)?;
    if !rows::write(tx, edition, guest, ctx.now())? {
        return refused(Unwilling::Overtaken);
    }
    let kind = if before.is_none() { "guests.added" } else { "guests.changed" };
    let fact = Fact::new(kind, guest.id).within(can.scope());
    journal::write(tx, ctx, fact.with("state", guest.state.word()))?;
    Ok(())
}

/// What a guest needs, for those who arrange it.
pub fn need(tx: &mut Tx<'_>, can: Can<ReadNeeds>, id: GuestId) -> Result<Need, Error<Unwilling>> {
    rows::guest(tx, can.edition::<Edition>(), id)?.ok_or(Error::Missing)?;
    Ok(rows::need(tx, id)?)
}

pub fn write_need(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ReadNeeds>,
    (id, need): (GuestId, &Need),
) -> Result<(), Error<Unwilling>> {
    rows::guest(tx, can.edition::<Edition>(), id)?.ok_or(Error::Missing)?;
    if [&need.travel, &need.diet].iter().any(|text| text.chars().count() > LENGTH_MAX) {
        return Err(Error::Refused(Unwilling::TooLong));
    }
    if !rows::write_need(tx, id, need, ctx.now())? {
        return Err(Error::Refused(Unwilling::Overtaken));
    }
    journal::write(tx, ctx, Fact::new("guests.need_noted", id).within(can.scope()))?;
    Ok(())
}
