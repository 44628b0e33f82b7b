//! Why a verb of this slice did not happen.

use axum::http::StatusCode;

use super::form::Flaw;
use super::rules::{FILE_BYTES_MAX, FILES_BYTES_MAX, FILES_MAX, Problem};
use crate::access::Denied;
use crate::error::Refusal;
use crate::people;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// Somebody changed it since it was read.
    Changed,
    NotOpenYet,
    Over,
    WrongCode,
    NoAddress,
    /// So many proposals of one person to one call already.
    TooMany,
    TooManySpeakers,
    /// That address is named already.
    Named,
    /// The step does not follow from where the proposal stands.
    NotNow,
    /// Names, addresses and texts are gone.
    Erased,
    /// Fields that must be mended first.
    Incomplete(Vec<(String, Problem)>),
    TypedTooMuch,
    /// A field and why its file was not taken.
    File(String, FileFlaw),
    /// The call itself: a field of its form, by name.
    Call(CallFlaw),
    Form(Flaw),
    LinkDead,
    NoRank,
    NothingChosen,
    /// An import, with the line or path.
    Unread(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFlaw {
    TooLarge,
    NoSort,
    TooManyFiles,
    TooMuch,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallFlaw {
    NoName,
    NoSlug,
    SlugTaken,
    NoOpening,
    NoClosing,
    ClosesFirst,
    NoKind,
    NoDuration,
    NoPart,
    NoNumber,
    NoHost,
    TooLong,
}

impl CallFlaw {
    pub const fn field(self) -> &'static str {
        match self {
            Self::NoName => "name_zh",
            Self::NoSlug | Self::SlugTaken => "slug",
            Self::NoOpening => "opens",
            Self::NoClosing | Self::ClosesFirst => "closes",
            Self::NoKind => "kinds",
            Self::NoDuration => "durations",
            Self::NoPart => "part",
            Self::NoNumber => "co_speakers",
            Self::NoHost => "host",
            Self::TooLong => "about_zh",
        }
    }

    fn words(self, words: Words) -> &'static str {
        match self {
            Self::NoName => words.calls_no_name(),
            Self::NoSlug => words.calls_no_slug(),
            Self::SlugTaken => words.calls_slug_taken(),
            Self::NoOpening | Self::NoClosing => words.calls_no_moment(),
            Self::ClosesFirst => words.calls_closes_first(),
            Self::NoKind => words.calls_no_kind(),
            Self::NoDuration => words.calls_no_duration(),
            Self::NoPart => words.calls_no_part(),
            Self::NoNumber => words.calls_no_co_speakers(),
            Self::NoHost => words.hosting_no_host(),
            Self::TooLong => words.calls_about_too_long(),
        }
    }
}

impl Unwilling {
    /// The field of a form that it is said beside; empty when it is about the whole.
    pub fn field(&self) -> &str {
        match self {
            Self::NoAddress | Self::Named | Self::TooManySpeakers | Self::TooMany => "email",
            Self::WrongCode => "code",
            Self::Call(flaw) => flaw.field(),
            Self::Form(Flaw::NoLabel) => "label_zh",
            Self::Form(Flaw::TooFewOffers | Flaw::TooManyOffers) => "options",
            Self::Form(Flaw::NoSuchCondition) => "when",
            Self::Form(Flaw::NoSort | Flaw::TooManyFields) => "sort",
            Self::File(field, _) => field,
            Self::NoRank => "rank",
            Self::NothingChosen => "act",
            Self::Unread(_) => "file",
            _ => "",
        }
    }
}

impl From<Denied> for Unwilling {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
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

/// What is wrong with a field, for whoever filled it in.
pub fn problem_words(words: Words, problem: Problem) -> String {
    match problem {
        Problem::Missing => words.calls_missing().to_owned(),
        Problem::TooLong { most } => words.calls_too_long(most),
        Problem::NoChoice => words.calls_no_choice().to_owned(),
        Problem::NoNumber => words.calls_no_number().to_owned(),
        Problem::NoUrl => words.calls_no_url().to_owned(),
        Problem::NoEmail => words.people_no_address().to_owned(),
        Problem::NoFile => words.calls_no_file().to_owned(),
        Problem::NoLanguage => words.calls_no_language().to_owned(),
        Problem::Twice => words.calls_twice().to_owned(),
    }
}

const MEGA: usize = 1024 * 1024;

fn file_words(words: Words, flaw: FileFlaw) -> String {
    match flaw {
        FileFlaw::TooLarge => words.calls_file_too_large(FILE_BYTES_MAX / MEGA),
        FileFlaw::NoSort => words.calls_file_no_sort().to_owned(),
        FileFlaw::TooManyFiles => words.calls_file_too_many(FILES_MAX),
        FileFlaw::TooMuch => words.calls_file_too_much(FILES_BYTES_MAX / MEGA),
    }
}

impl Refusal for Unwilling {
    fn words(&self, words: Words) -> String {
        match self {
            Self::Denied(denied) => return denied.words(words),
            Self::File(_, flaw) => return file_words(words, *flaw),
            Self::Unread(why) => return words.calls_unread(why.as_str()),
            Self::Changed => words.calls_changed(),
            Self::NotOpenYet => words.calls_not_open_yet(),
            Self::Over => words.calls_over(),
            Self::WrongCode => words.calls_wrong_code(),
            Self::NoAddress => words.people_no_address(),
            Self::TooMany => words.calls_too_many(),
            Self::TooManySpeakers => words.calls_too_many_speakers(),
            Self::Named => words.calls_named(),
            Self::NotNow => words.calls_not_now(),
            Self::Erased => words.calls_erased(),
            Self::Incomplete(_) => words.calls_incomplete(),
            Self::TypedTooMuch => words.calls_typed_too_much(),
            Self::Call(flaw) => flaw.words(words),
            Self::Form(flaw) => match flaw {
                Flaw::NoLabel => words.calls_no_label(),
                Flaw::TooFewOffers => words.calls_too_few_offers(),
                Flaw::TooManyOffers => words.calls_too_many_offers(),
                Flaw::NoSuchCondition => words.calls_no_such_condition(),
                Flaw::TooManyFields => words.calls_too_many_fields(),
                Flaw::NoSort => words.calls_no_choice(),
            },
            Self::LinkDead => words.calls_link_dead(),
            Self::NoRank => words.calls_no_number(),
            Self::NothingChosen => words.calls_nothing_chosen(),
        }
        .to_owned()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::Changed | Self::NotNow | Self::Erased | Self::Named | Self::NotOpenYet => {
                StatusCode::CONFLICT
            }
            Self::Over => StatusCode::CONFLICT,
            Self::LinkDead => StatusCode::GONE,
            Self::File(_, FileFlaw::TooLarge | FileFlaw::TooMuch) => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}
