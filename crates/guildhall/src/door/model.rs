//! Spaces, gates and their devices.

use kernel::{Date, Id, Slug, Text, Timestamp, Uuid, Zone};

use crate::access::AccountId;

pub type SpaceId = Id<Space>;
pub type GateId = Id<Gate>;
pub type DeviceId = Id<Device>;

/// Where people are counted: a venue, or a hall of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Space {
    pub id: SpaceId,
    pub edition: Uuid,
    /// The venue or the hall.
    pub place: Uuid,
    pub name: Text,
    /// The edition's.
    pub zone: Zone,
    /// More make it warn.
    pub people_max: Option<i64>,
    /// Who was not seen to leave is counted as gone after so long.
    pub stay_minutes: i64,
    /// Entries expected on each day.
    pub expected: Option<i64>,
}

store::row!(Space { id, edition, place, name, zone, people_max, stay_minutes, expected });

/// Which way a gate leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    In,
    Out,
}

impl Direction {
    pub const fn word(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Self::In, Self::Out].into_iter().find(|one| one.word() == word)
    }
}

/// Who came in before may come in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reentry {
    /// At any time.
    Free,
    /// Once they were scanned on their way out, or their stay has lapsed.
    AfterExit,
    /// Not on the same day.
    Never,
}

impl Reentry {
    pub const ALL: [Self; 3] = [Self::Free, Self::AfterExit, Self::Never];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::AfterExit => "after_exit",
            Self::Never => "never",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// One of several gates that share the passes of a time without network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    pub number: i64,
    pub of: i64,
}

impl Lane {
    pub const ALL: Self = Self { number: 0, of: 1 };
}

/// A gate with its rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    pub id: GateId,
    pub edition: Uuid,
    pub slug: Slug,
    pub name: Text,
    pub space: SpaceId,
    /// Where it leads; `None`: both ways, as whoever stands there says.
    pub direction: Option<Direction>,
    /// None: every day.
    pub days: Vec<Date>,
    /// None: every category.
    pub categories: Vec<Uuid>,
    pub reentry: Reentry,
    pub lane: Lane,
    /// People in line, and when somebody there said so.
    pub waiting: Option<(i64, Timestamp)>,
    pub version: i64,
}

/// A phone or a scanner that is used at a gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    pub edition: Uuid,
    pub gate: GateId,
    pub name: String,
    pub account: AccountId,
    pub invite_until: Timestamp,
    pub enrolled_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
    pub seen_at: Option<Timestamp>,
    pub clock_off_ms: Option<i64>,
    pub held: Option<i64>,
}

store::row!(Device {
    id,
    edition,
    gate,
    name,
    account,
    invite_until,
    enrolled_at,
    revoked_at,
    seen_at,
    clock_off_ms,
    held
});
