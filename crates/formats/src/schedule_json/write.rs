//! The strict writer: what it gives passes c3voc's `schedule.schema.json`.

use super::shapes::{
    Document, Generator, JsonColors, JsonConference, JsonDay, JsonEvent, JsonPerson, JsonReference,
    JsonRoom, JsonRooms, JsonTrack, Meta, Root,
};
use crate::schedule::{
    Conference, Event, Person, Recording, Reference, ReferenceKind, Schedule, Sheet, Url, sheets,
};

/// Writes `schedule.json`. It holds the whole normal form of the schedule.
pub fn write(schedule: &Schedule) -> String {
    let schedule = schedule.normalised();
    let document = Document {
        schema: "https://c3voc.de/schedule/schema.json",
        generator: Generator { name: "Guildhall", version: env!("CARGO_PKG_VERSION") },
        schedule: Root {
            version: &schedule.version,
            base_url: schedule.base_url.as_ref().map(Url::as_str),
            conference: conference(&schedule),
        },
    };
    let mut json = serde_json::to_string_pretty(&document).expect("keys are texts");
    json.push('\n');
    json
}

fn conference(schedule: &Schedule) -> JsonConference<'_> {
    let Conference { acronym, title, description, start, end, timeslot_minutes, .. } =
        &schedule.conference;
    let fitting = json_acronym(acronym);
    let zone = schedule.conference.time_zone.as_ref().map(kernel::Zone::name);
    let (zone, other_zone) = if zone.is_some_and(zone_fits) { (zone, None) } else { (None, zone) };
    let meta_acronym = Some(acronym.as_str()).filter(|whole| *whole != fitting);
    let colors = schedule.conference.colors.as_ref().map(|colors| JsonColors {
        primary: colors.primary.to_string(),
        background: colors.background.map(|color| color.to_string()),
    });
    let tracks = schedule.tracks.iter().map(|track| JsonTrack {
        name: &track.name,
        slug: track.slug.as_deref(),
        color: track.color.map(|color| color.to_string()),
    });
    let rooms = schedule.rooms.iter().map(|room| JsonRoom {
        name: &room.name,
        guid: room.guid.unwrap_or_default().to_string(),
        description: Some(room.description.as_str()).filter(|words| !words.is_empty()),
        capacity: room.capacity,
    });
    let sheets = sheets(schedule);
    JsonConference {
        acronym: fitting,
        title,
        description,
        start: start.to_string(),
        end: end.to_string(),
        days_count: schedule.days.len(),
        timeslot_duration: hours_minutes(i64::from(*timeslot_minutes)),
        time_zone_name: zone,
        url: schedule.conference.url.as_ref().map(Url::as_str),
        logo: schedule.conference.logo.as_ref().map(Url::as_str),
        colors,
        meta: Meta { acronym: meta_acronym, time_zone_name: other_zone },
        tracks: tracks.collect(),
        rooms: rooms.collect(),
        days: sheets.iter().enumerate().map(|(index, it)| day(schedule, index, it)).collect(),
    }
}

/// `^[a-z0-9_-][a-z0-9_]{3,}$`: only the first letter may be a hyphen.
fn json_acronym(acronym: &str) -> String {
    let fits = |(at, symbol)| if at > 0 && symbol == '-' { '_' } else { symbol };
    acronym.chars().enumerate().map(fits).collect()
}

/// `^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$`, which holds for a name that only begins so.
fn zone_fits(name: &str) -> bool {
    let capitalised = |word: &str| {
        let mut letters = word.bytes();
        letters.next().is_some_and(|first| first.is_ascii_uppercase())
            && letters.next().is_some_and(|second| second.is_ascii_lowercase())
    };
    let area =
        |area: &str| capitalised(area) && area.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    name.ends_with("UTC")
        || name.split_once('/').is_some_and(|(first, place)| area(first) && capitalised(place))
}

fn day<'a>(schedule: &Schedule, index: usize, sheet: &Sheet<'a>) -> JsonDay<'a> {
    let zone = schedule.zone();
    let span = sheet.day.span;
    let rooms = sheet.rooms.iter().map(|(room, held)| {
        let events = held.iter().map(|held| event(&zone, held)).collect();
        (room.map_or("", |room| room.name.as_str()), events)
    });
    JsonDay {
        index: index + 1,
        date: sheet.day.date.to_string(),
        day_start: zone.wall(span.start()).rfc3339(),
        day_end: zone.wall(span.end()).rfc3339(),
        rooms: JsonRooms(rooms.collect()),
    }
}

fn event<'a>(zone: &kernel::Zone, event: &'a Event) -> JsonEvent<'a> {
    let (start, end) = (zone.wall(event.interval.start()), zone.wall(event.interval.end()));
    let address = |url: &'a Option<Url>| url.as_ref().map(Url::as_str);
    JsonEvent {
        guid: event.guid.to_string(),
        id: event.id.unwrap_or_default(),
        code: event.code.as_deref(),
        date: start.rfc3339(),
        start: start.clock(),
        end: end.rfc3339(),
        duration: hours_minutes(event.interval.minutes()),
        room: event.room.as_deref().unwrap_or_default(),
        slug: event.slug.as_deref().unwrap_or_default(),
        // The schema wants an address; the name of an event without a page is one (RFC 9562 §4).
        url: address(&event.url).map_or_else(|| event.guid.urn().to_string(), str::to_owned),
        title: &event.title,
        subtitle: &event.subtitle,
        track: event.track.as_deref(),
        kind: &event.kind,
        language: event.language.as_ref().map(kernel::LangTag::as_str),
        abstract_: &event.abstract_,
        description: &event.description,
        logo: address(&event.logo),
        recording_license: &event.recording_license,
        do_not_record: event.recording == Recording::OptedOut,
        feedback_url: address(&event.feedback_url),
        origin_url: address(&event.origin_url),
        persons: event.persons.iter().map(person).collect(),
        links: event.links.iter().map(reference).collect(),
        attachments: event.attachments.iter().map(reference).collect(),
    }
}

fn person(person: &Person) -> JsonPerson<'_> {
    JsonPerson {
        name: &person.name,
        guid: person.guid.map(|guid| guid.to_string()),
        id: person.id,
        code: person.code.as_deref(),
        biography: &person.biography,
        avatar: person.avatar.as_ref().map(Url::as_str),
    }
}

fn reference(reference: &Reference) -> JsonReference<'_> {
    JsonReference {
        url: reference.url.as_str(),
        title: &reference.title,
        kind: reference.kind.map(ReferenceKind::word),
    }
}

/// `00:45`; the hours grow as they must.
pub(crate) fn hours_minutes(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
