//! A published schedule as a timetable problem with its times dropped, and the way back.
//!
//! What is kept: days, rooms, the days on which each was used and its [`Hours`]; events with their
//! lengths, tracks and people. What is dropped: where and when. The published places are kept beside, as
//! a release for planning again and as what people made by hand.

use std::collections::{BTreeMap, BTreeSet};

use formats::schedule::{Event, Person, Schedule};
use kernel::{Interval, IntervalError, Timestamp};
use solve::timetable::Problem;
use solve::timetable::problem::{Activity, Hall, Party, Placed, Span};

/// When a room is open on a day that used it; the file does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    /// From the first start to the last end in it: many rooms are full to the minute then.
    OfRoom,
    /// From the first start to the last end of the day anywhere.
    OfDay,
}

/// The problem, and the published timetable.
pub fn problem(schedule: &Schedule, hours: Hours) -> (Problem, Vec<Placed>) {
    let zero = zero(schedule);
    let placed: Vec<&Event> = schedule.events.iter().filter(|event| event.room.is_some()).collect();
    let mut open: BTreeMap<&str, BTreeMap<i32, Span>> = BTreeMap::new();
    let mut published = Vec::new();
    let mut activities = Vec::new();
    let mut people = BTreeSet::new();
    for event in placed {
        let room = event.room.as_deref().unwrap_or_default();
        let minute = |moment: i64| ((moment - zero) / 60_000) as i32;
        let (from, until) =
            (minute(event.interval.start().as_millis()), minute(event.interval.end().as_millis()));
        let of_room = open.entry(room).or_default().entry(from.div_euclid(DAY));
        let of_room = of_room.or_insert(Span { from, until });
        *of_room = Span { from: of_room.from.min(from), until: of_room.until.max(until) };
        let id = event.guid.to_string();
        published.push(Placed { activity: id.clone(), hall: room.to_string(), start: from });
        let parties: BTreeSet<String> = event.persons.iter().map(who).collect();
        people.extend(parties.iter().cloned());
        activities.push(Activity {
            id,
            minutes: (until - from) as u32,
            parties: parties.into_iter().collect(),
            track: event.track.clone(),
            ..Activity::default()
        });
    }
    if hours == Hours::OfDay {
        widen(&mut open);
    }
    let halls = open.into_iter().map(|(room, days)| Hall {
        id: room.to_string(),
        venue: "campus".to_string(),
        open: days.into_values().collect(),
        ..Hall::default()
    });
    let problem = Problem {
        days: schedule.days.iter().map(|day| day.date.to_string()).collect(),
        grid_minutes: 5,
        halls: halls.collect(),
        parties: people.into_iter().map(|id| Party { id, ..Party::default() }).collect(),
        activities,
        ..Problem::default()
    };
    (problem, published)
}

/// Gives every room the hours of the whole day.
fn widen(open: &mut BTreeMap<&str, BTreeMap<i32, Span>>) {
    let mut days: BTreeMap<i32, Span> = BTreeMap::new();
    for (day, span) in open.values().flatten() {
        let all = days.entry(*day).or_insert(*span);
        *all = Span { from: all.from.min(span.from), until: all.until.max(span.until) };
    }
    for (day, span) in open.values_mut().flatten() {
        *span = days[day];
    }
}

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// Milliseconds of the midnight before an event, on the clocks of the conference.
fn midnight(schedule: &Schedule, event: &Event) -> i64 {
    let start = event.interval.start();
    match &schedule.conference.time_zone {
        Some(zone) => zone.moment(zone.wall(start).date, 0).as_millis(),
        None => start.as_millis().div_euclid(86_400_000) * 86_400_000,
    }
}

fn who(person: &Person) -> String {
    match (&person.guid, person.id) {
        (Some(guid), _) => guid.to_string(),
        (None, Some(id)) => format!("{id} {}", person.name),
        (None, None) => person.name.clone(),
    }
}

/// The schedule with its events where `placed` says; events without a room stay as they were.
pub fn with_places(schedule: &Schedule, placed: &[Placed]) -> Result<Schedule, IntervalError> {
    let zero = zero(schedule);
    let places: BTreeMap<&str, &Placed> =
        placed.iter().map(|one| (one.activity.as_str(), one)).collect();
    let mut schedule = schedule.clone();
    for event in &mut schedule.events {
        let Some(place) = places.get(event.guid.to_string().as_str()) else { continue };
        let start = Timestamp::from_millis(zero).plus_minutes(i64::from(place.start));
        event.interval = Interval::new(start, start.plus_minutes(event.interval.minutes()))?;
        event.room = Some(place.hall.clone());
    }
    Ok(schedule)
}

/// The midnight from which minutes count.
fn zero(schedule: &Schedule) -> i64 {
    schedule.events.iter().map(|event| midnight(schedule, event)).min().unwrap_or(0)
}
