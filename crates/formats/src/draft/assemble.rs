//! From a draft to a schedule: the whole of it, or one error.

use std::collections::HashSet;

use kernel::{Date, Interval, Timestamp, Zone};

use super::moments::{clock, date, duration, fixed_zone, moment, offset_minutes};
use super::{Draft, DraftDay, DraftEvent, Fields, Found, parts};
use crate::Reading;
use crate::error::{Problem, ReadError};
use crate::limits::{DAYS_MAX, EVENTS_MAX};
use crate::notes::Assumed;
use crate::schedule::{Colors, Conference, Day, Event, Room, Schedule, Track, Url, line};
use crate::source::{Source, quoted};

/// The hour at which a programme day begins when a file does not say; frab's own default.
const DAY_CHANGE_MINUTE: u16 = 4 * 60;

const MOMENT: &str = "a moment such as 2025-02-01T09:00:00+01:00";
const DATE: &str = "a date such as 2025-02-01";

/// Minutes of a printed grid when a file does not say: pretalx's default.
const TIMESLOT_MINUTES: u16 = 5;

/// What every part of a schedule is read against.
pub(super) struct Setting<'s> {
    pub(super) source: Source<'s>,
    pub(super) zone: Zone,
    pub(super) base: Option<Url>,
    pub(super) acronym: String,
}

pub(crate) fn assemble(
    source: Source<'_>,
    mut draft: Draft<'_>,
    unnamed: Option<&Zone>,
) -> Result<Reading, ReadError> {
    let Some(conference) = draft.conference.take() else {
        let of = "the schedule".to_owned();
        return Err(source.error(0, Problem::Missing { what: "conference", of }));
    };
    let (named, zone) = zone(source, &conference, &draft.days, unnamed)?;
    let skipping = &mut draft.skipping;
    let base = draft.release.web("base_url", "schedule", None, skipping);
    let base = base.or_else(|| conference.web("base_url", "conference", None, skipping));
    let title = conference.line_if_any("title").or_else(|| conference.line_if_any("acronym"));
    let Some(title) = title else {
        let of = "the conference".to_owned();
        return Err(source.error(conference.at, Problem::Missing { what: "title", of }));
    };
    let acronym = conference.line_if_any("acronym").unwrap_or_else(|| acronym_of(&title));
    let setting = Setting { source, zone, base, acronym };
    let days = days(&setting, &conference, &draft.days)?;
    let rooms = rooms(&mut draft);
    let tracks = parts::tracks(&draft.tracks, &mut draft.skipping);
    let (events, guids) = events(&setting, &mut draft, &days)?;
    let days: Vec<Day> = days.into_iter().filter_map(|programme| programme.day).collect();
    let conference = head(&setting, &conference, title, &mut draft, &days, &events)?;
    let mut schedule = Schedule {
        version: draft.release.line("version"),
        base_url: setting.base,
        conference: Conference { acronym: setting.acronym, ..conference },
        days,
        tracks,
        rooms,
        events,
    };
    let mut assumed = Vec::new();
    if !named {
        assumed.push(Assumed::Zone(setting.zone.clone()));
    }
    if named || unnamed.is_some() || setting.zone != Zone::utc() {
        schedule.conference.time_zone = Some(setting.zone);
    }
    assumed.extend((guids > 0).then_some(Assumed::Guids(guids)));
    list_used(&mut schedule);
    Ok(Reading { schedule, notes: draft.skipping.into_notes(&source, assumed) })
}

/// The conference's zone and whether it was named. Without a name it is the one that the caller
/// knows; else the zone whose clock every date in the file shows; else UTC.
fn zone(
    source: Source<'_>,
    conference: &Fields<'_>,
    days: &[DraftDay<'_>],
    unnamed: Option<&Zone>,
) -> Result<(bool, Zone), ReadError> {
    if let Some(found) = conference.get("time_zone_name") {
        let name = line(&found.text);
        let problem = |_| source.error(found.at, Problem::Zone { name: quoted(&name) });
        return Ok((true, name.parse().map_err(problem)?));
    }
    if let Some(zone) = unnamed {
        return Ok((false, zone.clone()));
    }
    let events = days.iter().flat_map(|day| &day.events).map(|event| event.fields.get("date"));
    let bounds = days.iter().map(|day| day.fields.get("start"));
    let offsets = events.chain(bounds).flatten();
    let offsets: HashSet<i16> =
        offsets.filter_map(|found| offset_minutes(&line(&found.text))).collect();
    let only = offsets.iter().next().filter(|_| offsets.len() == 1);
    Ok((false, only.and_then(|only| fixed_zone(*only)).unwrap_or_else(Zone::utc)))
}

fn acronym_of(title: &str) -> String {
    kernel::Slug::from_words(title).map_or_else(|| line(title), String::from)
}

/// A day of the file and what an event without a date of its own needs to know of it.
struct ProgrammeDay {
    date: Option<Date>,
    change_minute: u16,
    day: Option<Day>,
}

fn days(
    setting: &Setting<'_>,
    conference: &Fields<'_>,
    drafts: &[DraftDay<'_>],
) -> Result<Vec<ProgrammeDay>, ReadError> {
    if let Some(surplus) = drafts.get(DAYS_MAX) {
        let problem = Problem::TooMany { what: "days", limit: DAYS_MAX };
        return Err(setting.source.error(surplus.fields.at, problem));
    }
    let change = conference.get("day_change").and_then(|found| clock(&line(&found.text)));
    drafts.iter().map(|draft| day(setting, &draft.fields, change)).collect()
}

fn day(
    setting: &Setting<'_>,
    fields: &Fields<'_>,
    change: Option<u16>,
) -> Result<ProgrammeDay, ReadError> {
    let of = || fields.line_if_any("date").map_or("a day".to_owned(), |date| format!("day {date}"));
    let bound = |name: &'static str| {
        let read = |found: &Found<'_>| setting.moment(name, found, of());
        fields.get(name).map(read).transpose()
    };
    let (start, end) = (bound("start")?, bound("end")?);
    let named = fields.get("date").map(|found| {
        let text = line(&found.text);
        date(&text).ok_or_else(|| setting.value("date", found, "a day".to_owned(), DATE))
    });
    let wall = start.map(|start| setting.zone.wall(start));
    let change_minute = wall.map(|wall| wall.minute).or(change).unwrap_or(DAY_CHANGE_MINUTE);
    let date = named.transpose()?.or(wall.map(|wall| wall.date));
    let Some(date) = date else { return Ok(ProgrammeDay { date, change_minute, day: None }) };
    let start = start.unwrap_or_else(|| setting.zone.moment(date, change_minute));
    let end = end.unwrap_or_else(|| start.plus_minutes(24 * 60));
    let span = Interval::new(start, end).map_err(|_| {
        setting.source.error(fields.at, Problem::EndBeforeStart { of: of(), start, end })
    })?;
    Ok(ProgrammeDay { date: Some(date), change_minute, day: Some(Day { date, span }) })
}

fn events(
    setting: &Setting<'_>,
    draft: &mut Draft<'_>,
    days: &[ProgrammeDay],
) -> Result<(Vec<Event>, usize), ReadError> {
    let mut identities = parts::Identities::default();
    let mut events = Vec::new();
    for (draft_day, day) in std::mem::take(&mut draft.days).iter().zip(days) {
        for event in &draft_day.events {
            if events.len() == EVENTS_MAX {
                let problem = Problem::TooMany { what: "events", limit: EVENTS_MAX };
                return Err(setting.source.error(event.fields.at, problem));
            }
            let interval = interval(setting, event, day)?;
            let event = setting.event(event, interval, &mut identities, &mut draft.skipping)?;
            events.push(event);
        }
    }
    Ok((events, identities.made_up))
}

/// When an event takes place: its own date, else its clock time on the day it stands under; events
/// before the change of days belong to the night that the day ends with.
fn interval(
    setting: &Setting<'_>,
    event: &DraftEvent<'_>,
    day: &ProgrammeDay,
) -> Result<Interval, ReadError> {
    let fields = &event.fields;
    let error = |problem| setting.source.error(fields.at, problem);
    let missing = |what| error(Problem::Missing { what, of: event.label() });
    let on = |date: Date, found: &Found<'_>, change_minute: u16| {
        let text = line(&found.text);
        if let Some(moment) = moment(&text, &setting.zone) {
            return Ok(moment);
        }
        let wanted = "a time such as 09:30";
        let minute =
            clock(&text).ok_or_else(|| setting.value("start", found, event.label(), wanted))?;
        let date = if minute < change_minute { date.next() } else { date };
        Ok(setting.zone.moment(date, minute))
    };
    let start = match (fields.get("date"), fields.get("start"), day.date) {
        (Some(found), Some(clock), _) if found.text.trim().len() == 10 => {
            let text = line(&found.text);
            let wrong = || setting.value("date", found, event.label(), MOMENT);
            on(date(&text).ok_or_else(wrong)?, clock, 0)?
        }
        (Some(found), ..) => setting.moment("date", found, event.label())?,
        (None, Some(clock), Some(date)) => on(date, clock, day.change_minute)?,
        (None, Some(_), None) => return Err(missing("date")),
        (None, None, _) => return Err(missing("date and no start")),
    };
    let end = end(setting, event, start)?;
    let interval = Interval::new(start, end)
        .map_err(|_| error(Problem::EndBeforeStart { of: event.label(), start, end }))?;
    let (minutes, limit) = (interval.minutes(), crate::limits::EVENT_MINUTES_MAX);
    if minutes > limit {
        return Err(error(Problem::TooLong { of: event.label(), minutes, limit }));
    }
    Ok(interval)
}

fn end(
    setting: &Setting<'_>,
    event: &DraftEvent<'_>,
    start: Timestamp,
) -> Result<Timestamp, ReadError> {
    if let Some(found) = event.fields.get("end") {
        return setting.moment("end", found, event.label());
    }
    let Some(found) = event.fields.get("duration") else {
        let problem = Problem::Missing { what: "duration", of: event.label() };
        return Err(setting.source.error(event.fields.at, problem));
    };
    let text = line(&found.text);
    let wanted = "hours and minutes such as 0:45";
    let wrong = || setting.value("duration", found, event.label(), wanted);
    let minutes = duration(&text).ok_or_else(wrong)?;
    if minutes == 0 {
        let problem = Problem::NoLength { of: event.label(), duration: quoted(&text) };
        return Err(setting.source.error(found.at, problem));
    }
    Ok(start.plus_minutes(minutes))
}

/// Everything about the conference but its acronym and zone.
fn head(
    setting: &Setting<'_>,
    fields: &Fields<'_>,
    title: String,
    draft: &mut Draft<'_>,
    days: &[Day],
    events: &[Event],
) -> Result<Conference, ReadError> {
    let bound = |name: &'static str| {
        let of = || "the conference".to_owned();
        let read = |found: &Found<'_>| {
            date(&line(&found.text)).ok_or_else(|| setting.value(name, found, of(), DATE))
        };
        fields.get(name).map(read).transpose()
    };
    let held = events.iter().map(|event| setting.zone.wall(event.interval.start()).date);
    let held: Vec<Date> = days.iter().map(|day| day.date).chain(held).collect();
    let (start, end) = (bound("start")?, bound("end")?);
    let first = start.or_else(|| held.iter().min().copied()).or(end);
    let Some(start) = first else {
        let problem = Problem::Missing { what: "start", of: "the conference".to_owned() };
        return Err(setting.source.error(fields.at, problem));
    };
    let end = end.or_else(|| held.iter().max().copied()).unwrap_or(start);
    if end < start {
        return Err(setting.source.error(fields.at, Problem::ConferenceBackwards { start, end }));
    }
    let skipping = &mut draft.skipping;
    let base = setting.base.as_ref();
    let timeslot = fields.parsed("timeslot_duration", "conference", skipping, |text| {
        duration(text).and_then(|minutes| u16::try_from(minutes).ok()).filter(|it| *it > 0)
    });
    let background = fields.color("background", "conference", skipping);
    let primary = fields.color("primary", "conference", skipping);
    Ok(Conference {
        acronym: String::new(),
        title,
        description: fields.text("description"),
        start,
        end,
        time_zone: None,
        timeslot_minutes: timeslot.unwrap_or(TIMESLOT_MINUTES),
        url: fields.web("url", "conference", base, skipping),
        logo: fields.web("logo", "conference", base, skipping),
        colors: primary.map(|primary| Colors { primary, background }),
    })
}

fn rooms(draft: &mut Draft<'_>) -> Vec<Room> {
    parts::rooms(&draft.rooms, &mut draft.skipping)
}

/// Adds the tracks and rooms that only events name.
fn list_used(schedule: &mut Schedule) {
    let mut tracks: HashSet<_> = schedule.tracks.iter().map(|track| track.name.clone()).collect();
    let mut rooms: HashSet<_> = schedule.rooms.iter().map(|room| room.name.clone()).collect();
    for event in &schedule.events {
        if let Some(name) = event.track.clone().filter(|name| tracks.insert(name.clone())) {
            schedule.tracks.push(Track { name, slug: None, color: None });
        }
        if let Some(name) = event.room.clone().filter(|name| rooms.insert(name.clone())) {
            let description = String::new();
            schedule.rooms.push(Room { name, guid: None, description, capacity: None });
        }
    }
}

impl Setting<'_> {
    fn moment(
        &self,
        name: &'static str,
        found: &Found<'_>,
        of: String,
    ) -> Result<Timestamp, ReadError> {
        let text = line(&found.text);
        moment(&text, &self.zone).ok_or_else(|| self.value(name, found, of, MOMENT))
    }

    fn value(
        &self,
        field: &'static str,
        found: &Found<'_>,
        of: String,
        wanted: &'static str,
    ) -> ReadError {
        let text = quoted(&line(&found.text));
        self.source.error(found.at, Problem::Value { field, text, of, wanted })
    }
}
