//! The problem with numbers for names, checked: everything that the constraints and the search ask.

use super::problem::{Span, Weights};
use super::stood::Stood;

/// Where and when an activity stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub hall: u32,
    pub start: i32,
}

/// Where everything stands, by activity.
pub type Plan = Vec<Option<Place>>;

/// Minutes of a day.
pub const DAY: i32 = 24 * 60;

/// The number of the day a minute belongs to.
pub fn day_of(minute: i32) -> usize {
    (minute.max(0) / DAY) as usize
}

/// `21 Feb 10:05`, by the names of the days.
pub fn clock(days: &[String], minute: i32) -> String {
    let (day, rest) = (minute.div_euclid(DAY), minute.rem_euclid(DAY));
    let name = days.get(day.max(0) as usize).map_or("", String::as_str);
    let space = if name.is_empty() { "" } else { " " };
    format!("{name}{space}{:02}:{:02}", rest / 60, rest % 60)
}

#[derive(Clone, Debug)]
pub struct Case {
    pub days: Vec<String>,
    pub grid: i32,
    pub halls: Vec<Hall>,
    /// By hall and hall: minutes of the way.
    pub travel: Vec<i32>,
    pub hosts: Vec<Host>,
    pub parties: Vec<Party>,
    pub activities: Vec<Activity>,
    pub tracks: Vec<Group>,
    pub parts: Vec<Group>,
    pub topics: Vec<Group>,
    /// (before, after, minutes between).
    pub precedences: Vec<(u32, u32, i32)>,
    pub same_day: Vec<Vec<u32>>,
    /// Pairs, each once, the lower number first, sorted.
    pub not_parallel: Vec<(u32, u32)>,
    pub series: Vec<Vec<u32>>,
    /// Pairs with people, each once, the lower number first, sorted.
    pub stars: Vec<(u32, u32, i64)>,
    /// By activity.
    pub release: Plan,
    /// While planning again: what the release breaks by itself.
    pub stood: Stood,
    /// Whether a release is mended: the search turns round what has moved.
    pub mending: bool,
    pub weights: Weights,
}

#[derive(Clone, Debug)]
pub struct Hall {
    pub id: String,
    pub venue: u32,
    pub capacity: Option<u32>,
    pub open: Vec<Span>,
    pub changeover: i32,
    pub owner: Option<u32>,
}

#[derive(Clone, Debug)]
pub struct Host {
    pub id: String,
    pub granted: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Party {
    pub id: String,
    pub available: Option<Vec<Span>>,
    pub avoids: Vec<(Span, i64)>,
    pub activities: Vec<u32>,
}

/// Activities that have something in common.
#[derive(Clone, Debug)]
pub struct Group {
    pub id: String,
    pub activities: Vec<u32>,
}

#[derive(Clone, Debug)]
pub struct Activity {
    pub id: String,
    pub minutes: i32,
    pub setup: i32,
    pub teardown: i32,
    /// Halls that it may be in, by name, features and owner, sorted.
    pub halls: Vec<u32>,
    pub windows: Vec<Span>,
    pub fixed: Option<Place>,
    pub parties: Vec<u32>,
    pub host: Option<u32>,
    pub demand: u32,
    pub track: Option<u32>,
    pub part: Option<u32>,
    pub topics: Vec<u32>,
}

impl Activity {
    /// While its parties are busy.
    pub fn span(&self, start: i32) -> Span {
        Span { from: start, until: start + self.minutes }
    }

    /// Minutes that its hall is busy.
    pub fn hall_minutes(&self) -> i32 {
        self.setup + self.minutes + self.teardown
    }

    /// While its hall is busy.
    pub fn hall_span(&self, start: i32) -> Span {
        Span { from: start - self.setup, until: start + self.minutes + self.teardown }
    }
}

impl Span {
    pub fn meets(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    pub fn holds(self, other: Self) -> bool {
        self.from <= other.from && other.until <= self.until
    }
}

impl Case {
    /// Minutes from hall to hall.
    pub fn way(&self, from: u32, to: u32) -> i32 {
        self.travel[from as usize * self.halls.len() + to as usize]
    }

    pub fn span(&self, activity: u32, place: Place) -> Span {
        self.activities[activity as usize].span(place.start)
    }

    /// Whether nobody could be at both, for they overlap or the way is too long.
    pub fn clash(&self, one: (u32, Place), other: (u32, Place)) -> bool {
        let (a, b) = (self.span(one.0, one.1), self.span(other.0, other.1));
        let way = self.way(one.1.hall, other.1.hall);
        a.from < b.until + way && b.from < a.until + way
    }

    /// `21 Feb 10:05`, by the day's name.
    pub fn clock(&self, minute: i32) -> String {
        clock(&self.days, minute)
    }

    pub fn name(&self, activity: u32) -> &str {
        &self.activities[activity as usize].id
    }

    pub fn hall_name(&self, hall: u32) -> &str {
        &self.halls[hall as usize].id
    }
}
