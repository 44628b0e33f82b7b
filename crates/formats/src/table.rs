//! A schedule as a table (CSV, RFC 4180) for people who live in spreadsheets.
//!
//! What it is *not*: a format to import from. One row per event, in order of time; times are those
//! of the conference's clocks.

use crate::schedule::{Event, Schedule};

/// The columns. `minutes` is the length; `persons` are names between semicolons.
pub const COLUMNS: [&str; 16] = [
    "id",
    "guid",
    "date",
    "start",
    "end",
    "minutes",
    "room",
    "track",
    "type",
    "language",
    "title",
    "subtitle",
    "persons",
    "abstract",
    "url",
    "recording",
];

/// Writes the table as UTF-8 with a byte order mark, without which Excel shows Chinese as noise.
///
/// A cell that a spreadsheet would take for a formula is given a leading apostrophe, because titles
/// come from strangers (OWASP, *CSV Injection*).
pub fn write(schedule: &Schedule) -> Vec<u8> {
    let schedule = schedule.normalised();
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::from(crate::source::BYTE_ORDER_MARK));
    let mut put = |row: &[String; COLUMNS.len()]| {
        table.write_record(row).expect("rows of one length go into memory without fail");
    };
    put(&COLUMNS.map(str::to_owned));
    for event in &schedule.events {
        put(&row(&schedule, event).map(unexecuted));
    }
    table.into_inner().expect("memory can be flushed")
}

fn row(schedule: &Schedule, event: &Event) -> [String; COLUMNS.len()] {
    let zone = schedule.zone();
    let (start, end) = (zone.wall(event.interval.start()), zone.wall(event.interval.end()));
    let persons: Vec<&str> = event.persons.iter().map(|person| person.name.as_str()).collect();
    let words = |words: &Option<String>| words.clone().unwrap_or_default();
    [
        event.id.map(|id| id.to_string()).unwrap_or_default(),
        event.guid.to_string(),
        start.date.to_string(),
        start.clock(),
        end.clock(),
        event.interval.minutes().to_string(),
        words(&event.room),
        words(&event.track),
        event.kind.clone(),
        event.language.as_ref().map(ToString::to_string).unwrap_or_default(),
        event.title.clone(),
        event.subtitle.clone(),
        persons.join("; "),
        event.abstract_.clone(),
        event.url.as_ref().map(ToString::to_string).unwrap_or_default(),
        match event.recording {
            crate::schedule::Recording::Allowed => "allowed".to_owned(),
            crate::schedule::Recording::OptedOut => "opted out".to_owned(),
        },
    ]
}

/// A cell that stays text in a spreadsheet.
fn unexecuted(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell
    }
}
