//! What else there is when a seat cannot be had. Pure.

use kernel::Timestamp;

use super::model::{Seating, Way};
use crate::admissions::calendar::model::Commitment;
use crate::admissions::calendar::rules::clash;
use crate::editions::model::Travel;

/// Nobody reads further.
pub const ALTERNATIVES_MAX: usize = 5;

/// Those that could be had in place of `wanted` by so many, dearest first: sessions of the same series,
/// then what has the same topic, then whatever is near in time.
pub fn alternatives<'s>(
    wanted: &Seating,
    all: &'s [Seating],
    (standing, travel): (&[Commitment], &[Travel]),
    (count, now): (i64, Timestamp),
) -> Vec<&'s Seating> {
    let fits = |one: &&Seating| {
        let starts = one.held.map(|held| held.interval.start());
        one.activity != wanted.activity
            && one.way == Way::Booked
            && !one.closed
            && one.free() >= count
            && starts.is_some_and(|start| now < start)
            && one.slot().is_some_and(|slot| clash(slot, standing, travel).is_none())
            && !standing.iter().any(|it| it.slot.activity == one.activity)
    };
    let mut found: Vec<&Seating> = all.iter().filter(fits).collect();
    found.sort_by_key(|one| (likeness(wanted, one), minutes_apart(wanted, one), one.activity));
    found.truncate(ALTERNATIVES_MAX);
    found
}

/// 0 is nearest.
fn likeness(wanted: &Seating, one: &Seating) -> i64 {
    if one.series.is_some() && one.series == wanted.series {
        0
    } else if one.topics_of().iter().any(|topic| wanted.topics_of().contains(topic)) {
        1
    } else {
        2
    }
}

fn minutes_apart(wanted: &Seating, one: &Seating) -> i64 {
    let start = |it: &Seating| it.held.map(|held| held.interval.start());
    match (start(wanted), start(one)) {
        (Some(first), Some(second)) => second.minutes_since(first).abs(),
        _ => i64::MAX,
    }
}

impl Seating {
    fn topics_of(&self) -> &[kernel::Slug] {
        &self.told.topics
    }
}
