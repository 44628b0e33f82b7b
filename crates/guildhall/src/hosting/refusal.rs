//! Why a verb of this slice did not happen.

use axum::http::StatusCode;

use super::requests::WORDS_LENGTH_MAX;
use super::wish::{SUMMARY_LENGTH_MAX, TITLE_LENGTH_MAX};
use crate::access::Denied;
use crate::desk::Beside;
use crate::error::Refusal;
use crate::people;
use crate::words::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// No letter can go there.
    NoAddress,
    /// The role is none that is held for a host.
    NoRole,
    /// No host of this edition was named.
    NoHost,
    /// What was granted is none of the things that are.
    NoResource,
    /// The hall is none of this edition, or the grant is not of hall time.
    NoHall,
    /// The amount cannot be read, or is beyond all reason.
    NoAmount,
    /// Less would be granted than is spent.
    BelowSpent {
        /// In the unit of the form: hours for hall time.
        spent: Hundredths,
    },
    /// Whoever has that address acts for the host in that role already.
    Member,
    /// That address is invited to that role already.
    Invited,
    /// The host would be left without anybody who leads it.
    LastLead,
    InvitationUsed,
    InvitationWithdrawn,
    InvitationExpired,
    /// Somebody else is signed in.
    InvitationForAnother,
    /// No title, or a longer one than fits.
    NoTitle,
    SummaryLength,
    /// The kind is none that a host may choose.
    NoKind,
    NoPart,
    NoMinutes,
    NoPlaces,
    NoEntry,
    NoLanguage,
    /// Another host leads the activity.
    NotLed,
    /// Somebody else has written the same since it was shown.
    Changed,
    /// It takes more than the host was granted.
    Crosses,
    /// Nobody of that name is in the programme.
    NoPerson,
    /// Several are.
    SeveralPeople,
    /// They are in it in that role already.
    Involved,
    NoPersonRole,
    NoName,
    /// The address of a site does not begin with `https://`, or is too long.
    NoSite,
    /// Nothing was written, or more than is read.
    NoWords,
    NoReason,
    /// The activity has a request that is not decided yet.
    AskedAlready,
    /// The request is not open any more.
    Decided,
    /// More would be granted than was asked, or less than nothing.
    NoDecision,
    /// That host hosts the activity already.
    HostsAlready,
    /// That host was asked already and has not answered.
    AskedToHost,
    /// It was answered, or taken back.
    Answered,
    /// It was not ticked.
    NotSure,
}

/// A number with two decimal places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hundredths(pub i64);

impl std::fmt::Display for Hundredths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0.div_euclid(100), self.0.rem_euclid(100));
        match (rest, rest % 10) {
            (0, _) => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

impl Beside for Unwilling {
    fn field(&self) -> &'static str {
        match self {
            Self::NoAddress | Self::Member | Self::Invited => "email",
            Self::NoRole => "role",
            Self::NoHost => "host",
            Self::NoResource => "resource",
            Self::NoHall => "hall",
            Self::NoAmount | Self::BelowSpent { .. } => "amount",
            Self::NoTitle => "title_zh",
            Self::SummaryLength => "summary_zh",
            Self::NoKind => "kind",
            Self::NoPart => "part",
            Self::NoMinutes => "minutes",
            Self::NoPlaces => "places",
            Self::NoEntry => "entry",
            Self::NoLanguage => "languages",
            Self::NoPerson | Self::SeveralPeople | Self::Involved => "person",
            Self::NoPersonRole => "person_role",
            Self::NoName => "name_zh",
            Self::NoSite => "site",
            Self::NoWords => "words",
            Self::NoReason => "reason",
            Self::NoDecision => "granted",
            Self::HostsAlready | Self::AskedToHost => "host",
            Self::NotSure => "sure",
            Self::Changed => "seen",
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
            // Accounts are made from an address that was read already.
            _ => Self::NoAddress,
        }
    }
}

impl Refusal for Unwilling {
    fn place(&self) -> &'static str {
        self.field()
    }

    fn words(&self, words: Words) -> String {
        match self {
            Self::Denied(denied) => return denied.words(words),
            Self::BelowSpent { spent } => return words.hosting_below_spent(spent.to_string()),
            Self::NoAddress => words.people_no_address(),
            Self::NoRole => words.hosting_no_role(),
            Self::NoHost => words.hosting_no_host(),
            Self::NoResource => words.hosting_no_resource(),
            Self::NoHall => words.hosting_no_hall(),
            Self::NoAmount => words.hosting_no_amount(),
            Self::Member => words.hosting_member(),
            Self::Invited => words.hosting_invited(),
            Self::LastLead => words.hosting_last_lead(),
            Self::InvitationUsed => words.hosting_invitation_used(),
            Self::InvitationWithdrawn => words.hosting_invitation_withdrawn(),
            Self::InvitationExpired => words.hosting_invitation_expired(),
            Self::InvitationForAnother => words.hosting_invitation_for_another(),
            Self::NoTitle => return words.hosting_no_title(TITLE_LENGTH_MAX),
            Self::SummaryLength => return words.hosting_summary_length(SUMMARY_LENGTH_MAX),
            Self::NoKind => words.hosting_no_kind(),
            Self::NoPart => words.hosting_no_part(),
            Self::NoMinutes => words.hosting_no_minutes(),
            Self::NoPlaces => words.hosting_no_places(),
            Self::NoEntry => words.hosting_no_entry(),
            Self::NoLanguage => words.hosting_no_language(),
            Self::NotLed => words.hosting_not_led(),
            Self::Changed => words.hosting_changed(),
            Self::Crosses => words.hosting_crosses(),
            Self::NoPerson => words.hosting_no_person(),
            Self::SeveralPeople => words.hosting_several_people(),
            Self::Involved => words.hosting_involved(),
            Self::NoPersonRole => words.hosting_no_person_role(),
            Self::NoName => words.hosting_no_name(),
            Self::NoSite => words.hosting_no_site(),
            Self::NoWords => return words.hosting_no_words(WORDS_LENGTH_MAX),
            Self::NoReason => words.hosting_no_reason(),
            Self::AskedAlready => words.hosting_asked_already(),
            Self::Decided => words.hosting_decided(),
            Self::NoDecision => words.hosting_no_decision(),
            Self::HostsAlready => words.hosting_hosts_already(),
            Self::AskedToHost => words.hosting_asked_to_host(),
            Self::Answered => words.hosting_answered(),
            Self::NotSure => words.hosting_not_sure(),
        }
        .to_owned()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::Member
            | Self::Invited
            | Self::LastLead
            | Self::BelowSpent { .. }
            | Self::InvitationForAnother
            | Self::NotLed
            | Self::Changed
            | Self::Crosses
            | Self::AskedAlready
            | Self::Decided
            | Self::HostsAlready
            | Self::AskedToHost
            | Self::Answered => StatusCode::CONFLICT,
            Self::InvitationUsed | Self::InvitationWithdrawn | Self::InvitationExpired => {
                StatusCode::GONE
            }
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hundredths;

    #[test]
    fn a_number_is_written_with_no_more_places_than_it_needs() {
        let said = [150, 100, 25, 5, 0].map(|of| Hundredths(of).to_string());
        assert_eq!(said, ["1.5", "1", "0.25", "0.05", "0"]);
    }
}
