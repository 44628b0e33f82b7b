//! The normal form of a schedule: the nearest one that both published schemas accept.
//!
//! Everything here is a pure function of the schedule, so two systems that export the same release
//! give the same ids, slugs and guids.

use std::collections::HashSet;
use std::hash::Hash;

use kernel::{Id, Interval, Slug, Timestamp, Uuid};

use super::{Conference, Event, Person, Reference, Room, Schedule, Track, Url, line, text};

/// Ids are kept exact by every reader of JSON up to this one (RFC 8259 §6).
pub(crate) const ID_MAX: u64 = (1 << 53) - 1;

/// Made-up ids lie above those that people and old databases count.
const MADE_UP_ID_FIRST: u64 = 1 << 30;

impl Schedule {
    /// The same schedule in normal form. Doing it twice changes nothing more.
    ///
    /// Texts lose what XML cannot hold; times are whole minutes; events stand by start and guid and
    /// have a unique id, guid and slug; every track and room that an event names is listed; every
    /// room has a guid; the acronym is `[a-z0-9_-]{4,}`.
    #[must_use]
    pub fn normalised(&self) -> Self {
        let conference = conference(&self.conference);
        let mut events: Vec<Event> = self.events.iter().map(event).collect();
        events.sort_by_key(|event| (event.interval.start(), event.guid));
        give_identities(&mut events, &conference.acronym);
        let mut normal = Self {
            version: line(&self.version),
            base_url: self.base_url.clone().filter(Url::is_web),
            tracks: tracks(&self.tracks, &events),
            rooms: rooms(&self.rooms, &events, &conference.acronym),
            days: self.days.clone(),
            conference,
            events,
        };
        normal.days = normal.days_or_dates();
        for day in &mut normal.days {
            day.span = whole_minutes(day.span);
        }
        normal.days.sort_by_key(|day| (day.span.start(), day.date));
        let mut dates = HashSet::new();
        normal.days.retain(|day| dates.insert(day.date));
        normal
    }
}

fn conference(conference: &Conference) -> Conference {
    Conference {
        acronym: acronym(&conference.acronym),
        title: line(&conference.title),
        description: text(&conference.description),
        end: conference.end.max(conference.start),
        timeslot_minutes: conference.timeslot_minutes.clamp(1, 99 * 60 + 59),
        url: conference.url.clone().filter(Url::is_web),
        logo: conference.logo.clone().filter(Url::is_web),
        venue: String::new(),
        city: String::new(),
        ..conference.clone()
    }
}

/// `[a-z0-9_-]{4,}`, nearest to `words`.
fn acronym(words: &str) -> String {
    let legal = |symbol: char| symbol.is_ascii_alphanumeric() || "_-".contains(symbol);
    let mapped = |symbol: char| if legal(symbol) { symbol.to_ascii_lowercase() } else { '-' };
    let mut acronym: String = line(words).chars().map(mapped).collect();
    if !acronym.contains(|symbol: char| symbol.is_ascii_alphanumeric()) {
        "conference".clone_into(&mut acronym);
    }
    while acronym.len() < 4 {
        acronym.push('_');
    }
    acronym
}

fn event(event: &Event) -> Event {
    let web = |url: &Option<Url>| url.clone().filter(Url::is_web);
    let named =
        |name: &Option<String>| name.as_deref().map(line).filter(|name: &String| !name.is_empty());
    Event {
        code: named(&event.code).filter(|code| is_code(code)),
        slug: named(&event.slug),
        title: line(&event.title),
        subtitle: line(&event.subtitle),
        track: named(&event.track),
        kind: line(&event.kind),
        abstract_: text(&event.abstract_),
        description: text(&event.description),
        room: named(&event.room),
        interval: whole_minutes(event.interval),
        persons: event.persons.iter().filter_map(person).collect(),
        links: event.links.iter().map(reference).collect(),
        attachments: event.attachments.iter().map(reference).collect(),
        url: web(&event.url),
        feedback_url: web(&event.feedback_url),
        origin_url: web(&event.origin_url),
        logo: web(&event.logo),
        recording_license: line(&event.recording_license),
        ..event.clone()
    }
}

fn person(person: &Person) -> Option<Person> {
    let name = line(&person.name);
    let kept = Person {
        biography: text(&person.biography),
        code: person.code.clone().filter(|code| is_code(code)),
        id: person.id.filter(|id| id.unsigned_abs() <= ID_MAX),
        name,
        ..person.clone()
    };
    (!kept.name.is_empty()).then_some(kept)
}

fn reference(reference: &Reference) -> Reference {
    Reference { title: line(&reference.title), ..reference.clone() }
}

/// Capitals and digits, as both schemas want a code to be.
pub(crate) fn is_code(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Whole minutes, at least one and no more than can be exchanged.
pub(crate) fn whole_minutes(interval: Interval) -> Interval {
    let start = whole_minute(interval.start());
    let minutes = whole_minute(interval.end()).minutes_since(start);
    let minutes = minutes.clamp(1, crate::limits::EVENT_MINUTES_MAX);
    Interval::new(start, start.plus_minutes(minutes)).unwrap_or(interval)
}

pub(crate) fn whole_minute(moment: Timestamp) -> Timestamp {
    Timestamp::from_millis(moment.as_millis().div_euclid(60_000) * 60_000)
}

/// Gives every event, in their order, an id, a guid and a slug that no other has.
fn give_identities(events: &mut [Event], acronym: &str) {
    let mut ids: HashSet<u64> = HashSet::new();
    let mut guids = HashSet::new();
    for event in &mut *events {
        event.id = event.id.filter(|id| (1..=ID_MAX).contains(id) && ids.insert(*id));
        event.guid = untaken(&mut guids, event.guid, |number| {
            named("schedule event again", &format!("{}/{number}", event.guid))
        });
    }
    for event in &mut *events {
        let first = event.id.unwrap_or_else(|| made_up_id(event.guid));
        if event.id.is_none() {
            event.id = Some(untaken(&mut ids, first, |number| first + number));
        }
    }
    let mut slugs = HashSet::new();
    for event in events {
        let slug = slug(event, acronym);
        let again = slug.clone();
        event.slug = Some(untaken(&mut slugs, slug, |number| format!("{again}-{number}")));
    }
}

/// `first`, or when another has it already the first of its followers, from 2 on, that is free.
pub(crate) fn untaken<T: Clone + Eq + Hash>(
    taken: &mut HashSet<T>,
    first: T,
    follower: impl Fn(u64) -> T,
) -> T {
    let mut candidate = first;
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = follower(number);
        number += 1;
    }
    candidate
}

/// The id an event without one is given.
fn made_up_id(guid: Uuid) -> u64 {
    MADE_UP_ID_FIRST + (guid.as_u128() % u128::from(MADE_UP_ID_FIRST)) as u64
}

pub(crate) fn named(space: &str, name: &str) -> Uuid {
    Id::<()>::named(space, name).uuid()
}

/// A slug for both schemas: `[a-z0-9_]{4,}-[a-z0-9\-_]{4,}`, ending in a letter or digit.
fn slug(event: &Event, acronym: &str) -> String {
    let words = event.slug.as_deref().unwrap_or_default();
    let legal = |symbol: char| symbol.is_ascii_alphanumeric() || "_-".contains(symbol);
    let mapped = |symbol: char| if legal(symbol) { symbol.to_ascii_lowercase() } else { '-' };
    let mapped: String = words.chars().map(mapped).collect();
    let kept = mapped.trim_end_matches(['-', '_']);
    let parts = kept.split_once('-');
    if parts.is_some_and(|(head, tail)| head.len() >= 4 && tail.len() >= 4) {
        return kept.to_owned();
    }
    let words = if words.is_empty() { &event.title } else { words };
    let tail = Slug::from_words(words).map_or(String::new(), |words| format!("-{words}"));
    format!("{}-{:04}{tail}", acronym.replace('-', "_"), event.id.unwrap_or_default())
}

fn tracks(listed: &[Track], events: &[Event]) -> Vec<Track> {
    let used = events.iter().filter_map(|event| event.track.as_ref());
    let used = used.map(|name| Track { name: name.clone(), slug: None, color: None });
    let clean = listed.iter().map(|track| Track {
        name: line(&track.name),
        slug: track.slug.as_deref().and_then(track_slug),
        color: track.color,
    });
    let mut names = HashSet::new();
    let fresh = |track: &Track| !track.name.is_empty() && names.insert(track.name.clone());
    clean.chain(used).filter(fresh).collect()
}

/// `[a-z][a-z0-9-]+` ending in a letter or digit, as both schemas want it.
fn track_slug(words: &str) -> Option<String> {
    let slug = Slug::from_words(words).map(String::from)?;
    let starts = slug.starts_with(|first: char| first.is_ascii_lowercase());
    let slug = if starts { slug } else { format!("track-{slug}") };
    (slug.len() >= 2).then_some(slug)
}

fn rooms(listed: &[Room], events: &[Event], acronym: &str) -> Vec<Room> {
    let used = events.iter().filter_map(|event| event.room.as_ref()).map(|name| Room {
        name: name.clone(),
        guid: None,
        description: String::new(),
        capacity: None,
    });
    let clean = listed.iter().map(|room| Room {
        name: line(&room.name),
        description: text(&room.description),
        ..room.clone()
    });
    let mut names = HashSet::new();
    let fresh = |room: &Room| !room.name.is_empty() && names.insert(room.name.clone());
    let mut rooms: Vec<Room> = clean.chain(used).filter(fresh).collect();
    let mut guids = HashSet::new();
    for room in &mut rooms {
        let own = format!("{acronym}/{}", room.name);
        let first = room.guid.unwrap_or_else(|| named("schedule room", &own));
        let follower = |number| named("schedule room", &format!("{own}/{number}"));
        room.guid = Some(untaken(&mut guids, first, follower));
    }
    rooms
}
