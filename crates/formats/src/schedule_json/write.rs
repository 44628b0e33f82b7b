//! The strict writer: what it gives passes c3voc's `schedule.schema.json`.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::schedule::{
    Conference, Event, Person, Recording, Reference, ReferenceKind, Schedule, Sheet, sheets,
};

/// Writes `schedule.json`. It holds the whole normal form of the schedule.
pub fn write(schedule: &Schedule) -> String {
    let schedule = schedule.normalised();
    let document = Document {
        schema: "https://c3voc.de/schedule/schema.json",
        generator: Generator { name: "Guildhall", version: env!("CARGO_PKG_VERSION") },
        schedule: Root {
            version: &schedule.version,
            base_url: schedule.base_url.as_ref().map(crate::schedule::Url::as_str),
            conference: conference(&schedule),
        },
    };
    let mut json = serde_json::to_string_pretty(&document).expect("keys are texts");
    json.push('\n');
    json
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    generator: Generator,
    schedule: Root<'a>,
}

#[derive(Serialize)]
struct Generator {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Root<'a> {
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_url: Option<&'a str>,
    conference: JsonConference<'a>,
}

#[derive(Serialize)]
struct JsonConference<'a> {
    acronym: String,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    start: String,
    end: String,
    #[serde(rename = "daysCount")]
    days_count: usize,
    timeslot_duration: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colors: Option<JsonColors>,
    #[serde(skip_serializing_if = "Meta::is_empty")]
    meta: Meta<'a>,
    tracks: Vec<JsonTrack<'a>>,
    rooms: Vec<JsonRoom<'a>>,
    days: Vec<JsonDay<'a>>,
}

/// What the schema's patterns do not let stand where it belongs: an acronym with a hyphen, a time
/// zone such as `Etc/GMT-8`.
#[derive(Serialize)]
struct Meta<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    acronym: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone_name: Option<&'a str>,
}

impl Meta<'_> {
    fn is_empty(&self) -> bool {
        self.acronym.is_none() && self.time_zone_name.is_none()
    }
}

#[derive(Serialize)]
struct JsonColors {
    primary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    background: Option<String>,
}

#[derive(Serialize)]
struct JsonTrack<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<String>,
}

#[derive(Serialize)]
struct JsonRoom<'a> {
    name: &'a str,
    guid: String,
    description: Option<&'a str>,
    capacity: Option<u32>,
}

#[derive(Serialize)]
struct JsonDay<'a> {
    index: usize,
    date: String,
    day_start: String,
    day_end: String,
    rooms: JsonRooms<'a>,
}

/// An object whose keys stand in the order of the rooms.
struct JsonRooms<'a>(Vec<(&'a str, Vec<JsonEvent<'a>>)>);

impl Serialize for JsonRooms<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, events) in &self.0 {
            map.serialize_entry(name, events)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct JsonEvent<'a> {
    guid: String,
    id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    date: String,
    start: String,
    end: String,
    duration: String,
    room: &'a str,
    slug: &'a str,
    url: String,
    title: &'a str,
    subtitle: &'a str,
    track: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'a str,
    language: Option<&'a str>,
    #[serde(rename = "abstract")]
    abstract_: &'a str,
    description: &'a str,
    logo: Option<&'a str>,
    recording_license: &'a str,
    do_not_record: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    feedback_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin_url: Option<&'a str>,
    persons: Vec<JsonPerson<'a>>,
    links: Vec<JsonReference<'a>>,
    attachments: Vec<JsonReference<'a>>,
}

/// The schema's `PretalxPerson`: with `public_name` beside `name` a person would be of two kinds,
/// which it forbids.
#[derive(Serialize)]
struct JsonPerson<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    guid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    biography: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonReference<'a> {
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
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
        url: schedule.conference.url.as_ref().map(crate::schedule::Url::as_str),
        logo: schedule.conference.logo.as_ref().map(crate::schedule::Url::as_str),
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
    let address = |url: &'a Option<crate::schedule::Url>| url.as_ref().map(|url| url.as_str());
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
        avatar: person.avatar.as_ref().map(crate::schedule::Url::as_str),
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
