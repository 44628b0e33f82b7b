//! Hosting together: model. Whoever is asked hosts nothing until they agree, so that no release shows
//! a host that did not consent.
//!
//! ```text
//! asked --agree--> agreed (stands among the hosts) --withdraw--> withdrawn
//!   |---decline--> declined
//!   '--take back-> taken back
//! ```

use kernel::{Id, Timestamp, Uuid};

use crate::access::AccountId;
use crate::hosts::model::HostId;
use crate::programme::model::ActivityId;

pub type CoHostingId = Id<CoHosting>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Asked,
    Agreed,
    Declined,
    TakenBack,
    /// A host left the activity, however it had come to it.
    Withdrawn,
}

impl State {
    const ALL: [Self; 5] =
        [Self::Asked, Self::Agreed, Self::Declined, Self::TakenBack, Self::Withdrawn];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::TakenBack => "taken_back",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A host asked to host an activity with those who do.
#[derive(Clone, PartialEq, Eq)]
pub struct CoHosting {
    pub id: CoHostingId,
    pub edition: Uuid,
    pub activity: ActivityId,
    pub host: HostId,
    /// Whose lead asked; the organisers when absent.
    pub asking: Option<HostId>,
    pub state: State,
    pub asked_by: Option<AccountId>,
    pub asked_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    /// What was said at the end; may be empty.
    pub reason: String,
}

// What people wrote must not slip into a log.
impl std::fmt::Debug for CoHosting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CoHosting({})", self.id)
    }
}
