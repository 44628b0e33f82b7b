//! What a host was granted, and invitations to act for it.

use kernel::{Id, Timestamp};
use serde::{Deserialize, Serialize};

use crate::access::{AccountId, Role};
use crate::editions::model::{Feature, HallId};
use crate::hosts::model::HostId;

pub type HostGrantId = Id<HostGrant>;
pub type InvitationId = Id<Invitation>;

/// What a grant is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Minutes in halls, set-up not counted.
    HallMinutes,
    /// Activities that lie in no other.
    Activities,
    /// Places of those activities together.
    Seats,
    /// Admissions to the edition.
    Passes,
    Badges,
    /// Tables for meetings.
    Tables,
}

impl Resource {
    pub const ALL: [Self; 6] = [
        Self::HallMinutes,
        Self::Activities,
        Self::Seats,
        Self::Passes,
        Self::Badges,
        Self::Tables,
    ];

    /// As rows and forms have it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::HallMinutes => "hall_minutes",
            Self::Activities => "activities",
            Self::Seats => "seats",
            Self::Passes => "passes",
            Self::Badges => "badges",
            Self::Tables => "tables",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|resource| resource.word() == word)
    }
}

/// Where granted minutes may be spent; what is no time is granted for any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Halls {
    One(HallId),
    /// Whichever has this.
    With(Feature),
    Any,
}

impl Halls {
    pub const fn hall(self) -> Option<HallId> {
        match self {
            Self::One(hall) => Some(hall),
            Self::With(_) | Self::Any => None,
        }
    }

    pub const fn feature(self) -> Option<Feature> {
        match self {
            Self::With(feature) => Some(feature),
            Self::One(_) | Self::Any => None,
        }
    }
}

/// A budget that a host may spend alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostGrant {
    pub id: HostGrantId,
    pub host: HostId,
    pub resource: Resource,
    pub halls: Halls,
    /// At least 1.
    pub amount: i64,
    pub granted_at: Timestamp,
}

/// Somebody asked to act for a host.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub edition: kernel::Uuid,
    pub host: HostId,
    pub role: Role,
    /// Whom the letter goes to; empty once the invitation has ended.
    pub email: String,
    pub made_by: Option<AccountId>,
    pub made_at: Timestamp,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
    pub withdrawn_at: Option<Timestamp>,
}

impl Invitation {
    /// True while it can be accepted.
    pub fn stands_at(&self, now: Timestamp) -> bool {
        self.used_at.is_none() && self.withdrawn_at.is_none() && now < self.expires_at
    }
}

// Personal: it must not slip into a log.
impl std::fmt::Debug for Invitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Invitation({})", self.id)
    }
}
