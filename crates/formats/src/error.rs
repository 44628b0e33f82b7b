//! Why a file could not be read. Every reader of this crate fails with [`ReadError`] and nothing
//! else; the words are English, for the command line, and the variants let a page translate them.

use std::fmt;

use kernel::{Date, Timestamp};

/// A place in a text file, counted as editors count: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// The file was not read; nothing of it was kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct ReadError {
    /// Where the reader stood.
    pub place: Place,
    /// What was wrong there.
    pub problem: Problem,
}

/// What was wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// More bytes than a schedule can have.
    #[error("the file has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Bytes given.
        bytes: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Bytes that are no UTF-8.
    #[error("byte 0x{byte:02X} is not UTF-8 text; save the file as UTF-8")]
    NotUtf8 {
        /// The first offending byte.
        byte: u8,
    },
    /// The XML declaration names another encoding than UTF-8.
    #[error("the encoding \"{name}\" is not read; save the file as UTF-8")]
    Encoding {
        /// The encoding named.
        name: String,
    },
    /// Not well-formed XML (<https://www.w3.org/TR/xml/>).
    #[error("this is not XML: {what}")]
    NotXml {
        /// The rule that was broken.
        what: String,
    },
    /// Not JSON (RFC 8259).
    #[error("this is not JSON: {what}")]
    NotJson {
        /// The rule that was broken.
        what: String,
    },
    /// The file stops in the middle.
    #[error("the file ends inside {open}; it may be cut off")]
    Truncated {
        /// What was still open.
        open: String,
    },
    /// A document type definition. It may define entities that grow without end, or name files on
    /// this machine, so none is ever read.
    #[error("a document type definition (<!DOCTYPE ...>) is refused; remove it")]
    Doctype,
    /// Nested too deeply.
    #[error("more than {limit} levels are nested in one another")]
    TooDeep {
        /// Levels allowed.
        limit: usize,
    },
    /// Too many of something.
    #[error("there are more than {limit} {what}")]
    TooMany {
        /// What was counted.
        what: &'static str,
        /// How many are allowed.
        limit: usize,
    },
    /// Another kind of document.
    #[error("a schedule begins with {wanted}, not with {found}")]
    NotASchedule {
        /// The beginning of a schedule.
        wanted: &'static str,
        /// What was found in its place.
        found: String,
    },
    /// Another kind of document where proposals were wanted.
    #[error(
        "there are no proposals in it: {found} was found, not a table and no export of pretalx, Sessionize or Indico"
    )]
    NotProposals {
        /// What was found.
        found: &'static str,
    },
    /// Two proposals of one code.
    #[error("the code \"{text}\" is given to two proposals, first at {first}")]
    Twice {
        /// The code.
        text: String,
        /// The proposal that had it first.
        first: Place,
    },
    /// Something without which there is no schedule.
    #[error("{of} has no {what}")]
    Missing {
        /// What is absent.
        what: &'static str,
        /// Where it should be.
        of: String,
    },
    /// A value that cannot be understood.
    #[error("{field} \"{text}\" of {of} is not {wanted}")]
    Value {
        /// Name of the value.
        field: &'static str,
        /// The value, shortened.
        text: String,
        /// Whose value.
        of: String,
        /// What it should be.
        wanted: &'static str,
    },
    /// A time zone that the IANA database does not have.
    #[error("there is no time zone \"{name}\"; use an IANA name such as Asia/Shanghai")]
    Zone {
        /// The name, shortened.
        name: String,
    },
    /// An event or day that ends before, or when, it starts.
    #[error("{of} ends at {end}, which is not after its start at {start}")]
    EndBeforeStart {
        /// What ends.
        of: String,
        /// Its start.
        start: Timestamp,
        /// Its end.
        end: Timestamp,
    },
    /// A conference whose last day comes before its first.
    #[error("the conference ends on {end}, before it starts on {start}")]
    ConferenceBackwards {
        /// Its first day.
        start: Date,
        /// Its last day.
        end: Date,
    },
    /// An event of no length.
    #[error("{of} has the duration \"{duration}\"; an event lasts at least a minute")]
    NoLength {
        /// The event.
        of: String,
        /// Its duration as written.
        duration: String,
    },
    /// An event longer than the format can say.
    #[error("{of} lasts {minutes} minutes; at most {limit} can be exchanged")]
    TooLong {
        /// The event.
        of: String,
        /// Its length.
        minutes: i64,
        /// The length allowed.
        limit: i64,
    },
    /// Two events with one identity.
    #[error("{field} \"{text}\" is given to two events, first at {first}")]
    Duplicate {
        /// `id` or `guid`.
        field: &'static str,
        /// The identity.
        text: String,
        /// The event that had it first.
        first: Place,
    },
}
