//! Why a verb did not happen. There are three kinds and no fourth.

use std::fmt;

use axum::http::StatusCode;
use store::Fault;

use crate::access::Denied;
use crate::words::Words;

/// The outcome of a verb that did not happen. `R` is the slice's own list of refusals.
#[derive(Debug)]
pub enum Error<R> {
    /// The rule says no, and says why.
    Refused(R),
    /// It is not there, or the actor may not know that it is.
    Missing,
    /// The machinery failed.
    Fault(Fault),
}

/// What a rule says no with: typed, and said in the reader's language.
pub trait Refusal: fmt::Debug + Send + Sync + 'static {
    /// One or two sentences: what is true, and what to do.
    fn words(&self, words: Words) -> String;

    fn status(&self) -> StatusCode {
        StatusCode::CONFLICT
    }

    /// The field of a form or of a body that it is about; empty when it is about the whole.
    fn place(&self) -> &'static str {
        ""
    }
}

impl<R> Error<R> {
    /// The same outcome in another slice's words.
    pub fn map<S>(self, translate: impl FnOnce(R) -> S) -> Error<S> {
        match self {
            Self::Refused(refusal) => Error::Refused(translate(refusal)),
            Self::Missing => Error::Missing,
            Self::Fault(fault) => Error::Fault(fault),
        }
    }
}

impl<R> From<Fault> for Error<R> {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<R: fmt::Debug> fmt::Display for Error<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "refused: {refusal:?}"),
            Self::Missing => f.write_str("there is no such thing, or it is not yours"),
            Self::Fault(fault) => fmt::Display::fmt(fault, f),
        }
    }
}

impl<R: fmt::Debug> std::error::Error for Error<R> {}

impl Refusal for Denied {
    fn words(&self, words: Words) -> String {
        words.access_denied().to_owned()
    }

    fn status(&self) -> StatusCode {
        StatusCode::FORBIDDEN
    }
}
