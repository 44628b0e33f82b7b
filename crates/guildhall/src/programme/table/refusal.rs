//! Why a verb of the table did not happen.

use axum::http::StatusCode;

use crate::access::Denied;
use crate::error::Refusal;
use crate::programme::conflicts::Conflict;
use crate::programme::verbs;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// The hall is none of this edition.
    NoHall,
    /// The day is none of this edition.
    NoDay,
    /// The start is no time of the day.
    NoStart,
    /// The length is no number of minutes up to a day.
    NoLength,
    /// Somebody else has moved it since it was looked at.
    MovedMeanwhile,
    /// Somebody else has set the rules since they were looked at.
    RulesChanged,
    /// The edition's rules block what this would cause.
    Blocked(Vec<Conflict>),
    /// There is no step of one's own to take back, or to do again.
    NothingToUndo,
    NothingToRedo,
    /// Others have moved what the step moved.
    Overtaken,
    /// The solver is at work on this draft already.
    RunUnderWay,
    /// It has ended, or was accepted or thrown away.
    RunOver,
    /// The draft is not what the proposal was made from, where it matters.
    MovedOn,
    /// Whose time it is was not said, or is not to be said by whoever asks.
    Nobody,
    NoSort,
    NoFrom,
    /// The end is no time after the start.
    NoEnd,
    /// Nothing to work on was named.
    NoTask,
}

impl Unwilling {
    /// The field of a form that it is said beside; empty when it is about the whole.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::NoHall => "hall",
            Self::NoDay => "day",
            Self::NoStart => "start",
            Self::NoLength => "minutes",
            Self::Nobody => "whose",
            Self::NoSort => "sort",
            Self::NoFrom => "from",
            Self::NoEnd => "until",
            _ => "",
        }
    }
}

impl From<Denied> for Unwilling {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl From<verbs::Unwilling> for Unwilling {
    fn from(refusal: verbs::Unwilling) -> Self {
        match refusal {
            verbs::Unwilling::Denied(denied) => Self::Denied(denied),
            // The table writes no slug and releases nothing.
            _ => Self::MovedMeanwhile,
        }
    }
}

impl Refusal for Unwilling {
    fn words(&self, words: Words) -> String {
        match self {
            Self::Denied(denied) => return denied.words(words),
            Self::Blocked(conflicts) => return words.table_blocked(conflicts.len()),
            Self::NoHall => words.table_no_hall(),
            Self::NoDay => words.table_no_day(),
            Self::NoStart => words.table_no_start(),
            Self::NoLength => words.table_no_length(),
            Self::MovedMeanwhile => words.table_moved_meanwhile(),
            Self::RulesChanged => words.table_rules_changed(),
            Self::NothingToUndo => words.table_nothing_to_undo(),
            Self::NothingToRedo => words.table_nothing_to_redo(),
            Self::Overtaken => words.table_overtaken(),
            Self::RunUnderWay => words.table_run_under_way(),
            Self::RunOver => words.table_run_over(),
            Self::MovedOn => words.table_moved_on(),
            Self::NoTask => words.table_no_task(),
            Self::Nobody => words.table_nobody(),
            Self::NoSort => words.table_no_sort(),
            Self::NoFrom => words.table_no_from(),
            Self::NoEnd => words.table_no_end(),
        }
        .to_owned()
    }

    fn place(&self) -> &'static str {
        self.field()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::NoHall
            | Self::NoDay
            | Self::NoStart
            | Self::NoLength
            | Self::Nobody
            | Self::NoSort
            | Self::NoFrom
            | Self::NoEnd
            | Self::NoTask => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::CONFLICT,
        }
    }
}
