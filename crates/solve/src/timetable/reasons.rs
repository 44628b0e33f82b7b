//! Plain reasons why no timetable can exist, in words: the smallest set of demands found that cannot
//! all be met. What is said here is proved; nothing said proves nothing.

use super::case::{Case, day_of};
use super::domain::{Domains, Range, common};
use super::problem::Span;
use super::room::{granted_too_little, halls_are_full, party_is_full};

/// Comparisons made in all, so that a hostile problem costs no more.
pub(super) const WORK_MAX: usize = 50_000_000;

/// The first reason found; empty when none was found.
pub fn impossible(case: &Case, domains: &Domains) -> Vec<String> {
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

/// An activity that has no place at all: which of its own demands cannot be met together.
fn nowhere(case: &Case, domains: &Domains) -> Option<Vec<String>> {
    let activity = domains.of.iter().position(Vec::is_empty)?;
    let own = &case.activities[activity];
    let name = &own.id;
    if own.halls.is_empty() {
        return Some(vec![format!("no hall is allowed for \"{name}\" and has what it needs")]);
    }
    // Demands of time: each is a list of times; leave out what is not needed for the contradiction.
    let mut demands: Vec<(String, Vec<Span>)> = Vec::new();
    if let Some(fixed) = own.fixed {
        let (hall, at) = (case.hall_name(fixed.hall), case.clock(fixed.start));
        if !own.halls.contains(&fixed.hall) {
            return Some(vec![
                format!("\"{name}\" is fixed in {hall}"),
                format!("{hall} is not allowed for it or lacks what it needs"),
            ]);
        }
        demands
            .push((format!("\"{name}\" is fixed in {hall} at {at}"), vec![own.span(fixed.start)]));
    }
    let halls: Vec<u32> = own.fixed.map_or_else(|| own.halls.clone(), |fixed| vec![fixed.hall]);
    let mut open: Vec<Span> = halls
        .iter()
        .flat_map(|&hall| &case.halls[hall as usize].open)
        .map(|open| Span { from: open.from + own.setup, until: open.until - own.teardown })
        .filter(|span| span.until - span.from >= own.minutes)
        .collect();
    open.sort_unstable();
    let which = match halls.as_slice() {
        [hall] => case.hall_name(*hall).to_string(),
        _ => format!("any of the {} halls that \"{name}\" may use", halls.len()),
    };
    let minutes = own.hall_minutes();
    demands.push((format!("{which} is open {}", told(case, &open, minutes)), open));
    if !own.windows.is_empty() {
        let words = format!("\"{name}\" lies within {}", told(case, &own.windows, own.minutes));
        demands.push((words, own.windows.clone()));
    }
    for &party in &own.parties {
        let party = &case.parties[party as usize];
        if let Some(available) = &party.available {
            let words = format!("{} is there {}", party.id, told(case, available, own.minutes));
            demands.push((words, available.clone()));
        }
    }
    let mut at = 0;
    while at < demands.len() && demands.len() > 1 {
        let without = demands.iter().enumerate().filter(|(place, _)| *place != at);
        if fits(without.map(|(_, demand)| &demand.1), own.minutes) {
            at += 1;
        } else {
            demands.remove(at);
        }
    }
    let mut words = vec![format!("\"{name}\" takes {} min", own.minutes)];
    words.extend(demands.into_iter().map(|(words, _)| words));
    Some(words)
}

fn told(case: &Case, spans: &[Span], minutes: i32) -> String {
    const TOLD_MAX: usize = 4;
    if spans.is_empty() {
        return format!("never for {minutes} min");
    }
    let some = spans.iter().take(TOLD_MAX);
    let some: Vec<String> = some
        .map(|span| format!("from {} to {}", case.clock(span.from), case.clock(span.until)))
        .collect();
    let more = spans.len().saturating_sub(TOLD_MAX);
    let rest = if more == 0 { String::new() } else { format!(" and {more} times more") };
    some.join(", ") + &rest
}

/// Whether one time of every list has so many minutes in common.
fn fits<'a>(mut lists: impl Iterator<Item = &'a Vec<Span>>, minutes: i32) -> bool {
    let Some(first) = lists.next() else { return true };
    // Openings of different halls overlap, so each time of the first list is followed alone.
    let rest: Vec<&Vec<Span>> = lists.collect();
    first.iter().any(|&span| {
        let mut times = vec![span];
        for list in &rest {
            times = list.iter().flat_map(|&one| common(&times, &[one])).collect();
        }
        times.iter().any(|time| time.until - time.from >= minutes)
    })
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
fn one_party(case: &Case, domains: &Domains) -> Option<Vec<String>> {
    let mut work = WORK_MAX;
    for party in &case.parties {
        for (at, &one) in party.activities.iter().enumerate() {
            for &other in &party.activities[at + 1..] {
                let (a, b) = (&domains.of[one as usize], &domains.of[other as usize]);
                work = work.checked_sub(a.len() * b.len() + 1)?;
                let way = |from, to| case.way(from, to);
                if can_precede(case, (one, a), b, way)
                    || can_precede(case, (other, b), a, way)
                    || case.stood.holds(one, other)
                {
                    continue;
                }
                return Some(vec![
                    format!(
                        "{} is needed in \"{}\" and in \"{}\"",
                        party.id,
                        case.name(one),
                        case.name(other)
                    ),
                    stands(case, one, a),
                    stands(case, other, b),
                    way_words(case, (one, a), (other, b)),
                ]);
            }
        }
    }
    None
}

fn stands(case: &Case, activity: u32, ranges: &[Range]) -> String {
    let own = &case.activities[activity as usize];
    let (first, last) = (
        ranges.iter().map(|range| range.first).min().unwrap_or(0),
        ranges.iter().map(|range| range.last).max().unwrap_or(0),
    );
    let hall = match ranges {
        [only] => format!(" in {}", case.hall_name(only.hall)),
        _ => String::new(),
    };
    if first == last {
        let (from, until) = (case.clock(first), case.clock(first + own.minutes));
        format!("\"{}\" starts at {from} and ends at {until}{hall}", own.id)
    } else {
        let (from, until) = (case.clock(first), case.clock(last));
        format!("\"{}\" starts between {from} and {until}{hall}, for {} min", own.id, own.minutes)
    }
}

fn way_words(case: &Case, one: (u32, &[Range]), other: (u32, &[Range])) -> String {
    let ways = one.1.iter().flat_map(|a| other.1.iter().map(|b| case.way(a.hall, b.hall)));
    match ways.min() {
        Some(way) if way > 0 => format!("the way between them takes {way} min"),
        _ => "the one cannot end before the other starts".to_string(),
    }
}

/// Two activities that must not be at once, or that have one and the same hall only, and cannot avoid it.
fn side_by_side(case: &Case, domains: &Domains) -> Option<Vec<String>> {
    let mut work = WORK_MAX;
    for &(one, other) in &case.not_parallel {
        let (a, b) = (&domains.of[one as usize], &domains.of[other as usize]);
        work = work.checked_sub(a.len() * b.len() + 1)?;
        let apart =
            can_precede(case, (one, a), b, |_, _| 0) || can_precede(case, (other, b), a, |_, _| 0);
        if !apart && !case.stood.holds(one, other) {
            let (x, y) = (case.name(one), case.name(other));
            return Some(vec![
                format!("\"{x}\" and \"{y}\" must not run side by side"),
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
                work = work.checked_sub(a.len() * b.len() + 1)?;
                let (own, theirs) =
                    (&case.activities[one as usize], &case.activities[other as usize]);
                let hall = &case.halls[a[0].hall as usize];
                let after_one = own.teardown + hall.changeover + theirs.setup;
                let after_other = theirs.teardown + hall.changeover + own.setup;
                if !can_precede(case, (one, a), b, |_, _| after_one)
                    && !can_precede(case, (other, b), a, |_, _| after_other)
                {
                    return Some(vec![
                        format!("{} holds one activity at a time", hall.id),
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
fn order(case: &Case, domains: &Domains) -> Option<Vec<String>> {
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

fn chain(case: &Case, domains: &Domains, last: u32, because: &[Option<u32>]) -> Vec<String> {
    let mut words = vec![stands(case, last, &domains.of[last as usize])];
    let mut at = last;
    while let Some(before) = because[at as usize] {
        words.push(format!("\"{}\" comes before \"{}\"", case.name(before), case.name(at)));
        words.push(stands(case, before, &domains.of[before as usize]));
        at = before;
    }
    words
}

/// Activities that wait for each other in a circle.
fn circle(case: &Case, waits: &[u32]) -> Vec<String> {
    let before = |at: u32| {
        let mut all = case.precedences.iter();
        all.find(|&&(before, after, _)| after == at && waits[before as usize] > 0)
            .map(|&(before, ..)| before)
    };
    let mut at = waits.iter().position(|&count| count > 0).unwrap_or(0) as u32;
    let mut seen: Vec<u32> = Vec::new();
    while !seen.contains(&at) {
        seen.push(at);
        at = before(at).unwrap_or(at);
    }
    let from = seen.iter().position(|&one| one == at).unwrap_or(0);
    let each = seen[from..].iter();
    each.map(|&at| {
        let first = before(at).unwrap_or(at);
        format!("\"{}\" comes before \"{}\"", case.name(first), case.name(at))
    })
    .collect()
}

/// Activities of one day that have no day in common.
fn no_common_day(case: &Case, domains: &Domains) -> Option<Vec<String>> {
    for group in &case.same_day {
        let days = |at: &u32| {
            let mut days: Vec<usize> = domains.of[*at as usize]
                .iter()
                .flat_map(|range| day_of(range.first)..=day_of(range.last))
                .collect();
            days.dedup();
            days
        };
        let mut all: Option<Vec<usize>> = None;
        let mut words = Vec::new();
        for at in group {
            let own = days(at);
            words.push(stands(case, *at, &domains.of[*at as usize]));
            let left = match all {
                None => own,
                Some(before) => before.into_iter().filter(|day| own.contains(day)).collect(),
            };
            if left.is_empty() {
                let names: Vec<&str> = group.iter().map(|&at| case.name(at)).collect();
                words.insert(0, format!("\"{}\" are held on one day", names.join("\", \"")));
                return Some(words);
            }
            all = Some(left);
        }
    }
    None
}
