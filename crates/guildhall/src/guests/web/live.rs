//! The second screen: what is on and what comes next, following the desk within a second.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State as Given};
use axum::http::{HeaderValue, Response, StatusCode, header};
use kernel::{Slug, Text};
use store::Tx;

use super::Answer;
use super::show::{Line, gather, lines};
use crate::desk::answer::{nowhere, page, unwilling};
use crate::desk::{Desk, Visit};
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "guests/pages/live.html")]
struct LivePage<'v> {
    frame: Frame<'v>,
    activity: &'v Text,
    root: String,
    on: Option<Line>,
    next: Option<Line>,
    over: bool,
    step: i64,
    /// Milliseconds since 1970 at which what is on began; 0 for nothing.
    began_ms: i64,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, activity)): Named,
) -> Answer {
    let Ok(slug) = activity.parse::<Slug>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, (&named, &slug)));
    let found = match read.await {
        Ok(found) => found,
        Err(error) => return unwilling(&visit, &error),
    };
    let rest = format!("/{edition}/shows/{activity}");
    let (place, next) = (&found.show.place, found.show.next().map(|item| item.id));
    let mut all = lines(&found);
    let next = all.iter().position(|line| Some(line.id) == next).map(|at| all.remove(at));
    let page_of = LivePage {
        frame: visit.frame_at(visit.words.guests_live_title(), &format!("{rest}/live")),
        activity: &found.activity.title,
        root: visit.to(&rest),
        on: all.into_iter().find(|line| line.is_on),
        next,
        over: place.is_over,
        step: place.step,
        began_ms: place.began_at.map_or(0, |at| at.as_millis()),
    };
    page(StatusCode::OK, &page_of)
}

/// The number of the last press, which a screen asks for again and again.
pub async fn step(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, activity)): Named,
) -> Answer {
    let Ok(slug) = activity.parse::<Slug>() else { return nowhere() };
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, (&edition, &slug)));
    match read.await {
        Ok(found) => {
            let mut response = Response::new(Body::from(found.show.place.step.to_string()));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => unwilling(&visit, &error),
    }
}
