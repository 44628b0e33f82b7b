//! Why a verb of this slice did not happen.

use axum::http::StatusCode;

use crate::access::Denied;
use crate::error::Refusal;
use crate::words::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    NoName,
    NoRank,
    NoDay,
    NoCountry,
    NoZone,
    NoState,
    /// Nobody with this address has a role here.
    NoKeeper,
    NoMinutes,
    NoTitle,
    TooLong,
    /// Somebody else has changed it meanwhile.
    Overtaken,
}

impl Unwilling {
    pub const fn field(self) -> &'static str {
        match self {
            Self::NoName => "name_zh",
            Self::NoRank => "rank",
            Self::NoDay => "next_by",
            Self::NoCountry => "country",
            Self::NoZone => "zone",
            Self::NoState => "state",
            Self::NoKeeper => "keeper",
            Self::NoMinutes => "minutes",
            Self::NoTitle => "title_zh",
            Self::Denied(_) | Self::TooLong | Self::Overtaken => "",
        }
    }
}

impl From<Denied> for Unwilling {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl Refusal for Unwilling {
    fn words(&self, words: Words) -> String {
        match self {
            Self::Denied(denied) => return denied.words(words),
            Self::NoName => words.guests_no_name(),
            Self::NoRank => words.guests_no_rank(),
            Self::NoDay => words.people_no_day(),
            Self::NoCountry => words.guests_no_country(),
            Self::NoZone => words.guests_no_zone(),
            Self::NoState => words.guests_no_state(),
            Self::NoKeeper => words.guests_no_keeper(),
            Self::NoMinutes => words.guests_no_minutes(),
            Self::NoTitle => words.guests_no_title(),
            Self::TooLong => words.guests_too_long(),
            Self::Overtaken => words.guests_overtaken(),
        }
        .to_owned()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::Overtaken => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}
