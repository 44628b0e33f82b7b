//! The door at a glance: gates, their devices, the spaces they lead into, the keys.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State as Given};
use axum::http::StatusCode;
use kernel::Text;
use serde::Deserialize;
use store::Tx;

use super::{Answer, rules_words};
use crate::access::{ManageDoor, require_in};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Desk, Fields, Visit};
use crate::door::model::{Device, Gate, Space, SpaceId};
use crate::door::refusal::Unwilling;
use crate::door::verbs::gates::SpaceWish;
use crate::door::verbs::keys::Older;
use crate::door::verbs::{devices, gates, keys};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "door/pages/door.html")]
struct DoorPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    headcount: String,
    done: &'static str,
    gates: Vec<GateLine>,
    spaces: Vec<SpaceLine>,
}

struct GateLine {
    slug: String,
    name: Text,
    space: Text,
    rules: String,
    devices: Vec<DeviceLine>,
}

struct DeviceLine {
    id: String,
    name: String,
    state: String,
    living: bool,
}

struct SpaceLine {
    id: String,
    name: Text,
    people_max: String,
    stay_minutes: i64,
    expected: String,
}

struct Gathered {
    edition: Edition,
    gates: Vec<Gate>,
    spaces: Vec<Space>,
    devices: Vec<Device>,
}

type Named = Path<(String, String)>;

pub async fn show(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Named,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageDoor, _>(tx, &ctx, &edition)?;
        let id = may.edition::<Edition>();
        let edition = editions::verbs::by_id(tx, id)?.ok_or(Error::Missing)?;
        let (gates, spaces) = (gates::all(tx, &may)?, gates::spaces(tx, id)?);
        Ok(Gathered { edition, gates, spaces, devices: devices::all(tx, &may)? })
    });
    let found = match read.await {
        Ok(found) => found,
        Err(error) => return unwilling(&visit, &error),
    };
    let rest = format!("/{}/door", found.edition.slug);
    let page_of = DoorPage {
        frame: visit.frame_at(visit.words.door_title(), &rest),
        edition: &found.edition.name,
        root: visit.to(&rest),
        headcount: visit.to(&format!("/{}/headcount", found.edition.slug)),
        done: match visit.asked("done") {
            "saved" => visit.words.door_saved(),
            "revoked" => visit.words.door_revoked(),
            "key" => visit.words.door_key_made(),
            _ => "",
        },
        gates: found.gates.iter().map(|gate| gate_line(&visit, &found, gate)).collect(),
        spaces: found.spaces.iter().map(space_line).collect(),
    };
    page(StatusCode::OK, &page_of)
}

fn gate_line(visit: &Visit, found: &Gathered, gate: &Gate) -> GateLine {
    let space = found.spaces.iter().find(|space| space.id == gate.space);
    let devices = found.devices.iter().filter(|device| device.gate == gate.id);
    GateLine {
        slug: gate.slug.to_string(),
        name: gate.name.clone(),
        space: space.map_or_else(Text::empty, |space| space.name.clone()),
        rules: rules_words(visit.words, gate),
        devices: devices.map(|device| device_line(visit, device)).collect(),
    }
}

/// Further off than that a device's clock is worth a word.
const CLOCK_OFF_MS: i64 = 120_000;

fn device_line(visit: &Visit, device: &Device) -> DeviceLine {
    let words = visit.words;
    let mut state = match device {
        Device { revoked_at: Some(_), .. } => words.door_device_revoked().to_owned(),
        Device { enrolled_at: None, invite_until, .. } if *invite_until <= visit.ctx.now() => {
            words.door_device_lapsed().to_owned()
        }
        Device { enrolled_at: None, .. } => words.door_device_invited().to_owned(),
        Device { seen_at: Some(at), .. } => words.door_device_seen(visit.moment(*at)),
        Device { .. } => words.door_device_enrolled().to_owned(),
    };
    let living = device.revoked_at.is_none();
    if let Some(held) = device.held.filter(|held| living && *held > 0) {
        state = format!("{state} · {}", words.door_device_held(held));
    }
    let off = device.clock_off_ms.filter(|off| living && off.abs() > CLOCK_OFF_MS);
    if let Some(off) = off {
        state = format!("{state} · {}", words.door_device_clock(off / 60_000));
    }
    DeviceLine { id: device.id.to_string(), name: device.name.clone(), state, living }
}

fn space_line(space: &Space) -> SpaceLine {
    let number = |it: Option<i64>| it.map(|it| it.to_string()).unwrap_or_default();
    SpaceLine {
        id: space.id.to_string(),
        name: space.name.clone(),
        people_max: number(space.people_max),
        stay_minutes: space.stay_minutes,
        expected: number(space.expected),
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SpaceSent {
    people_max: String,
    stay_minutes: String,
    expected: String,
}

pub async fn space(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, space)): Path<(String, String, String)>,
    Fields(sent): Fields<SpaceSent>,
) -> Answer {
    let (ctx, slug) = (visit.ctx.clone(), edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_in::<ManageDoor, _>(tx, &ctx, &slug)?;
        let id: SpaceId = space.parse().map_err(|_| Error::Missing)?;
        let wish = SpaceWish {
            people_max: optional(&sent.people_max, Unwilling::NoLimit)?,
            stay_minutes: optional(&sent.stay_minutes, Unwilling::NoStay)?.unwrap_or(0),
            expected: optional(&sent.expected, Unwilling::NoExpected)?,
        };
        gates::set_space(tx, &ctx, may, id, wish).map(drop)
    });
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/door?done=saved"))),
        Err(error) => unwilling(&visit, &error),
    }
}

fn optional(text: &str, why: Unwilling) -> Result<Option<i64>, Error<Unwilling>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Error::Refused(why))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct KeySent {
    retire: String,
}

pub async fn rotate(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Named,
    Fields(sent): Fields<KeySent>,
) -> Answer {
    let (ctx, slug) = (visit.ctx.clone(), edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_in::<ManageDoor, _>(tx, &ctx, &slug)?;
        let older = if sent.retire == "yes" { Older::Retire } else { Older::Keep };
        keys::rotate(tx, &ctx, may, older).map(drop)
    });
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/door?done=key"))),
        Err(error) => unwilling(&visit, &error),
    }
}
