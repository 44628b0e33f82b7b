//! Why a verb of this slice did not happen.

use axum::http::StatusCode;

use super::verbs::scans::SCANS_MAX;
use crate::access::Denied;
use crate::error::Refusal;
use crate::words::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwilling {
    Denied(Denied),
    /// The token is nobody's device, or the device was taken out of use.
    NoDevice,
    /// The link was followed before, is too old, or was never made.
    NoInvite,
    NoName,
    NoSpace,
    NoDirection,
    /// A day that is none of the edition's.
    NoDay,
    NoCategory,
    NoReentry,
    NoLane,
    NoLimit,
    NoStay,
    NoExpected,
    /// A short name is letters, digits and hyphens.
    NoSlug,
    /// Another gate has that short name.
    SlugUsed,
    /// Somebody changed it meanwhile.
    Changed,
    /// Nobody signed in: a device is made by somebody.
    NoAccount,
    /// Too many scans at once, or none.
    NoScans,
    /// An answer that no gate gives.
    NoVerdict,
    NoWaiting,
    /// There is room for 255 keys.
    NoKeysLeft,
}

impl Unwilling {
    /// The field of a form or of a body that it is about; empty when it is about the whole.
    pub const fn field(self) -> &'static str {
        match self {
            Self::NoName => "name",
            Self::NoSlug | Self::SlugUsed => "slug",
            Self::NoSpace => "space",
            Self::NoDirection => "direction",
            Self::NoDay => "days",
            Self::NoCategory => "categories",
            Self::NoReentry => "reentry",
            Self::NoLane => "lane",
            Self::NoLimit => "people_max",
            Self::NoStay => "stay_minutes",
            Self::NoExpected => "expected",
            Self::NoScans | Self::NoVerdict => "scans",
            Self::NoInvite => "secret",
            Self::NoWaiting => "waiting",
            Self::Denied(_)
            | Self::NoDevice
            | Self::Changed
            | Self::NoAccount
            | Self::NoKeysLeft => "",
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
            Self::NoScans => return words.door_no_scans(SCANS_MAX),
            Self::NoDevice => words.door_no_device(),
            Self::NoInvite => words.door_no_invite(),
            Self::NoName => words.door_no_name(),
            Self::NoSpace => words.door_no_space(),
            Self::NoDirection => words.door_no_direction(),
            Self::NoDay => words.door_no_day(),
            Self::NoCategory => words.door_no_category(),
            Self::NoReentry => words.door_no_reentry(),
            Self::NoLane => words.door_no_lane(),
            Self::NoLimit => words.door_no_limit(),
            Self::NoStay => words.door_no_stay(),
            Self::NoExpected => words.door_no_expected(),
            Self::NoSlug => words.door_no_slug(),
            Self::SlugUsed => words.door_slug_used(),
            Self::Changed => words.door_changed(),
            Self::NoAccount => words.door_no_account(),
            Self::NoVerdict => words.door_no_verdict(),
            Self::NoWaiting => words.door_no_waiting(),
            Self::NoKeysLeft => words.door_no_keys_left(),
        }
        .to_owned()
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Denied(denied) => denied.status(),
            Self::Changed => StatusCode::PRECONDITION_FAILED,
            Self::NoDevice
            | Self::NoInvite
            | Self::SlugUsed
            | Self::NoAccount
            | Self::NoKeysLeft => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn place(&self) -> &'static str {
        self.field()
    }
}
