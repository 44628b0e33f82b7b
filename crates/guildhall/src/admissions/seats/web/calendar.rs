//! My conference as a calendar that a phone subscribes to: an address with a secret of its own, which
//! shows one pass's day and lets nobody do anything.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use formats::ical::{Calendar, Entry, Status, write};
use formats::schedule::Url;
use kernel::Lang;
use store::{Fault, Tx};

use super::{Answer, Carried};
use crate::access::sessions::Token;
use crate::admissions::calendar::model::{Cause, Commitment};
use crate::admissions::calendar::verbs as calendar;
use crate::admissions::model::AdmissionId;
use crate::admissions::rules::State as Standing;
use crate::admissions::seats::holders;
use crate::admissions::seats::model::{Seat, Seating};
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::store as rows;
use crate::desk::answer::{failed, nowhere, page, unwilling};
use crate::desk::{Desk, Entries, Fields, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "admissions/seats/pages/calendar.html")]
struct CalendarPage<'v> {
    frame: Frame<'v>,
    holder: String,
    address: String,
    webcal: String,
    mine: String,
}

/// Makes a new address for one of the reader's passes; the one before shows nothing any more.
pub async fn make(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    carried: Carried,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let Ok(pass) = sent.get("pass").parse::<AdmissionId>() else { return nowhere() };
    let (key, ctx, slug) = (carried.key(&visit), visit.ctx.clone(), edition.clone());
    let made = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let slug = slug.parse().map_err(|_| Error::Missing)?;
        let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
        let holder = holders::of(tx, edition.id, &key)?.only(&[pass]).ok_or(Error::Missing)?;
        let token = holders::make_calendar(tx, &ctx, (edition.id, pass))?;
        Ok((holder.passes()[0].holder.clone(), token))
    });
    let (holder, token) = match made.await {
        Ok(made) => made,
        Err(error) => return unwilling(&visit, &error),
    };
    let base = desk.base_url();
    let path = format!("/{}/calendars/{}/mine.ics", visit.lang, token.spelled());
    let host = base.split_once("://").map_or(base, |(_, host)| host);
    let here = format!("/{edition}/mine");
    let set = CalendarPage {
        holder,
        address: format!("{base}{path}"),
        webcal: format!("webcal://{host}{path}"),
        mine: visit.to(&here),
        frame: visit.frame_at(visit.words.seats_calendar_title(), &here),
    };
    page(StatusCode::OK, &set)
}

struct Found {
    edition: Edition,
    commitments: Vec<Commitment>,
    seats: Vec<Seat>,
    seatings: Vec<Seating>,
}

fn gather(tx: &mut Tx<'_>, token: &Token) -> Result<Option<Found>, Fault> {
    let Some(pass) = holders::by_calendar(tx, token)?.filter(|one| one.state.takes_place()) else {
        return Ok(None);
    };
    let Some(edition) = editions::verbs::by_id(tx, pass.edition)? else { return Ok(None) };
    let parties = holders::parties(tx, &pass)?;
    let commitments = calendar::of(tx, edition.id, &parties)?;
    let seats = rows::seats_of_passes(tx, &[pass.id])?;
    let ids: Vec<_> = commitments.iter().map(|one| one.slot.activity).collect();
    let seatings = rows::seatings_by_id(tx, &ids)?;
    Ok(Some(Found { edition, commitments, seats, seatings }))
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, link)): Path<(String, String)>,
) -> Answer {
    let Some(token) = Token::read(&link) else { return nowhere() };
    let found = match desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &token)).await {
        Ok(Some(found)) => found,
        Ok(None) => return nowhere(),
        Err(fault) => return failed(&fault),
    };
    let text = write(&Calendar {
        name: format!(
            "{} · {}",
            visit.words.seats_mine_title(),
            found.edition.name.get(visit.lang)
        ),
        zone: found.edition.zone.clone(),
        entries: entries(&desk, &visit, &found),
    });
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn entries(desk: &Desk, visit: &Visit, found: &Found) -> Vec<Entry> {
    let lang: Lang = visit.lang;
    let of = |one: &Commitment| {
        let told = found.seatings.iter().find(|it| it.activity == one.slot.activity)?;
        let seat = match one.cause {
            Cause::Seat(id) => found.seats.iter().find(|it| it.id.uuid() == id),
            Cause::Role(_) => None,
        };
        let held = seat.is_some_and(|it| it.state == Standing::Offered);
        let path = visit.to(&format!("/{}/seats/{}", found.edition.slug, told.slug));
        let (hall, venue) = (told.told.hall.get(lang), told.told.venue.get(lang));
        Some(Entry {
            // The same as in the public calendars, so that an app shows it once.
            uid: format!("{}@{}.guildhall", told.slug, found.edition.slug),
            interval: one.slot.interval,
            summary: told.told.title.get(lang).to_owned(),
            description: String::new(),
            location: format!("{hall}, {venue}"),
            geo: None,
            url: Url::web(&format!("{}{path}", desk.base_url())),
            organizer: None,
            categories: Vec::new(),
            sequence: u32::from(one.moved_at.is_some()),
            status: if held { Status::Tentative } else { Status::Confirmed },
            last_modified: one.moved_at.unwrap_or_else(|| visit.ctx.now()),
        })
    };
    found.commitments.iter().filter_map(of).collect()
}
