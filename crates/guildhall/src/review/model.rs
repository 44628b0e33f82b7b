//! Phases of review, reviewers, and what they said.

use kernel::{Id, Slug, Text, Timestamp};
use serde::{Deserialize, Serialize};

use crate::access::AccountId;
use crate::calls::model::{CallId, ProposalId};
use crate::editions::model::EditionId;

pub type PhaseId = Id<Phase>;
pub type ReviewerId = Id<Reviewer>;
pub type ReviewId = Id<Review>;

/// One round of review of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    pub id: PhaseId,
    pub call: CallId,
    pub edition: EditionId,
    pub number: i64,
    pub state: PhaseState,
    pub body: Manner,
    /// From which who reads what was drawn last.
    pub seed: Option<i64>,
    pub assigned_at: Option<Timestamp>,
    pub ranked_at: Option<Timestamp>,
    pub version: i64,
}

/// How a phase is judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manner {
    pub mode: Mode,
    /// Names are hidden from reviewers.
    pub anonymous: bool,
    /// Reviews of each proposal.
    pub reviews: u32,
    /// Lines of a rubric; one for yes or no.
    pub criteria: Vec<Criterion>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Marks from 1 to 5, one a criterion.
    Rubric,
    /// Take it, or do not.
    YesNo,
}

impl Mode {
    pub const ALL: [Self; 2] = [Self::Rubric, Self::YesNo];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Rubric => "rubric",
            Self::YesNo => "yes_no",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }

    /// The marks that may be given, the least first.
    pub const fn marks(self) -> std::ops::RangeInclusive<i64> {
        match self {
            Self::Rubric => 1..=5,
            Self::YesNo => 0..=1,
        }
    }
}

/// One line of a rubric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    pub name: Text,
    pub weight: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseState {
    Prepared,
    Open,
    Closed,
}

impl PhaseState {
    pub const ALL: [Self; 3] = [Self::Prepared, Self::Open, Self::Closed];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Somebody who reviews what was proposed to a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    pub id: ReviewerId,
    pub call: CallId,
    pub edition: EditionId,
    pub account: AccountId,
    pub topics: Vec<Slug>,
    pub interests: String,
    pub load_max: i64,
    pub ended_at: Option<Timestamp>,
}

/// Who reads what, and what they said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub id: ReviewId,
    pub phase: PhaseId,
    pub proposal: ProposalId,
    pub reviewer: ReviewerId,
    pub state: ReviewState,
    /// One a criterion; empty until it is given.
    pub marks: Vec<i64>,
    pub comment: String,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    Assigned,
    Given,
    /// The reviewer must not judge it.
    Conflict,
}

impl ReviewState {
    pub const ALL: [Self; 3] = [Self::Assigned, Self::Given, Self::Conflict];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Given => "given",
            Self::Conflict => "conflict",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What the ranking model made of a proposal's reviews, in thousandths of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    pub proposal: ProposalId,
    pub place: i64,
    pub value_e3: i64,
    pub error_e3: Option<i64>,
    /// Nine times of ten the true place lies between these.
    pub places: Option<(i64, i64)>,
    /// The plain mean of its marks.
    pub plain_e3: i64,
    pub reviews: i64,
}

/// Something said about a proposal among those who review it.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    pub account: Option<AccountId>,
    pub words: String,
    pub at: Timestamp,
}
