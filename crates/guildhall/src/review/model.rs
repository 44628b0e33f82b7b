//! Phases of review, reviewers, and what they said.

use kernel::{Id, Slug, Text, Timestamp};
use serde::{Deserialize, Serialize};

use crate::access::AccountId;
use crate::calls::model::{CallId, ProposalId};
use crate::editions::model::EditionId;

pub type PhaseId = Id<Phase>;
pub type ReviewerId = Id<Reviewer>;
pub type ReviewId = Id<Review>;
pub type PairId = Id<Pair>;

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
    /// Reviews of each proposal; in pairs: how often each is compared at least.
    pub reviews: u32,
    /// Lines of a rubric; one for yes or no, and one question for pairs.
    pub criteria: Vec<Criterion>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Marks from 1 to 5, one a criterion.
    Rubric,
    /// Take it, or do not.
    YesNo,
    /// Of two, the one or the other, or both alike.
    Pairs,
}

impl Mode {
    pub const ALL: [Self; 3] = [Self::Rubric, Self::YesNo, Self::Pairs];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Rubric => "rubric",
            Self::YesNo => "yes_no",
            Self::Pairs => "pairs",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }

    /// The marks that may be given, the least first; `None` where none are.
    pub fn marks(self) -> Option<std::ops::RangeInclusive<i64>> {
        match self {
            Self::Rubric => Some(1..=5),
            Self::YesNo => Some(0..=1),
            Self::Pairs => None,
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

/// Two proposals side by side, and which of them a reviewer would rather have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub id: PairId,
    pub phase: PhaseId,
    pub reviewer: ReviewerId,
    pub left: ProposalId,
    pub right: ProposalId,
    /// `None` while it is asked.
    pub said: Option<Said>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Left,
    Right,
    /// Both alike.
    Equal,
}

impl Said {
    pub const ALL: [Self; 3] = [Self::Left, Self::Equal, Self::Right];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Equal => "equal",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.word() == word)
    }
}

impl Pair {
    pub fn has(&self, proposal: ProposalId) -> bool {
        self.left == proposal || self.right == proposal
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
