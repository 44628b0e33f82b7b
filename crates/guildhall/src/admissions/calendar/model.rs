//! Parties, slots and commitments.

use kernel::{Interval, Timestamp, Uuid};

use crate::editions::model::VenueId;
use crate::programme::model::ActivityId;

/// Whoever has a calendar: a pass, or a person of the programme, by its id.
pub type Party = Uuid;

/// Where and when somebody would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub activity: ActivityId,
    /// The larger activity that holds it: being in both is no clash.
    pub within: Option<ActivityId>,
    pub venue: VenueId,
    pub interval: Interval,
}

/// What a commitment comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A seat, by its id.
    Seat(Uuid),
    /// A part in an activity of the programme.
    Role(ActivityId),
}

impl Cause {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Seat(_) => "seat",
            Self::Role(_) => "role",
        }
    }

    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Seat(id) => id,
            Self::Role(id) => id.uuid(),
        }
    }

    pub fn read(word: &str, id: Uuid) -> Option<Self> {
        match word {
            "seat" => Some(Self::Seat(id)),
            "role" => Some(Self::Role(ActivityId::from_uuid(id))),
            _ => None,
        }
    }
}

/// Something that a party has said yes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment {
    pub party: Party,
    pub cause: Cause,
    pub slot: Slot,
    /// When a release moved it.
    pub moved_at: Option<Timestamp>,
}
