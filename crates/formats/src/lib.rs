//! Pure readers and writers of what conferences exchange with the world: published schedules
//! (`schedule.xml`, `schedule.json`), calendars (iCalendar) and tables (CSV).
//!
//! **Read leniently, write strictly.** A reader takes any order of elements, unknown extras and old
//! layouts, says in [`Notes`] what it left out or assumed, and gives either a whole [`Schedule`] or
//! one [`ReadError`] with its line and column; never half a schedule. A writer gives only what the
//! published schemas allow.
//!
//! What it is *not*: nothing here opens a file, asks for the time or knows the product's own
//! activities. Start with [`read`], [`schedule::Schedule`] and [`schedule_xml::write`].
#![warn(missing_docs)]

mod draft;
mod error;
pub mod ical;
pub mod limits;
mod notes;
pub mod proposals;
pub mod schedule;
pub mod schedule_json;
pub mod schedule_xml;
mod source;
pub mod table;

use kernel::Zone;

pub use error::{Place, Problem, ReadError};
pub use notes::{Assumed, Notes, Skip, SkipKind};
pub use schedule::Schedule;

/// What a reader made of a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The schedule.
    pub schedule: Schedule,
    /// What was left out and what was assumed.
    pub notes: Notes,
}

/// Reads `schedule.xml` or `schedule.json`, told apart by the first character that is not a space.
pub fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    if is_json(bytes) { schedule_json::read(bytes) } else { schedule_xml::read(bytes) }
}

/// Like [`read`]; clocks of a file that names no zone are those of `zone`.
pub fn read_in(bytes: &[u8], zone: &Zone) -> Result<Reading, ReadError> {
    if is_json(bytes) {
        schedule_json::read_in(bytes, zone)
    } else {
        schedule_xml::read_in(bytes, zone)
    }
}

fn is_json(bytes: &[u8]) -> bool {
    let after_mark = bytes.strip_prefix(source::BYTE_ORDER_MARK).unwrap_or(bytes);
    let first = after_mark.iter().find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'{' | b'['))
}
