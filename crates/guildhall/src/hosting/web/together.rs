//! Hosting together: the page of whoever was asked, the forms to ask, to take that back, and to leave.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::Answer;
use super::activity::{Place, Said, form};
use super::home::home_of;
use super::involved::slug_of;
use crate::access::{ReadHost, RunHost, require_at};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Entries, Fields, Outcome, Visit};
use crate::error::Error;
use crate::hosting::cohosting::{CoHosting, CoHostingId, State as Standing};
use crate::hosting::refusal::Unwilling;
use crate::hosting::verbs::cohosting::{self, Reply};
use crate::hosting::verbs::grants::{self, Book};
use crate::hosts::model::{Host, HostId};
use crate::programme::model::Activity;
use crate::shell::{Frame, when};

#[derive(Template)]
#[template(path = "hosting/pages/together.html")]
struct TogetherPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    home: String,
    host: Text,
    asking: Option<Text>,
    others: Vec<Text>,
    title: Text,
    summary: Text,
    when: String,
    /// Why there is nothing to answer any more; empty while there is.
    ended: &'static str,
    runs: bool,
}

type Named = Path<(String, String, String, String)>;

struct Found {
    book: Book,
    one: CoHosting,
    runs: bool,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, id)): Named,
) -> Answer {
    let Ok(id) = id.parse::<CoHostingId>() else { return nowhere() };
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<Found, Error<Unwilling>> {
        let may = require_at::<ReadHost, Unwilling>(tx, &ctx, &edition, &host)?;
        let one = cohosting::asked(tx, may, id)?;
        let runs = require_at::<RunHost, Unwilling>(tx, &ctx, &edition, &host).is_ok();
        Ok(Found { book: grants::of_host(tx, may)?, one, runs })
    });
    let found = match read.await {
        Ok(found) => found,
        Err(error) => return unwilling(&visit, &error),
    };
    match set(&visit, &found) {
        Some(set) => page(StatusCode::OK, &set),
        None => nowhere(),
    }
}

fn set<'v>(visit: &'v Visit, found: &'v Found) -> Option<TogetherPage<'v>> {
    let Found { book, one, runs } = found;
    let (words, programme) = (visit.words, &book.programme);
    let host = |id: HostId| programme.hosts.iter().find(|host| host.id == id);
    let own: &Host = host(one.host)?;
    let activity: &Activity = programme.activities.iter().find(|it| it.id == one.activity)?;
    let home = format!("/{}/hosts/{}", programme.edition.slug, own.slug);
    let placed = activity.placement;
    Some(TogetherPage {
        frame: visit
            .frame_at(words.hosting_together_title(), &format!("{home}/together/{}", one.id)),
        edition: &programme.edition.name,
        home: visit.to(&format!("{home}/home")),
        host: own.name.clone(),
        asking: one.asking.and_then(host).map(|host| host.name.clone()),
        others: (activity.hosts.iter())
            .filter_map(|id| host(*id).map(|host| host.name.clone()))
            .collect(),
        title: activity.title.clone(),
        summary: activity.summary.clone(),
        when: match placed {
            Some(placed) => when::span(words, &programme.edition.zone, placed.interval),
            None => words.hosting_not_placed().to_owned(),
        },
        ended: match one.state {
            Standing::Asked => "",
            Standing::Agreed => words.hosting_together_agreed(),
            Standing::Declined => words.hosting_together_declined(),
            Standing::TakenBack | Standing::Withdrawn => words.hosting_together_taken_back(),
        },
        runs: *runs,
    })
}

pub async fn reply(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, id)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let Ok(id) = id.parse::<CoHostingId>() else { return nowhere() };
    let (said, done) = match sent.get("reply") {
        "agree" => (Reply::Agree, "agreed"),
        _ => (Reply::Decline(sent.get("reason").to_owned()), "declined"),
    };
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), host.clone()));
    let replied = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.0, &named.1)?;
        cohosting::reply(tx, &ctx, may, id, &said)
    });
    match replied.await {
        Ok(()) => see_other(&home_of(&visit, &edition, &host, done)),
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn ask(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, activity)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let place = Place::of(edition, host, activity);
    let (ctx, named, other) = (visit.ctx.clone(), place.clone(), sent.get("host").to_owned());
    let asked = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.edition, &named.host)?;
        cohosting::ask(tx, &ctx, may, (&slug_of(&named)?, &other))
    });
    match visit.outcome(asked.await) {
        Outcome::Done(_) => see_other(&place.done(&visit, "asked")),
        Outcome::Wrong(status, wrong) => {
            let said = Said { sent: Some(sent), wrong: Some(wrong), lacks: Vec::new() };
            form(&desk, &visit, place, status, said).await
        }
        Outcome::Not(answer) => answer,
    }
}

pub async fn take_back(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, id)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let Ok(id) = id.parse::<CoHostingId>() else { return nowhere() };
    let place = Place::of(edition, host, sent.get("activity").to_owned());
    let (ctx, named) = (visit.ctx.clone(), place.clone());
    let taken = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.edition, &named.host)?;
        cohosting::take_back(tx, &ctx, may, id)
    });
    match taken.await {
        // The form says where it was; what it says is no slug leads home.
        Ok(()) if slug_of(&place).is_ok() => see_other(&place.done(&visit, "taken-back")),
        Ok(()) => see_other(&home_of(&visit, &place.edition, &place.host, "")),
        Err(error) => unwilling(&visit, &error),
    }
}

/// The host leaves the activity; a tick confirms it.
pub async fn leave(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, activity)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let place = Place::of(edition, host, activity);
    let (ctx, named, typed) = (visit.ctx.clone(), place.clone(), sent.clone());
    let left = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.edition, &named.host)?;
        if typed.get("sure") != "yes" {
            return Err(Error::Refused(Unwilling::NotSure));
        }
        cohosting::withdraw(tx, &ctx, may, &slug_of(&named)?, typed.get("reason"))
    });
    match visit.outcome(left.await) {
        Outcome::Done(()) => see_other(&home_of(&visit, &place.edition, &place.host, "left")),
        Outcome::Wrong(status, wrong) => {
            let said = Said { sent: Some(sent), wrong: Some(wrong), lacks: Vec::new() };
            form(&desk, &visit, place, status, said).await
        }
        Outcome::Not(answer) => answer,
    }
}
