//! Reasons of room: more is wanted of a party, of halls or of a grant than there is.

use super::case::{Case, Party, day_of};
use super::domain::{Domains, Range};
use super::nowhere::which;
use super::problem::Span;
use super::reason::Reason;
use super::reasons::WORK_MAX;
use super::work::Work;

/// Separate times of a party looked at one by one; a conference has fewer days.
const PARTS_MAX: usize = 100;

/// A party with more to do than it has time.
pub(super) fn party_is_full(case: &Case, domains: &Domains) -> Option<Vec<Reason>> {
    let mut work = Work::new(WORK_MAX);
    for party in &case.parties {
        // Where two at once are tolerated, a sum of minutes proves nothing.
        if party.activities.iter().any(|&at| case.stood.is_in_a_pair(at)) {
            continue;
        }
        let ranges: usize = party.activities.iter().map(|&at| domains.of[at as usize].len()).sum();
        work.spend(ranges)?;
        let times = times(case, domains, party);
        let whole = Span {
            from: times.first().map_or(0, |span| span.from),
            until: times.last().map_or(0, |span| span.until),
        };
        let all: i64 = times.iter().map(|span| i64::from(span.until - span.from)).sum();
        let few = times.len().min(PARTS_MAX);
        let parts = times[..few].iter().map(|&span| (span, i64::from(span.until - span.from)));
        for (span, free) in parts.chain([(whole, all)]) {
            work.spend(ranges)?;
            let within = |at: &&u32| {
                let minutes = case.activities[**at as usize].minutes;
                let inside = |range: &Range| {
                    span.holds(Span { from: range.first, until: range.last + minutes })
                };
                domains.of[**at as usize].iter().all(inside)
            };
            let bound: Vec<u32> = party.activities.iter().filter(within).copied().collect();
            let minutes = bound.iter().map(|&at| i64::from(case.activities[at as usize].minutes));
            let minutes: i64 = minutes.sum();
            if minutes > free {
                let activities = bound.iter().map(|&at| case.name(at).to_string()).collect();
                return Some(vec![
                    Reason::Needed { party: party.id.clone(), minutes, activities },
                    Reason::TimeThere { from: span.from, until: span.until, minutes: free },
                ]);
            }
        }
    }
    None
}

/// The times in which something of a party can be, apart from each other.
fn times(case: &Case, domains: &Domains, party: &Party) -> Vec<Span> {
    let mut times: Vec<Span> = Vec::new();
    for &at in &party.activities {
        let minutes = case.activities[at as usize].minutes;
        let spans = domains.of[at as usize].iter();
        times.extend(spans.map(|range| Span { from: range.first, until: range.last + minutes }));
    }
    times.sort_unstable();
    times.dedup_by(|next, last| {
        let touches = next.from <= last.until;
        if touches {
            last.until = last.until.max(next.until);
        }
        touches
    });
    times
}

/// Sets of halls compared, so that many different ones cost no more.
const SETS_MAX: usize = 200;

/// More hall minutes wanted than there are.
pub(super) fn halls_are_full(case: &Case, domains: &Domains) -> Option<Vec<Reason>> {
    let mut sets: Vec<&Vec<u32>> = case.activities.iter().map(|own| &own.halls).collect();
    sets.sort_unstable();
    sets.dedup();
    let every: Vec<u32> = (0..case.halls.len() as u32).collect();
    sets.truncate(SETS_MAX);
    sets.push(&every);
    let only_days: Vec<Option<usize>> = domains.of.iter().map(|ranges| only_day(ranges)).collect();
    let mut work = Work::new(WORK_MAX);
    let all: usize = case.activities.iter().map(|own| own.halls.len()).sum();
    for halls in sets {
        let openings =
            halls.iter().map(|&hall| case.halls[hall as usize].open.len()).sum::<usize>();
        work.spend(all.saturating_add(openings))?;
        if let Some(reasons) = set_is_full(case, halls, &only_days) {
            return Some(reasons);
        }
    }
    None
}

/// The day on which all starts of an activity lie.
fn only_day(ranges: &[Range]) -> Option<usize> {
    let day = day_of(ranges.first()?.first);
    let there = |range: &Range| day_of(range.first) == day && day_of(range.last) == day;
    ranges.iter().all(there).then_some(day)
}

/// More minutes wanted of a set of halls, by those that may use no other, than they are open: in all,
/// or on one day.
fn set_is_full(case: &Case, halls: &[u32], only_days: &[Option<usize>]) -> Option<Vec<Reason>> {
    let within = |at: &usize| {
        let own = &case.activities[*at].halls;
        // What is tolerated outside the opening hours may take none of them.
        !case.stood.is_alone(*at as u32)
            && own.len() <= halls.len()
            && own.iter().all(|hall| halls.binary_search(hall).is_ok())
    };
    let within: Vec<usize> = (0..case.activities.len()).filter(within).collect();
    let minutes_of = |at: usize| i64::from(case.activities[at].hall_minutes());
    let (mut all_needed, mut all_open) = (0_i64, 0_i64);
    // By day: how many activities, minutes needed, minutes open of whatever touches the day.
    let mut of_days = vec![(0_usize, 0_i64, 0_i64); 64];
    for &at in &within {
        all_needed += minutes_of(at);
        if let Some(day) = only_days[at] {
            let of_day = &mut of_days[day.min(63)];
            (of_day.0, of_day.1) = (of_day.0 + 1, of_day.1 + minutes_of(at));
        }
    }
    for span in halls.iter().flat_map(|&hall| &case.halls[hall as usize].open) {
        let minutes = i64::from(span.until - span.from);
        all_open += minutes;
        for day in day_of(span.from)..=day_of(span.until - 1) {
            of_days[day.min(63)].2 += minutes;
        }
    }
    let told = |activities: usize, needed: i64, minutes: i64, day: Option<String>| {
        let halls = which(case, halls);
        vec![
            Reason::HallTimeNeeded { activities, minutes: needed, day: day.clone() },
            Reason::HallTimeOpen { halls, minutes, day },
        ]
    };
    if all_needed > all_open {
        return Some(told(within.len(), all_needed, all_open, None));
    }
    let full = of_days.iter().position(|&(_, needed, open)| needed > open)?;
    let (activities, needed, open) = of_days[full];
    let day = case.days.get(full).cloned().unwrap_or_else(|| (full + 1).to_string());
    Some(told(activities, needed, open, Some(day)))
}

/// A host whose activities need more than it was granted, wherever they are.
pub(super) fn granted_too_little(case: &Case, domains: &Domains) -> Option<Vec<Reason>> {
    let mut needed = vec![0_i64; case.hosts.len()];
    for (own, ranges) in case.activities.iter().zip(&domains.of) {
        let Some(host) = own.host else { continue };
        let at_home = |range: &Range| case.halls[range.hall as usize].owner == Some(host);
        if !ranges.iter().any(at_home) {
            needed[host as usize] += i64::from(own.hall_minutes());
        }
    }
    let each = case.hosts.iter().zip(needed);
    let mut over = each.filter_map(|(host, needed)| Some((host, host.granted?, needed)));
    let (host, granted, minutes) = over.find(|(_, granted, needed)| needed > granted)?;
    Some(vec![
        Reason::Granted { host: host.id.clone(), minutes: granted },
        Reason::NeededOutside { minutes },
    ])
}
