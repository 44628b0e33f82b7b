//! How full it is, from scans alone.
//!
//! *Inside* is who came in today, was not seen to leave, and whose stay has not lapsed. *Person-times*
//! are entries; *persons* are different passes that entered: who comes in twice is two person-times
//! and one person.

use kernel::{Date, Timestamp};
use store::{Fault, Tx};

use crate::access::{Can, ReadHeadcount};
use crate::door::model::{Gate, Space};
use crate::door::rules;
pub use crate::door::store::counts::Part;
use crate::door::store::counts::{self as rows, Came, Span};
use crate::door::store::gates;
use crate::editions;
use crate::editions::model::{Edition, EditionId};

/// What a line at a gate was said to be is worth nothing after that.
const LINE_MINUTES: i64 = 20;
/// How fast a gate is, is seen over so many minutes.
const RATE_MINUTES: i64 = 10;
/// From so many hundredths of the limit on, it warns.
const NEARLY_FULL: i64 = 90;

/// How full a space is against its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    Calm,
    NearlyFull,
    Full,
}

impl Fill {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::NearlyFull => "nearly_full",
            Self::Full => "full",
        }
    }

    fn of(inside: i64, people_max: Option<i64>) -> Self {
        match people_max {
            Some(most) if inside >= most => Self::Full,
            Some(most) if inside * 100 >= most * NEARLY_FULL => Self::NearlyFull,
            _ => Self::Calm,
        }
    }
}

/// One space at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    pub space: Space,
    pub inside: i64,
    pub fill: Fill,
    /// Of the day.
    pub came: Came,
    /// Entries in the last ten minutes.
    pub lately: i64,
    /// People in line at its gates, and how long the last of them waits; nothing while nobody said.
    pub line: Option<Line>,
}

/// A line before a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub people: i64,
    /// Unknown while nobody is let in.
    pub minutes: Option<i64>,
}

/// An edition at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    pub edition: Edition,
    pub at: Timestamp,
    pub day: Date,
    pub spaces: Vec<Count>,
    /// Of the day, whatever space they came into.
    pub today: Came,
    /// Since the first day.
    pub altogether: Came,
}

/// Counts an edition.
pub fn now(
    tx: &mut Tx<'_>,
    can: &Can<ReadHeadcount>,
    now: Timestamp,
) -> Result<Option<Counted>, Fault> {
    let id: EditionId = can.edition::<Edition>();
    let Some(edition) = editions::verbs::by_id(tx, id)? else { return Ok(None) };
    let day = edition.zone.wall(now).date;
    let span = span_of(&edition, day);
    let gates = gates::gates(tx, id.uuid())?;
    let mut spaces = Vec::new();
    for space in gates::spaces(tx, id.uuid())? {
        let inside = rows::inside(tx, space.id, rules::lapses_at(&space, now))?;
        let lately = Span { from: now.plus_minutes(-RATE_MINUTES), until: now.plus_minutes(1) };
        let lately = rows::came(tx, space.id, lately)?.times;
        spaces.push(Count {
            inside,
            fill: Fill::of(inside, space.people_max),
            came: rows::came(tx, space.id, span)?,
            lately,
            line: line(&gates, &space, lately, now),
            space,
        });
    }
    let today = rows::came_anywhere(tx, id.uuid(), span)?;
    let first = span_of(&edition, edition.first_day).from;
    let all = Span { from: first.min(span.from), until: span.until };
    let altogether = rows::came_anywhere(tx, id.uuid(), all)?;
    Ok(Some(Counted { edition, at: now, day, spaces, today, altogether }))
}

/// A day of an edition, from midnight to midnight.
pub fn span_of(edition: &Edition, day: Date) -> Span {
    let moment = |day| edition.zone.moment(day, 0);
    Span { from: moment(day), until: moment(day.next()) }
}

fn line(gates: &[Gate], space: &Space, lately: i64, now: Timestamp) -> Option<Line> {
    let said = gates.iter().filter(|gate| gate.space == space.id).filter_map(|gate| gate.waiting);
    let fresh = said.filter(|(_, at)| now.minutes_since(*at) <= LINE_MINUTES);
    let people: i64 = fresh.map(|(people, _)| people).reduce(|sum, people| sum + people)?;
    let minutes = (lately > 0).then(|| (people * RATE_MINUTES + lately - 1) / lately);
    Some(Line { people, minutes })
}

/// The entries and exits of a space on a day, in tens of minutes; empty ones are left out.
pub fn curve(
    tx: &mut Tx<'_>,
    edition: &Edition,
    space: &Space,
    day: Date,
) -> Result<Vec<Part>, Fault> {
    rows::curve(tx, space.id, span_of(edition, day))
}

/// How arrivals spread over a day when nobody knows better: a rush at the opening, a smaller one at
/// noon, in hundredths of the day's entries for each half hour from eight on.
const RUSH: [i64; 20] = [4, 9, 14, 15, 11, 8, 6, 5, 4, 4, 5, 5, 3, 2, 2, 1, 1, 1, 0, 0];

/// How many are expected to have come by each ten minutes of the day; empty where nobody said how many
/// are expected.
pub fn forecast(space: &Space) -> Vec<i64> {
    let Some(expected) = space.expected else { return Vec::new() };
    let mut sum = 0;
    let parts = (0..144_usize).map(|part| {
        // Parts of ten minutes, three to a half hour; eight o'clock is the 48th.
        let share = part.checked_sub(48).and_then(|since| RUSH.get(since / 3)).copied();
        sum += share.unwrap_or(0);
        expected * sum / 300
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_is_full_at_its_limit_and_nearly_before() {
        assert_eq!(Fill::of(89, Some(100)), Fill::Calm);
        assert_eq!(Fill::of(90, Some(100)), Fill::NearlyFull);
        assert_eq!(Fill::of(100, Some(100)), Fill::Full);
        assert_eq!(Fill::of(1_000_000, None), Fill::Calm);
    }

    #[test]
    fn the_whole_day_is_expected_by_its_end() {
        assert_eq!(RUSH.iter().sum::<i64>(), 100);
    }
}
