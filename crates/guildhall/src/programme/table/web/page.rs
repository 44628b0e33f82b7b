//! The table: the page that the script turns into a board, and the same day as lists without it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Date, Text};
use store::Tx;

use super::Answer;
use crate::access::{EditProgramme, require_in};
use crate::desk::answer::{failed, page, unwilling};
use crate::desk::{Desk, Visit};
use crate::error::Error;
use crate::programme::conflicts::conflicts;
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityState};
use crate::programme::table::model::Days;
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::verbs::places::{self, Sheet};
use crate::programme::table::verbs::steps::{self, Turn, Turns};
use crate::programme::timetable::Lengths;
use crate::shell::{Frame, table_script, table_sheet, when};

/// Nobody reads a longer list; the count is told.
const TRAY_MAX: usize = 300;

struct DayTab {
    number: i8,
    said: String,
    path: String,
    current: bool,
}

struct Line {
    title: Text,
    path: String,
    when: String,
    off: bool,
}

struct HallOfDay {
    name: Text,
    venue: Text,
    seats: Option<i64>,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "programme/table/pages/table.html")]
struct TablePage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    sheet: &'static str,
    script: &'static str,
    root: String,
    to_draft: String,
    to_conflicts: String,
    days: Vec<DayTab>,
    halls: Vec<HallOfDay>,
    tray: Vec<Line>,
    tray_count: usize,
    conflicts: usize,
    undo: bool,
    redo: bool,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<(Sheet, Turns), Error<Unwilling>> {
        let may = require_in::<EditProgramme, _>(tx, &ctx, &edition)?;
        let turns = steps::turns(tx, &ctx, may)?;
        Ok((places::sheet(tx, may)?, turns))
    });
    let (sheet, turns) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(&visit, &error),
    };
    let counted = desk.heavy(move || {
        let index = Index::of(&sheet.programme);
        let count = conflicts(&sheet.programme, &index).len();
        (sheet, index, count)
    });
    match counted.await {
        Ok((sheet, index, count)) => {
            page(StatusCode::OK, &set_out(&visit, (&sheet, &index), turns, count))
        }
        Err(busy) => failed(&busy.into()),
    }
}

fn set_out<'v>(
    visit: &'v Visit,
    (sheet, index): (&'v Sheet, &Index),
    turns: Turns,
    conflicts: usize,
) -> TablePage<'v> {
    let (words, programme) = (visit.words, &sheet.programme);
    let root = format!("/{}/draft/table", programme.edition.slug);
    let days = Days::of(programme, index).days;
    let asked: Option<Date> = visit.asked("day").parse().ok();
    let busy = || index.days(programme).first().copied();
    let day = asked.filter(|day| days.contains(day)).or_else(busy).or(days.first().copied());
    let lengths = Lengths::of(programme, index);
    let tray: Vec<&Activity> = lengths.waiting().collect();
    let tab = |date: &Date| DayTab {
        number: date.day(),
        said: when::beside_number(words, *date),
        path: visit.to(&format!("{root}?day={date}")),
        current: Some(*date) == day,
    };
    let mut frame = visit.frame_at(words.table_title(), &root);
    frame.body = "desk at-table".to_owned();
    TablePage {
        frame,
        edition: &programme.edition.name,
        sheet: &table_sheet().path,
        script: &table_script().path,
        root: visit.to(&root),
        to_draft: visit.to(&format!("/{}/draft", programme.edition.slug)),
        to_conflicts: visit.to(&format!("/{}/draft/conflicts", programme.edition.slug)),
        days: days.iter().map(tab).collect(),
        halls: day.map(|day| halls(visit, (sheet, index), &root, day)).unwrap_or_default(),
        tray_count: tray.len(),
        tray: (tray.into_iter().take(TRAY_MAX))
            .map(|one| line(visit, &root, one, String::new()))
            .collect(),
        conflicts,
        undo: turns.undo == Turn::There,
        redo: turns.redo == Turn::There,
    }
}

fn line(visit: &Visit, root: &str, activity: &Activity, when: String) -> Line {
    Line {
        title: activity.title.clone(),
        path: visit.to(&format!("{root}/activities/{}", activity.slug)),
        when,
        off: activity.state == ActivityState::Cancelled,
    }
}

/// The halls in which something is on that day, in their order.
fn halls(visit: &Visit, (sheet, index): (&Sheet, &Index), root: &str, day: Date) -> Vec<HallOfDay> {
    let programme = &sheet.programme;
    let zone = &programme.edition.zone;
    let mut halls = Vec::new();
    for venue in &programme.venues {
        for hall in &venue.halls {
            let here = index.in_hall(programme, hall.id).into_iter().filter_map(|one| {
                let at = one.placement.filter(|at| zone.wall(at.interval.start()).date == day)?;
                Some(line(visit, root, one, when::times(visit.words, zone, at.interval)))
            });
            let lines: Vec<Line> = here.collect();
            if !lines.is_empty() {
                let (name, venue) = (hall.name.clone(), venue.name.clone());
                halls.push(HallOfDay { name, venue, seats: hall.capacity, lines });
            }
        }
    }
    halls
}
