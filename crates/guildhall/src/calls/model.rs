//! Calls, proposals, those who propose, and their files.

use kernel::{Id, LangTag, Slug, Text, Timestamp};
use serde::{Deserialize, Serialize};

use super::form::Field;
use super::sheet::{Profile, Sheet};
use crate::access::{AccountId, Scope};
use crate::editions::model::{EditionId, PartId};
use crate::hosts::model::HostId;
use crate::people::model::PersonId;
use crate::programme::model::{ActivityId, Kind};

pub type CallId = Id<Call>;
pub type ProposalId = Id<Proposal>;
pub type SpeakerId = Id<Speaker>;
pub type FileId = Id<File>;

/// What is asked for, when, and by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub id: CallId,
    pub edition: EditionId,
    /// `None`: the edition's own.
    pub host: Option<HostId>,
    pub slug: Slug,
    pub state: CallState,
    pub opens_at: Timestamp,
    pub closes_at: Timestamp,
    /// Empty: everybody may propose.
    pub access_code: String,
    pub body: Body,
    pub version: i64,
}

/// What a call says and asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Body {
    pub name: Text,
    /// CommonMark.
    pub about: Text,
    /// The section of the programme that what is accepted goes to.
    pub part: Option<PartId>,
    /// At least one.
    pub kinds: Vec<Kind>,
    /// Minutes; none: whoever runs it decides later.
    pub durations: Vec<i64>,
    /// Besides whoever proposes.
    pub co_speakers_max: usize,
    pub fields: Vec<Field>,
    /// Invented for a demonstration.
    #[serde(default)]
    pub sample: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallState {
    /// Seen by whoever runs it alone.
    Draft,
    /// Public; open between its two moments.
    Announced,
    /// Public, and closed whatever the time is.
    Closed,
}

impl CallState {
    pub const ALL: [Self; 3] = [Self::Draft, Self::Announced, Self::Closed];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Announced => "announced",
            Self::Closed => "closed",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Where a call stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Draft,
    /// Public, not open yet.
    Ahead,
    Open,
    Over,
}

impl Call {
    pub fn standing(&self, now: Timestamp) -> Standing {
        match self.state {
            CallState::Draft => Standing::Draft,
            CallState::Closed => Standing::Over,
            CallState::Announced if now < self.opens_at => Standing::Ahead,
            CallState::Announced if now < self.closes_at => Standing::Open,
            CallState::Announced => Standing::Over,
        }
    }

    /// Where whoever runs it needs a permission.
    pub fn scope(&self) -> Scope {
        match self.host {
            Some(host) => Scope::host(self.edition, host),
            None => Scope::edition(self.edition),
        }
    }
}

/// What somebody proposes.
#[derive(Clone, PartialEq)]
pub struct Proposal {
    pub id: ProposalId,
    pub call: CallId,
    pub edition: EditionId,
    pub number: i64,
    pub state: State,
    pub sheet: Sheet,
    pub waiting_rank: Option<i64>,
    /// What the decision says to those who proposed.
    pub note: String,
    pub version: i64,
    pub imported_as: Option<String>,
    pub activity: Option<ActivityId>,
    pub begun_at: Timestamp,
    pub submitted_at: Option<Timestamp>,
    pub changed_at: Timestamp,
    pub decided_at: Option<Timestamp>,
    pub decided_by: Option<AccountId>,
    pub answered_at: Option<Timestamp>,
    pub erase_at: Option<Timestamp>,
    pub erased_at: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Draft,
    Submitted,
    Withdrawn,
    Accepted,
    Waiting,
    Declined,
    /// Its speaker said yes: it is an activity of the draft programme.
    Confirmed,
    /// Its speaker said no after it was accepted.
    Refused,
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Submitted,
        Self::Withdrawn,
        Self::Accepted,
        Self::Waiting,
        Self::Declined,
        Self::Confirmed,
        Self::Refused,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Withdrawn => "withdrawn",
            Self::Accepted => "accepted",
            Self::Waiting => "waiting",
            Self::Declined => "declined",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// True while whoever runs the call may decide, or decide again.
    pub const fn is_to_decide(self) -> bool {
        matches!(self, Self::Submitted | Self::Accepted | Self::Waiting | Self::Declined)
    }
}

/// Somebody who proposes or speaks with them.
#[derive(Clone, PartialEq, Eq)]
pub struct Speaker {
    pub id: SpeakerId,
    pub proposal: ProposalId,
    pub position: i64,
    pub state: SpeakerState,
    pub email: String,
    /// The language of letters.
    pub lang: kernel::Lang,
    pub profile: Profile,
    pub person: Option<PersonId>,
    pub invited_at: Timestamp,
    pub answered_at: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerState {
    Lead,
    Invited,
    Confirmed,
    Declined,
}

impl SpeakerState {
    pub const ALL: [Self; 4] = [Self::Lead, Self::Invited, Self::Confirmed, Self::Declined];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Invited => "invited",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A file without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub id: FileId,
    pub proposal: ProposalId,
    pub field: Slug,
    pub name: String,
    pub sort: String,
    pub bytes: i64,
}

/// A proposal in a list.
#[derive(Clone, PartialEq)]
pub struct Line {
    pub id: ProposalId,
    pub number: i64,
    pub state: State,
    pub kind: String,
    pub language: String,
    pub title: Text,
    /// Names of those who propose, as they were written.
    pub names: String,
    pub waiting_rank: Option<i64>,
    pub version: i64,
    pub submitted_at: Option<Timestamp>,
}

/// A proposal with those who propose it and the names of its files.
#[derive(Clone)]
pub struct Dossier {
    pub proposal: Proposal,
    pub speakers: Vec<Speaker>,
    pub files: Vec<File>,
}

impl Dossier {
    pub fn lead(&self) -> Option<&Speaker> {
        self.speakers.first()
    }

    /// Whose address that is.
    pub fn speaker_at(&self, email: &str) -> Option<&Speaker> {
        self.speakers.iter().find(|one| !email.is_empty() && one.email == email)
    }
}

/// The language of a sheet, when it names one.
pub type Tag = LangTag;

// Personal: none of these must slip into a log.
impl std::fmt::Debug for Proposal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Proposal({}, {:?})", self.id, self.state)
    }
}
impl std::fmt::Debug for Speaker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Speaker({}, {:?})", self.id, self.state)
    }
}
