//! The seats of one activity: how many are free, mine, and the form to book.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Text, Timestamp};
use store::{Fault, Tx};

use super::cells::{Cell, Day, cell, days, free_of, when_of};
use super::{Answer, Carried, followed, state_words, way_words};
use crate::admissions::calendar::verbs as calendar;
use crate::admissions::model::AdmissionId;
use crate::admissions::rules::State as Standing;
use crate::admissions::seats::holders::{self, Holder, Key};
use crate::admissions::seats::model::{Seat, SeatId, Seating, Way};
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::rules::alternatives;
use crate::admissions::seats::store::{self as rows, waiting};
use crate::admissions::seats::turns::wait_minutes;
use crate::admissions::seats::verbs::{self, Asked};
use crate::desk::answer::{failed, nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Entries, Fields, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::{Error, Refusal as _};
use crate::shell::Frame;

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
    /// Whoever asks now waits.
    waits: bool,
    queued: bool,
    waiting: i64,
    sessions: Vec<Day<'v>>,
    within: Option<Cell<'v>>,
    /// Where wishes are written, when seats are given by lot.
    wishes: Option<String>,
    public: String,
    here: String,
    mine: String,
    sign_in: String,
}

struct Own<'v> {
    holder: &'v str,
    state: String,
    /// Where it is given up; empty when it cannot be.
    give_up: String,
    /// Where it is taken while it is held for them; empty else.
    take: String,
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
    /// How many wait there.
    waiting: i64,
    /// Who waits before each of the reader's, as far as they wait.
    turns: Vec<(SeatId, i64)>,
    /// How many came in already.
    served: i64,
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
    let (mut turns, waits) = (Vec::new(), |one: &&Seat| one.state == Standing::Waitlisted);
    for seat in seats.iter().filter(|one| one.activity == seating.activity).filter(waits) {
        turns.push((seat.id, waiting::before(tx, seat)?));
    }
    let (waiting, served) =
        (waiting::count(tx, seating.activity)?, waiting::served(tx, seating.activity)?);
    let edition = edition.clone();
    Ok(Some(Found { edition, seating, holder, seats, all, others, waiting, turns, served }))
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
    let cell = |one: &'v Seating| cell(visit, edition, &found.seats, one);
    let sessions = found.all.iter().filter(|one| one.series == Some(seating.activity));
    let larger = found
        .all
        .iter()
        .find(|one| seating.way == Way::Within && Some(one.activity) == seating.within);
    SeatsPage {
        edition: &edition.name,
        told: &seating.told,
        when: when_of(visit, edition, seating),
        way: way_words(words, seating.way),
        free: free_of(visit, seating),
        done: match visit.asked("done") {
            "booked" => words.seats_booked_done(),
            "given-up" => words.seats_given_up_done(),
            "waiting" => words.seats_waiting_done(),
            "taken" => words.seats_taken_done(),
            _ => "",
        },
        refused: refused.map(|(why, _)| why.words(words)).unwrap_or_default(),
        others: refused.map(|_| found.others.iter().map(cell).collect()),
        own: own(visit, found),
        choices: choices(found, asked),
        shut: shut(visit, seating),
        booked: matches!(seating.way, Way::Booked | Way::Queued),
        waits: seating.way == Way::Queued || seating.free() == 0 || found.waiting > 0,
        queued: seating.way == Way::Queued,
        waiting: found.waiting,
        known: !found.holder.passes().is_empty(),
        sessions: days(visit, edition, &found.seats, sessions),
        within: larger.map(cell),
        wishes: (seating.way == Way::Wished).then(|| visit.to(&format!("{root}/wishes"))),
        public: desk.house.activity(lang, &edition.slug, slug).unwrap_or_default(),
        mine: visit.to(&format!("{root}/mine")),
        sign_in: format!("{}?onward={}", visit.to("/sign-in"), visit.to(&here)),
        frame: visit.frame_at(seating.told.title.get(lang), &here),
        here: visit.to(&here),
    }
}

fn own<'v>(visit: &Visit, found: &'v Found) -> Vec<Own<'v>> {
    let here = found
        .seats
        .iter()
        .filter(|one| one.activity == found.seating.activity && !one.state.is_over());
    let own = here.map(|one| {
        let pass = found.holder.passes().iter().find(|it| it.id == one.pass);
        let path = format!("/{}/mine/seats/{}/give-up", found.edition.slug, one.id);
        let open = one.state != Standing::Attended;
        let group = format!("/{}/mine/groups/{}/take", found.edition.slug, one.group);
        Own {
            holder: pass.map_or("", |it| &it.holder),
            state: stands(visit, found, one),
            give_up: if open { visit.to(&path) } else { String::new() },
            take: match one.state {
                Standing::Offered => visit.to(&group),
                _ => String::new(),
            },
        }
    });
    own.collect()
}

/// How a seat stands: its turn while it waits, until when it is held.
fn stands(visit: &Visit, found: &Found, seat: &Seat) -> String {
    let words = visit.words;
    let ahead = found.turns.iter().find(|(id, _)| *id == seat.id).map(|(_, ahead)| *ahead);
    match (ahead, seat.expires_at, found.seating.held) {
        (Some(ahead), _, Some(held)) if found.seating.way == Way::Queued => {
            let pace = (found.served, held.interval.start(), visit.ctx.hall_now());
            match wait_minutes(ahead, pace) {
                Some(minutes) => words.seats_turn_minutes(minutes, ahead + 1),
                None => words.seats_turn(ahead + 1),
            }
        }
        (Some(ahead), ..) => words.seats_turn(ahead + 1),
        (None, Some(until), _) => words.seats_held_until(visit.moment(until)),
        _ => state_words(words, seat.state, Some(&found.seating)).to_owned(),
    }
}

fn choices<'v>(found: &'v Found, asked: &[AdmissionId]) -> Vec<Choice<'v>> {
    if !matches!(found.seating.way, Way::Booked | Way::Queued) {
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

/// Why nobody can ask now; empty when somebody can.
fn shut(visit: &Visit, seating: &Seating) -> &'static str {
    let words = visit.words;
    let Some(held) = seating.held else { return words.seats_off() };
    let last = match seating.way {
        Way::Queued => held.interval.end(),
        _ => held.interval.start(),
    };
    match () {
        () if last <= visit.ctx.hall_now() => words.seats_begun(),
        () if seating.closed => words.seats_closed(),
        () => "",
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
    let waits = sent.get("do") == "wait";
    let booked = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let slug = slug.parse().map_err(|_| Error::Missing)?;
        let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
        let holder = holders::of(tx, edition.id, &known)?;
        let (activity, passes) = (wanted.clone(), chosen.clone());
        let asked = Asked { edition: edition.id, activity, passes };
        match waits {
            true => verbs::wait(tx, &ctx, &holder, &asked).map(drop),
            false => verbs::book(tx, &ctx, &holder, &asked).map(drop),
        }
    });
    let done = if waits { "waiting" } else { "booked" };
    match booked.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/seats/{activity}?done={done}"))),
        Err(Error::Refused(why)) => {
            answer(&desk, &visit, key, (&edition, activity), Some((why, passes))).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}
