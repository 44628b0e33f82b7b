//! A device: its link is shown once, as a picture to point its camera at.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State as Given};
use axum::http::StatusCode;
use kernel::Text;
use serde::Deserialize;
use store::Tx;

use super::Answer;
use crate::access::{ManageDoor, require_in};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Visit};
use crate::door::model::DeviceId;
use crate::door::qr;
use crate::door::refusal::Unwilling;
use crate::door::verbs::devices;
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "door/pages/device.html")]
struct DevicePage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    back: String,
    name: String,
    link: String,
    picture: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    name: String,
}

pub async fn make(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, slug, gate)): Path<(String, String, String)>,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), slug.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageDoor, _>(tx, &ctx, &named)?;
        let id = may.edition::<Edition>();
        let made = devices::make(tx, &ctx, may, (&gate, &sent.name))?;
        Ok((editions::verbs::by_id(tx, id)?.ok_or(Error::Missing)?, made))
    });
    let (edition, made) = match done.await {
        Ok(done) => done,
        Err(error) => return unwilling(&visit, &error),
    };
    let link = format!("{}/gate/{}#enrol={}", desk.base_url(), visit.lang, made.secret);
    let rest = format!("/{slug}/door");
    let page_of = DevicePage {
        frame: visit.frame_at(visit.words.door_device(), &rest),
        edition: &edition.name,
        back: visit.to(&rest),
        name: made.device.name,
        picture: qr::svg(&link, visit.words.door_device_link()).unwrap_or_default(),
        link,
    };
    page(StatusCode::OK, &page_of)
}

pub async fn revoke(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, device)): Path<(String, String, String)>,
) -> Answer {
    let Ok(device) = device.parse::<DeviceId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_in::<ManageDoor, _>(tx, &ctx, &named)?;
        devices::revoke(tx, &ctx, may, device)
    });
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/door?done=revoked"))),
        Err(error) => unwilling(&visit, &error),
    }
}
