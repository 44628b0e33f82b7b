//! Calendars to subscribe to: iCalendar (RFC 5545), with the names of RFC 7986.
//!
//! Moments are written in UTC. A zone's rules (`VTIMEZONE`) would be a second copy of the IANA
//! database that goes stale in people's phones; the phone knows its own, and `X-WR-TIMEZONE` tells
//! it which clock the conference shows.
//!
//! What it is *not*: a reader, and nothing that repeats (`RRULE`). Start with [`write()`].

use kernel::{Interval, Timestamp, Zone};

use crate::schedule::{Url, text};

/// A calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What an app shows as its name.
    pub name: String,
    /// The clock that the conference goes by.
    pub zone: Zone,
    /// What is in it.
    pub entries: Vec<Entry>,
}

/// Something in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The same in every release, so that an app moves the entry instead of doubling it.
    pub uid: String,
    /// When.
    pub interval: Interval,
    /// Title.
    pub summary: String,
    /// Plain text, or empty.
    pub description: String,
    /// Where, in words, or empty.
    pub location: String,
    /// Where, on the map.
    pub geo: Option<Geo>,
    /// Its page.
    pub url: Option<Url>,
    /// Who holds it.
    pub organizer: Option<Organizer>,
    /// Tracks, kinds.
    pub categories: Vec<String>,
    /// How often time or place have changed since it was first published.
    pub sequence: u32,
    /// Whether it takes place.
    pub status: Status,
    /// When it last changed. Also its `DTSTAMP`, so the same release is always the same file.
    pub last_modified: Timestamp,
}

/// A point on Earth in millionths of a degree, north and east.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geo {
    /// -90,000,000 to 90,000,000.
    pub latitude_micro: i32,
    /// -180,000,000 to 180,000,000.
    pub longitude_micro: i32,
}

/// Who holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organizer {
    /// Their name.
    pub name: String,
    /// `mailto:` or a page.
    pub address: Url,
}

/// Whether something takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not certain yet.
    Tentative,
    /// It takes place.
    Confirmed,
    /// It does not; apps strike it out.
    Cancelled,
}

/// What an organiser asks of one who takes part: their calendar does it with one press (RFC 5546).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What is asked.
    pub method: Method,
    /// Who asks.
    pub organizer: Organizer,
    /// Who is asked: `mailto:`.
    pub attendee: Url,
    /// About what.
    pub entry: Entry,
}

/// What a message asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Put it in, or move it to where it is now.
    Request,
    /// Take it out.
    Cancel,
}

impl Method {
    /// As the file and the letter around it (RFC 6047) name it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Octets of a content line before its line break (RFC 5545 §3.1).
const LINE_OCTETS_MAX: usize = 75;

/// Writes the calendar.
pub fn write(calendar: &Calendar) -> String {
    let mut lines = Lines::begun("PUBLISH");
    lines.put_text("NAME", &calendar.name);
    lines.put_text("X-WR-CALNAME", &calendar.name);
    lines.put_text("X-WR-TIMEZONE", calendar.zone.name());
    for one in &calendar.entries {
        entry(&mut lines, one, None);
    }
    lines.put("END", "VCALENDAR");
    lines.0
}

/// Writes the message.
pub fn write_message(message: &Message) -> String {
    let mut lines = Lines::begun(message.method.word());
    let organizer = Some(message.organizer.clone());
    let status = match message.method {
        Method::Request => message.entry.status,
        Method::Cancel => Status::Cancelled,
    };
    let one = Entry { organizer, status, ..message.entry.clone() };
    entry(&mut lines, &one, Some(&message.attendee));
    lines.put("END", "VCALENDAR");
    lines.0
}

fn entry(lines: &mut Lines, entry: &Entry, attendee: Option<&Url>) {
    lines.put("BEGIN", "VEVENT");
    lines.put_text("UID", &entry.uid);
    lines.put("DTSTAMP", &utc(entry.last_modified));
    lines.put("DTSTART", &utc(entry.interval.start()));
    lines.put("DTEND", &utc(entry.interval.end()));
    lines.put_text("SUMMARY", &entry.summary);
    lines.put_text_if_any("DESCRIPTION", &entry.description);
    lines.put_text_if_any("LOCATION", &entry.location);
    if let Some(Geo { latitude_micro, longitude_micro }) = entry.geo {
        let point = format!("{};{}", degrees(latitude_micro), degrees(longitude_micro));
        lines.put("GEO", &point);
    }
    if let Some(url) = &entry.url {
        lines.put("URL", url.as_str());
    }
    if let Some(Organizer { name, address }) = &entry.organizer {
        let parameter = quoted_parameter(name);
        lines.put(&format!("ORGANIZER;CN={parameter}"), address.as_str());
    }
    if let Some(attendee) = attendee {
        // Nobody is asked to answer: they have said yes before.
        lines.put("ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE", attendee.as_str());
    }
    let categories: Vec<String> = entry.categories.iter().map(|it| escaped(it)).collect();
    if !categories.is_empty() {
        lines.put("CATEGORIES", &categories.join(","));
    }
    lines.put("SEQUENCE", &entry.sequence.to_string());
    lines.put("STATUS", entry.status.word());
    lines.put("LAST-MODIFIED", &utc(entry.last_modified));
    lines.put("END", "VEVENT");
}

impl Status {
    const fn word(self) -> &'static str {
        match self {
            Self::Tentative => "TENTATIVE",
            Self::Confirmed => "CONFIRMED",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// `20250221T013000Z`.
fn utc(moment: Timestamp) -> String {
    let wall = Zone::utc().wall(moment);
    let (year, month, day) = (wall.date.year(), wall.date.month(), wall.date.day());
    let (hour, minute) = (wall.minute / 60, wall.minute % 60);
    let second = moment.as_millis().div_euclid(1000).rem_euclid(60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

fn degrees(micro: i32) -> String {
    let sign = if micro < 0 { "-" } else { "" };
    let micro = micro.unsigned_abs();
    format!("{sign}{}.{:06}", micro / 1_000_000, micro % 1_000_000)
}

/// A value of type TEXT (RFC 5545 §3.3.11).
fn escaped(words: &str) -> String {
    let mut value = String::with_capacity(words.len());
    for symbol in text(words).chars() {
        match symbol {
            '\\' | ';' | ',' => value.extend(['\\', symbol]),
            '\n' => value.push_str("\\n"),
            _ => value.push(symbol),
        }
    }
    value
}

/// The value of a parameter, in quotation marks that it must not hold itself; RFC 6868 writes them
/// and line ends with a caret.
fn quoted_parameter(words: &str) -> String {
    let value = text(words).replace('^', "^^").replace('"', "^'").replace('\n', "^n");
    format!("\"{value}\"")
}

struct Lines(String);

impl Lines {
    fn begun(method: &str) -> Self {
        let mut lines = Self(String::new());
        lines.put("BEGIN", "VCALENDAR");
        lines.put("VERSION", "2.0");
        lines.put("PRODID", "-//Guildhall//Guildhall//EN");
        lines.put("CALSCALE", "GREGORIAN");
        lines.put("METHOD", method);
        lines
    }

    /// One content line, folded without cutting a letter in two (RFC 5545 §3.1). White space goes
    /// to the next line: some readers trim the ends of lines before they unfold them.
    fn put(&mut self, name: &str, value: &str) {
        let mut start = self.0.len();
        for symbol in format!("{name}:{value}").chars() {
            if self.0.len() - start + symbol.len_utf8() > LINE_OCTETS_MAX {
                let kept = start + self.0[start..].trim_end().len();
                let half = start + LINE_OCTETS_MAX / 2;
                let space = self.0.split_off(if kept > half { kept } else { self.0.len() });
                self.0.push_str("\r\n");
                start = self.0.len();
                self.0.extend([" ", &space]);
            }
            self.0.push(symbol);
        }
        self.0.push_str("\r\n");
    }

    fn put_text(&mut self, name: &str, words: &str) {
        self.put(name, &escaped(words));
    }

    fn put_text_if_any(&mut self, name: &str, words: &str) {
        if !words.is_empty() {
            self.put_text(name, words);
        }
    }
}
