//! What a device needs: its enrolment, its gate, the list that it carries.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::{Date, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use crate::access::ScanPasses;
use crate::admissions::rules::State;
use crate::admissions::verbs::categories;
use crate::api::{Asked, Given, IdText, Nothing, Reply, Said, Trouble};
use crate::door::code;
use crate::door::model::Direction;
use crate::door::verbs::{codes, devices, keys, lists, scans};
use crate::editions;
use crate::editions::model::EditionId;

/// The secret of an enrolment link.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentSent {
    secret: String,
}

/// What a device keeps from then on.
#[derive(Serialize, JsonSchema)]
pub struct Enrolment {
    device: IdText,
    name: String,
    /// The edition's slug
    edition: String,
    token: String,
    /// 256 bits in Base64, with which the device encrypts its list (AES-GCM)
    list_key: String,
}

/// A device's gate, its rules, and what it checks codes with.
#[derive(Serialize, JsonSchema)]
pub struct DoorShape {
    device: IdText,
    name: String,
    edition: EditionShape,
    gate: GateHere,
    keys: Vec<KeyShape>,
    passes: Vec<SortShape>,
    /// Our clock, in milliseconds since 1970
    now: i64,
}

#[derive(Serialize, JsonSchema)]
pub struct EditionShape {
    id: IdText,
    slug: String,
    name: Said,
    zone: String,
    /// The first four bytes of every code of this edition after its key's number, in hexadecimal
    tag: String,
}

#[derive(Serialize, JsonSchema)]
pub struct GateHere {
    id: IdText,
    slug: String,
    name: Said,
    space: Said,
    /// `in`, `out` or `both`
    direction: String,
    days: Vec<String>,
    /// Slugs of the sorts of pass that come in here; empty: all
    passes: Vec<String>,
    /// `free`, `after_exit` or `never`
    reentry: String,
    lane: i64,
    lanes: i64,
    stay_minutes: i64,
}

/// A key that codes are checked with.
#[derive(Serialize, JsonSchema)]
pub struct KeyShape {
    number: u8,
    /// Ed25519, in Base64
    public: String,
}

/// A sort of pass, as codes name it.
#[derive(Serialize, JsonSchema)]
pub struct SortShape {
    slug: String,
    kind: u8,
    name: Said,
    days: Vec<String>,
}

/// Passes that changed.
#[derive(Serialize, JsonSchema)]
pub struct DoorPasses {
    passes: Vec<DoorPass>,
    /// What to send as `since` the next time
    until: i64,
}

/// A pass on a device's list.
#[derive(Serialize, JsonSchema)]
pub struct DoorPass {
    id: IdText,
    holder: String,
    /// The holder's name in Latin letters, and its initials
    spelled: String,
    /// The slug of the sort of pass
    pass: String,
    /// `ok`, `waits` or `off`
    state: String,
    short: String,
    /// When they were last seen here, in milliseconds since 1970; 0: not today
    at: i64,
    inside: bool,
}

/// People in line.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineSent {
    people: i64,
}

pub fn enrol(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, EnrolmentSent>,
) -> Result<Reply<Enrolment>, Trouble> {
    let sent = given.read()?;
    let made = devices::enrol(tx, &asked.ctx, &sent.secret)?;
    Ok(Reply::of(Enrolment {
        device: made.device.id.into(),
        name: made.device.name,
        edition: made.edition.slug.to_string(),
        token: made.token,
        list_key: STANDARD.encode(made.list_key),
    }))
}

fn days(days: &[Date]) -> Vec<String> {
    days.iter().map(ToString::to_string).collect()
}

pub fn door(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<DoorShape>, Trouble> {
    let may = asked.may_in::<ScanPasses>(tx)?;
    let post = scans::post(tx, &asked.ctx, &may)?;
    let id = EditionId::from_uuid(post.device.edition);
    let edition = editions::verbs::by_id(tx, id)?.ok_or(Trouble::Missing)?;
    let sorts = categories::of_edition(tx, id)?;
    let slugs: BTreeMap<_, _> =
        sorts.iter().map(|one| (one.id.uuid(), one.slug.to_string())).collect();
    let gate = GateHere {
        id: post.gate.id.into(),
        slug: post.gate.slug.to_string(),
        name: (&post.gate.name).into(),
        space: (&post.space.name).into(),
        direction: post.gate.direction.map_or("both", Direction::word).to_owned(),
        days: days(&post.gate.days),
        passes: post.gate.categories.iter().filter_map(|id| slugs.get(id).cloned()).collect(),
        reentry: post.gate.reentry.word().to_owned(),
        lane: post.gate.lane.number,
        lanes: post.gate.lane.of,
        stay_minutes: post.space.stay_minutes,
    };
    let key =
        |key: code::Checking| KeyShape { number: key.number, public: STANDARD.encode(key.public) };
    let hex = |bytes: [u8; 4]| bytes.map(|byte| format!("{byte:02x}")).concat();
    Ok(Reply::of(DoorShape {
        device: post.device.id.into(),
        name: post.device.name,
        gate,
        keys: keys::checking(tx, id.uuid())?.into_iter().map(key).collect(),
        passes: sorts
            .iter()
            .map(|one| SortShape {
                slug: one.slug.to_string(),
                kind: codes::kind_number(one.kind),
                name: (&one.name).into(),
                days: days(&one.days),
            })
            .collect(),
        now: asked.ctx.now().as_millis(),
        edition: EditionShape {
            id: edition.id.into(),
            slug: edition.slug.to_string(),
            name: (&edition.name).into(),
            zone: edition.zone.name().to_owned(),
            tag: hex(code::tag(edition.id.uuid())),
        },
    }))
}

pub fn passes(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<DoorPasses>, Trouble> {
    let may = asked.may_in::<ScanPasses>(tx)?;
    let since = asked.number("since", i64::MAX)?.unwrap_or(0);
    let since = Timestamp::from_millis(since);
    let (_, list) = lists::since(tx, &asked.ctx, &may, since)?;
    let state = |state: State| match state {
        State::Confirmed | State::Attended => "ok",
        State::Wished | State::Waitlisted | State::Offered => "waits",
        State::NoShow | State::Released | State::Cancelled => "off",
    };
    let shape = |one: lists::Carried| DoorPass {
        id: one.listed.pass.id.into(),
        holder: one.listed.holder,
        spelled: one.spelled,
        pass: one.listed.category,
        state: state(one.listed.pass.state).to_owned(),
        short: one.short,
        at: one.inside.map_or(0, |presence| presence.at.as_millis()),
        inside: one.inside.is_some_and(|presence| presence.inside),
    };
    let passes = list.passes.into_iter().map(shape).collect();
    Ok(Reply::of(DoorPasses { passes, until: list.until.as_millis().max(0) }))
}

pub fn line(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, LineSent>,
) -> Result<Reply<Nothing>, Trouble> {
    let may = asked.may_in::<ScanPasses>(tx)?;
    let sent = given.read()?;
    devices::note_waiting(tx, &asked.ctx, may, sent.people)?;
    Ok(Reply::of(Nothing))
}
