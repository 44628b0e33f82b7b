//! Where an activity may stand as far as it alone is concerned: its halls while they are open, its
//! windows, and the times when all its parties are there.

use super::case::{Case, Place};
use super::problem::Span;
use super::work::Work;

/// Ranges over all activities, so that memory stays bounded.
pub const RANGES_MAX: usize = 8_000_000;

/// Openings and times compared, some seconds of work: ten times what the largest conference we know
/// would need with everything the model can say.
const WORK_MAX: usize = 500_000_000;

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
    /// `None` when there are more than [`RANGES_MAX`] ranges, or too many openings to look at.
    pub fn new(case: &Case) -> Option<Self> {
        let mut left = RANGES_MAX;
        let mut work = Work::new(WORK_MAX);
        let mut of = Vec::with_capacity(case.activities.len());
        for activity in 0..case.activities.len() {
            let mut ranges = ranges(case, activity as u32, &mut work)?;
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

fn ranges(case: &Case, activity: u32, work: &mut Work) -> Option<Vec<Range>> {
    let own = &case.activities[activity as usize];
    let times = times(case, activity, work)?;
    let mut ranges = Vec::new();
    let fixed_hall = own.fixed.map(|fixed| fixed.hall);
    for &hall in own.halls.iter().filter(|&&hall| fixed_hall.is_none_or(|fixed| fixed == hall)) {
        let open = &case.halls[hall as usize].open;
        work.spend(open.len() + times.len())?;
        let free = open
            .iter()
            .map(|open| Span { from: open.from + own.setup, until: open.until - own.teardown });
        let free: Vec<Span> = free.filter(|span| span.from < span.until).collect();
        for span in common(&free, &times) {
            let (first, last) = (span.from, span.until - own.minutes);
            let (first, last) = match own.fixed {
                Some(Place { start, .. }) => (first.max(start), last.min(start)),
                None => (first, last),
            };
            if first <= last {
                ranges.push(Range { hall, first, last });
            }
        }
        if ranges.len() > RANGES_MAX {
            return None;
        }
    }
    Some(ranges)
}

/// Times in which the activity as a whole may lie, whatever the hall.
fn times(case: &Case, activity: u32, work: &mut Work) -> Option<Vec<Span>> {
    let own = &case.activities[activity as usize];
    let mut times = if own.windows.is_empty() {
        vec![Span { from: i32::MIN / 2, until: i32::MAX / 2 }]
    } else {
        own.windows.clone()
    };
    for &party in &own.parties {
        if let Some(available) = &case.parties[party as usize].available {
            work.spend(times.len() + available.len())?;
            times = common(&times, available);
        }
    }
    times.retain(|time| time.until - time.from >= own.minutes);
    Some(times)
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
