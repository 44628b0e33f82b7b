//! Why a verb of accounts or roles did not happen.

use axum::http::StatusCode;

use super::account::{NAME_LENGTH_MAX, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN};
use crate::access::Denied;
use crate::desk::Beside;
use crate::error::Refusal;
use crate::words::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// No letter can go there.
    NoAddress,
    NameLength,
    PasswordLength,
    /// The address, the password, or both: not told which.
    WrongPassword,
    /// The password that there is was not given, or wrong.
    WrongPresentPassword,
    /// Too many wrong passwords for this address.
    Barred {
        minutes: i64,
    },
    LinkExpired,
    LinkUsed,
    /// The role is none that is given in an edition.
    NoRole,
    /// The role is held for a host, and none of this edition was named.
    NoHost,
    NoDay,
    /// The role would end before it begins, or has ended already.
    EndsTooEarly,
    /// The same role for the same place is held already.
    Held,
    /// The edition would be left without an organiser.
    LastOrganiser,
    /// What cannot be taken back was not confirmed.
    NotSure,
}

impl Beside for Unwilling {
    fn field(&self) -> &'static str {
        match self {
            Self::NoAddress | Self::Held => "email",
            Self::NameLength => "name",
            Self::PasswordLength | Self::WrongPassword | Self::Barred { .. } => "password",
            Self::WrongPresentPassword => "present",
            Self::NoRole => "role",
            Self::NotSure => "sure",
            Self::NoHost => "host",
            Self::NoDay | Self::EndsTooEarly => "until",
            Self::Denied(_) | Self::LinkExpired | Self::LinkUsed | Self::LastOrganiser => "",
        }
    }
}

impl From<Denied> for Unwilling {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl Refusal for Unwilling {
    fn place(&self) -> &'static str {
        self.field()
    }

    fn words(&self, words: Words) -> String {
        match self {
            Self::Denied(denied) => return denied.words(words),
            Self::NameLength => return words.people_name_length(NAME_LENGTH_MAX),
            Self::PasswordLength => {
                return words.people_password_length(PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN);
            }
            Self::Barred { minutes } => return words.people_barred(*minutes),
            Self::NoAddress => words.people_no_address(),
            Self::WrongPassword => words.people_wrong_password(),
            Self::WrongPresentPassword => words.people_wrong_present_password(),
            Self::LinkExpired => words.people_link_expired(),
            Self::LinkUsed => words.people_link_used(),
            Self::NoRole => words.people_no_role(),
            Self::NoHost => words.people_no_host(),
            Self::NoDay => words.people_no_day(),
            Self::EndsTooEarly => words.people_ends_too_early(),
            Self::Held => words.people_held(),
            Self::LastOrganiser => words.people_last_organiser(),
            Self::NotSure => words.people_not_sure(),
        }
        .to_owned()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::WrongPassword | Self::WrongPresentPassword => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Barred { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::LinkExpired | Self::LinkUsed => StatusCode::GONE,
            Self::Held | Self::LastOrganiser => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}
