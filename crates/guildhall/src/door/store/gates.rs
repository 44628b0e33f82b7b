//! Spaces, gates and devices as rows.

use kernel::{Date, Timestamp, Uuid};
use store::{Columns, Fault, Json, Row, Tx};

use crate::access::TokenId;
use crate::door::model::{
    Device, DeviceId, Direction, Gate, GateId, Lane, Reentry, Space, SpaceId,
};

store::statements! {
    SPACES = "select id, edition_id as edition, place_id as place, name, zone, people_max,
            stay_minutes, expected
        from door_space where edition_id = $1 order by id";
    SPACE = "select id, edition_id as edition, place_id as place, name, zone, people_max,
            stay_minutes, expected
        from door_space where id = $1 and edition_id = $2";
    SPACE_INSERT = "insert into door_space (id, edition_id, place_id, name, zone, people_max,
            stay_minutes, expected)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    SPACE_UPDATE = "update door_space set name = $2, zone = $3, people_max = $4, stay_minutes = $5,
            expected = $6
        where id = $1";
    GATES = "select id, edition_id, slug, name, space_id, direction, days, categories, reentry,
            lane, lanes, waiting, waiting_at, version
        from gate where edition_id = $1 order by slug";
    GATE = "select id, edition_id, slug, name, space_id, direction, days, categories, reentry,
            lane, lanes, waiting, waiting_at, version
        from gate where edition_id = $1 and slug = $2";
    GATE_INSERT = "insert into gate (id, edition_id, slug, name, space_id, direction, days,
            categories, reentry, lane, lanes, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    GATE_UPDATE = "update gate set name = $2, space_id = $3, direction = $4, days = $5,
            categories = $6, reentry = $7, lane = $8, lanes = $9, version = version + 1
        where id = $1 and version = $10";
    GATE_WAITING = "update gate set waiting = $2, waiting_at = $3 where id = $1";
    DEVICES = "select id, edition_id as edition, gate_id as gate, name, account_id as account,
            invite_until, enrolled_at, revoked_at, seen_at, clock_off_ms, held
        from gate_device where edition_id = $1 order by name, id";
    DEVICE = "select id, edition_id as edition, gate_id as gate, name, account_id as account,
            invite_until, enrolled_at, revoked_at, seen_at, clock_off_ms, held
        from gate_device where id = $1 and edition_id = $2";
    DEVICE_INSERT = "insert into gate_device (id, edition_id, gate_id, name, account_id,
            invite_hash, invite_until)
        values ($1, $2, $3, $4, $5, $6, $7)";
    DEVICE_INVITED = "select id, edition_id as edition, gate_id as gate, name,
            account_id as account, invite_until, enrolled_at, revoked_at, seen_at, clock_off_ms,
            held
        from gate_device where invite_hash = $1 and invite_until > $2 and token_id is null
            and revoked_at is null";
    /// Two who follow one link at once do not both.
    DEVICE_ENROL = "update gate_device set token_id = $2, list_key = $3, enrolled_at = $4,
            invite_hash = null
        where id = $1 and token_id is null and revoked_at is null";
    DEVICE_TOKEN = "select token_id from gate_device where id = $1";
    DEVICE_REVOKE = "update gate_device set revoked_at = $2, invite_hash = null, list_key = null
        where id = $1 and revoked_at is null";
    DEVICE_SEEN = "update gate_device set seen_at = $2, clock_off_ms = $3, held = $4
        where id = $1";
    DEVICE_MOVE = "update gate_device set gate_id = $2 where id = $1 and revoked_at is null";
    POST = "select d.id, d.edition_id as edition, d.gate_id as gate, d.name,
            d.account_id as account, d.invite_until, d.enrolled_at, d.revoked_at, d.seen_at,
            d.clock_off_ms, d.held,
            g.id, g.edition_id, g.slug, g.name, g.space_id, g.direction, g.days, g.categories,
            g.reentry, g.lane, g.lanes, g.waiting, g.waiting_at, g.version,
            s.id, s.edition_id as edition, s.place_id as place, s.name, s.zone, s.people_max,
            s.stay_minutes, s.expected
        from gate_device d join gate g on g.id = d.gate_id join door_space s on s.id = g.space_id
        where d.token_id = $1 and d.edition_id = $2 and d.revoked_at is null";
}

/// A device at its gate.
pub struct Post {
    pub device: Device,
    pub gate: Gate,
    pub space: Space,
}

impl Row for Post {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        Ok(Self { device: columns.row()?, gate: columns.row()?, space: columns.row()? })
    }
}

impl Row for Gate {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, edition, slug) = (columns.take()?, columns.take()?, columns.take()?);
        let (name, space) = (columns.take()?, columns.take()?);
        let direction: String = columns.take()?;
        let direction = Direction::from_word(&direction);
        let Json(days): Json<Vec<Date>> = columns.take()?;
        let Json(categories): Json<Vec<Uuid>> = columns.take()?;
        let reentry: String = columns.take()?;
        let reentry = Reentry::from_word(&reentry)
            .ok_or_else(|| format!("{reentry:?} is no way to come in again"))?;
        let lane = Lane { number: columns.take()?, of: columns.take()? };
        let waiting: Option<i64> = columns.take()?;
        let waiting = waiting.zip(columns.take()?);
        let version = columns.take()?;
        Ok(Self {
            id,
            edition,
            slug,
            name,
            space,
            direction,
            days,
            categories,
            reentry,
            lane,
            waiting,
            version,
        })
    }
}

pub fn spaces(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<Space>, Fault> {
    tx.all(SPACES, (edition,))
}

pub fn space(tx: &mut Tx<'_>, edition: Uuid, id: SpaceId) -> Result<Option<Space>, Fault> {
    tx.find(SPACE, (id, edition))
}

pub fn insert_space(tx: &mut Tx<'_>, one: &Space) -> Result<(), Fault> {
    let row = (
        one.id,
        one.edition,
        one.place,
        &one.name,
        &one.zone,
        one.people_max,
        one.stay_minutes,
        one.expected,
    );
    tx.run(SPACE_INSERT, row).map(drop)
}

pub fn update_space(tx: &mut Tx<'_>, one: &Space) -> Result<(), Fault> {
    let row = (one.id, &one.name, &one.zone, one.people_max, one.stay_minutes, one.expected);
    tx.run(SPACE_UPDATE, row).map(drop)
}

pub fn gates(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<Gate>, Fault> {
    tx.all(GATES, (edition,))
}

pub fn gate(tx: &mut Tx<'_>, edition: Uuid, slug: &str) -> Result<Option<Gate>, Fault> {
    tx.find(GATE, (edition, slug))
}

const fn direction_word(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(direction) => direction.word(),
        None => "both",
    }
}

pub fn insert_gate(tx: &mut Tx<'_>, one: &Gate) -> Result<(), Fault> {
    let row = (
        one.id,
        one.edition,
        &one.slug,
        &one.name,
        one.space,
        direction_word(one.direction),
        Json(&one.days),
        Json(&one.categories),
        one.reentry.word(),
        one.lane.number,
        one.lane.of,
    );
    tx.run(GATE_INSERT, row).map(drop)
}

/// False when it is no longer of that version.
pub fn update_gate(tx: &mut Tx<'_>, one: &Gate) -> Result<bool, Fault> {
    let row = (
        one.id,
        &one.name,
        one.space,
        direction_word(one.direction),
        Json(&one.days),
        Json(&one.categories),
        one.reentry.word(),
        one.lane.number,
        one.lane.of,
        one.version,
    );
    Ok(tx.run(GATE_UPDATE, row)? == 1)
}

pub fn note_waiting(
    tx: &mut Tx<'_>,
    gate: GateId,
    people: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(GATE_WAITING, (gate, people, now)).map(drop)
}

pub fn devices(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<Device>, Fault> {
    tx.all(DEVICES, (edition,))
}

pub fn device(tx: &mut Tx<'_>, edition: Uuid, id: DeviceId) -> Result<Option<Device>, Fault> {
    tx.find(DEVICE, (id, edition))
}

pub fn insert_device(tx: &mut Tx<'_>, one: &Device, invite: [u8; 32]) -> Result<(), Fault> {
    let row = (one.id, one.edition, one.gate, &one.name, one.account, invite, one.invite_until);
    tx.run(DEVICE_INSERT, row).map(drop)
}

pub fn invited(tx: &mut Tx<'_>, invite: [u8; 32], now: Timestamp) -> Result<Option<Device>, Fault> {
    tx.find(DEVICE_INVITED, (invite, now))
}

/// False when somebody else was faster.
pub fn enrol(
    tx: &mut Tx<'_>,
    device: DeviceId,
    token: TokenId,
    list_key: [u8; 32],
    now: Timestamp,
) -> Result<bool, Fault> {
    Ok(tx.run(DEVICE_ENROL, (device, token, list_key, now))? == 1)
}

/// False when it was revoked before.
pub fn revoke(tx: &mut Tx<'_>, device: DeviceId, now: Timestamp) -> Result<bool, Fault> {
    Ok(tx.run(DEVICE_REVOKE, (device, now))? == 1)
}

pub fn token_of(tx: &mut Tx<'_>, device: DeviceId) -> Result<Option<TokenId>, Fault> {
    Ok(tx.find::<Option<TokenId>>(DEVICE_TOKEN, (device,))?.flatten())
}

pub fn move_device(tx: &mut Tx<'_>, device: DeviceId, gate: GateId) -> Result<bool, Fault> {
    Ok(tx.run(DEVICE_MOVE, (device, gate))? == 1)
}

/// How far a device's clock is behind ours, and how many scans it still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    pub clock_off_ms: Option<i64>,
    pub held: i64,
}

pub fn note_seen(
    tx: &mut Tx<'_>,
    device: DeviceId,
    now: Timestamp,
    heard: Heard,
) -> Result<(), Fault> {
    tx.put(DEVICE_SEEN, (device, now, heard.clock_off_ms, heard.held))
}

/// The device that a token was made for, at its gate.
pub fn post(tx: &mut Tx<'_>, token: TokenId, edition: Uuid) -> Result<Option<Post>, Fault> {
    tx.find(POST, (token, edition))
}
