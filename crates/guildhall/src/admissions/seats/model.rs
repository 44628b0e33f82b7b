//! What people get into, and their seats there.

use kernel::{Id, Interval, Slug, Text, Timestamp, Uuid};
use serde::{Deserialize, Serialize};

use crate::admissions::calendar::model::Slot;
use crate::admissions::model::AdmissionId;
use crate::admissions::rules::State;
use crate::editions::model::{EditionId, VenueId};
use crate::programme::model::ActivityId;

pub type SeatId = Id<Seat>;

/// Names those who stay together.
pub enum GroupKey {}
pub type GroupId = Id<GroupKey>;

/// How seats are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Any pass lets in, while there is room.
    Open,
    /// To those who were asked to come.
    Invited,
    /// To whoever books, while there are places.
    Booked,
    /// At the door, by a number in a queue.
    Queued,
    /// By lot among ranked wishes.
    Wished,
    /// In its sessions.
    Series,
    /// In the larger activity that holds it.
    Within,
}

impl Way {
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::Invited,
        Self::Booked,
        Self::Queued,
        Self::Wished,
        Self::Series,
        Self::Within,
    ];
    /// What whoever runs an activity may set.
    pub const SET: [Self; 4] = [Self::Open, Self::Booked, Self::Queued, Self::Wished];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invited => "invited",
            Self::Booked => "booked",
            Self::Queued => "queued",
            Self::Wished => "wished",
            Self::Series => "series",
            Self::Within => "within",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.word() == word)
    }
}

/// How people get into an activity, as the newest release has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seating {
    pub activity: ActivityId,
    pub edition: EditionId,
    pub slug: Slug,
    pub series: Option<ActivityId>,
    pub within: Option<ActivityId>,
    pub way: Way,
    pub set: Set,
    pub places: i64,
    pub taken: i64,
    /// Since when fewer places are there than are taken.
    pub lowered_at: Option<Timestamp>,
    pub closed: bool,
    /// Seats of those who did not come are let go so long after the start; none: never.
    pub release_minutes: Option<i64>,
    /// None while the release does not say, or says it is off.
    pub held: Option<Held>,
    pub told: Told,
    pub version: i64,
}

/// What whoever runs an activity has set in place of what the release says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Set {
    pub way: Option<Way>,
    pub places: Option<i64>,
}

/// Where and when it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub venue: VenueId,
    pub interval: Interval,
}

/// What pages say of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub title: Text,
    pub hall: Text,
    pub venue: Text,
    pub hosts: Vec<Uuid>,
    pub topics: Vec<Slug>,
    pub sample: bool,
}

impl Seating {
    /// What is left; none where fewer places are there than are taken.
    pub const fn free(&self) -> i64 {
        if self.taken < self.places { self.places - self.taken } else { 0 }
    }

    pub fn slot(&self) -> Option<Slot> {
        let Held { venue, interval } = self.held?;
        Some(Slot { activity: self.activity, within: self.within, venue, interval })
    }
}

/// Somebody's seat, wish, or turn in a waiting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    pub id: SeatId,
    pub edition: EditionId,
    pub activity: ActivityId,
    pub pass: AdmissionId,
    pub group: GroupId,
    pub state: State,
    pub state_at: Timestamp,
    pub asked_at: Timestamp,
    /// Until when a place is held for them.
    pub expires_at: Option<Timestamp>,
    /// Of a wish: 1 is the dearest.
    pub choice: Option<i64>,
}
