//! My conference: one page on the phone for whoever has a pass, by account or by its link.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Date, Text};
use store::{Fault, Tx};

use super::{Answer, Carried, followed, state_words};
use crate::admissions::calendar::model::{Cause, Commitment, Party};
use crate::admissions::calendar::rules::{apart, way_minutes};
use crate::admissions::calendar::verbs as calendar;
use crate::admissions::model::AdmissionId;
use crate::admissions::rules::State as Stage;
use crate::admissions::seats::holders::{self, Key, Pass};
use crate::admissions::seats::model::{GroupId, Seat, SeatId, Seating};
use crate::admissions::seats::refusal::Unwilling;
use crate::admissions::seats::store as rows;
use crate::admissions::seats::verbs;
use crate::desk::answer::{failed, nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Entries, Fields, Visit};
use crate::editions;
use crate::editions::model::{Edition, Travel};
use crate::error::Error;
use crate::programme::model::ActivityId;
use crate::shell::{Frame, when};

#[derive(Template)]
#[template(path = "admissions/seats/pages/mine.html")]
struct MinePage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    done: &'static str,
    passes: Vec<Card<'v>>,
    /// From today on.
    days: Vec<Day<'v>>,
    past: Vec<Day<'v>>,
    seats: Vec<Line<'v>>,
    programme: String,
    sign_in: String,
}

/// One pass.
struct Card<'v> {
    id: String,
    holder: &'v str,
    category: &'v Text,
    state: &'static str,
    /// It opens gates.
    opens: bool,
}

/// One day of the calendar.
struct Day<'v> {
    name: String,
    today: bool,
    items: Vec<Item<'v>>,
}

/// One thing in the calendar.
struct Item<'v> {
    times: String,
    iso: String,
    title: &'v Text,
    place: String,
    path: String,
    /// Whose it is, when the reader has several passes.
    whose: &'v str,
    role: bool,
    moved: bool,
    /// Minutes on the way from what comes before, and when to leave.
    walk: Option<(i64, String)>,
    /// What is wrong beside what comes before; empty when nothing is.
    wrong: String,
}

/// One seat, wish or turn.
struct Line<'v> {
    title: &'v Text,
    when: String,
    holder: &'v str,
    state: &'static str,
    path: String,
    give_up: String,
    /// Where it is taken while it is held for them; empty else.
    take: String,
    until: String,
}

/// Everything the page is made of.
struct Found {
    passes: Vec<(Pass, Vec<Party>)>,
    seats: Vec<Seat>,
    seatings: Vec<Seating>,
    commitments: Vec<Commitment>,
    travel: Vec<Travel>,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    carried: Carried,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let key = carried.key(&visit);
    let edition = match followed(&desk, &visit, &edition).await {
        Ok(edition) => edition,
        Err(error) => return unwilling(&visit, &error),
    };
    let id = edition.id;
    match desk.db.read(move |tx: &mut Tx<'_>| gather(tx, id, &key)).await {
        Err(fault) => failed(&fault),
        Ok(found) => page(StatusCode::OK, &set(&visit, &edition, &found)),
    }
}

fn gather(tx: &mut Tx<'_>, edition: editions::model::EditionId, key: &Key) -> Result<Found, Fault> {
    let holder = holders::of(tx, edition, key)?;
    let mut passes = Vec::with_capacity(holder.passes().len());
    for pass in holder.passes() {
        passes.push((pass.clone(), holders::parties(tx, pass)?));
    }
    let none = Vec::new;
    if passes.is_empty() {
        return Ok(Found {
            passes,
            seats: none(),
            seatings: Vec::new(),
            commitments: Vec::new(),
            travel: Vec::new(),
        });
    }
    let ids: Vec<AdmissionId> = passes.iter().map(|(pass, _)| pass.id).collect();
    let seats = rows::seats_of_passes(tx, &ids)?;
    let parties: Vec<Party> = passes.iter().flat_map(|(_, parties)| parties.clone()).collect();
    let commitments = calendar::of(tx, edition, &parties)?;
    let mut wanted: Vec<ActivityId> = seats.iter().map(|one| one.activity).collect();
    wanted.extend(commitments.iter().map(|one| one.slot.activity));
    wanted.sort_unstable();
    wanted.dedup();
    let seatings = rows::seatings_by_id(tx, &wanted)?;
    let travel = editions::verbs::travel(tx, edition)?;
    Ok(Found { passes, seats, seatings, commitments, travel })
}

fn set<'v>(visit: &'v Visit, edition: &'v Edition, found: &'v Found) -> MinePage<'v> {
    let (words, root) = (visit.words, format!("/{}", edition.slug));
    let today = edition.zone.wall(visit.ctx.hall_now()).date;
    let mut days = days(visit, edition, found, today);
    let coming = days.split_off(days.partition_point(|(date, _)| *date < today));
    let here = format!("{root}/mine");
    MinePage {
        edition: &edition.name,
        done: match visit.asked("done") {
            "given-up" => words.seats_given_up_done(),
            "taken" => words.seats_taken_done(),
            _ => "",
        },
        passes: found
            .passes
            .iter()
            .map(|(pass, _)| Card {
                id: pass.id.to_string(),
                holder: &pass.holder,
                category: &pass.category,
                state: state_words(words, pass.state, None),
                opens: matches!(pass.state, Stage::Confirmed | Stage::Attended),
            })
            .collect(),
        days: coming.into_iter().map(|(_, day)| day).collect(),
        past: days.into_iter().map(|(_, day)| day).collect(),
        seats: lines(visit, edition, found),
        programme: visit.to(&format!("{root}/programme")),
        sign_in: format!("{}?onward={}", visit.to("/sign-in"), visit.to(&here)),
        frame: visit.frame_at(words.seats_mine_title(), &here),
    }
}

/// The pass whose calendar it is, and its number among the reader's.
fn owner<'v>(found: &'v Found, one: &Commitment) -> Option<(usize, &'v Pass)> {
    let of = |(_, (_, parties)): &(usize, &(Pass, Vec<Party>))| parties.contains(&one.party);
    found.passes.iter().enumerate().find(of).map(|(at, (pass, _))| (at, pass))
}

fn seating(found: &Found, activity: ActivityId) -> Option<&Seating> {
    found.seatings.iter().find(|one| one.activity == activity)
}

/// The calendar day by day, each thing with what comes before it in the same person's day.
fn days<'v>(
    visit: &Visit,
    edition: &'v Edition,
    found: &'v Found,
    today: Date,
) -> Vec<(Date, Day<'v>)> {
    let mut days: Vec<(Date, Day<'v>)> = Vec::new();
    let mut before: Vec<Option<&Commitment>> = vec![None; found.passes.len()];
    for one in &found.commitments {
        let Some((at, pass)) = owner(found, one) else { continue };
        let Some(told) = seating(found, one.slot.activity) else { continue };
        let date = edition.zone.wall(one.slot.interval.start()).date;
        let whose = if found.passes.len() > 1 { pass.holder.as_str() } else { "" };
        let item = item(visit, edition, (told, whose), (before[at], one), &found.travel);
        before[at] = Some(one);
        match days.last_mut().filter(|(known, _)| *known == date) {
            Some((_, day)) => day.items.push(item),
            None => {
                let name = when::day(visit.words, date);
                days.push((date, Day { name, today: date == today, items: vec![item] }));
            }
        }
    }
    days
}

fn item<'v>(
    visit: &Visit,
    edition: &Edition,
    (seating, whose): (&'v Seating, &'v str),
    (before, one): (Option<&Commitment>, &Commitment),
    travel: &[Travel],
) -> Item<'v> {
    let (words, lang, interval) = (visit.words, visit.lang, one.slot.interval);
    let day = |it: &Commitment| edition.zone.wall(it.slot.interval.start()).date;
    let before = before.filter(|it| day(it) == day(one));
    let wrong = before.and_then(|it| apart(one.slot, it.slot, travel));
    let minutes = before.map_or(0, |it| way_minutes(travel, it.slot.venue, one.slot.venue));
    let leave = edition.zone.wall(interval.start().plus_minutes(-minutes)).clock();
    Item {
        times: when::times(words, &edition.zone, interval),
        iso: edition.zone.wall(interval.start()).rfc3339(),
        title: &seating.told.title,
        place: format!("{} · {}", seating.told.hall.get(lang), seating.told.venue.get(lang)),
        path: visit.to(&format!("/{}/seats/{}", edition.slug, seating.slug)),
        whose,
        role: matches!(one.cause, Cause::Role(_)),
        moved: one.moved_at.is_some(),
        walk: (minutes > 0 && wrong.is_none()).then_some((minutes, leave)),
        wrong: match wrong {
            None => String::new(),
            Some((None, _)) => words.seats_mine_clash().to_owned(),
            Some((Some(_), way)) => words.seats_mine_late(way),
        },
    }
}

/// Every seat, wish and turn that is not over, in order of time.
fn lines<'v>(visit: &Visit, edition: &Edition, found: &'v Found) -> Vec<Line<'v>> {
    let open = found.seats.iter().filter(|one| !one.state.is_over());
    let mut lines: Vec<(i64, Line<'v>)> = Vec::new();
    for seat in open {
        let Some(told) = seating(found, seat.activity) else { continue };
        let pass = found.passes.iter().find(|(pass, _)| pass.id == seat.pass);
        let path = format!("/{}/mine/seats/{}/give-up", edition.slug, seat.id);
        let group = format!("/{}/mine/groups/{}/take", edition.slug, seat.group);
        let attended = seat.state == crate::admissions::rules::State::Attended;
        let start = told.held.map_or(i64::MAX, |it| it.interval.start().as_millis());
        lines.push((
            start,
            Line {
                title: &told.told.title,
                when: super::cells::when_of(visit, edition, told),
                holder: pass.map_or("", |(pass, _)| &pass.holder),
                state: state_words(visit.words, seat.state, Some(told)),
                path: visit.to(&format!("/{}/seats/{}", edition.slug, told.slug)),
                give_up: if attended { String::new() } else { visit.to(&path) },
                take: seat.expires_at.map_or_else(String::new, |_| visit.to(&group)),
                until: seat.expires_at.map_or_else(String::new, |at| visit.moment(at)),
            },
        ));
    }
    lines.sort_by_key(|(start, _)| *start);
    lines.into_iter().map(|(_, line)| line).collect()
}

pub async fn give_up(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    carried: Carried,
    Path((_, edition, seat)): Path<(String, String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let Ok(seat) = seat.parse::<SeatId>() else { return nowhere() };
    let (key, ctx, slug) = (carried.key(&visit), visit.ctx.clone(), edition.clone());
    let given = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let slug = slug.parse().map_err(|_| Error::Missing)?;
        let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
        let holder = holders::of(tx, edition.id, &key)?;
        verbs::cancel(tx, &ctx, &holder, (edition.id, seat))
    });
    let back = back(&visit, &edition, &sent);
    match given.await {
        Ok(_) => see_other(&format!("{back}?done=given-up")),
        Err(error) => unwilling(&visit, &error),
    }
}

/// The page that asked, when it is one of the edition's own.
fn back(visit: &Visit, edition: &str, sent: &Entries) -> String {
    let root = visit.to(&format!("/{edition}/"));
    let from = sent.get("from");
    let own = from.starts_with(&root) && from.bytes().all(|it| it.is_ascii_graphic() && it != b'?');
    if own { from.to_owned() } else { format!("{root}mine") }
}

pub async fn take(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    carried: Carried,
    Path((_, edition, group)): Path<(String, String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let Ok(group) = group.parse::<GroupId>() else { return nowhere() };
    let (key, ctx, slug) = (carried.key(&visit), visit.ctx.clone(), edition.clone());
    let taken = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let slug = slug.parse().map_err(|_| Error::Missing)?;
        let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
        let holder = holders::of(tx, edition.id, &key)?;
        verbs::take(tx, &ctx, &holder, (edition.id, group))
    });
    match taken.await {
        Ok(_) => see_other(&format!("{}?done=taken", back(&visit, &edition, &sent))),
        Err(error) => unwilling(&visit, &error),
    }
}
