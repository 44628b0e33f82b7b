//! The lenient reader: numbers or texts, absent or `null`, old layout or new.

use std::borrow::Cow;

use super::tree::{Kind, Value, parse};
use crate::Reading;
use crate::draft::{Draft, DraftDay, DraftEvent, Fields, Names, assemble, known};
use crate::error::{Problem, ReadError};
use crate::notes::{SkipKind, Skipping};
use crate::source::{Source, quoted};
use kernel::Zone;

const SCHEDULE: Names = &[("version", "version"), ("base_url", "base_url")];
const CONFERENCE: Names = &[
    ("acronym", "acronym"),
    ("title", "title"),
    ("description", "description"),
    ("start", "start"),
    ("end", "end"),
    ("timeslot_duration", "timeslot_duration"),
    ("time_zone_name", "time_zone_name"),
    ("base_url", "base_url"),
    ("url", "url"),
    ("logo", "logo"),
];
/// What the schema's patterns forbid to say in place; see the writer.
const META: Names = &[("acronym", "acronym"), ("time_zone_name", "time_zone_name")];
const COLORS: Names = &[("primary", "primary"), ("background", "background")];
const TRACK: Names = &[("name", "name"), ("slug", "slug"), ("color", "color")];
const ROOM: Names =
    &[("name", "name"), ("guid", "guid"), ("description", "description"), ("capacity", "capacity")];
const DAY: Names = &[("date", "date"), ("day_start", "start"), ("day_end", "end")];
const EVENT: Names = &[
    ("guid", "guid"),
    ("id", "id"),
    ("code", "code"),
    ("date", "date"),
    ("start", "start"),
    ("end", "end"),
    ("duration", "duration"),
    ("room", "room"),
    ("slug", "slug"),
    ("url", "url"),
    ("title", "title"),
    ("subtitle", "subtitle"),
    ("track", "track"),
    ("type", "type"),
    ("language", "language"),
    ("abstract", "abstract"),
    ("description", "description"),
    ("logo", "logo"),
    ("feedback_url", "feedback_url"),
    ("origin_url", "origin_url"),
    ("recording_license", "license"),
    ("do_not_record", "optout"),
];
const PERSON: Names = &[
    ("name", "name"),
    ("public_name", "name"),
    ("full_public_name", "name"),
    ("guid", "guid"),
    ("id", "id"),
    ("code", "code"),
    ("biography", "biography"),
    ("avatar", "avatar"),
];
const REFERENCE: Names = &[("url", "url"), ("title", "title"), ("type", "kind")];

type Object<'a> = Vec<(Cow<'a, str>, Value<'a>)>;

/// Reads `schedule.json`.
pub fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    read_with(bytes, None)
}

/// Reads `schedule.json`; clocks of a file that names no zone are those of `zone`.
pub fn read_in(bytes: &[u8], zone: &Zone) -> Result<Reading, ReadError> {
    read_with(bytes, Some(zone))
}

fn read_with(bytes: &[u8], zone: Option<&Zone>) -> Result<Reading, ReadError> {
    let source = Source::new(bytes)?;
    let root = parse(source)?;
    let at = root.at;
    let wanted = "an object that has the key \"schedule\"";
    let wrong =
        |found: &str| source.error(at, Problem::NotASchedule { wanted, found: found.to_owned() });
    let entries = match root.kind {
        Kind::Object(entries) => entries,
        other => return Err(wrong(other.name())),
    };
    let mut walk = Walk { source, skipping: Skipping::default() };
    let bare = entries.iter().any(|(key, _)| key == "conference");
    let inner = if bare { Some(entries) } else { walk.wrapped(entries)? };
    let Some(inner) = inner else { return Err(wrong("an object without it")) };
    let mut draft = walk.schedule(inner)?;
    draft.skipping = walk.skipping;
    assemble(source, draft, zone)
}

struct Walk<'a> {
    source: Source<'a>,
    skipping: Skipping,
}

impl<'a> Walk<'a> {
    fn wrapped(&mut self, entries: Object<'a>) -> Result<Option<Object<'a>>, ReadError> {
        let mut inner = None;
        for (key, value) in entries {
            match &*key {
                "schedule" => inner = Some(self.object(value, "\"schedule\"")?),
                "$schema" | "generator" => {}
                _ => self.skip(&key, "the document", value.at),
            }
        }
        Ok(inner)
    }

    fn schedule(&mut self, entries: Object<'a>) -> Result<Draft<'a>, ReadError> {
        let mut draft = Draft::default();
        for (key, value) in entries {
            match (&*key, known(SCHEDULE, &key)) {
                (_, Some(name)) => self.set(&mut draft.release, name, "schedule", value),
                ("conference", _) => self.conference(&mut draft, value)?,
                ("$schema" | "generator", _) => {}
                _ => self.skip(&key, "schedule", value.at),
            }
        }
        Ok(draft)
    }

    fn conference(&mut self, draft: &mut Draft<'a>, value: Value<'a>) -> Result<(), ReadError> {
        let mut fields = Fields::at(value.at);
        let mut entries = self.object(value, "\"conference\"")?;
        // What the writer had to put aside comes before what it put in its place.
        entries.sort_by_key(|(key, _)| key != "meta");
        for (key, value) in entries {
            match (&*key, known(CONFERENCE, &key)) {
                (_, Some(name)) => self.set(&mut fields, name, "conference", value),
                ("meta", _) => self.fill(&mut fields, META, "meta", value),
                ("colors", _) => self.fill(&mut fields, COLORS, "colors", value),
                ("tracks", _) => draft.tracks.extend(self.list(value, TRACK, "track")),
                ("rooms", _) => {
                    let mut rooms = self.list(value, ROOM, "room");
                    // The list is in order; keys of days seen earlier come after it.
                    rooms.append(&mut draft.rooms);
                    draft.rooms = rooms;
                }
                ("days", _) => self.days(draft, value)?,
                // The number of days; the days themselves follow.
                ("daysCount", _) => {}
                _ => self.skip(&key, "conference", value.at),
            }
        }
        draft.conference.get_or_insert(fields);
        Ok(())
    }

    fn days(&mut self, draft: &mut Draft<'a>, value: Value<'a>) -> Result<(), ReadError> {
        for day in self.values(value, "\"days\"")? {
            let mut fields = Fields::at(day.at);
            let mut events = Vec::new();
            for (key, value) in self.object(day, "a day")? {
                match (&*key, known(DAY, &key)) {
                    (_, Some(name)) => self.set(&mut fields, name, "day", value),
                    ("rooms", _) => self.rooms(&mut draft.rooms, &mut events, value)?,
                    ("index", _) => {}
                    _ => self.skip(&key, "day", value.at),
                }
            }
            draft.days.push(DraftDay { fields, events });
        }
        Ok(())
    }

    fn rooms(
        &mut self,
        rooms: &mut Vec<Fields<'a>>,
        events: &mut Vec<DraftEvent<'a>>,
        value: Value<'a>,
    ) -> Result<(), ReadError> {
        for (name, value) in self.object(value, "\"rooms\" of a day")? {
            let mut fields = Fields::at(value.at);
            fields.set("name", name.clone(), value.at);
            rooms.push(fields);
            for event in self.values(value, "a room")? {
                events.push(self.event(event, name.clone())?);
            }
        }
        Ok(())
    }

    fn event(&mut self, value: Value<'a>, room: Cow<'a, str>) -> Result<DraftEvent<'a>, ReadError> {
        let mut event = DraftEvent {
            fields: Fields::at(value.at),
            under_room: Some(room),
            persons: Vec::new(),
            links: Vec::new(),
            attachments: Vec::new(),
        };
        for (key, value) in self.object(value, "an event")? {
            match (&*key, known(EVENT, &key)) {
                // The name that the writer gives an event without a page.
                ("url", _) if is_urn(&value) => {}
                (_, Some(name)) => self.set(&mut event.fields, name, "event", value),
                ("persons", _) => event.persons.extend(self.list(value, PERSON, "person")),
                ("links", _) => event.links.extend(self.list(value, REFERENCE, "link")),
                ("attachments", _) => {
                    event.attachments.extend(self.list(value, REFERENCE, "attachment"));
                }
                _ => self.skip(&key, "event", value.at),
            }
        }
        Ok(event)
    }

    /// The objects of a list that is not essential; anything else in its place is counted.
    fn list(&mut self, value: Value<'a>, names: Names, inside: &'static str) -> Vec<Fields<'a>> {
        let at = value.at;
        let values = match value.kind {
            Kind::List(values) => values,
            Kind::Null => Vec::new(),
            _ => {
                self.skipping.value("list", inside, at);
                Vec::new()
            }
        };
        let mut list = Vec::new();
        for value in values {
            let mut fields = Fields::at(value.at);
            self.fill(&mut fields, names, inside, value);
            list.push(fields);
        }
        list
    }

    /// The known fields of an object that is not essential.
    fn fill(
        &mut self,
        fields: &mut Fields<'a>,
        names: Names,
        inside: &'static str,
        value: Value<'a>,
    ) {
        let at = value.at;
        match value.kind {
            Kind::Object(entries) => {
                for (key, value) in entries {
                    match known(names, &key) {
                        Some(name) => self.set(fields, name, inside, value),
                        None => self.skip(&key, inside, value.at),
                    }
                }
            }
            Kind::Null => {}
            _ => self.skipping.value("object", inside, at),
        }
    }

    fn set(
        &mut self,
        fields: &mut Fields<'a>,
        name: &'static str,
        inside: &'static str,
        value: Value<'a>,
    ) {
        let at = value.at;
        match value.kind {
            Kind::Null => {}
            Kind::Bool(yes) => fields.set(name, Cow::from(if yes { "true" } else { "false" }), at),
            Kind::Number(digits) => fields.set(name, Cow::Borrowed(digits), at),
            Kind::Text(text) => fields.set(name, text, at),
            Kind::List(_) | Kind::Object(_) => self.skipping.value(name, inside, at),
        }
    }

    fn object(&self, value: Value<'a>, of: &'static str) -> Result<Object<'a>, ReadError> {
        match value.kind {
            Kind::Object(entries) => Ok(entries),
            other => Err(self.wrong(value.at, of, &other, "an object")),
        }
    }

    /// The values of a list that is essential.
    fn values(&self, value: Value<'a>, of: &'static str) -> Result<Vec<Value<'a>>, ReadError> {
        match value.kind {
            Kind::List(values) => Ok(values),
            other => Err(self.wrong(value.at, of, &other, "a list")),
        }
    }

    fn wrong(
        &self,
        at: usize,
        of: &'static str,
        found: &Kind<'_>,
        wanted: &'static str,
    ) -> ReadError {
        let (field, text, of) = ("value", found.name().to_owned(), of.to_owned());
        self.source.error(at, Problem::Value { field, text, of, wanted })
    }

    fn skip(&mut self, key: &str, inside: &'static str, at: usize) {
        self.skipping.skip(SkipKind::Key, &quoted(key), inside, at);
    }
}

fn is_urn(value: &Value<'_>) -> bool {
    matches!(&value.kind, Kind::Text(text) if text.starts_with("urn:uuid:"))
}
