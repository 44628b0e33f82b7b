//! Devices: enrolled by a link that works once, with a token for scans alone, taken out of use at once.

use kernel::{Timestamp, Uuid};
use store::Tx;

use crate::access::sessions::Token;
use crate::access::tokens::{self, ApiToken, Whose};
use crate::access::{Area, Can, Doing, ManageDoor, Reach, ScanPasses, Scope};
use crate::ctx::Ctx;
use crate::door::model::{Device, DeviceId};
use crate::door::refusal::Unwilling;
use crate::door::store::gates::{self as rows, Post};
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};

/// Whoever sets gates up has the phone in hand, or will have it within a day.
const INVITE_MINUTES: i64 = 24 * 60;
/// A device outlives its edition by so many days: to send what it still holds.
const AFTERWARDS_DAYS: i64 = 2;
const NAME_LENGTH_MAX: usize = 60;

/// A device that was made, with the secret of the link that enrols it.
pub struct Made {
    pub device: Device,
    pub secret: String,
}

/// A device that followed its link.
pub struct Enrolled {
    pub device: Device,
    pub edition: Edition,
    /// As the device sends it from now on.
    pub token: String,
    pub list_key: [u8; 32],
}

/// The devices of an edition.
pub fn all(tx: &mut Tx<'_>, can: &Can<ManageDoor>) -> Result<Vec<Device>, store::Fault> {
    rows::devices(tx, can.edition::<Edition>().uuid())
}

/// Makes a device for a gate. The secret is shown once, as a link and a QR picture.
pub fn make(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageDoor>,
    (gate, name): (&str, &str),
) -> Result<Made, Error<Unwilling>> {
    let edition = can.edition::<Edition>().uuid();
    let account = ctx.actor.account().ok_or(Error::Refused(Unwilling::NoAccount))?;
    let gate = rows::gate(tx, edition, gate)?.ok_or(Error::Missing)?;
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=NAME_LENGTH_MAX).contains(&name.chars().count());
    if !fits || name.chars().any(char::is_control) {
        return Err(Error::Refused(Unwilling::NoName));
    }
    super::keys::ready(tx, ctx, can.edition::<Edition>())?;
    let secret = Token::new(ctx.secret());
    let device = Device {
        id: ctx.id(),
        edition,
        gate: gate.id,
        name,
        account,
        invite_until: ctx.now().plus_minutes(INVITE_MINUTES),
        enrolled_at: None,
        revoked_at: None,
        seen_at: None,
        clock_off_ms: None,
        held: None,
    };
    rows::insert_device(tx, &device, secret.hash())?;
    let fact = Fact::new("door.device_made", device.id).within(can.scope());
    journal::write(tx, ctx, fact.with("gate", gate.id))?;
    Ok(Made { device, secret: secret.spelled() })
}

/// Enrols a device by the secret of its link. Whoever has it is let in: it works once, for a while.
pub fn enrol(tx: &mut Tx<'_>, ctx: &Ctx, secret: &str) -> Result<Enrolled, Error<Unwilling>> {
    let refused = || Error::Refused(Unwilling::NoInvite);
    let now = ctx.now();
    let invite = Token::read(secret).ok_or_else(refused)?;
    let device = rows::invited(tx, invite.hash(), now)?.ok_or_else(refused)?;
    let edition = EditionId::from_uuid(device.edition);
    let edition = editions::verbs::by_id(tx, edition)?.ok_or_else(refused)?;
    let token = Token::new(ctx.secret());
    let made = ApiToken {
        id: ctx.id(),
        account: device.account,
        edition: device.edition,
        name: device.name.clone(),
        reach: Reach::nothing().with(Area::Scans, Doing::Write),
        made_at: now,
        expires_at: expires_at(&edition, now),
        used_on: None,
        revoked_at: None,
    };
    tokens::insert(tx, &made, &token)?;
    let list_key = ctx.secret();
    if !rows::enrol(tx, device.id, made.id, list_key, now)? {
        return Err(refused());
    }
    let fact = Fact::new("door.device_enrolled", device.id).within(Scope::edition(edition.id));
    journal::write(tx, ctx, fact.with("gate", device.gate))?;
    let device = Device { enrolled_at: Some(now), ..device };
    Ok(Enrolled { device, edition, token: tokens::spelled(&token), list_key })
}

fn expires_at(edition: &Edition, now: Timestamp) -> Timestamp {
    let end = edition.zone.moment(edition.last_day, 0);
    end.max(now).plus_minutes((1 + AFTERWARDS_DAYS) * 24 * 60)
}

/// Takes a device out of use: its token is dead, its list is wiped when it next asks.
pub fn revoke(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageDoor>,
    device: DeviceId,
) -> Result<(), Error<Unwilling>> {
    let edition = can.edition::<Edition>().uuid();
    rows::device(tx, edition, device)?.ok_or(Error::Missing)?;
    if !rows::revoke(tx, device, ctx.now())? {
        return Ok(());
    }
    if let Some(token) = rows::token_of(tx, device)? {
        tokens::revoke(tx, token, Whose::Edition(edition), ctx.now())?;
    }
    let fact = Fact::new("door.device_revoked", device).within(can.scope());
    journal::write(tx, ctx, fact).map_err(Error::Fault).map(drop)
}

/// Puts a device at another gate; it learns of it when it next asks.
pub fn shift(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageDoor>,
    (device, gate): (DeviceId, &str),
) -> Result<(), Error<Unwilling>> {
    let edition: Uuid = can.edition::<Edition>().uuid();
    rows::device(tx, edition, device)?.ok_or(Error::Missing)?;
    let gate = rows::gate(tx, edition, gate)?.ok_or(Error::Missing)?;
    if rows::move_device(tx, device, gate.id)? {
        let fact = Fact::new("door.device_moved", device).within(can.scope());
        journal::write(tx, ctx, fact.with("gate", gate.id))?;
    }
    Ok(())
}

/// Notes how many wait at the gate of the device that says so.
pub fn note_waiting(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ScanPasses>,
    people: i64,
) -> Result<Post, Error<Unwilling>> {
    if !(0..=super::gates::WAITING_MAX).contains(&people) {
        return Err(Error::Refused(Unwilling::NoWaiting));
    }
    let post = super::scans::post(tx, ctx, &can)?;
    rows::note_waiting(tx, post.gate.id, people, ctx.now())?;
    Ok(post)
}
