//! Where an activity may stand as far as it alone is concerned: its halls while they are open, its
//! windows, and the times when all its parties are there.

use super::case::{Case, Place};
use super::problem::Span;

/// Ranges over all activities, so that memory stays bounded.
pub const RANGES_MAX: usize = 8_000_000;

/// Starts in one hall, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub hall: u32,
    pub first: i32,
    pub last: i32,
}

/// The ranges of each activity, sorted by hall and time.
#[derive(Clone, Debug)]
pub struct Domains {
    pub of: Vec<Vec<Range>>,
}

impl Domains {
    /// `None` when there are more than [`RANGES_MAX`] ranges.
    pub fn new(case: &Case) -> Option<Self> {
        let mut left = RANGES_MAX;
        let mut of = Vec::with_capacity(case.activities.len());
        for activity in 0..case.activities.len() {
            let mut ranges = ranges(case, activity as u32);
            if let Some(before) = case.release[activity]
                && case.tolerates(activity as u32, before)
            {
                let Place { hall, start } = before;
                ranges.push(Range { hall, first: start, last: start });
                ranges.sort_unstable_by_key(|range| (range.hall, range.first));
            }
            left = left.checked_sub(ranges.len())?;
            of.push(ranges);
        }
        Some(Self { of })
    }

    /// The ranges in one hall.
    pub fn in_hall(&self, activity: u32, hall: u32) -> &[Range] {
        let all = &self.of[activity as usize];
        let from = all.partition_point(|range| range.hall < hall);
        let until = all.partition_point(|range| range.hall <= hall);
        &all[from..until]
    }

    pub fn holds(&self, activity: u32, place: Place) -> bool {
        let ranges = self.in_hall(activity, place.hall);
        ranges.iter().any(|range| (range.first..=range.last).contains(&place.start))
    }
}

fn ranges(case: &Case, activity: u32) -> Vec<Range> {
    let own = &case.activities[activity as usize];
    let times = times(case, activity);
    let mut ranges = Vec::new();
    for &hall in &own.halls {
        for open in &case.halls[hall as usize].open {
            let first = open.from + own.setup;
            let last = open.until - own.teardown - own.minutes;
            for time in &times {
                let range = Range {
                    hall,
                    first: first.max(time.from),
                    last: last.min(time.until - own.minutes),
                };
                let range = match own.fixed {
                    None => range,
                    Some(fixed) if fixed.hall != hall => continue,
                    Some(Place { start, .. }) => Range {
                        first: range.first.max(start),
                        last: range.last.min(start),
                        ..range
                    },
                };
                if range.first <= range.last {
                    ranges.push(range);
                }
            }
        }
    }
    ranges
}

/// Times in which the activity as a whole may lie, whatever the hall.
pub fn times(case: &Case, activity: u32) -> Vec<Span> {
    let own = &case.activities[activity as usize];
    let mut times = if own.windows.is_empty() {
        vec![Span { from: i32::MIN / 2, until: i32::MAX / 2 }]
    } else {
        own.windows.clone()
    };
    for &party in &own.parties {
        if let Some(available) = &case.parties[party as usize].available {
            times = common(&times, available);
        }
    }
    times.retain(|time| time.until - time.from >= own.minutes);
    times
}

/// What lies in both; both are sorted and do not touch themselves.
pub fn common(one: &[Span], other: &[Span]) -> Vec<Span> {
    let (mut at, mut place) = (0, 0);
    let mut both = Vec::new();
    while at < one.len() && place < other.len() {
        let (a, b) = (one[at], other[place]);
        let span = Span { from: a.from.max(b.from), until: a.until.min(b.until) };
        if span.from < span.until {
            both.push(span);
        }
        if a.until < b.until {
            at += 1;
        } else {
            place += 1;
        }
    }
    both
}

/// What is left when a time is lost.
pub fn without(spans: &[Span], lost: Span) -> Vec<Span> {
    let parts = spans.iter().flat_map(|span| {
        [
            Span { from: span.from, until: span.until.min(lost.from) },
            Span { from: span.from.max(lost.until), until: span.until },
        ]
    });
    parts.filter(|span| span.from < span.until).collect()
}
