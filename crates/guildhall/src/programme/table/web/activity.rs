//! One activity's place as a form: for readers without script, and the page to send a link to. The
//! script sends the same form.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use kernel::Text;
use serde::Deserialize;
use store::Tx;

use super::{Answer, clock, done, not_done, told, wants_json};
use crate::access::{EditProgramme, require_in};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit};
use crate::error::{Error, Refusal as _};
use crate::programme::conflicts::around;
use crate::programme::index::Index;
use crate::programme::model::{Activity, Programme};
use crate::programme::table::model::{Days, Spot, seen};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::verbs::places::{self, Sheet, Wish};
use crate::programme::table::verbs::steps::{Turn, Turns};
use crate::programme::timetable::Lengths;
use crate::shell::{Frame, when};

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

struct Choices {
    label: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "programme/table/pages/activity.html")]
struct ActivityPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    title: &'v Text,
    /// Where it is; empty in the tray.
    place: String,
    hall_now: Text,
    people: Vec<&'v Text>,
    done: &'static str,
    wrong: String,
    /// What it would cause, when that was blocked; else what it causes where it is.
    conflicts: Vec<String>,
    blocked: bool,
    seen: String,
    hall: Held,
    halls: Vec<Choices>,
    day: Held,
    days: Vec<Choice>,
    start: Held,
    minutes: Held,
    placed: bool,
    to_table: String,
}

/// What a form sends: the place as it was seen, and the one that is wished; without a hall, the tray.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    seen: String,
    hall: String,
    day: String,
    start: String,
    minutes: String,
    /// `unplace` for the button that takes it out, whatever the fields say.
    act: String,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, activity)): Named,
) -> Answer {
    form(&desk, &visit, (edition, activity), None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, activity): (String, String),
    wrong: Option<(&Sent, &Unwilling)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<Sheet, Error<Unwilling>> {
        let may = require_in::<EditProgramme, _>(tx, &ctx, &edition)?;
        places::sheet(tx, may)
    });
    let sheet = match read.await {
        Ok(sheet) => sheet,
        Err(error) => return unwilling(visit, &error),
    };
    let index = Index::of(&sheet.programme);
    let slug = activity.parse().ok();
    let found = slug.and_then(|slug| index.activity_by_slug(&sheet.programme, &slug));
    let Some(found) = found else { return nowhere() };
    let status = wrong.map_or(StatusCode::OK, |(_, refusal)| refusal.status());
    page(status, &set_out(visit, (&sheet, &index), found, wrong))
}

fn set_out<'v>(
    visit: &'v Visit,
    (sheet, index): (&'v Sheet, &Index),
    activity: &'v Activity,
    wrong: Option<(&Sent, &Unwilling)>,
) -> ActivityPage<'v> {
    let (words, programme) = (visit.words, &sheet.programme);
    let zone = &programme.edition.zone;
    let now = Sent::of(visit, (programme, index), activity);
    // Whatever was typed is kept; what was seen is what is there now, so that it can be sent again.
    let sent = wrong.map_or(&now, |(sent, _)| sent);
    let said = wrong.map(|(_, refusal)| (refusal.field(), refusal.words(words)));
    let beside = said.as_ref().filter(|(field, _)| !field.is_empty());
    let held = |name: &str, value: &str| visit.held(name, value, beside);
    let (blocked, conflicts) = match wrong {
        Some((_, Unwilling::Blocked(conflicts))) => (true, conflicts.clone()),
        _ => (false, around(programme, index, &BTreeSet::from([activity.id]))),
    };
    let hall_now = activity.placement.and_then(|it| index.hall(programme, it.hall));
    let root = format!("/{}/draft/table", programme.edition.slug);
    let days = Days::of(programme, index);
    let people = activity.people.iter().filter_map(|one| index.person(programme, one.person));
    let told = conflicts.iter().map(|one| told::line(visit, programme, index, one));
    ActivityPage {
        frame: visit.frame_at(
            activity.title.get(visit.lang),
            &format!("{root}/activities/{}", activity.slug),
        ),
        edition: &programme.edition.name,
        title: &activity.title,
        place: activity
            .placement
            .map(|it| when::span(words, zone, it.interval))
            .unwrap_or_default(),
        hall_now: hall_now.map_or_else(Text::empty, |(_, hall)| hall.name.clone()),
        people: people.map(|one| &one.name).collect(),
        done: match visit.asked("done") {
            "placed" => words.table_is_placed(),
            "unplaced" => words.table_is_unplaced(),
            _ => "",
        },
        wrong: match &said {
            Some(("", said)) => said.clone(),
            _ => String::new(),
        },
        conflicts: told.collect(),
        blocked,
        seen: seen(activity.placement),
        hall: held("hall", &sent.hall),
        halls: halls(visit, programme, &sent.hall),
        day: held("day", &sent.day),
        days: (days.days.iter())
            .map(|day| Choice {
                value: day.to_string(),
                label: when::day(words, *day),
                chosen: day.to_string() == sent.day,
            })
            .collect(),
        start: held("start", &sent.start),
        minutes: held("minutes", &sent.minutes),
        placed: activity.placement.is_some(),
        to_table: visit.to(&root),
    }
}

fn halls(visit: &Visit, programme: &Programme, chosen: &str) -> Vec<Choices> {
    let venues = programme.venues.iter().filter(|venue| !venue.halls.is_empty());
    venues
        .map(|venue| Choices {
            label: venue.name.get(visit.lang).to_owned(),
            choices: (venue.halls.iter())
                .map(|hall| {
                    let name = hall.name.get(visit.lang);
                    let seats = hall.capacity.map(|seats| format!("{name} · {seats}"));
                    Choice {
                        value: hall.id.to_string(),
                        label: seats.unwrap_or_else(|| name.to_owned()),
                        chosen: hall.id.to_string() == chosen,
                    }
                })
                .collect(),
        })
        .collect()
}

pub async fn place(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, activity)): Named,
    headers: HeaderMap,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), activity.clone()));
    let asked = sent.clone();
    let placed = desk.db.write(move |tx: &mut Tx<'_>| {
        // The permission first: a form that cannot be read tells nobody that this page is there.
        let may = require_in::<EditProgramme, Unwilling>(tx, &ctx, &named.0)?;
        let slug = named.1.parse().map_err(|_| Error::Missing)?;
        let to = asked.spot().map_err(Error::Refused)?;
        let wish = Wish { activity: slug, seen: asked.seen.clone(), to };
        places::place(tx, &ctx, may, &wish)
    });
    let outcome = placed.await;
    if wants_json(&headers) {
        return as_data(&desk, &visit, edition, outcome).await;
    }
    match outcome {
        Ok(_) => {
            let done = if sent.takes_out() { "unplaced" } else { "placed" };
            let path = format!("/{edition}/draft/table/activities/{activity}?done={done}");
            see_other(&visit.to(&path))
        }
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            form(&desk, &visit, (edition, activity), Some((&sent, &refusal))).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

/// The names that the answer speaks of are read after the verb, so that nobody waits for them.
async fn as_data(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    outcome: Result<places::Done, Error<Unwilling>>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<Sheet, Error<Unwilling>> {
        let may = require_in::<EditProgramme, _>(tx, &ctx, &edition)?;
        places::sheet(tx, may)
    });
    match (outcome, read.await) {
        (Ok(step), Ok(sheet)) => {
            let turns = Turns { undo: Turn::There, redo: Turn::None };
            done(visit, &sheet, &step, turns)
        }
        (Err(error), sheet) => not_done(visit, sheet.ok().as_ref(), &error),
        (Ok(_), Err(error)) => unwilling(visit, &error),
    }
}

impl Sent {
    /// The fields as they are filled in before anybody types: where it is, else how long it lasts.
    fn of(visit: &Visit, (programme, index): (&Programme, &Index), activity: &Activity) -> Self {
        let zone = &programme.edition.zone;
        let Some(place) = activity.placement else {
            let minutes = Lengths::of(programme, index).minutes(activity).to_string();
            // A link from the table has the hall and the hour chosen.
            let asked = |key| visit.asked(key).to_owned();
            let (hall, day, start) = (asked("hall"), asked("day"), asked("start"));
            return Self { hall, day, start, minutes, ..Self::default() };
        };
        let wall = zone.wall(place.interval.start());
        Self {
            hall: place.hall.to_string(),
            day: wall.date.to_string(),
            start: wall.clock(),
            minutes: place.interval.minutes().to_string(),
            ..Self::default()
        }
    }

    fn takes_out(&self) -> bool {
        self.act == "unplace"
    }

    fn spot(&self) -> Result<Option<Spot>, Unwilling> {
        if self.takes_out() {
            return Ok(None);
        }
        let hall = self.hall.parse().map_err(|_| Unwilling::NoHall)?;
        let day = self.day.parse().map_err(|_| Unwilling::NoDay)?;
        let minute = clock(&self.start).ok_or(Unwilling::NoStart)?;
        let minutes = self.minutes.trim().parse().map_err(|_| Unwilling::NoLength)?;
        Ok(Some(Spot { hall, day, minute, minutes }))
    }
}
