//! From a draft to a schedule: the whole of it, or one error.

use std::collections::HashSet;

use kernel::{Date, Zone};

use super::moments::{date, duration, fixed_zone, offset_minutes};
use super::when::{DATE, ProgrammeDay, days, interval};
use super::{Draft, DraftDay, Fields, Found, parts};
use crate::Reading;
use crate::error::{Problem, ReadError};
use crate::limits::EVENTS_MAX;
use crate::notes::Assumed;
use crate::schedule::{Colors, Conference, Day, Event, Room, Schedule, Track, Url, line};
use crate::source::{Source, quoted};

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
    let rooms = parts::rooms(&draft.rooms, &mut draft.skipping);
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
        venue: fields.line_if_any("venue").unwrap_or_default(),
        city: fields.line_if_any("city").unwrap_or_default(),
    })
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
