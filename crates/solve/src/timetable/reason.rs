//! Why no timetable can exist, as data: a kind with names and minutes, so that a page can say it in
//! its reader's language. [`Reason::words`] says it in English, for the command line.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::case::clock;
use super::problem::Span;

/// One demand of a set that cannot be met together, or one fact that makes it so.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Reason {
    /// No hall is allowed for it and has what it needs.
    NoHallSuits {
        activity: String,
    },
    /// It takes so many minutes.
    Takes {
        activity: String,
        minutes: i32,
    },
    /// It is fixed in a hall.
    FixedIn {
        activity: String,
        hall: String,
    },
    /// That hall is not allowed for it or lacks what it needs.
    HallUnsuited {
        hall: String,
    },
    FixedAt {
        activity: String,
        hall: String,
        start: i32,
    },
    /// The halls that it may use are open then, as far as it has room for set-up and clearing.
    Open {
        activity: String,
        halls: Halls,
        times: Times,
    },
    Windows {
        activity: String,
        times: Times,
    },
    There {
        party: String,
        times: Times,
    },
    /// Whoever is needed in both.
    NeededInBoth {
        party: String,
        one: String,
        other: String,
    },
    StartsAt {
        activity: String,
        start: i32,
        end: i32,
        hall: Option<String>,
    },
    StartsBetween {
        activity: String,
        first: i32,
        last: i32,
        minutes: i32,
        hall: Option<String>,
    },
    /// The way between the two takes so long.
    Way {
        minutes: i32,
    },
    /// The one cannot end before the other starts, whichever is first.
    NeitherFirst,
    NotSideBySide {
        one: String,
        other: String,
    },
    OneAtATime {
        hall: String,
    },
    Before {
        first: String,
        then: String,
    },
    OneDay {
        activities: Vec<String>,
    },
    /// Minutes that a party is needed within a time.
    Needed {
        party: String,
        minutes: i64,
        activities: Vec<String>,
    },
    /// Minutes that there are for it.
    TimeThere {
        from: i32,
        until: i32,
        minutes: i64,
    },
    /// Hall minutes that activities need, on a day or in all.
    HallTimeNeeded {
        activities: usize,
        minutes: i64,
        day: Option<String>,
    },
    HallTimeOpen {
        halls: Halls,
        minutes: i64,
        day: Option<String>,
    },
    Granted {
        host: String,
        minutes: i64,
    },
    /// What a host's activities need outside its own halls.
    NeededOutside {
        minutes: i64,
    },
    /// So many of the lost activities need a hall for so long or longer.
    LongLost {
        activities: usize,
        minutes: i32,
    },
    /// Between all that stays there is room for so many of them.
    RoomBetween {
        activities: usize,
    },
    /// So at least so many more must move.
    MoreMove {
        activities: usize,
    },
}

/// One hall by name, or how many there are.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Halls {
    One(String),
    All(usize),
}

/// The first few of some times, and how many more there are; `minutes` is what none has when there
/// are none.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Times {
    pub first: Vec<Span>,
    pub more: usize,
    pub minutes: i32,
}

impl Times {
    const TOLD_MAX: usize = 4;

    pub(super) fn of(spans: &[Span], minutes: i32) -> Self {
        let first = spans.iter().take(Self::TOLD_MAX).copied().collect();
        Self { first, more: spans.len().saturating_sub(Self::TOLD_MAX), minutes }
    }

    fn words(&self, days: &[String]) -> String {
        if self.first.is_empty() {
            return format!("never for {} min", self.minutes);
        }
        let from_to =
            |span: &Span| format!("from {} to {}", clock(days, span.from), clock(days, span.until));
        let some: Vec<String> = self.first.iter().map(from_to).collect();
        let rest =
            if self.more == 0 { String::new() } else { format!(" and {} times more", self.more) };
        some.join(", ") + &rest
    }
}

impl Reason {
    /// Whether it speaks of an activity by name.
    pub fn names(&self, name: &str) -> bool {
        match self {
            Self::NoHallSuits { activity }
            | Self::Takes { activity, .. }
            | Self::FixedIn { activity, .. }
            | Self::FixedAt { activity, .. }
            | Self::Open { activity, .. }
            | Self::Windows { activity, .. }
            | Self::StartsAt { activity, .. }
            | Self::StartsBetween { activity, .. } => activity == name,
            Self::NeededInBoth { one, other, .. } | Self::NotSideBySide { one, other } => {
                one == name || other == name
            }
            Self::Before { first, then } => first == name || then == name,
            Self::OneDay { activities } | Self::Needed { activities, .. } => {
                activities.iter().any(|one| one == name)
            }
            _ => false,
        }
    }

    /// The sentence in English; `days` are the names of the days.
    pub fn words(&self, days: &[String]) -> String {
        let at = |minute: &i32| clock(days, *minute);
        match self {
            Self::NoHallSuits { activity } => {
                format!("no hall is allowed for \"{activity}\" and has what it needs")
            }
            Self::Takes { activity, minutes } => format!("\"{activity}\" takes {minutes} min"),
            Self::FixedIn { activity, hall } => format!("\"{activity}\" is fixed in {hall}"),
            Self::HallUnsuited { hall } => {
                format!("{hall} is not allowed for it or lacks what it needs")
            }
            Self::FixedAt { activity, hall, start } => {
                format!("\"{activity}\" is fixed in {hall} at {}", at(start))
            }
            Self::Open { activity, halls, times } => match halls {
                Halls::One(hall) => format!("{hall} is open {}", times.words(days)),
                Halls::All(count) => format!(
                    "any of the {count} halls that \"{activity}\" may use is open {}",
                    times.words(days)
                ),
            },
            Self::Windows { activity, times } => {
                format!("\"{activity}\" lies within {}", times.words(days))
            }
            Self::There { party, times } => format!("{party} is there {}", times.words(days)),
            Self::NeededInBoth { party, one, other } => {
                format!("{party} is needed in \"{one}\" and in \"{other}\"")
            }
            Self::StartsAt { activity, start, end, hall } => {
                let (start, end, hall) = (at(start), at(end), in_hall(hall));
                format!("\"{activity}\" starts at {start} and ends at {end}{hall}")
            }
            Self::StartsBetween { activity, first, last, minutes, hall } => {
                let (first, last, hall) = (at(first), at(last), in_hall(hall));
                format!("\"{activity}\" starts between {first} and {last}{hall}, for {minutes} min")
            }
            Self::Way { minutes } => format!("the way between them takes {minutes} min"),
            Self::NeitherFirst => "the one cannot end before the other starts".to_owned(),
            _ => self.words_of_many(days),
        }
    }

    fn words_of_many(&self, days: &[String]) -> String {
        let on =
            |day: &Option<String>| day.as_ref().map_or(String::new(), |day| format!(" on {day}"));
        match self {
            Self::NotSideBySide { one, other } => {
                format!("\"{one}\" and \"{other}\" must not run side by side")
            }
            Self::OneAtATime { hall } => format!("{hall} holds one activity at a time"),
            Self::Before { first, then } => format!("\"{first}\" comes before \"{then}\""),
            Self::OneDay { activities } => {
                format!("\"{}\" are held on one day", activities.join("\", \""))
            }
            Self::Needed { party, minutes, activities } => {
                format!("{party} is needed for {minutes} min in \"{}\"", activities.join("\", \""))
            }
            Self::TimeThere { from, until, minutes } => {
                let (from, until) = (clock(days, *from), clock(days, *until));
                format!("between {from} and {until} there are {minutes} min for them")
            }
            Self::HallTimeNeeded { activities, minutes, day } => {
                format!("{activities} activities need {minutes} hall minutes{}", on(day))
            }
            Self::HallTimeOpen { halls, minutes, day } => {
                let then = if day.is_some() { " then" } else { "" };
                match halls {
                    Halls::One(hall) => format!("{hall} is open for {minutes}{then}"),
                    Halls::All(count) => {
                        format!("the {count} halls that they may use are open for {minutes}{then}")
                    }
                }
            }
            Self::Granted { host, minutes } => {
                format!("{host} was granted {minutes} hall minutes")
            }
            Self::NeededOutside { minutes } => {
                format!("its activities need {minutes} outside its own halls")
            }
            Self::LongLost { activities, minutes } => format!(
                "{activities} of the lost activities need a hall for {minutes} min or longer"
            ),
            Self::RoomBetween { activities } => {
                format!("between all that stays there is room for {activities} of them")
            }
            Self::MoreMove { activities } => format!("so at least {activities} more must move"),
            // The rest is told by `words`.
            _ => String::new(),
        }
    }
}

fn in_hall(hall: &Option<String>) -> String {
    hall.as_ref().map_or(String::new(), |hall| format!(" in {hall}"))
}
