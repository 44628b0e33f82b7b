//! The seats of one activity: how many are free, mine, and the form to book.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Text, Timestamp};
use store::{Fault, Tx};

use super::{Answer, Carried, followed, state_words, way_words};
use crate::admissions::calendar::verbs as calendar;
use crate::admissions::model::AdmissionId;
use crate::admissions::seats::holders::{self, Holder, Key};
use crate::admissions::seats::model::{Seat, Seating, Way};
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::rules::alternatives;
use crate::admissions::seats::store as rows;
use crate::admissions::seats::verbs::{self, Asked};
use crate::desk::answer::{failed, nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Entries, Fields, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::{Error, Refusal as _};
use crate::shell::{Frame, when};

#[derive(Template)]
#[template(path = "admissions/seats/pages/activity.html")]
struct SeatsPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    told: &'v crate::admissions::seats::model::Told,
    when: String,
    way: &'static str,
    /// How many are free, of how many; empty where nobody counts.
    free: String,
    done: &'static str,
    refused: String,
    /// What could be had instead; `None` when nothing was refused.
    others: Option<Vec<Cell<'v>>>,
    own: Vec<Own<'v>>,
    /// Whom one could book for; empty when nobody is left or nothing is booked.
    choices: Vec<Choice<'v>>,
    /// Why nothing can be booked now; empty when it can.
    shut: &'static str,
    known: bool,
    /// Seats there are given by booking.
    booked: bool,
    sessions: Vec<Day<'v>>,
    within: Option<Cell<'v>>,
    public: String,
    here: String,
    mine: String,
    sign_in: String,
}

/// One activity in a list or a grid.
pub struct Cell<'v> {
    pub title: &'v Text,
    pub when: String,
    pub place: String,
    pub free: String,
    pub full: bool,
    /// The reader has a seat there.
    pub mine: bool,
    pub path: String,
}

/// The sessions of one day.
struct Day<'v> {
    name: String,
    cells: Vec<Cell<'v>>,
}

struct Own<'v> {
    holder: &'v str,
    state: &'static str,
    /// Where it is given up; empty when it cannot be.
    give_up: String,
}

struct Choice<'v> {
    id: String,
    holder: &'v str,
    category: &'v Text,
    chosen: bool,
}

/// Everything the page is made of.
struct Found {
    edition: Edition,
    seating: Seating,
    holder: Holder,
    seats: Vec<Seat>,
    all: Vec<Seating>,
    /// What could be had instead of it.
    others: Vec<Seating>,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    carried: Carried,
    Path((_, edition, activity)): Named,
) -> Answer {
    let key = carried.key(&visit);
    answer(&desk, &visit, key, (&edition, activity), None).await
}

/// What stands against a booking, and for whom it was.
type Refused = (Unwilling, Vec<AdmissionId>);

async fn answer(
    desk: &Desk,
    visit: &Visit,
    key: Key,
    (edition, activity): (&str, String),
    refused: Option<Refused>,
) -> Answer {
    let edition = match followed(desk, visit, edition).await {
        Ok(edition) => edition,
        Err(error) => return unwilling(visit, &error),
    };
    let (now, asked) = (visit.ctx.hall_now(), refused.as_ref().map(|(_, asked)| asked.clone()));
    let read = move |tx: &mut Tx<'_>| gather(tx, (&edition, &activity), &key, (&asked, now));
    match desk.db.read(read).await {
        Err(fault) => failed(&fault),
        Ok(None) => nowhere(),
        Ok(Some(found)) => {
            let status = refused.as_ref().map_or(StatusCode::OK, |(why, _)| why.status());
            let set = set(desk, visit, &found, refused.as_ref());
            page(status, &set)
        }
    }
}

fn gather(
    tx: &mut Tx<'_>,
    (edition, activity): (&Edition, &str),
    key: &Key,
    (asked, now): (&Option<Vec<AdmissionId>>, Timestamp),
) -> Result<Option<Found>, Fault> {
    let Some(seating) = rows::seating(tx, edition.id, activity)? else { return Ok(None) };
    let holder = holders::of(tx, edition.id, key)?;
    let ids: Vec<AdmissionId> = holder.passes().iter().map(|one| one.id).collect();
    let seats = if ids.is_empty() { Vec::new() } else { rows::seats_of_passes(tx, &ids)? };
    // Sessions, what holds it, and what could be had instead, are looked for among all of them.
    let lists = asked.is_some() || matches!(seating.way, Way::Series | Way::Within);
    let all = if lists { rows::seatings(tx, edition.id)? } else { Vec::new() };
    let mut others = Vec::new();
    if let Some(chosen) = asked.as_ref() {
        let mut parties = Vec::new();
        for pass in holder.passes().iter().filter(|one| chosen.contains(&one.id)) {
            parties.extend(holders::parties(tx, pass)?);
        }
        let standing = calendar::of(tx, edition.id, &parties)?;
        let travel = editions::verbs::travel(tx, edition.id)?;
        let count = i64::try_from(chosen.len()).unwrap_or(i64::MAX);
        let found = alternatives(&seating, &all, (&standing, &travel), (count, now));
        others = found.into_iter().cloned().collect();
    }
    Ok(Some(Found { edition: edition.clone(), seating, holder, seats, all, others }))
}

fn set<'v>(
    desk: &Desk,
    visit: &'v Visit,
    found: &'v Found,
    refused: Option<&Refused>,
) -> SeatsPage<'v> {
    let Found { edition, seating, .. } = found;
    let (words, root) = (visit.words, format!("/{}", edition.slug));
    let here = format!("{root}/seats/{}", seating.slug);
    let asked = refused.map(|(_, asked)| asked.as_slice()).unwrap_or_default();
    let (lang, slug) = (visit.lang, &seating.slug);
    let cell = |one: &'v Seating| cell(visit, found, one);
    let larger = found.all.iter().find(|one| {
        seating.way == Way::Within && Some(one.activity) == seating.within
    });
    SeatsPage {
        edition: &edition.name,
        told: &seating.told,
        when: when_of(visit, edition, seating),
        way: way_words(words, seating.way),
        free: free_of(visit, seating),
        done: match visit.asked("done") {
            "booked" => words.seats_booked_done(),
            "given-up" => words.seats_given_up_done(),
            _ => "",
        },
        refused: refused.map(|(why, _)| why.words(words)).unwrap_or_default(),
        others: refused.map(|_| found.others.iter().map(cell).collect()),
        own: own(visit, found),
        choices: choices(found, asked),
        shut: shut(visit, seating),
        booked: seating.way == Way::Booked,
        known: !found.holder.passes().is_empty(),
        sessions: sessions(visit, found),
        within: larger.map(cell),
        public: desk.house.activity(lang, &edition.slug, slug).unwrap_or_default(),
        mine: visit.to(&format!("{root}/mine")),
        sign_in: format!("{}?onward={}", visit.to("/sign-in"), visit.to(&here)),
        frame: visit.frame_at(seating.told.title.get(lang), &here),
        here: visit.to(&here),
    }
}

pub(super) fn when_of(visit: &Visit, edition: &Edition, seating: &Seating) -> String {
    let held = seating.held;
    held.map_or_else(String::new, |it| when::span(visit.words, &edition.zone, it.interval))
}

fn free_of(visit: &Visit, seating: &Seating) -> String {
    match seating.way {
        Way::Booked | Way::Queued | Way::Wished if seating.free() == 0 => {
            visit.words.seats_none_free().to_owned()
        }
        Way::Booked | Way::Queued | Way::Wished => {
            visit.words.seats_free_of(seating.free(), seating.places)
        }
        _ => String::new(),
    }
}

fn cell<'v>(visit: &Visit, found: &Found, one: &'v Seating) -> Cell<'v> {
    let mine = |it: &Seat| it.activity == one.activity && !it.state.is_over();
    let lang = visit.lang;
    Cell {
        title: &one.told.title,
        when: when_of(visit, &found.edition, one),
        place: format!("{} · {}", one.told.hall.get(lang), one.told.venue.get(lang)),
        free: free_of(visit, one),
        full: one.free() == 0,
        mine: found.seats.iter().any(mine),
        path: visit.to(&format!("/{}/seats/{}", found.edition.slug, one.slug)),
    }
}

/// The sessions of a series, day by day.
fn sessions<'v>(visit: &Visit, found: &'v Found) -> Vec<Day<'v>> {
    let mut days: Vec<Day<'v>> = Vec::new();
    let own = found.all.iter().filter(|one| one.series == Some(found.seating.activity));
    for one in own {
        let Some(held) = one.held else { continue };
        let name = when::day(visit.words, found.edition.zone.wall(held.interval.start()).date);
        let times = when::times(visit.words, &found.edition.zone, held.interval);
        let cell = Cell { when: times, ..cell(visit, found, one) };
        match days.last_mut().filter(|day| day.name == name) {
            Some(day) => day.cells.push(cell),
            None => days.push(Day { name, cells: vec![cell] }),
        }
    }
    days
}

fn own<'v>(visit: &Visit, found: &'v Found) -> Vec<Own<'v>> {
    let here = found.seats.iter().filter(|one| {
        one.activity == found.seating.activity && !one.state.is_over()
    });
    let own = here.map(|one| {
        let pass = found.holder.passes().iter().find(|it| it.id == one.pass);
        let path = format!("/{}/mine/seats/{}/give-up", found.edition.slug, one.id);
        let open = one.state != crate::admissions::rules::State::Attended;
        Own {
            holder: pass.map_or("", |it| &it.holder),
            state: state_words(visit.words, one.state, Some(&found.seating)),
            give_up: if open { visit.to(&path) } else { String::new() },
        }
    });
    own.collect()
}

fn choices<'v>(found: &'v Found, asked: &[AdmissionId]) -> Vec<Choice<'v>> {
    if found.seating.way != Way::Booked {
        return Vec::new();
    }
    let sits = |id: AdmissionId| {
        found.seats.iter().any(|one| {
            one.pass == id && one.activity == found.seating.activity && !one.state.is_over()
        })
    };
    let free: Vec<_> =
        found.holder.passes().iter().filter(|one| one.lives() && !sits(one.id)).collect();
    let alone = free.len() == 1;
    let choice = |one: &'v holders::Pass| Choice {
        id: one.id.to_string(),
        holder: &one.holder,
        category: &one.category,
        chosen: alone || asked.contains(&one.id),
    };
    free.into_iter().map(choice).collect()
}

fn shut(visit: &Visit, seating: &Seating) -> &'static str {
    let words = visit.words;
    let begun = seating.held.map(|it| it.interval.start() <= visit.ctx.hall_now());
    match begun {
        None => words.seats_off(),
        Some(true) => words.seats_begun(),
        Some(false) if seating.closed => words.seats_closed(),
        Some(false) if seating.free() == 0 => words.seats_full(),
        Some(false) => "",
    }
}

impl SeatsPage<'_> {
    /// Seats are booked here, and not everybody of the reader's has one.
    fn books(&self) -> bool {
        self.booked && (!self.known || !self.choices.is_empty())
    }
}

pub async fn book(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    carried: Carried,
    Path((_, edition, activity)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let key = carried.key(&visit);
    let passes: Vec<AdmissionId> = sent.all("pass").filter_map(|it| it.parse().ok()).collect();
    let (ctx, known, slug) = (visit.ctx.clone(), key.clone(), edition.clone());
    let (wanted, chosen) = (activity.clone(), passes.clone());
    let booked = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let slug = slug.parse().map_err(|_| Error::Missing)?;
        let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
        let holder = holders::of(tx, edition.id, &known)?;
        let (activity, passes) = (wanted.clone(), chosen.clone());
        verbs::book(tx, &ctx, &holder, &Asked { edition: edition.id, activity, passes })
    });
    match booked.await {
        Ok(_) => see_other(&visit.to(&format!("/{edition}/seats/{activity}?done=booked"))),
        Err(Error::Refused(why)) => {
            answer(&desk, &visit, key, (&edition, activity), Some((why, passes))).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}
