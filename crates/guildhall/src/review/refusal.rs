//! Why a verb of this slice did not happen.

use axum::http::StatusCode;

use crate::access::Denied;
use crate::calls;
use crate::error::Refusal;
use crate::people;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// Somebody changed it since it was read.
    Changed,
    NoAddress,
    NoLoad,
    NoReviews,
    NoCriteria,
    /// Marks are given while a phase is open.
    NotOpen,
    /// A mark for every criterion is needed.
    NoMarks,
    NothingSaid,
    TooLong,
    /// The loads cannot be kept; in words of the solver.
    Impossible(String),
    /// There is nothing to rank yet.
    NothingToRank,
    NoPhase,
    /// One of the two must be chosen, or both.
    NotSaid,
    /// A phase in pairs assigns nothing ahead.
    NotAssigned,
}

impl Unwilling {
    /// The field of a form that it is said beside; empty when it is about the whole.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NoAddress => "email",
            Self::NoLoad => "load",
            Self::NoReviews => "reviews",
            Self::NoCriteria => "criteria",
            Self::NoMarks => "marks",
            Self::NothingSaid => "words",
            Self::TooLong => "comment",
            Self::Impossible(_) => "assign",
            Self::NothingToRank => "rank",
            Self::NotAssigned => "assign",
            Self::NotSaid => "said",
            _ => "",
        }
    }
}

impl From<Denied> for Unwilling {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl From<calls::refusal::Unwilling> for Unwilling {
    fn from(refusal: calls::refusal::Unwilling) -> Self {
        match refusal {
            calls::refusal::Unwilling::Denied(denied) => Self::Denied(denied),
            _ => Self::Changed,
        }
    }
}

impl From<people::refusal::Unwilling> for Unwilling {
    fn from(refusal: people::refusal::Unwilling) -> Self {
        match refusal {
            people::refusal::Unwilling::Denied(denied) => Self::Denied(denied),
            _ => Self::NoAddress,
        }
    }
}

impl Refusal for Unwilling {
    fn words(&self, words: Words) -> String {
        match self {
            Self::Denied(denied) => return denied.words(words),
            Self::Impossible(why) => return words.review_impossible(why.as_str()),
            Self::Changed => words.calls_changed(),
            Self::NoAddress => words.people_no_address(),
            Self::NoLoad => words.review_no_load(),
            Self::NoReviews => words.review_no_reviews(),
            Self::NoCriteria => words.review_no_criteria(),
            Self::NotOpen => words.review_not_open(),
            Self::NoMarks => words.review_no_marks(),
            Self::NothingSaid => words.calls_missing(),
            Self::TooLong => words.review_too_long(),
            Self::NothingToRank => words.review_nothing_to_rank(),
            Self::NoPhase => words.review_no_phase(),
            Self::NotSaid => words.review_not_said(),
            Self::NotAssigned => words.review_not_assigned(),
        }
        .to_owned()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::Changed
            | Self::NotOpen
            | Self::Impossible(_)
            | Self::NothingToRank
            | Self::NotAssigned
            | Self::NoPhase => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}
