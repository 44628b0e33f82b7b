//! Reasons of room: more is wanted of a party, of halls or of a grant than there is.

use super::case::{Activity, Case, day_of};
use super::domain::{Domains, Range};
use super::problem::Span;
use super::reasons::WORK_MAX;

/// Separate times of a party looked at one by one; a conference has fewer days.
const PARTS_MAX: usize = 100;

/// A party with more to do than it has time.
pub(super) fn party_is_full(case: &Case, domains: &Domains) -> Option<Vec<String>> {
    // Where two at once are tolerated, a sum of minutes proves nothing.
    let tolerated = |at: &u32| case.stood.is_in_a_pair(*at);
    let each = case.parties.iter().filter(|party| !party.activities.iter().any(tolerated));
    for party in each {
        let mut times: Vec<Span> = Vec::new();
        for &at in &party.activities {
            let minutes = case.activities[at as usize].minutes;
            let spans = domains.of[at as usize].iter();
            times
                .extend(spans.map(|range| Span { from: range.first, until: range.last + minutes }));
        }
        times.sort_unstable();
        times.dedup_by(|next, last| {
            let touches = next.from <= last.until;
            if touches {
                last.until = last.until.max(next.until);
            }
            touches
        });
        let all: i32 = times.iter().map(|span| span.until - span.from).sum();
        let whole = Span {
            from: times.first().map_or(0, |span| span.from),
            until: times.last().map_or(0, |span| span.until),
        };
        let few = times.len().min(PARTS_MAX);
        let parts = times[..few].iter().map(|&span| (span, span.until - span.from));
        for (span, free) in parts.chain([(whole, all)]) {
            let within = |at: &&u32| {
                let minutes = case.activities[**at as usize].minutes;
                let inside = |range: &Range| {
                    span.holds(Span { from: range.first, until: range.last + minutes })
                };
                domains.of[**at as usize].iter().all(inside)
            };
            let bound: Vec<u32> = party.activities.iter().filter(within).copied().collect();
            let needed: i64 =
                bound.iter().map(|&at| i64::from(case.activities[at as usize].minutes)).sum();
            if needed > i64::from(free) {
                let names: Vec<&str> = bound.iter().map(|&at| case.name(at)).collect();
                let (from, until) = (case.clock(span.from), case.clock(span.until));
                return Some(vec![
                    format!(
                        "{} is needed for {needed} min in \"{}\"",
                        party.id,
                        names.join("\", \"")
                    ),
                    format!("between {from} and {until} there are {free} min for them"),
                ]);
            }
        }
    }
    None
}

/// Sets of halls compared, so that many different ones cost no more.
const SETS_MAX: usize = 200;

/// More hall minutes wanted than there are.
pub(super) fn halls_are_full(case: &Case, domains: &Domains) -> Option<Vec<String>> {
    let mut sets: Vec<&Vec<u32>> = case.activities.iter().map(|own| &own.halls).collect();
    sets.sort_unstable();
    sets.dedup();
    let every: Vec<u32> = (0..case.halls.len() as u32).collect();
    sets.truncate(SETS_MAX);
    sets.push(&every);
    let mut work = WORK_MAX;
    let all: usize = case.activities.iter().map(|own| own.halls.len()).sum();
    for halls in sets {
        work = work.checked_sub(all)?;
        let open: Vec<Span> =
            halls.iter().flat_map(|&hall| case.halls[hall as usize].open.clone()).collect();
        let offered: i64 = open.iter().map(|span| i64::from(span.until - span.from)).sum();
        let within: Vec<usize> = (0..case.activities.len())
            .filter(|&at| {
                let own = &case.activities[at].halls;
                own.len() <= halls.len() && own.iter().all(|hall| halls.binary_search(hall).is_ok())
            })
            .collect();
        let sum = |all: &[usize]| -> i64 {
            all.iter().map(|&at| i64::from(case.activities[at].hall_minutes())).sum()
        };
        let which = match halls.as_slice() {
            [hall] => case.hall_name(*hall).to_string(),
            _ => format!("the {} halls that they may use", halls.len()),
        };
        let needed = sum(&within);
        if needed > offered {
            return Some(vec![
                format!("{} activities need {needed} hall minutes", within.len()),
                format!("{which} is open for {offered}"),
            ]);
        }
        let last = open.iter().map(|span| day_of(span.until - 1)).max().unwrap_or(0);
        for day in 0..=last {
            let on_day = |at: &&usize| {
                let mut ranges = domains.of[**at].iter();
                ranges.all(|range| day_of(range.first) == day && day_of(range.last) == day)
            };
            let bound: Vec<usize> = within.iter().filter(on_day).copied().collect();
            let here = open
                .iter()
                .filter(|span| day_of(span.from) <= day && day_of(span.until - 1) >= day);
            let offered: i64 = here.map(|span| i64::from(span.until - span.from)).sum();
            let needed = sum(&bound);
            if needed > offered {
                let name = case.days.get(day).map_or("", String::as_str);
                return Some(vec![
                    format!("{} activities need {needed} hall minutes on {name}", bound.len()),
                    format!("{which} is open for {offered} then"),
                ]);
            }
        }
    }
    None
}

/// A host whose activities need more than it was granted, wherever they are.
pub(super) fn granted_too_little(case: &Case, domains: &Domains) -> Option<Vec<String>> {
    for (at, host) in (0..).zip(&case.hosts) {
        let Some(granted) = host.granted else { continue };
        let abroad = |(place, own): &(usize, &Activity)| {
            let own_hall = |range: &Range| case.halls[range.hall as usize].owner == Some(at);
            own.host == Some(at) && !domains.of[*place].iter().any(own_hall)
        };
        let all = case.activities.iter().enumerate().filter(abroad);
        let needed: i64 = all.map(|(_, own)| i64::from(own.hall_minutes())).sum();
        if needed > granted {
            return Some(vec![
                format!("{} was granted {granted} hall minutes", host.id),
                format!("its activities need {needed} outside its own halls"),
            ]);
        }
    }
    None
}
