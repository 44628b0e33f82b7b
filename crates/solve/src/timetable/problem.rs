//! What is given: days, halls, parties, activities and the rules between them, as JSON says it.
//!
//! Minutes count from midnight of the first day; day 2 begins at minute 1440. A name (`id`) is any
//! text that is not empty and not there twice among things of its sort.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A conference to be placed.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Problem {
    /// The names of the days, for the words of an answer.
    pub days: Vec<String>,
    /// Activities start at multiples of this many minutes, unless a window or a release says
    /// otherwise; 0: 5.
    pub grid_minutes: u32,
    pub travel: Vec<Travel>,
    pub halls: Vec<Hall>,
    pub hosts: Vec<Host>,
    pub parties: Vec<Party>,
    pub activities: Vec<Activity>,
    pub precedences: Vec<Precedence>,
    /// Groups of activities that are held on one day.
    pub same_day: Vec<Vec<String>>,
    /// Groups of activities of which no two run at the same time.
    pub not_parallel: Vec<Vec<String>>,
    /// Sequences of activities that follow each other at once in one hall.
    pub series: Vec<Vec<String>>,
    /// Pairs that many people starred.
    pub stars: Vec<Stars>,
    /// The released timetable, from which an answer should differ as little as it can.
    pub release: Vec<Placed>,
    pub weights: Weights,
}

/// From `from` until just before `until`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Span {
    pub from: i32,
    pub until: i32,
}

/// The way between two venues, in both directions; venues without one are next door.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Travel {
    pub from: String,
    pub to: String,
    pub minutes: u32,
}

#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hall {
    pub id: String,
    pub venue: String,
    /// Seats; absent: as many as come.
    pub capacity: Option<u32>,
    pub features: Vec<String>,
    pub open: Vec<Span>,
    /// Minutes between two activities.
    pub changeover_minutes: u32,
    /// The host whose own hall it is: nobody else uses it, and its hours are not counted.
    pub owner: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Host {
    pub id: String,
    /// Minutes of halls that it was granted; absent: no limit.
    pub granted_minutes: Option<u32>,
}

/// Whoever can be in one place only: a person, a team, an organisation.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Party {
    pub id: String,
    /// Absent: always.
    pub available: Option<Vec<Span>>,
    pub avoids: Vec<Avoid>,
}

/// A time that a party would rather have free.
#[derive(Clone, Copy, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Avoid {
    pub span: Span,
    pub weight: u32,
}

#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Activity {
    pub id: String,
    pub minutes: u32,
    /// Minutes that the hall is taken before and after.
    pub setup_minutes: u32,
    pub teardown_minutes: u32,
    /// Halls it may be in; empty: any that has the features.
    pub halls: Vec<String>,
    pub features: Vec<String>,
    /// It lies within one of these; empty: whenever the hall is open.
    pub windows: Vec<Span>,
    /// It stands here and nowhere else.
    pub fixed: Option<Spot>,
    pub parties: Vec<String>,
    pub host: Option<String>,
    /// People expected.
    pub demand: u32,
    /// Activities of one track do not run side by side and keep to one hall a day.
    pub track: Option<String>,
    pub part: Option<String>,
    pub topics: Vec<String>,
}

/// Where and when.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    pub hall: String,
    pub start: i32,
}

/// An activity with its place.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    pub activity: String,
    pub hall: String,
    pub start: i32,
}

#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precedence {
    pub before: String,
    pub after: String,
    /// Minutes between the end of the one and the start of the other, at least.
    #[serde(default)]
    pub gap_minutes: u32,
}

#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stars {
    pub one: String,
    pub other: String,
    /// People who want to see both.
    pub people: u32,
}

/// What one violation of each wish costs; 0 leaves the wish out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// For each person who finds no seat.
    pub demand: u32,
    /// For each person who wants two activities at once.
    pub stars: u32,
    /// For each pair of one track at once.
    pub track_parallel: u32,
    /// For each hall of a track on a day after the first.
    pub track_halls: u32,
    /// For each wish of a party, by its own weight.
    pub avoids: u32,
    /// For each step of a series that does not follow at once in the same hall.
    pub series: u32,
    /// For each minute by which a part or a topic has more or less on a day than on the average day.
    pub part_balance: u32,
    pub topic_balance: u32,
    /// For each activity that stands elsewhere than released, in whatever respect.
    pub change: u32,
    /// For each activity that is on another day than released, in another hall, at another time.
    pub change_day: u32,
    pub change_hall: u32,
    pub change_time: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            demand: 1,
            stars: 1,
            track_parallel: 100,
            track_halls: 40,
            avoids: 1,
            series: 60,
            part_balance: 0,
            topic_balance: 0,
            change: 0,
            change_day: 200,
            change_hall: 100,
            change_time: 100,
        }
    }
}
