//! The seats of an activity as whoever runs it sees them: who sits there, how seats are given.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::cells::when_of;
use super::{Answer, followed, state_words, way_words};
use crate::access::{RunHost, require_at};
use crate::admissions::rules::State as Standing;
use crate::admissions::seats::holders::Pass;
use crate::admissions::seats::model::{Seat, Seating, Way};
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::verbs::{self, Runner, Wish};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Choice, Desk, Entries, Fields, Held, Outcome, Visit, Wrong};
use crate::editions::model::Edition;
use crate::error::Error;
use crate::shell::Frame;

/// Nobody reads further on a page; the API lists all of them.
const LINES_MAX: usize = 500;

#[derive(Template)]
#[template(path = "admissions/seats/pages/host.html")]
struct HostPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    title: &'v Text,
    when: String,
    back: String,
    public: String,
    done: &'static str,
    figures: Vec<Figure>,
    /// Fewer places than are taken: what that means.
    lowered: String,
    ways: Vec<Choice>,
    way: Held,
    places: Held,
    release_minutes: Held,
    closed: bool,
    version: String,
    wrong: String,
    lines: Vec<Line<'v>>,
    more: usize,
    /// Seats are taken in its sessions, or in what holds it.
    fixed: &'static str,
}

/// A number with what it counts.
struct Figure {
    label: &'static str,
    value: i64,
}

struct Line<'v> {
    holder: &'v str,
    category: Option<&'v Text>,
    state: &'static str,
    at: String,
}

/// What the page is made of.
struct Found {
    seating: Seating,
    seats: Vec<(Seat, Option<Pass>)>,
}

type Named = Path<(String, String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, activity)): Named,
) -> Answer {
    form(&desk, &visit, &(edition, host, activity), StatusCode::OK, None, None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: &(String, String, String),
    status: StatusCode,
    sent: Option<&Entries>,
    wrong: Option<Wrong>,
) -> Answer {
    // Before anything is said of the edition: who may not know finds nothing.
    let (ctx, place) = (visit.ctx.clone(), named.clone());
    let may = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        require_at::<RunHost, Unwilling>(tx, &ctx, &place.0, &place.1)
    });
    let may = match may.await {
        Ok(may) => may,
        Err(error) => return unwilling(visit, &error),
    };
    let edition = match followed(desk, visit, &named.0).await {
        Ok(edition) => edition,
        Err(error) => return unwilling(visit, &error),
    };
    let slug = named.2.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let (seating, seats) = verbs::list(tx, Runner::Host(may), &slug)?;
        Ok(Found { seating, seats })
    });
    match read.await {
        Ok(found) => page(status, &set(desk, visit, (&edition, named), &found, (sent, wrong))),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    desk: &Desk,
    visit: &'v Visit,
    (edition, named): (&'v Edition, &(String, String, String)),
    found: &'v Found,
    (sent, wrong): (Option<&Entries>, Option<Wrong>),
) -> HostPage<'v> {
    let (words, seating) = (visit.words, &found.seating);
    let root = format!("/{}/hosts/{}/activities/{}", named.0, named.1, named.2);
    let typed = |name: &'static str, now: Option<i64>| {
        let now = now.map(|it| it.to_string()).unwrap_or_default();
        let value = sent.map_or(now.as_str(), |sent| sent.get(name));
        visit.held(name, value, wrong.as_ref())
    };
    let chosen = sent.map_or(seating.set.way.map_or("", Way::word), |sent| sent.get("way"));
    let way = |way: &Way| Choice {
        value: way.word().to_owned(),
        label: way_words(words, *way).to_owned(),
        chosen: way.word() == chosen,
    };
    let lowered = seating.lowered_at.map(|_| words.seats_lowered(seating.places, seating.taken));
    HostPage {
        frame: visit.frame_at(words.seats_host_title(), &format!("{root}/seats")),
        edition: &edition.name,
        title: &seating.told.title,
        when: when_of(visit, edition, seating),
        back: visit.to(&root),
        public: desk
            .house
            .activity(visit.lang, &edition.slug, &seating.slug)
            .map(|_| visit.to(&format!("/{}/seats/{}", edition.slug, seating.slug)))
            .unwrap_or_default(),
        done: match visit.asked("done") {
            "set" => words.seats_set_done(),
            _ => "",
        },
        figures: figures(visit, found),
        lowered: lowered.unwrap_or_default(),
        ways: Way::SET.iter().map(way).collect(),
        way: visit.held("way", chosen, wrong.as_ref()),
        places: typed("places", seating.set.places),
        release_minutes: typed("release_minutes", seating.release_minutes),
        closed: sent.map_or(seating.closed, |sent| sent.get("closed") == "yes"),
        version: seating.version.to_string(),
        wrong: wrong.filter(|(field, _)| field.is_empty()).map(|(_, why)| why).unwrap_or_default(),
        more: found.seats.len().saturating_sub(LINES_MAX),
        lines: found.seats.iter().take(LINES_MAX).map(|one| line(visit, seating, one)).collect(),
        fixed: match seating.way {
            Way::Series | Way::Within => way_words(words, seating.way),
            _ => "",
        },
    }
}

fn figures(visit: &Visit, found: &Found) -> Vec<Figure> {
    let words = visit.words;
    let of = |state: Standing| {
        let those = found.seats.iter().filter(|(seat, _)| seat.state == state);
        i64::try_from(those.count()).unwrap_or(i64::MAX)
    };
    let all = [
        (words.seats_figure_places(), found.seating.places),
        (words.seats_figure_taken(), found.seating.taken),
        (words.seats_waiting(), of(Standing::Waitlisted)),
        (words.seats_state_attended(), of(Standing::Attended)),
        (words.seats_state_no_show(), of(Standing::NoShow)),
    ];
    all.into_iter().map(|(label, value)| Figure { label, value }).collect()
}

fn line<'v>(visit: &Visit, seating: &Seating, (seat, pass): &'v (Seat, Option<Pass>)) -> Line<'v> {
    Line {
        holder: pass.as_ref().map_or("", |it| &it.holder),
        category: pass.as_ref().map(|it| &it.category),
        state: state_words(visit.words, seat.state, Some(seating)),
        at: visit.moment(seat.state_at),
    }
}

/// A number that may be left out; an error when it is none.
fn number(text: &str, why: Unwilling) -> Result<Option<i64>, Unwilling> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| why),
    }
}

fn read(sent: &Entries) -> Result<Wish, Unwilling> {
    let way = match sent.get("way") {
        "" => None,
        word => Some(Way::from_word(word).ok_or(Unwilling::NoWay)?),
    };
    Ok(Wish {
        way,
        places: number(sent.get("places"), Unwilling::NoPlaces)?,
        closed: sent.get("closed") == "yes",
        release_minutes: number(sent.get("release_minutes"), Unwilling::NoMinutes)?,
    })
}

pub async fn change(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, activity)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let named = (edition, host, activity);
    let version = sent.get("version").parse().unwrap_or(0);
    let (ctx, place, wish) = (visit.ctx.clone(), named.clone(), read(&sent));
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &place.0, &place.1)?;
        let wish = wish.clone().map_err(Error::Refused)?;
        verbs::set(tx, &ctx, Runner::Host(may), (&place.2, version), &wish).map(drop)
    });
    let home = format!("/{}/hosts/{}/activities/{}/seats", named.0, named.1, named.2);
    let done = match done.await {
        // Said above the form, which then shows what is there now.
        Err(Error::Refused(why @ Unwilling::Changed)) => {
            let (status, wrong) = visit.beside(&why);
            return form(&desk, &visit, &named, status, None, Some(wrong)).await;
        }
        done => done,
    };
    match visit.outcome(done) {
        Outcome::Done(()) => see_other(&visit.to(&format!("{home}?done=set"))),
        Outcome::Wrong(status, wrong) => {
            form(&desk, &visit, &named, status, Some(&sent), Some(wrong)).await
        }
        Outcome::Not(answer) => answer,
    }
}
