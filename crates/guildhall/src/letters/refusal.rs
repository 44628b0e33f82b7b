//! Why a verb of this slice did not happen.

use axum::http::StatusCode;

use crate::access::Denied;
use crate::error::Refusal;
use crate::mail::wording::{Flaw, SUBJECT_LENGTH_MAX, TEXT_LENGTH_MAX};
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// The field, and what is wrong with the template in it.
    Flawed(&'static str, Flaw),
    /// Somebody else has changed it meanwhile.
    Overtaken,
    /// Letters of that kind are written in the house's words alone.
    NoWords,
    NoAddress,
    NoReason,
    /// Nobody is meant whom a letter would reach.
    Nobody,
    /// No such group, part or host.
    NoAudience,
    NoMoment,
    /// The letter was sent, or is being sent just now.
    TooLate,
    /// That release was told of before.
    Told,
    /// It was never noted what the release changed.
    Unknown,
}

impl Unwilling {
    /// The field of a form that it is said beside; empty when it is about the whole.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Flawed(field, _) => field,
            Self::NoAddress => "email",
            Self::NoReason => "reason",
            Self::NoAudience | Self::Nobody => "who",
            Self::NoMoment => "at",
            _ => "",
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
            Self::Flawed(field, flaw) => return flaw_words(words, field, flaw),
            Self::Overtaken => words.letters_overtaken(),
            Self::NoWords => words.letters_no_words(),
            Self::NoAddress => words.people_no_address(),
            Self::NoReason => words.letters_no_reason(),
            Self::Nobody => words.letters_nobody(),
            Self::NoAudience => words.letters_no_audience(),
            Self::NoMoment => words.letters_no_moment(),
            Self::TooLate => words.letters_too_late(),
            Self::Told => words.letters_told(),
            Self::Unknown => words.letters_unknown(),
        }
        .to_owned()
    }

    fn place(&self) -> &'static str {
        self.field()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::Overtaken | Self::TooLate | Self::Told | Self::Unknown => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

fn flaw_words(words: Words, field: &str, flaw: &Flaw) -> String {
    let most = if field.starts_with("subject") { SUBJECT_LENGTH_MAX } else { TEXT_LENGTH_MAX };
    match flaw {
        Flaw::Empty => words.letters_flaw_empty().to_owned(),
        Flaw::TooLong => words.letters_flaw_too_long(most),
        Flaw::Unknown(name) => words.letters_flaw_unknown(format!("{{{name}}}")),
        Flaw::Lacks(name) => words.letters_flaw_lacks(format!("{{{name}}}")),
    }
}
