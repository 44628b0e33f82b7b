//! The lenient reader: any order, any extras.

use std::borrow::Cow;

use super::tree::{Element, parse};
use crate::Reading;
use crate::draft::{Draft, DraftDay, DraftEvent, Fields, Names, assemble, known};
use crate::error::{Problem, ReadError};
use crate::notes::{SkipKind, Skipping};
use crate::source::{Source, quoted};
use kernel::Zone;

const CONFERENCE: Names = &[
    ("acronym", "acronym"),
    ("title", "title"),
    ("venue", "venue"),
    ("city", "city"),
    ("start", "start"),
    ("end", "end"),
    ("day_change", "day_change"),
    ("timeslot_duration", "timeslot_duration"),
    ("time_zone_name", "time_zone_name"),
    ("base_url", "base_url"),
    ("url", "url"),
    ("logo", "logo"),
];
const DAY: Names = &[("date", "date"), ("start", "start"), ("end", "end")];
const ROOM: Names = &[("name", "name"), ("guid", "guid")];
const TRACK: Names = &[("name", "name"), ("slug", "slug"), ("color", "color")];
const COLOR: Names = &[("primary", "primary"), ("background", "background")];
const PERSON: Names = &[("id", "id"), ("guid", "guid")];
const REFERENCE: Names = &[("href", "url"), ("type", "kind")];
const RECORDING: Names = &[("license", "license"), ("optout", "optout")];
const EVENT_ATTRIBUTES: Names = &[("guid", "guid"), ("id", "id"), ("code", "code")];
const EVENT: Names = &[
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
];

/// Reads `schedule.xml`.
pub fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    read_with(bytes, None)
}

/// Reads `schedule.xml`; clocks of a file that names no zone are those of `zone`.
pub fn read_in(bytes: &[u8], zone: &Zone) -> Result<Reading, ReadError> {
    read_with(bytes, Some(zone))
}

fn read_with(bytes: &[u8], zone: Option<&Zone>) -> Result<Reading, ReadError> {
    let source = Source::new(bytes)?;
    let root = parse(source)?;
    if root.name != "schedule" {
        let found = format!("<{}>", quoted(root.name));
        let problem = Problem::NotASchedule { wanted: "<schedule>", found };
        return Err(source.error(root.at, problem));
    }
    let mut walk = Walk { source, skipping: Skipping::default() };
    let mut draft = walk.schedule(root);
    draft.skipping = walk.skipping;
    assemble(source, draft, zone)
}

struct Walk<'a> {
    source: Source<'a>,
    skipping: Skipping,
}

impl<'a> Walk<'a> {
    fn schedule(&mut self, root: Element<'a>) -> Draft<'a> {
        let mut draft = Draft::default();
        for child in root.children {
            match child.name {
                "version" => draft.release.set("version", self.text(&child), child.at),
                "conference" => self.conference(&mut draft, child),
                "tracks" => self.tracks(&mut draft, child),
                "day" => {
                    let day = self.day(&mut draft.rooms, child);
                    draft.days.push(day);
                }
                // Which program wrote the file, and where it lies.
                "generator" | "url" => {}
                _ => self.skip(&child, "schedule"),
            }
        }
        draft
    }

    fn conference(&mut self, draft: &mut Draft<'a>, element: Element<'a>) {
        let mut fields = Fields::at(element.at);
        for child in element.children {
            match (child.name, known(CONFERENCE, child.name)) {
                (_, Some(name)) => fields.set(name, self.text(&child), child.at),
                ("track", _) => self.track(draft, child),
                ("color", _) => self.attributes(&child, COLOR, "color", &mut fields),
                // The number of days; the days themselves follow.
                ("days", _) => {}
                _ => self.skip(&child, "conference"),
            }
        }
        draft.conference.get_or_insert(fields);
    }

    fn tracks(&mut self, draft: &mut Draft<'a>, element: Element<'a>) {
        for child in element.children {
            match child.name {
                "track" => self.track(draft, child),
                _ => self.skip(&child, "tracks"),
            }
        }
    }

    fn track(&mut self, draft: &mut Draft<'a>, element: Element<'a>) {
        let mut fields = Fields::at(element.at);
        self.attributes(&element, TRACK, "track", &mut fields);
        fields.set("name", self.text(&element), element.at);
        draft.tracks.push(fields);
    }

    fn day(&mut self, rooms: &mut Vec<Fields<'a>>, element: Element<'a>) -> DraftDay<'a> {
        let mut fields = Fields::at(element.at);
        self.attributes(&element, DAY, "day", &mut fields);
        let mut events = Vec::new();
        for child in element.children {
            match child.name {
                "room" => events.append(&mut self.room(rooms, child)),
                "event" => events.push(self.event(child, None)),
                _ => self.skip(&child, "day"),
            }
        }
        DraftDay { fields, events }
    }

    fn room(&mut self, rooms: &mut Vec<Fields<'a>>, element: Element<'a>) -> Vec<DraftEvent<'a>> {
        let mut fields = Fields::at(element.at);
        self.attributes(&element, ROOM, "room", &mut fields);
        let name = fields.get("name").map(|found| found.text.clone());
        rooms.push(fields);
        let mut events = Vec::new();
        for child in element.children {
            match child.name {
                "event" => events.push(self.event(child, name.clone())),
                _ => self.skip(&child, "room"),
            }
        }
        events
    }

    fn event(&mut self, element: Element<'a>, under_room: Option<Cow<'a, str>>) -> DraftEvent<'a> {
        let mut fields = Fields::at(element.at);
        self.attributes(&element, EVENT_ATTRIBUTES, "event", &mut fields);
        let mut event = DraftEvent {
            fields,
            under_room,
            persons: Vec::new(),
            links: Vec::new(),
            attachments: Vec::new(),
        };
        for child in element.children {
            match (child.name, known(EVENT, child.name)) {
                (_, Some(name)) => event.fields.set(name, self.text(&child), child.at),
                ("persons", _) => {
                    let persons = self.list(child, "person", "persons", PERSON, "name");
                    event.persons.extend(persons);
                }
                ("links", _) => {
                    event.links.extend(self.list(child, "link", "links", REFERENCE, "title"));
                }
                ("attachments", _) => {
                    let inside = "attachments";
                    let files = self.list(child, "attachment", inside, REFERENCE, "title");
                    event.attachments.extend(files);
                }
                ("recording", _) => self.recording(child, &mut event.fields),
                _ => self.skip(&child, "event"),
            }
        }
        event
    }

    fn recording(&mut self, element: Element<'a>, fields: &mut Fields<'a>) {
        for child in element.children {
            match known(RECORDING, child.name) {
                Some(name) => fields.set(name, self.text(&child), child.at),
                None => self.skip(&child, "recording"),
            }
        }
    }

    /// The elements `item` inside `element`; their text is the field `content`.
    fn list(
        &mut self,
        element: Element<'a>,
        item: &'static str,
        inside: &'static str,
        names: Names,
        content: &'static str,
    ) -> Vec<Fields<'a>> {
        let mut list = Vec::new();
        for child in element.children {
            if child.name == item {
                let mut fields = Fields::at(child.at);
                self.attributes(&child, names, item, &mut fields);
                fields.set(content, self.text(&child), child.at);
                list.push(fields);
            } else {
                self.skip(&child, inside);
            }
        }
        list
    }

    fn attributes(
        &mut self,
        element: &Element<'a>,
        names: Names,
        inside: &'static str,
        fields: &mut Fields<'a>,
    ) {
        for (key, value) in &element.attributes {
            match known(names, key) {
                Some(name) => fields.set(name, Cow::Owned(value.clone()), element.at),
                None if (inside, key.as_str()) == ("day", "index") => {}
                None => self.skipping.skip(SkipKind::Attribute, &quoted(key), inside, element.at),
            }
        }
    }

    fn text(&self, element: &Element<'a>) -> Cow<'a, str> {
        Cow::Owned(element.text(self.source))
    }

    fn skip(&mut self, element: &Element<'a>, inside: &'static str) {
        self.skipping.skip(SkipKind::Element, &quoted(element.name), inside, element.at);
    }
}
