//! A letter to many, and whom it is for.

use kernel::{Id, Slug, Text, Timestamp, Uuid};
use serde::{Deserialize, Serialize};

pub type GroupLetterId = Id<GroupLetter>;

/// A letter that an organiser wrote to many.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupLetter {
    pub id: GroupLetterId,
    pub edition: Uuid,
    pub audience: Audience,
    /// Templates, in the languages it was written in.
    pub subject: Text,
    pub body: Text,
    pub made_at: Timestamp,
}

/// Whom a letter is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    pub who: Who,
    /// Those with a part in an activity of this part of the edition.
    pub part: Option<Slug>,
    /// Those of this host.
    pub host: Option<Slug>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Everybody with a part in the programme as it is released.
    Programme,
    /// The leads of hosts.
    Leads,
    /// The leads of core communities.
    CoreLeads,
    /// Whoever acts for a host.
    Members,
    Organisers,
}

impl Who {
    pub const ALL: [Self; 5] =
        [Self::Programme, Self::Leads, Self::CoreLeads, Self::Members, Self::Organisers];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Leads => "leads",
            Self::CoreLeads => "core_leads",
            Self::Members => "members",
            Self::Organisers => "organisers",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}
