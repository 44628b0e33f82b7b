//! Why a verb of this slice did not happen.

use axum::http::StatusCode;

use super::verbs::tokens::{DAYS_MAX, NAME_LENGTH_MAX, TOKENS_MAX};
use super::verbs::webhooks::WEBHOOKS_MAX;
use crate::access::Denied;
use crate::desk::Beside;
use crate::error::Refusal;
use crate::words::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// What a token is called is empty or too long.
    NameLength,
    /// No edition was named in which the owner may do anything.
    NoEdition,
    /// The token would be for nothing, or for what there is not.
    NoReach,
    /// Its owner may not do that in that edition.
    TooFar,
    /// It would live for no day or for too many.
    NoDays,
    /// Its owner has enough of them.
    TooManyTokens,
    /// It is no address, or none that a webhook can have.
    NoUrl,
    /// The address is without TLS.
    NotTls,
    /// The address is not public.
    PrivateUrl,
    NoKinds,
    TooManyWebhooks,
    /// Somebody changed it meanwhile.
    Changed,
}

impl Beside for Unwilling {
    fn field(&self) -> &'static str {
        match self {
            Self::NameLength => "name",
            Self::NoEdition => "edition",
            Self::NoReach | Self::TooFar => "scope",
            Self::NoDays => "days",
            Self::NoUrl | Self::NotTls | Self::PrivateUrl => "url",
            Self::NoKinds => "kinds",
            Self::Denied(_) | Self::TooManyTokens | Self::TooManyWebhooks | Self::Changed => "",
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
            Self::NameLength => return words.integrations_name_length(NAME_LENGTH_MAX),
            Self::NoDays => return words.integrations_no_days(DAYS_MAX),
            Self::TooManyTokens => return words.integrations_too_many_tokens(TOKENS_MAX),
            Self::TooManyWebhooks => return words.integrations_too_many_webhooks(WEBHOOKS_MAX),
            Self::NoEdition => words.integrations_no_edition(),
            Self::NoReach => words.integrations_no_reach(),
            Self::TooFar => words.integrations_too_far(),
            Self::NoUrl => words.integrations_no_url(),
            Self::NotTls => words.integrations_not_tls(),
            Self::PrivateUrl => words.integrations_private_url(),
            Self::NoKinds => words.integrations_no_kinds(),
            Self::Changed => words.integrations_changed(),
        }
        .to_owned()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::TooManyTokens | Self::TooManyWebhooks => StatusCode::CONFLICT,
            Self::Changed => StatusCode::PRECONDITION_FAILED,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn place(&self) -> &'static str {
        self.field()
    }
}
