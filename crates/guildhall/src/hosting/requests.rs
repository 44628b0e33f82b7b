//! What a host asks beyond its grants: model and the pure side of the decision.
//!
//! ```text
//! open --decide--> granted | in part | refused
//!   '---withdraw--> withdrawn
//! ```

use kernel::{Id, Timestamp, Uuid};
use serde::{Deserialize, Serialize};

use super::model::{Halls, Resource};
use crate::access::AccountId;
use crate::hosts::model::HostId;
use crate::programme::model::{Activity, ActivityId};

pub type RequestId = Id<Request>;
pub type MessageId = Id<Message>;

/// A message of a thread or a reason; longer ones nobody reads.
pub const WORDS_LENGTH_MAX: usize = 2_000;

/// So much more is asked than is granted, and so much of it was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    pub resource: Resource,
    pub halls: Halls,
    /// At least 1.
    pub amount: i64,
    pub granted: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Granted,
    InPart,
    Refused,
    Withdrawn,
}

impl State {
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Granted, Self::InPart, Self::Refused, Self::Withdrawn];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Granted => "granted",
            Self::InPart => "in_part",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// What a decision comes to, by what was granted of what was asked.
    pub fn decided(asked: &[Lack]) -> Self {
        match () {
            () if asked.iter().all(|lack| lack.granted >= lack.amount) => Self::Granted,
            () if asked.iter().all(|lack| lack.granted == 0) => Self::Refused,
            () => Self::InPart,
        }
    }
}

/// What a host asks of the organisers.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub id: RequestId,
    pub edition: Uuid,
    pub host: HostId,
    pub asked: Vec<Lack>,
    /// As it will be in the draft when all is granted.
    pub activity: Option<Activity>,
    pub state: State,
    /// Why it was decided so.
    pub reason: String,
    pub asked_by: Option<AccountId>,
    pub asked_at: Timestamp,
    pub decided_by: Option<AccountId>,
    pub decided_at: Option<Timestamp>,
}

impl Request {
    pub fn activity_id(&self) -> Option<ActivityId> {
        self.activity.as_ref().map(|activity| activity.id)
    }
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Host,
    Organiser,
}

impl Side {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Organiser => "organiser",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Host, Self::Organiser].into_iter().find(|side| side.word() == word)
    }
}

/// One message of a request's thread.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    pub side: Side,
    pub by: Option<AccountId>,
    pub at: Timestamp,
    pub words: String,
}

// What people wrote must not slip into a log.
impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Message({})", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_what_was_granted_of_what_was_asked() {
        let lack =
            |granted| Lack { resource: Resource::Seats, halls: Halls::Any, amount: 10, granted };
        let decided = |granted: [i64; 2]| State::decided(&granted.map(lack));
        assert_eq!(decided([10, 12]), State::Granted);
        assert_eq!(decided([10, 0]), State::InPart);
        assert_eq!(decided([3, 10]), State::InPart);
        assert_eq!(decided([0, 0]), State::Refused);
    }
}
