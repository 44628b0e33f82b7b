//! The strict writer: what it gives passes c3voc's `schedule.xml.xsd`.

use kernel::Zone;

use super::carried;
use crate::schedule::{Conference, Event, Person, Recording, Reference, Schedule, Sheet, sheets};
use crate::schedule_json::hours_minutes;

/// Writes `schedule.xml`. What of the schedule it holds is said by [`carried`].
pub fn write(schedule: &Schedule) -> String {
    let schedule = carried(schedule);
    let mut xml =
        Xml { text: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), depth: 0 };
    xml.open("schedule", &[]);
    let generator = [("name", Some("Guildhall")), ("version", Some(env!("CARGO_PKG_VERSION")))];
    xml.leaf("generator", &generator, "");
    xml.leaf("version", &[], &schedule.version);
    conference(&mut xml, &schedule);
    for (index, sheet) in sheets(&schedule).iter().enumerate() {
        day(&mut xml, &schedule, index, sheet);
    }
    xml.close("schedule");
    xml.text
}

fn conference(xml: &mut Xml, schedule: &Schedule) {
    let Conference { acronym, title, start, end, timeslot_minutes, url, logo, colors, .. } =
        &schedule.conference;
    xml.open("conference", &[]);
    xml.leaf("acronym", &[], acronym);
    xml.leaf("title", &[], title);
    xml.leaf("start", &[], &start.to_string());
    xml.leaf("end", &[], &end.to_string());
    xml.leaf("days", &[], &schedule.days.len().to_string());
    xml.leaf("timeslot_duration", &[], &duration(i64::from(*timeslot_minutes)));
    xml.leaf_if_any("base_url", schedule.base_url.as_ref());
    xml.leaf_if_any("logo", logo.as_ref());
    xml.leaf_if_any("url", url.as_ref());
    let zone = schedule.conference.time_zone.as_ref();
    xml.leaf_if_any("time_zone_name", zone);
    if let Some(colors) = colors {
        let primary = colors.primary.to_string();
        let background = colors.background.map(|color| color.to_string());
        let both = [("primary", Some(primary.as_str())), ("background", background.as_deref())];
        xml.leaf("color", &both, "");
    }
    for track in &schedule.tracks {
        let color = track.color.map(|color| color.to_string());
        let attributes = [
            ("name", Some(track.name.as_str())),
            ("color", color.as_deref()),
            ("slug", track.slug.as_deref()),
        ];
        xml.leaf("track", &attributes, "");
    }
    xml.close("conference");
}

fn day(xml: &mut Xml, schedule: &Schedule, index: usize, sheet: &Sheet<'_>) {
    let zone = schedule.zone();
    let span = sheet.day.span;
    let attributes = [
        ("index", Some((index + 1).to_string())),
        ("date", Some(sheet.day.date.to_string())),
        ("start", Some(zone.wall(span.start()).rfc3339())),
        ("end", Some(zone.wall(span.end()).rfc3339())),
    ];
    let attributes = attributes.each_ref().map(|(name, value)| (*name, value.as_deref()));
    xml.open("day", &attributes);
    for (room, held) in &sheet.rooms {
        let name = room.map(|room| room.name.as_str()).unwrap_or_default();
        let guid = room.and_then(|room| room.guid).map(|guid| guid.to_string());
        xml.open("room", &[("name", Some(name)), ("guid", guid.as_deref())]);
        for event in held {
            write_event(xml, &zone, event);
        }
        xml.close("room");
    }
    xml.close("day");
}

fn write_event(xml: &mut Xml, zone: &Zone, event: &Event) {
    let (guid, id) = (event.guid.to_string(), event.id.unwrap_or_default().to_string());
    let identity = [("guid", Some(&*guid)), ("id", Some(&*id)), ("code", event.code.as_deref())];
    let wall = zone.wall(event.interval.start());
    xml.open("event", &identity);
    xml.leaf("date", &[], &wall.rfc3339());
    xml.leaf("start", &[], &wall.clock());
    xml.leaf("duration", &[], &duration(event.interval.minutes()));
    xml.leaf("room", &[], event.room.as_deref().unwrap_or_default());
    xml.leaf_if_any("slug", event.slug.as_ref());
    xml.leaf_if_any("url", event.url.as_ref());
    xml.leaf("title", &[], &event.title);
    xml.leaf("subtitle", &[], &event.subtitle);
    xml.leaf("track", &[], event.track.as_deref().unwrap_or_default());
    xml.leaf("type", &[], &event.kind);
    xml.leaf_if_any("language", event.language.as_ref());
    xml.leaf("abstract", &[], &event.abstract_);
    xml.leaf("description", &[], &event.description);
    xml.leaf_if_any("logo", event.logo.as_ref());
    recording(xml, event);
    xml.leaf_if_any("feedback_url", event.feedback_url.as_ref());
    xml.leaf_if_any("origin_url", event.origin_url.as_ref());
    persons(xml, &event.persons);
    references(xml, "links", "link", &event.links);
    references(xml, "attachments", "attachment", &event.attachments);
    xml.close("event");
}

fn recording(xml: &mut Xml, event: &Event) {
    let optout = event.recording == Recording::OptedOut;
    if optout || !event.recording_license.is_empty() {
        xml.open("recording", &[]);
        xml.leaf("license", &[], &event.recording_license);
        xml.leaf("optout", &[], if optout { "true" } else { "false" });
        xml.close("recording");
    }
}

fn persons(xml: &mut Xml, persons: &[Person]) {
    xml.open("persons", &[]);
    for person in persons {
        let id = person.id.map(|id| id.to_string());
        let guid = person.guid.map(|guid| guid.to_string());
        let identity = [("id", id.as_deref()), ("guid", guid.as_deref())];
        xml.leaf("person", &identity, &person.name);
    }
    xml.close("persons");
}

fn references(xml: &mut Xml, list: &str, item: &str, references: &[Reference]) {
    xml.open(list, &[]);
    for Reference { url, title, kind } in references {
        let kind = kind.map(crate::schedule::ReferenceKind::word);
        xml.leaf(item, &[("href", Some(url.as_str())), ("type", kind)], title);
    }
    xml.close(list);
}

/// `HH:MM` while the hours have two digits, `D:HH:MM` beyond (pretalx's way).
fn duration(minutes: i64) -> String {
    if minutes < 100 * 60 {
        return hours_minutes(minutes);
    }
    format!("{}:{}", minutes / (24 * 60), hours_minutes(minutes % (24 * 60)))
}

/// XML under construction, indented so that two releases can be compared line by line.
struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    fn open(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.tag(name, attributes, ">\n");
        self.depth += 1;
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.indent();
        self.text.extend(["</", name, ">\n"]);
    }

    /// An element that holds only text.
    fn leaf(&mut self, name: &str, attributes: &[(&str, Option<&str>)], text: &str) {
        if text.is_empty() {
            return self.tag(name, attributes, "/>\n");
        }
        self.tag(name, attributes, ">");
        escape(&mut self.text, text);
        self.text.extend(["</", name, ">\n"]);
    }

    fn leaf_if_any(&mut self, name: &str, value: Option<&impl ToString>) {
        if let Some(value) = value {
            self.leaf(name, &[], &value.to_string());
        }
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, Option<&str>)], close: &str) {
        self.indent();
        self.text.extend(["<", name]);
        for (key, value) in attributes {
            if let Some(value) = value {
                self.text.extend([" ", key, "=\""]);
                escape(&mut self.text, value);
                self.text.push('"');
            }
        }
        self.text.push_str(close);
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }
}

/// The five characters that markup is made of. Every other one is legal in the normal form.
fn escape(xml: &mut String, text: &str) {
    for symbol in text.chars() {
        match symbol {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&apos;"),
            _ => xml.push(symbol),
        }
    }
}
