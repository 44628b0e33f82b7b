//! A published schedule, free of any file format: what frab's `schedule.xml`
//! (<https://c3voc.de/wiki/schedule>) and c3voc's `schedule.json` can both say.
//!
//! What it is *not*: the product's own programme. Forms of a place or a talk that only one system
//! knows are left out by the readers and counted in [`crate::Notes`].
//!
//! **Invariant:** for every file that can be read, *import, export, import changes nothing*:
//! `read(write(s)) == s.normalised()` for JSON, and `== schedule_xml::carried(s)` for XML, which
//! has no words for biographies and room descriptions. Held by `tests/exchange/round_trip.rs`.

mod days;
mod normal;
mod words;

use kernel::{Date, Interval, LangTag, Uuid, Zone};

pub(crate) use days::{Sheet, sheets};
pub(crate) use normal::{ID_MAX, is_code, named, untaken};
pub use words::{Color, Url};
pub(crate) use words::{line, text};

/// A whole schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The name of this release, for example `v1.3`.
    pub version: String,
    /// The address that relative addresses in the file start from.
    pub base_url: Option<Url>,
    /// What the schedule is of.
    pub conference: Conference,
    /// The days, in order. When empty, the writers make one per date on which an event starts.
    pub days: Vec<Day>,
    /// The tracks.
    pub tracks: Vec<Track>,
    /// The rooms, in the order in which they are shown.
    pub rooms: Vec<Room>,
    /// Everything that takes place, in any order.
    pub events: Vec<Event>,
}

/// What the schedule is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conference {
    /// Short name, for example `fosdem-2025`.
    pub acronym: String,
    /// Name.
    pub title: String,
    /// A few sentences; JSON only.
    pub description: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// The zone of its clocks, if known.
    pub time_zone: Option<Zone>,
    /// Minutes in one row of a printed grid.
    pub timeslot_minutes: u16,
    /// Its page.
    pub url: Option<Url>,
    /// Its picture.
    pub logo: Option<Url>,
    /// Its colours.
    pub colors: Option<Colors>,
    /// The building it is held in. Some files say so; no format that we write can.
    pub venue: String,
    /// The town, likewise.
    pub city: String,
}

/// The two colours of a conference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colors {
    /// For accents.
    pub primary: Color,
    /// Behind everything.
    pub background: Option<Color>,
}

/// One day of the schedule. It may run past midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date it goes by.
    pub date: Date,
    /// From its first to its last hour.
    pub span: Interval,
}

/// A thread through the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// Name, the key of the track.
    pub name: String,
    /// Name in addresses.
    pub slug: Option<String>,
    /// Colour.
    pub color: Option<Color>,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Name, the key of the room.
    pub name: String,
    /// The same on every system and in every release.
    pub guid: Option<Uuid>,
    /// A sentence or two; JSON only.
    pub description: String,
    /// Seats; JSON only.
    pub capacity: Option<u32>,
}

/// One thing that takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same on every system and in every release; no two events share it.
    pub guid: Uuid,
    /// The old numeric identity, 1 or more. The writers make one up when it is absent.
    pub id: Option<u64>,
    /// Short identity of the submission, for example `CEZNQP`. Capitals and digits.
    pub code: Option<String>,
    /// Name in addresses.
    pub slug: Option<String>,
    /// Title.
    pub title: String,
    /// Subtitle, or empty.
    pub subtitle: String,
    /// Name of its [`Track`].
    pub track: Option<String>,
    /// Talk, workshop, …: free words.
    pub kind: String,
    /// The language spoken.
    pub language: Option<LangTag>,
    /// Summary as plain text, Markdown or HTML, as the source had it; or empty.
    pub abstract_: String,
    /// The long form of the same; or empty.
    pub description: String,
    /// Name of its [`Room`].
    pub room: Option<String>,
    /// When.
    pub interval: Interval,
    /// Who, in order.
    pub persons: Vec<Person>,
    /// Related pages.
    pub links: Vec<Reference>,
    /// Files, such as slides.
    pub attachments: Vec<Reference>,
    /// Its page.
    pub url: Option<Url>,
    /// Where to say how it was.
    pub feedback_url: Option<Url>,
    /// Its page at the system it came from.
    pub origin_url: Option<Url>,
    /// Its picture.
    pub logo: Option<Url>,
    /// The licence of the recording, or empty.
    pub recording_license: String,
    /// Whether a camera may run.
    pub recording: Recording,
}

/// Whether an event may be recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recording {
    /// Nothing speaks against it.
    #[default]
    Allowed,
    /// The speakers do not want it.
    OptedOut,
}

/// Somebody on stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The public name, never empty.
    pub name: String,
    /// The same on every system.
    pub guid: Option<Uuid>,
    /// The old numeric identity.
    pub id: Option<i64>,
    /// Short identity, for example `PAUP8P`; JSON only.
    pub code: Option<String>,
    /// Who they are; JSON only.
    pub biography: String,
    /// Their picture; JSON only.
    pub avatar: Option<Url>,
}

/// A page or file that belongs to an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where it is.
    pub url: Url,
    /// What it is called, or empty.
    pub title: String,
    /// What it is.
    pub kind: Option<ReferenceKind>,
}

/// The kinds of references that `schedule.schema.json` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the schema gives these words without explanation")]
pub enum ReferenceKind {
    Slides,
    Paper,
    Web,
    Blog,
    Article,
    Media,
    Related,
    Activitypub,
}

impl ReferenceKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Slides,
        Self::Paper,
        Self::Web,
        Self::Blog,
        Self::Article,
        Self::Media,
        Self::Related,
        Self::Activitypub,
    ];

    /// The word in the file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Slides => "slides",
            Self::Paper => "paper",
            Self::Web => "web",
            Self::Blog => "blog",
            Self::Article => "article",
            Self::Media => "media",
            Self::Related => "related",
            Self::Activitypub => "activitypub",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Schedule {
    /// The zone in which clocks are shown: the conference's own, else UTC.
    pub fn zone(&self) -> Zone {
        self.conference.time_zone.clone().unwrap_or_else(Zone::utc)
    }
}
