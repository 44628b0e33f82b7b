//! Categories of passes, orders and admissions.

use kernel::{Date, Id, Slug, Text, Timestamp, Uuid};

use super::document::Kept;
use super::rules::State;
use crate::access::AccountId;

pub type CategoryId = Id<Category>;
pub type OrderId = Id<Order>;
pub type AdmissionId = Id<Admission>;

/// Whom passes of a category are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Visitor,
    Developer,
    Student,
    Enthusiast,
    Guest,
    Speaker,
    HostStaff,
    Exhibitor,
    Press,
    Volunteer,
    /// Somebody under fourteen, with a guardian.
    Minor,
}

impl Kind {
    pub const ALL: [Self; 11] = [
        Self::Visitor,
        Self::Developer,
        Self::Student,
        Self::Enthusiast,
        Self::Guest,
        Self::Speaker,
        Self::HostStaff,
        Self::Exhibitor,
        Self::Press,
        Self::Volunteer,
        Self::Minor,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Developer => "developer",
            Self::Student => "student",
            Self::Enthusiast => "enthusiast",
            Self::Guest => "guest",
            Self::Speaker => "speaker",
            Self::HostStaff => "host_staff",
            Self::Exhibitor => "exhibitor",
            Self::Press => "press",
            Self::Volunteer => "volunteer",
            Self::Minor => "minor",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A sort of pass of one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub id: CategoryId,
    pub edition: Uuid,
    pub slug: Slug,
    pub kind: Kind,
    pub name: Text,
    pub opens_at: Option<Timestamp>,
    pub closes_at: Option<Timestamp>,
    /// The days it is good for; none: all.
    pub days: Vec<Date>,
    pub price_minor: i64,
    /// ISO 4217.
    pub currency: String,
    pub code_hash: Option<Vec<u8>>,
    pub real_name: bool,
    pub places: i64,
    pub taken: i64,
    pub version: i64,
}

impl Category {
    /// True while orders are taken.
    pub fn is_open_at(&self, now: Timestamp) -> bool {
        self.opens_at.is_none_or(|open| open <= now) && self.closes_at.is_none_or(|end| now < end)
    }
}

/// What somebody ordered together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub id: OrderId,
    pub edition: Uuid,
    pub account: Option<AccountId>,
    pub placed_at: Timestamp,
}

store::row!(Order { id, edition, account, placed_at });

/// Somebody's admission.
#[derive(Clone, PartialEq, Eq)]
pub struct Admission {
    pub id: AdmissionId,
    pub edition: Uuid,
    pub order: OrderId,
    pub category: CategoryId,
    pub state: State,
    pub state_at: Timestamp,
    pub holder: String,
    pub document: Option<Kept>,
    /// Who answers for somebody under fourteen, and since when.
    pub guardian: Option<(AdmissionId, Timestamp)>,
}

// Personal: it must not slip into a log.
impl std::fmt::Debug for Admission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Admission({}, {})", self.id, self.state.word())
    }
}
