//! Why a verb of this slice did not happen.

use axum::http::StatusCode;

use crate::access::Denied;
use crate::desk::Beside;
use crate::error::Refusal;
use crate::words::Words;

/// A page in Markdown is long; longer ones are not read.
pub const WORDS_LENGTH_MAX: usize = 20_000;
/// A term is a word or two.
pub const TERM_LENGTH_MAX: usize = 60;
pub const NOTE_LENGTH_MAX: usize = 300;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// The original would be empty, or the words are too long.
    NoWords,
    /// Somebody else wrote it since it was shown.
    Changed,
    /// A term lacks a language, or is too long.
    NoTerm,
    NoteLength,
    /// The edition has that term already.
    TermKnown,
    /// Nothing was ticked.
    NothingTicked,
    /// The operator named no machine.
    MachineOff,
    /// It answered with an error, or with nothing that could be read.
    MachineFailed,
    /// It did not answer in time, or could not be reached.
    MachineSilent,
    /// There is nothing to translate from.
    NoSource,
}

impl Beside for Unwilling {
    fn field(&self) -> &'static str {
        match self {
            Self::NoWords => "words",
            Self::Changed => "seen",
            Self::NoTerm | Self::TermKnown => "zh",
            Self::NoteLength => "note",
            Self::NothingTicked => "keys",
            Self::MachineOff | Self::MachineFailed | Self::MachineSilent | Self::NoSource => {
                "machine"
            }
            Self::Denied(_) => "",
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
            Self::NoWords => return words.translation_no_words(WORDS_LENGTH_MAX),
            Self::Changed => words.translation_changed(),
            Self::NoTerm => return words.translation_no_term(TERM_LENGTH_MAX),
            Self::NoteLength => return words.translation_note_length(NOTE_LENGTH_MAX),
            Self::TermKnown => words.translation_term_known(),
            Self::NothingTicked => words.translation_nothing_ticked(),
            Self::MachineOff => words.translation_machine_off(),
            Self::MachineFailed => words.translation_machine_failed(),
            Self::MachineSilent => words.translation_machine_silent(),
            Self::NoSource => words.translation_no_source(),
        }
        .to_owned()
    }

    fn place(&self) -> &'static str {
        self.field()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::Changed | Self::TermKnown => StatusCode::CONFLICT,
            Self::MachineFailed => StatusCode::BAD_GATEWAY,
            Self::MachineSilent => StatusCode::GATEWAY_TIMEOUT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}
