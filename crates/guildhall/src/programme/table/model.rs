//! What moves, what was moved, and what a conflict is answered with.

use kernel::{Date, Interval, Timestamp, Zone};
use serde::{Deserialize, Serialize};

use crate::access::AccountId;
use crate::editions::model::HallId;
use crate::programme::conflicts::Conflict;
use crate::programme::index::Index;
use crate::programme::model::{ActivityId, Placement, Programme};

/// One activity that moves: from where, to where; `None` is the tray. Where both are the same, what
/// was written of it is something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub activity: ActivityId,
    pub from: Option<Placement>,
    pub to: Option<Placement>,
}

impl Change {
    /// The way back.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self { activity: self.activity, from: self.to, to: self.from }
    }
}

/// A place as a page tells it and a form brings it back: what an editor saw.
pub fn seen(place: Option<Placement>) -> String {
    let Some(Placement { hall, spot, interval }) = place else { return "-".to_owned() };
    let spot = spot.map(|spot| spot.to_string()).unwrap_or_default();
    let (from, until) = (interval.start().as_millis(), interval.end().as_millis());
    format!("{hall}.{spot}.{from}.{until}")
}

/// What a step was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    Placed,
    Undone,
    Redone,
    Accepted,
    /// Written on another page: these activities, or, when none is named, the draft as a whole.
    Elsewhere,
}

impl Cause {
    pub const ALL: [Self; 5] =
        [Self::Placed, Self::Undone, Self::Redone, Self::Accepted, Self::Elsewhere];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Undone => "undone",
            Self::Redone => "redone",
            Self::Accepted => "accepted",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// What the maker of a step may still do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It may be undone.
    Done,
    /// It may be redone.
    Undone,
    Spent,
}

impl State {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Undone => "undone",
            Self::Spent => "spent",
        }
    }
}

/// One change of a draft's places, numbered within its edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub version: i64,
    pub cause: Cause,
    pub by: Option<AccountId>,
    pub at: Timestamp,
    pub changes: Vec<Change>,
}

/// What is done about a conflict that somebody is about to cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    Block,
    #[default]
    Warn,
    Ignore,
}

impl Answer {
    pub const ALL: [Self; 3] = [Self::Block, Self::Warn, Self::Ignore];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Warn => "warn",
            Self::Ignore => "ignore",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// The sorts of conflict, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    PersonTwice,
    HallTwice,
    TravelTooShort,
    Away,
    HallTooSmall,
    OutsideOpening,
    RatherNot,
}

impl Sort {
    pub const ALL: [Self; 7] = [
        Self::PersonTwice,
        Self::HallTwice,
        Self::TravelTooShort,
        Self::Away,
        Self::HallTooSmall,
        Self::OutsideOpening,
        Self::RatherNot,
    ];

    pub const fn word(self) -> &'static str {
        match self {
            Self::PersonTwice => "person_twice",
            Self::HallTwice => "hall_twice",
            Self::TravelTooShort => "travel_too_short",
            Self::Away => "away",
            Self::HallTooSmall => "hall_too_small",
            Self::OutsideOpening => "outside_opening",
            Self::RatherNot => "rather_not",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    pub const fn of(conflict: &Conflict) -> Self {
        match conflict {
            Conflict::PersonTwice { .. } => Self::PersonTwice,
            Conflict::HallTwice { .. } => Self::HallTwice,
            Conflict::TravelTooShort { .. } => Self::TravelTooShort,
            Conflict::HallTooSmall { .. } => Self::HallTooSmall,
            Conflict::OutsideOpening { .. } => Self::OutsideOpening,
            Conflict::Away { .. } => Self::Away,
            Conflict::RatherNot { .. } => Self::RatherNot,
        }
    }
}

/// What an edition answers to each sort; what it never said is [`Answer::Warn`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub Vec<(Sort, Answer)>);

impl Answers {
    pub fn to(&self, sort: Sort) -> Answer {
        self.0.iter().find(|(of, _)| *of == sort).map_or(Answer::Warn, |(_, answer)| *answer)
    }
}

/// The days of the table, and minutes on the clocks of the edition: day by day, 1,440 a day.
#[derive(Clone, Debug)]
pub struct Days {
    pub days: Vec<Date>,
    zone: Zone,
}

/// No edition lasts longer.
const DAYS_MAX: usize = 60;

/// Minutes of a day.
pub const DAY: i64 = 24 * 60;

impl Days {
    /// Every day of the edition, and any other on which something is placed.
    pub fn of(programme: &Programme, index: &Index) -> Self {
        let edition = &programme.edition;
        let mut days = edition.first_day.through(edition.last_day, DAYS_MAX);
        days.extend(index.days(programme));
        days.sort_unstable();
        days.dedup();
        Self { days, zone: edition.zone.clone() }
    }

    /// The minute of a moment; `None` on another day.
    pub fn minute(&self, at: Timestamp) -> Option<i64> {
        let wall = self.zone.wall(at);
        let day = self.days.binary_search(&wall.date).ok()?;
        Some(day as i64 * DAY + i64::from(wall.minute))
    }

    /// So many minutes from a minute on.
    pub fn interval(&self, minute: i64, minutes: i64) -> Option<Interval> {
        let day = usize::try_from(minute.div_euclid(DAY)).ok()?;
        let wall = u16::try_from(minute.rem_euclid(DAY)).ok()?;
        let start = self.zone.moment(*self.days.get(day)?, wall);
        Interval::new(start, start.plus_minutes(minutes)).ok()
    }
}

/// Where somebody wants an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub hall: HallId,
    pub day: Date,
    /// Since midnight.
    pub minute: u16,
    pub minutes: i64,
}
