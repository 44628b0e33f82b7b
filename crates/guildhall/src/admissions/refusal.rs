//! Why a verb of this slice did not happen.

use axum::http::StatusCode;

use super::rules::NotNow;
use super::verbs::orders::PASSES_MAX;
use crate::access::Denied;
use crate::error::Refusal;
use crate::words::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    NoKind,
    /// The name of a category is empty in both languages.
    NoName,
    /// It would close before it opens.
    NoWindow,
    /// A day that is none of the edition's.
    NoDay,
    NoPrice,
    NoPlaces,
    /// Fewer places than are taken.
    BelowTaken {
        taken: i64,
    },
    /// Somebody changed it meanwhile.
    Changed,
    /// An order holds one pass at least and not too many.
    NoPasses,
    NoCategory,
    /// Orders are not taken yet, or no longer.
    Closed,
    /// It wants a code, and this is none.
    NoCode,
    /// It has a price, and money is not taken here yet.
    Priced,
    /// Every place is taken.
    SoldOut,
    NoHolder,
    /// Real names are wanted here, and no document was named.
    WantsDocument,
    /// No such document has that number.
    NoDocument,
    /// The document has a living pass in the edition.
    DocumentUsed,
    /// Somebody under fourteen needs a guardian who agrees, and a pass of that kind.
    WantsGuardian,
    /// No living pass of an adult in this edition.
    NoGuardian,
    /// It is in a state in which that cannot happen.
    NotNow(NotNow),
}

impl Unwilling {
    /// The field of a body that it is about; empty when it is about the whole.
    pub const fn field(self) -> &'static str {
        match self {
            Self::NoKind => "kind",
            Self::NoName => "name",
            Self::NoWindow => "closes_at",
            Self::NoDay => "days",
            Self::NoPrice => "price_minor",
            Self::NoPlaces | Self::BelowTaken { .. } => "places",
            Self::NoPasses
            | Self::NoCategory
            | Self::NoHolder
            | Self::WantsDocument
            | Self::NoDocument
            | Self::DocumentUsed
            | Self::WantsGuardian
            | Self::NoGuardian => "passes",
            Self::NoCode => "code",
            Self::Denied(_)
            | Self::Changed
            | Self::Closed
            | Self::Priced
            | Self::SoldOut
            | Self::NotNow(_) => "",
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
            Self::BelowTaken { taken } => return words.admissions_below_taken(*taken),
            Self::NoPasses => return words.admissions_no_passes(PASSES_MAX),
            Self::NoKind => words.admissions_no_kind(),
            Self::NoName => words.admissions_no_name(),
            Self::NoWindow => words.admissions_no_window(),
            Self::NoDay => words.admissions_no_day(),
            Self::NoPrice => words.admissions_no_price(),
            Self::NoPlaces => words.admissions_no_places(),
            Self::Changed => words.admissions_changed(),
            Self::NoCategory => words.admissions_no_category(),
            Self::Closed => words.admissions_closed(),
            Self::NoCode => words.admissions_no_code(),
            Self::Priced => words.admissions_priced(),
            Self::SoldOut => words.admissions_sold_out(),
            Self::NoHolder => words.admissions_no_holder(),
            Self::WantsDocument => words.admissions_wants_document(),
            Self::NoDocument => words.admissions_no_document(),
            Self::DocumentUsed => words.admissions_document_used(),
            Self::WantsGuardian => words.admissions_wants_guardian(),
            Self::NoGuardian => words.admissions_no_guardian(),
            Self::NotNow(_) => words.admissions_not_now(),
        }
        .to_owned()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::Changed => StatusCode::PRECONDITION_FAILED,
            Self::BelowTaken { .. }
            | Self::Closed
            | Self::Priced
            | Self::SoldOut
            | Self::DocumentUsed
            | Self::NotNow(_) => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn place(&self) -> &'static str {
        self.field()
    }
}
