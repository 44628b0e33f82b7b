//! How full it is: numbers with what they mean, arrivals over the day, and a screen for the wall.

use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State as Given};
use axum::http::{HeaderValue, Response, StatusCode, header};
use kernel::Text;
use store::Tx;

use super::Answer;
use crate::access::{ReadHeadcount, require_in};
use crate::desk::answer::{page, unwilling};
use crate::desk::{Desk, Visit};
use crate::door::refusal::Unwilling;
use crate::door::verbs::counts::{self, Count, Counted, Fill, Part};
use crate::error::Error;
use crate::shell::{Frame, when};
use crate::words::Words;

struct SpaceLine {
    name: Text,
    inside: i64,
    most: String,
    fill: &'static str,
    fill_words: &'static str,
    times: i64,
    persons: i64,
    lately: i64,
    line: String,
    /// Points of arrivals so far, and of what is expected, for a picture of 288 by 100.
    curve: String,
    forecast: String,
    table: Vec<Row>,
}

/// An hour of the day.
struct Row {
    hour: String,
    entries: i64,
    exits: i64,
}

#[derive(Template)]
#[template(path = "door/pages/headcount.html")]
struct HeadcountPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    day: String,
    at: String,
    inside: i64,
    times: i64,
    persons: i64,
    all_times: i64,
    all_persons: i64,
    spaces: Vec<SpaceLine>,
    step: String,
    wall: bool,
}

type Named = Path<(String, String)>;
type Gathered = (Counted, Vec<Vec<Part>>);

fn gather(
    tx: &mut Tx<'_>,
    ctx: &crate::ctx::Ctx,
    edition: &str,
) -> Result<Gathered, Error<Unwilling>> {
    let may = require_in::<ReadHeadcount, _>(tx, ctx, edition)?;
    let counted = counts::now(tx, &may, ctx.now())?.ok_or(Error::Missing)?;
    let mut curves = Vec::new();
    for one in &counted.spaces {
        curves.push(counts::curve(tx, &counted.edition, &one.space, counted.day)?);
    }
    Ok((counted, curves))
}

pub async fn show(desk: Given<Arc<Desk>>, visit: Visit, Path((_, edition)): Named) -> Answer {
    shown(desk, visit, edition, false).await
}

pub async fn wall(desk: Given<Arc<Desk>>, visit: Visit, Path((_, edition)): Named) -> Answer {
    shown(desk, visit, edition, true).await
}

async fn shown(Given(desk): Given<Arc<Desk>>, visit: Visit, slug: String, wall: bool) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), slug.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &named));
    let (counted, curves) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(&visit, &error),
    };
    let rest = format!("/{slug}/headcount");
    let frame = if wall { format!("{rest}/wall") } else { rest.clone() };
    let wall_time = counted.edition.zone.wall(counted.at);
    let page_of = HeadcountPage {
        frame: visit.frame_at(visit.words.door_headcount(), &frame),
        edition: &counted.edition.name,
        root: visit.to(&rest),
        day: when::days(visit.words, counted.day, counted.day),
        at: wall_time.clock(),
        inside: counted.spaces.iter().map(|one| one.inside).sum(),
        times: counted.today.times,
        persons: counted.today.persons,
        all_times: counted.altogether.times,
        all_persons: counted.altogether.persons,
        step: step_of(&counted),
        spaces: (counted.spaces.iter().zip(&curves))
            .map(|(one, curve)| line(visit.words, one, curve))
            .collect(),
        wall,
    };
    page(StatusCode::OK, &page_of)
}

/// Another when anything that the wall shows is.
fn step_of(counted: &Counted) -> String {
    let line = |one: &Count| format!("{}.{}.{}", one.inside, one.came.times, one.lately);
    counted.spaces.iter().map(line).collect::<Vec<_>>().join("-")
}

/// What a wall asks for again and again.
pub async fn step(
    Given(desk): Given<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Named,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &edition));
    match read.await {
        Ok((counted, _)) => {
            let mut response = Response::new(Body::from(step_of(&counted)));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => unwilling(&visit, &error),
    }
}

fn line(words: Words, one: &Count, curve: &[Part]) -> SpaceLine {
    let forecast = counts::forecast(&one.space);
    let sums = sums(curve);
    let top = sums.last().copied().unwrap_or(0).max(forecast.last().copied().unwrap_or(0)).max(1);
    let last = curve.last().map_or(0, |part| part.part);
    let so_far = usize::try_from(last + 1).unwrap_or(0).min(sums.len());
    SpaceLine {
        name: one.space.name.clone(),
        inside: one.inside,
        most: one.space.people_max.map(|most| format!("/ {most}")).unwrap_or_default(),
        fill: one.fill.word(),
        fill_words: match one.fill {
            Fill::Calm => "",
            Fill::NearlyFull => words.door_nearly_full(),
            Fill::Full => words.door_full(),
        },
        times: one.came.times,
        persons: one.came.persons,
        lately: one.lately,
        line: match one.line {
            Some(counts::Line { people, minutes: Some(minutes) }) => {
                words.door_line_wait(people, minutes)
            }
            Some(counts::Line { people, minutes: None }) => words.door_line(people),
            None => String::new(),
        },
        curve: points(&sums[..so_far], top),
        forecast: points(&forecast, top),
        table: rows(curve),
    }
}

/// How many had come by the end of each ten minutes.
fn sums(curve: &[Part]) -> Vec<i64> {
    let mut sum = 0;
    let by = |part: i64| curve.iter().find(|it| it.part == part).map_or(0, |it| it.entries);
    let parts = (0..144).map(|part| {
        sum += by(part);
        sum
    });
    parts.collect()
}

fn points(sums: &[i64], top: i64) -> String {
    let mut out = String::new();
    for (at, sum) in sums.iter().enumerate() {
        let _ = write!(out, "{},{} ", at * 2, 100 - sum * 100 / top);
    }
    out
}

fn rows(curve: &[Part]) -> Vec<Row> {
    let hours = (0..24).map(|hour| {
        let parts = curve.iter().filter(|part| part.part / 6 == hour);
        let (entries, exits) =
            parts.fold((0, 0), |(a, b), part| (a + part.entries, b + part.exits));
        Row { hour: format!("{hour:02}:00"), entries, exits }
    });
    hours.filter(|row| row.entries + row.exits > 0).collect()
}
