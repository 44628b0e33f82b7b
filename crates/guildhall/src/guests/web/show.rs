//! A running order on its desk: its items, the form for the next one, and the button that goes on.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State as Given};
use axum::http::StatusCode;
use kernel::{Lang, Slug, Text};
use serde::Deserialize;
use store::Tx;

use super::{Answer, beside};
use crate::access::{self, OnEdition, RunShow, WatchShow, require_in};
use crate::ctx::Ctx;
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit, Wrong};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::guests::model::{Item, ItemId, Show};
use crate::guests::refusal::Unwilling;
use crate::guests::verbs::show::{self, To, Way, Wish};
use crate::programme::model::Activity;
use crate::shell::Frame;

/// An item as a page has it.
pub(super) struct Line {
    pub id: ItemId,
    pub at: String,
    pub minutes: i64,
    pub title: Text,
    pub who: String,
    pub cue: String,
    pub is_on: bool,
}

pub(super) struct Gathered {
    pub edition: Edition,
    pub activity: Activity,
    pub show: Show,
    pub runs: bool,
}

pub(super) fn gather(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, activity): (&str, &Slug),
) -> Result<Gathered, Error<Unwilling>> {
    let may = require_in::<WatchShow, Unwilling>(tx, ctx, edition)?;
    let found = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
    let activity = show::activity(tx, found.id, activity)?;
    let show = show::look(tx, may, activity.id)?;
    let runs = access::require::<RunShow>(tx, ctx, may.scope()).is_ok();
    Ok(Gathered { edition: found, activity, show, runs })
}

/// The items with the times at which they begin.
pub(super) fn lines(found: &Gathered) -> Vec<Line> {
    let zone = &found.edition.zone;
    let begins = found.activity.placement.map(|place| place.interval.start());
    let at = |minutes: i64| match begins {
        Some(start) => zone.wall(start.plus_minutes(minutes)).clock(),
        None => format!("+{minutes}"),
    };
    let line = |(item, start): (&Item, i64)| Line {
        id: item.id,
        at: at(start),
        minutes: item.minutes,
        title: item.title.clone(),
        who: item.who.clone(),
        cue: item.cue.clone(),
        is_on: found.show.place.item == Some(item.id),
    };
    found.show.items.iter().zip(found.show.starts()).map(line).collect()
}

#[derive(Template)]
#[template(path = "guests/pages/show.html")]
struct ShowPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    activity: &'v Text,
    root: String,
    lines: Vec<Line>,
    total: i64,
    runs: bool,
    begun: bool,
    over: bool,
    step: i64,
    wrong: String,
    minutes: Held,
    title_zh: Held,
    title_en: Held,
    who: Held,
    cue: Held,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    minutes: String,
    title_zh: String,
    title_en: String,
    who: String,
    cue: String,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, activity)): Named,
) -> Answer {
    form(&desk, &visit, (edition, activity), StatusCode::OK, &Sent::default(), None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, activity): (String, String),
    status: StatusCode,
    sent: &Sent,
    wrong: Option<Wrong>,
) -> Answer {
    let Ok(slug) = activity.parse::<Slug>() else { return nowhere() };
    let ctx = visit.ctx.clone();
    let named = edition.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, (&named, &slug)));
    let found = match read.await {
        Ok(found) => found,
        Err(error) => return unwilling(visit, &error),
    };
    let rest = format!("/{edition}/shows/{activity}");
    let held = |name, value: &str| visit.held(name, value, wrong.as_ref());
    let page_of = ShowPage {
        frame: visit.frame_at(visit.words.guests_show_title(), &rest),
        edition: &found.edition.name,
        activity: &found.activity.title,
        root: visit.to(&rest),
        lines: lines(&found),
        total: found.show.minutes(),
        runs: found.runs,
        begun: found.show.place.item.is_some(),
        over: found.show.place.is_over,
        step: found.show.place.step,
        wrong: wrong
            .as_ref()
            .filter(|it| it.0.is_empty())
            .map(|it| it.1.clone())
            .unwrap_or_default(),
        minutes: held("minutes", &sent.minutes),
        title_zh: held("title_zh", &sent.title_zh),
        title_en: held("title_en", &sent.title_en),
        who: held("who", &sent.who),
        cue: held("cue", &sent.cue),
    };
    page(status, &page_of)
}

/// The permission over the edition, then the activity that the path names.
fn named<P: OnEdition>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, activity): (&str, &Slug),
) -> Result<(access::Can<P>, Activity), Error<Unwilling>> {
    let may = require_in::<P, Unwilling>(tx, ctx, edition)?;
    let activity = show::activity(tx, may.edition::<Edition>(), activity)?;
    Ok((may, activity))
}

pub async fn add(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, activity)): Named,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let Ok(slug) = activity.parse::<Slug>() else { return nowhere() };
    let minutes = sent.minutes.trim().parse::<i64>().map_err(|_| Unwilling::NoMinutes);
    let title =
        Text::empty().with(Lang::Zh, sent.title_zh.trim()).with(Lang::En, sent.title_en.trim());
    let (who, cue) = (sent.who.trim().to_owned(), sent.cue.trim().to_owned());
    let (ctx, of) = (visit.ctx.clone(), edition.clone());
    let added = desk.db.write(move |tx: &mut Tx<'_>| {
        let (may, activity) = named::<RunShow>(tx, &ctx, (&of, &slug))?;
        let minutes = minutes.map_err(Error::Refused)?;
        let wish = Wish { minutes, title: title.clone(), who: who.clone(), cue: cue.clone() };
        show::add(tx, &ctx, may, activity.id, &wish)
    });
    after(&desk, &visit, (edition, activity), &sent, added.await).await
}

async fn after(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, activity): (String, String),
    sent: &Sent,
    done: Result<(), Error<Unwilling>>,
) -> Answer {
    match done {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/shows/{activity}"))),
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            let (status, wrong) = beside(visit, refusal);
            form(desk, visit, (edition, activity), status, sent, Some(wrong)).await
        }
        Err(error) => unwilling(visit, &error),
    }
}

pub async fn shift(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, activity, item, way)): Path<(String, String, String, String, String)>,
) -> Answer {
    let (Ok(slug), Ok(item)) = (activity.parse::<Slug>(), item.parse::<ItemId>()) else {
        return nowhere();
    };
    let way = match way.as_str() {
        "earlier" => Some(Way::Earlier),
        "later" => Some(Way::Later),
        "remove" => None,
        _ => return nowhere(),
    };
    let (ctx, of) = (visit.ctx.clone(), edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let (may, activity) = named::<RunShow>(tx, &ctx, (&of, &slug))?;
        match way {
            Some(way) => show::shift(tx, &ctx, may, activity.id, (item, way)),
            None => show::remove(tx, &ctx, may, activity.id, item),
        }
    });
    after(&desk, &visit, (edition, activity), &Sent::default(), done.await).await
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Pressed {
    step: i64,
    to: String,
}

pub async fn go(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, activity)): Named,
    Fields(pressed): Fields<Pressed>,
) -> Answer {
    let Ok(slug) = activity.parse::<Slug>() else { return nowhere() };
    let to = if pressed.to == "start" { To::Start } else { To::Next };
    let (ctx, of, step) = (visit.ctx.clone(), edition.clone(), pressed.step);
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        let (may, activity) = named::<RunShow>(tx, &ctx, (&of, &slug))?;
        show::go(tx, &ctx, may, activity.id, (step, to))
    });
    after(&desk, &visit, (edition, activity), &Sent::default(), done.await).await
}
