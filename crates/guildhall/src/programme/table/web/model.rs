//! The table as the script reads it: halls, hours, people and places as short lists, so that it can say
//! what conflicts while something is dragged. What is decided, the verbs decide.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};
use store::Tx;

use super::{Answer, data, told};
use crate::access::{EditProgramme, require_in};
use crate::desk::answer::unwilling;
use crate::desk::{Desk, Visit};
use crate::editions::model::{HallId, Opening, PartId, VenueId};
use crate::error::Error;
use crate::hosts::model::HostId;
use crate::people::model::PersonId;
use crate::programme::absences::{self, Whose};
use crate::programme::conflicts::travel_minutes;
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityId, ActivityState, Placement, Programme};
use crate::programme::table::model::{DAY, Days, Sort, seen};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::verbs::places::{self, Sheet};
use crate::programme::table::verbs::steps::{self, Turn, Turns};
use crate::programme::timetable::Lengths;
use crate::shell::when;
use crate::words::Words;

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
    match read.await {
        Ok((sheet, turns)) => data(StatusCode::OK, &model(&visit, &sheet, turns)),
        Err(error) => unwilling(&visit, &error),
    }
}

/// A place as the script has it: hall, minute, minutes, whether on a spot of its own; `null` in the tray.
pub fn place(place: Option<Placement>, days: &Days) -> Value {
    let placed = place.and_then(|it| Some((it, days.minute(it.interval.start())?)));
    placed.map_or(Value::Null, |(it, minute)| {
        json!([it.hall, minute, it.interval.minutes(), u8::from(it.spot.is_some())])
    })
}

/// One that moved.
pub fn moved(slug: &str, to: Option<Placement>, days: &Days) -> Value {
    json!({"slug": slug, "at": place(to, days), "seen": seen(to)})
}

fn model(visit: &Visit, sheet: &Sheet, turns: Turns) -> Value {
    let (programme, index) = (&sheet.programme, Index::of(&sheet.programme));
    let (words, lang) = (visit.words, visit.lang);
    let days = Days::of(programme, &index);
    let day = |date: &kernel::Date| {
        json!({"date": date, "number": date.day(), "said": when::beside_number(words, *date),
            "full": when::day(words, *date)})
    };
    let rules = Sort::ALL.map(|sort| (sort.word(), json!(sheet.answers.to(sort).word())));
    let parts = programme.parts.iter().map(
        |part| json!({"name": part.name.get(lang), "light": part.hue.light, "dark": part.hue.dark}),
    );
    let people = programme.people.iter().map(|one| one.name.get(lang));
    json!({
        "version": sheet.version,
        "days": days.days.iter().map(day).collect::<Vec<_>>(),
        "parts": parts.collect::<Vec<_>>(),
        "venues": venues(visit, programme, &days),
        "travel": travel(programme),
        "people": people.collect::<Vec<_>>(),
        "activities": activities(visit, programme, &index, &days),
        "rules": rules.map(|(sort, answer)| (sort.to_owned(), answer)).into_iter().collect::<serde_json::Map<_, _>>(),
        "absences": absences(sheet, &days),
        "hosts": programme.hosts.iter().map(|one| one.name.get(lang)).collect::<Vec<_>>(),
        "undo": turns.undo == Turn::There,
        "redo": turns.redo == Turn::There,
        "words": said(words),
    })
}

/// Halls with the minutes at which they are open; `null` when nobody has said.
fn venues(visit: &Visit, programme: &Programme, days: &Days) -> Vec<Value> {
    let opening = |hours: &[Opening]| -> Value {
        if hours.is_empty() {
            return Value::Null;
        }
        let span = |one: &Opening| {
            let day = days.days.binary_search(&one.day).ok()? as i64 * DAY;
            Some([day + i64::from(one.from_minute), day + i64::from(one.until_minute)])
        };
        json!(hours.iter().filter_map(span).collect::<Vec<_>>())
    };
    let venues = programme.venues.iter();
    venues
        .map(|venue| {
            let hall = |hall: &crate::editions::model::Hall| {
                json!({"id": hall.id, "name": hall.name.get(visit.lang),
                    "seats": hall.capacity, "open": opening(&hall.hours)})
            };
            json!({"name": venue.name.get(visit.lang), "open": opening(&venue.hours),
                "halls": venue.halls.iter().map(hall).collect::<Vec<_>>()})
        })
        .collect()
}

/// `[person, host, minute, minutes, whether it is a wish]`, one of the first two `null`.
fn absences(sheet: &Sheet, days: &Days) -> Vec<Value> {
    let programme = &sheet.programme;
    let all = sheet.absences.iter().filter_map(|one| {
        let (person, host) = match one.whose {
            Whose::Person(id) => (programme.people.iter().position(|it| it.id == id), None),
            Whose::Host(id) => (None, programme.hosts.iter().position(|it| it.id == id)),
        };
        person.or(host)?;
        let from = days.minute(one.interval.start())?;
        let wish = one.sort == absences::Sort::RatherNot;
        Some(json!([person, host, from, one.interval.minutes(), wish]))
    });
    all.collect()
}

/// Minutes from venue to venue; `null` where nobody has said.
fn travel(programme: &Programme) -> Vec<Vec<Option<i64>>> {
    let ids: Vec<VenueId> = programme.venues.iter().map(|venue| venue.id).collect();
    let from = |one: &VenueId| {
        ids.iter().map(|other| travel_minutes(programme, *one, *other)).collect::<Vec<_>>()
    };
    ids.iter().map(from).collect()
}

fn activities(visit: &Visit, programme: &Programme, index: &Index, days: &Days) -> Vec<Value> {
    let numbers = Numbers::of(programme, index);
    programme.activities.iter().map(|one| numbers.item(visit, days, one)).collect()
}

/// Under which number things stand on the sheet: what is new comes after what is there.
pub struct Numbers<'p> {
    programme: &'p Programme,
    lengths: Lengths<'p>,
    activities: HashMap<ActivityId, usize>,
    people: HashMap<PersonId, usize>,
    hosts: HashMap<HostId, usize>,
    parts: HashMap<PartId, usize>,
    halls: HashSet<HallId>,
}

impl<'p> Numbers<'p> {
    pub fn of(programme: &'p Programme, index: &'p Index) -> Self {
        Self {
            programme,
            lengths: Lengths::of(programme, index),
            activities: numbered(programme.activities.iter().map(|one| one.id)),
            people: numbered(programme.people.iter().map(|one| one.id)),
            hosts: numbered(programme.hosts.iter().map(|one| one.id)),
            parts: numbered(programme.parts.iter().map(|one| one.id)),
            halls: programme.venues.iter().flat_map(|it| &it.halls).map(|it| it.id).collect(),
        }
    }

    /// An activity as the script has it.
    fn item(&self, visit: &Visit, days: &Days, one: &Activity) -> Value {
        let here = one.placement.filter(|it| self.halls.contains(&it.hall));
        json!({
            "slug": one.slug,
            "title": one.title.get(visit.lang),
            "part": self.parts.get(&one.part),
            "minutes": self.lengths.minutes(one),
            "people": self.people_of(one),
            "hosts": self.hosts_of(one),
            "places": one.places,
            "parent": one.parent.and_then(|id| self.activities.get(&id)),
            "off": one.state == ActivityState::Cancelled,
            "at": place(here, days),
            "seen": seen(one.placement),
        })
    }

    /// One that was written on another page, with its number and the names of those it shows.
    pub fn rewritten(&self, visit: &Visit, days: &Days, one: &Activity) -> Value {
        let programme = self.programme;
        let people = self.people_of(one).into_iter();
        let people = people.map(|at| json!([at, programme.people[at].name.get(visit.lang)]));
        let hosts = self.hosts_of(one).into_iter();
        let hosts = hosts.map(|at| json!([at, programme.hosts[at].name.get(visit.lang)]));
        let mut item = self.item(visit, days, one);
        item["number"] = json!(self.activities.get(&one.id));
        item["named"] = json!([people.collect::<Vec<_>>(), hosts.collect::<Vec<_>>()]);
        item
    }

    fn people_of(&self, one: &Activity) -> Vec<usize> {
        let people = one.people.iter().filter_map(|it| self.people.get(&it.person).copied());
        let mut people: Vec<usize> = people.collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    fn hosts_of(&self, one: &Activity) -> Vec<usize> {
        one.hosts.iter().filter_map(|id| self.hosts.get(id).copied()).collect()
    }
}

fn numbered<I: Eq + std::hash::Hash>(ids: impl Iterator<Item = I>) -> HashMap<I, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

/// The words of the script. What is in braces it fills in.
fn said(words: Words) -> Value {
    let mut all = serde_json::Map::new();
    let mut say = |key: &str, words: String| all.insert(key.to_owned(), Value::String(words));
    for sort in Sort::ALL {
        say(sort.word(), told::sort_words(words, sort).0.to_owned());
    }
    for (key, plain) in [
        ("tray", words.table_tray()),
        ("tray_empty", words.table_tray_empty()),
        ("find", words.table_find()),
        ("undo", words.table_undo()),
        ("redo", words.table_redo()),
        ("zoom_in", words.table_zoom_in()),
        ("zoom_out", words.table_zoom_out()),
        ("help", words.table_keys_help()),
        ("help_touch", words.table_touch_help()),
        ("sent", words.table_sending()),
        ("offline", words.table_offline()),
        ("back_online", words.table_back_online()),
        ("here", words.table_here()),
        ("dropped_back", words.table_dropped_back()),
        ("released", words.table_is_unplaced()),
        ("back_in_tray", words.table_back_in_tray()),
        ("details", words.table_details()),
        ("nothing_wrong", words.table_nothing_wrong()),
        ("reloaded", words.table_reloaded()),
        ("failed", words.table_failed()),
        ("board", words.table_board()),
        ("closed", words.table_closed()),
        ("rules", words.table_rules_title()),
        ("absences", words.table_absences_title()),
        ("conflicts", words.programme_conflicts()),
        ("solver", words.table_solver()),
        ("solver_hint", words.table_solver_hint()),
        ("run_these", words.table_run_these()),
        ("run_rest", words.table_run_rest()),
        ("run_improve", words.table_run_improve()),
        ("run_without", words.table_run_without()),
        ("run_working", words.table_run_working()),
        ("run_stop", words.table_run_stop()),
        ("run_accept", words.table_run_accept()),
        ("run_discard", words.table_run_discard()),
        ("run_accepted", words.table_run_accepted()),
        ("run_discarded", words.table_run_discarded()),
        ("run_failed", words.table_run_failed()),
        ("run_nothing", words.table_run_nothing()),
        ("run_moves", words.table_run_moves()),
        ("run_left", words.table_run_left()),
    ] {
        say(key, plain.to_owned());
    }
    say("grabbed", words.table_grabbed("{place}", "{title}"));
    say("at", words.table_at("{hall}", "{time}"));
    say("dropped", words.table_dropped("{place}", "{title}"));
    say("moved_by", words.table_moved_by("{title}", "{who}"));
    say("written_by", words.table_written_by("{title}", "{who}"));
    say("min", words.table_minutes_short("{n}"));
    say("person_twice_of", words.table_told_person_twice("{one}", "{other}", "{person}"));
    say("hall_twice_of", words.table_told_hall_twice("{hall}", "{one}", "{other}"));
    say(
        "travel_too_short_of",
        words.table_told_travel_too_short("{gap}", "{one}", "{other}", "{person}", "{way}"),
    );
    say("hall_too_small_of", words.table_told_hall_too_small("{seats}", "{places}", "{one}"));
    say("away_of", words.table_told_away("{one}", "{who}"));
    say("rather_not_of", words.table_told_rather_not("{one}", "{who}"));
    say("outside_opening_of", words.table_told_outside_opening("{hall}", "{time}", "{one}"));
    Value::Object(all)
}
