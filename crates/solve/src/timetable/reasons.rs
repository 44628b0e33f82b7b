//! Plain reasons why no timetable can exist: the smallest set of demands found that cannot all be
//! met. What is said here is proved; nothing said proves nothing.

use std::collections::BTreeMap;

use super::case::{Case, day_of};
use super::domain::{Domains, Range};
use super::nowhere::nowhere;
use super::reason::Reason;
use super::room::{granted_too_little, halls_are_full, party_is_full};
use super::work::Work;

/// Comparisons made for each sort of reason.
pub(super) const WORK_MAX: usize = 50_000_000;

/// The first set found; empty when none was found.
pub fn impossible(case: &Case, domains: &Domains) -> Vec<Reason> {
    let found = nowhere(case, domains)
        .or_else(|| one_party(case, domains))
        .or_else(|| side_by_side(case, domains))
        .or_else(|| order(case, domains))
        .or_else(|| no_common_day(case, domains))
        .or_else(|| party_is_full(case, domains))
        .or_else(|| halls_are_full(case, domains))
        .or_else(|| granted_too_little(case, domains));
    found.unwrap_or_default()
}

/// Whether the first can be before the second somewhere.
fn can_precede(
    case: &Case,
    (one, a): (u32, &[Range]),
    b: &[Range],
    between: impl Fn(u32, u32) -> i32,
) -> bool {
    let minutes = case.activities[one as usize].minutes;
    a.iter().any(|a| b.iter().any(|b| a.first + minutes + between(a.hall, b.hall) <= b.last))
}

/// Two activities of one party that cannot both be reached.
fn one_party(case: &Case, domains: &Domains) -> Option<Vec<Reason>> {
    let mut work = Work::new(WORK_MAX);
    for party in &case.parties {
        for (at, &one) in party.activities.iter().enumerate() {
            for &other in &party.activities[at + 1..] {
                let (a, b) = (&domains.of[one as usize], &domains.of[other as usize]);
                work.spend(a.len() * b.len() + 1)?;
                let way = |from, to| case.way(from, to);
                if can_precede(case, (one, a), b, way)
                    || can_precede(case, (other, b), a, way)
                    || case.stood.holds(one, other)
                {
                    continue;
                }
                let [first, second] = [one, other].map(|at| case.name(at).to_string());
                let party = party.id.clone();
                return Some(vec![
                    Reason::NeededInBoth { party, one: first, other: second },
                    stands(case, one, a),
                    stands(case, other, b),
                    way_between(case, a, b),
                ]);
            }
        }
    }
    None
}

fn stands(case: &Case, activity: u32, ranges: &[Range]) -> Reason {
    let own = &case.activities[activity as usize];
    let (first, last) = (
        ranges.iter().map(|range| range.first).min().unwrap_or(0),
        ranges.iter().map(|range| range.last).max().unwrap_or(0),
    );
    let hall = match ranges {
        [only] => Some(case.hall_name(only.hall).to_string()),
        _ => None,
    };
    let (activity, minutes) = (own.id.clone(), own.minutes);
    if first == last {
        Reason::StartsAt { activity, start: first, end: first + minutes, hall }
    } else {
        Reason::StartsBetween { activity, first, last, minutes, hall }
    }
}

fn way_between(case: &Case, one: &[Range], other: &[Range]) -> Reason {
    let ways = one.iter().flat_map(|a| other.iter().map(|b| case.way(a.hall, b.hall)));
    match ways.min() {
        Some(minutes) if minutes > 0 => Reason::Way { minutes },
        _ => Reason::NeitherFirst,
    }
}

/// Two activities that must not be at once, or that have one and the same hall only, and cannot avoid it.
fn side_by_side(case: &Case, domains: &Domains) -> Option<Vec<Reason>> {
    let mut work = Work::new(WORK_MAX);
    for &(one, other) in &case.not_parallel {
        let (a, b) = (&domains.of[one as usize], &domains.of[other as usize]);
        work.spend(a.len() * b.len() + 1)?;
        let apart =
            can_precede(case, (one, a), b, |_, _| 0) || can_precede(case, (other, b), a, |_, _| 0);
        if !apart && !case.stood.holds(one, other) {
            let [first, second] = [one, other].map(|at| case.name(at).to_string());
            return Some(vec![
                Reason::NotSideBySide { one: first, other: second },
                stands(case, one, a),
                stands(case, other, b),
            ]);
        }
    }
    let mut by_hall = vec![Vec::new(); case.halls.len()];
    for (at, ranges) in (0..).zip(&domains.of) {
        if let (Some(first), Some(last)) = (ranges.first(), ranges.last())
            && first.hall == last.hall
        {
            by_hall[first.hall as usize].push(at);
        }
    }
    for bound in by_hall {
        for (at, &one) in bound.iter().enumerate() {
            for &other in &bound[at + 1..] {
                let (a, b) = (&domains.of[one as usize], &domains.of[other as usize]);
                work.spend(a.len() * b.len() + 1)?;
                let (own, theirs) =
                    (&case.activities[one as usize], &case.activities[other as usize]);
                let hall = &case.halls[a[0].hall as usize];
                let after_one = own.teardown + hall.changeover + theirs.setup;
                let after_other = theirs.teardown + hall.changeover + own.setup;
                if !can_precede(case, (one, a), b, |_, _| after_one)
                    && !can_precede(case, (other, b), a, |_, _| after_other)
                {
                    return Some(vec![
                        Reason::OneAtATime { hall: hall.id.clone() },
                        stands(case, one, a),
                        stands(case, other, b),
                    ]);
                }
            }
        }
    }
    None
}

/// What must come first comes too late, or things wait for each other.
fn order(case: &Case, domains: &Domains) -> Option<Vec<Reason>> {
    let all = case.activities.len();
    let least = |ranges: &Vec<Range>| ranges.iter().map(|range| range.first).min().unwrap_or(0);
    let mut earliest: Vec<i32> = domains.of.iter().map(least).collect();
    let mut because: Vec<Option<u32>> = vec![None; all];
    let mut waits = vec![0_u32; all];
    let mut follows = vec![Vec::new(); all];
    let held = |it: &&(u32, u32, i32)| !case.stood.holds(it.0, it.1);
    for &(before, after, gap) in case.precedences.iter().filter(held) {
        waits[after as usize] += 1;
        follows[before as usize].push((after, gap));
    }
    let mut ready: Vec<u32> = (0..all as u32).filter(|&at| waits[at as usize] == 0).collect();
    let mut done = 0;
    while let Some(at) = ready.pop() {
        done += 1;
        let own = &case.activities[at as usize];
        let last = domains.of[at as usize].iter().map(|range| range.last).max().unwrap_or(0);
        if earliest[at as usize] > last {
            return Some(chain(case, domains, at, &because));
        }
        for &(after, gap) in &follows[at as usize] {
            let from = earliest[at as usize].saturating_add(own.minutes).saturating_add(gap);
            if from > earliest[after as usize] {
                earliest[after as usize] = from;
                because[after as usize] = Some(at);
            }
            waits[after as usize] -= 1;
            if waits[after as usize] == 0 {
                ready.push(after);
            }
        }
    }
    (done < all).then(|| circle(case, &waits))
}

fn chain(case: &Case, domains: &Domains, last: u32, because: &[Option<u32>]) -> Vec<Reason> {
    let mut reasons = vec![stands(case, last, &domains.of[last as usize])];
    let mut at = last;
    while let Some(before) = because[at as usize] {
        reasons.push(comes_before(case, before, at));
        reasons.push(stands(case, before, &domains.of[before as usize]));
        at = before;
    }
    reasons
}

fn comes_before(case: &Case, first: u32, then: u32) -> Reason {
    Reason::Before { first: case.name(first).to_string(), then: case.name(then).to_string() }
}

/// Activities that wait for each other in a circle.
fn circle(case: &Case, waits: &[u32]) -> Vec<Reason> {
    // By activity: the first of those that it waits for and that wait themselves.
    let mut before: BTreeMap<u32, u32> = BTreeMap::new();
    for &(first, then, _) in &case.precedences {
        if waits[first as usize] > 0 {
            before.entry(then).or_insert(first);
        }
    }
    let mut at = waits.iter().position(|&count| count > 0).unwrap_or(0) as u32;
    let mut seen: Vec<u32> = Vec::new();
    let mut places: BTreeMap<u32, usize> = BTreeMap::new();
    while !places.contains_key(&at) {
        places.insert(at, seen.len());
        seen.push(at);
        at = before.get(&at).copied().unwrap_or(at);
    }
    let each = seen[places[&at]..].iter();
    each.map(|&at| comes_before(case, before.get(&at).copied().unwrap_or(at), at)).collect()
}

/// The days on which an activity can start, a bit each.
fn days(ranges: &[Range]) -> u64 {
    let each = ranges.iter().flat_map(|range| day_of(range.first)..=day_of(range.last));
    each.fold(0, |days, day| days | 1 << day.min(63))
}

/// Activities of one day that have no day in common.
fn no_common_day(case: &Case, domains: &Domains) -> Option<Vec<Reason>> {
    let each: Vec<u64> = domains.of.iter().map(|ranges| days(ranges)).collect();
    for group in &case.same_day {
        let mut left = u64::MAX;
        for (count, &at) in (1..).zip(group) {
            left &= each[at as usize];
            if left == 0 {
                let name = |&at: &u32| case.name(at).to_string();
                let mut reasons =
                    vec![Reason::OneDay { activities: group.iter().map(name).collect() }];
                let told = group[..count].iter();
                reasons.extend(told.map(|&at| stands(case, at, &domains.of[at as usize])));
                return Some(reasons);
            }
        }
    }
    None
}
