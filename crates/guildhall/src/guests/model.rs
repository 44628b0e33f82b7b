//! A guest and what they need; a running order and where one is on it.

use kernel::{Date, Id, Lang, Text, Timestamp};

use crate::access::AccountId;
use crate::programme::model::ActivityId;

pub type GuestId = Id<Guest>;
pub type ItemId = Id<Item>;

/// Somebody who is to come, as far as one has got with them.
#[derive(Clone, Debug, PartialEq)]
pub struct Guest {
    pub id: GuestId,
    pub state: State,
    /// Order of protocol, 1 first.
    pub rank: Option<i64>,
    pub name: Text,
    pub title: Text,
    /// ISO 3166-1 alpha-2 in capitals, or empty.
    pub country: String,
    /// In which one writes to them.
    pub lang: Lang,
    pub keeper: Option<AccountId>,
    pub next_step: String,
    pub next_by: Option<Date>,
    /// The language to interpret into, or empty.
    pub interpreter: String,
    /// Their time zone, or empty.
    pub zone: String,
    pub version: i64,
    pub changed_at: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Found,
    Invited,
    InTalks,
    Accepted,
    Declined,
}

impl State {
    pub const ALL: [Self; 5] =
        [Self::Found, Self::Invited, Self::InTalks, Self::Accepted, Self::Declined];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Invited => "invited",
            Self::InTalks => "in_talks",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// What only those read who arrange it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    pub travel: String,
    pub diet: String,
    /// 0: nothing was noted.
    pub version: i64,
}

/// One thing on a running order.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: ItemId,
    pub position: i64,
    pub minutes: i64,
    pub title: Text,
    pub who: String,
    /// What is to happen with light, sound and screens.
    pub cue: String,
}

/// Where one is on a running order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub item: Option<ItemId>,
    pub began_at: Option<Timestamp>,
    pub is_over: bool,
    /// Grows with every press.
    pub step: i64,
}

/// A running order with where one is.
#[derive(Clone, Debug, PartialEq)]
pub struct Show {
    pub activity: ActivityId,
    pub items: Vec<Item>,
    pub place: Place,
}

impl Show {
    /// The item after the one that is on; the first before it has begun.
    pub fn next(&self) -> Option<&Item> {
        let at = self.place.item.and_then(|id| self.items.iter().position(|one| one.id == id));
        match at {
            _ if self.place.is_over => None,
            Some(at) => self.items.get(at + 1),
            None => self.items.first(),
        }
    }

    /// The minute at which each item begins, counted from the first.
    pub fn starts(&self) -> Vec<i64> {
        let mut at = 0;
        let begins = self.items.iter().map(|item| {
            let start = at;
            at += item.minutes;
            start
        });
        begins.collect()
    }

    pub fn minutes(&self) -> i64 {
        self.items.iter().map(|item| item.minutes).sum()
    }
}
