//! An activity that has no place at all: which of its own demands cannot be met together.

use super::case::Case;
use super::domain::{Domains, common};
use super::problem::Span;
use super::reason::{Halls, Reason, Times};
use super::reasons::WORK_MAX;
use super::work::Work;

/// A demand of time: when it would be met, and in words.
struct Demand {
    reason: Reason,
    times: Vec<Span>,
}

pub(super) fn nowhere(case: &Case, domains: &Domains) -> Option<Vec<Reason>> {
    let activity = domains.of.iter().position(Vec::is_empty)?;
    let own = &case.activities[activity];
    let name = own.id.clone();
    if own.halls.is_empty() {
        return Some(vec![Reason::NoHallSuits { activity: name }]);
    }
    if let Some(fixed) = own.fixed
        && own.halls.binary_search(&fixed.hall).is_err()
    {
        let hall = case.hall_name(fixed.hall).to_string();
        return Some(vec![
            Reason::FixedIn { activity: name, hall: hall.clone() },
            Reason::HallUnsuited { hall },
        ]);
    }
    let mut demands = demands(case, activity as u32);
    let mut work = Work::new(WORK_MAX);
    // Leave out what is not needed for the contradiction, as long as looking costs little.
    let mut at = 0;
    while at < demands.len() && demands.len() > 1 {
        let without = demands.iter().enumerate().filter(|(place, _)| *place != at);
        match fits(without.map(|(_, demand)| &demand.times), own.minutes, &mut work) {
            Some(true) => at += 1,
            Some(false) => drop(demands.remove(at)),
            None => break,
        }
    }
    let mut reasons = vec![Reason::Takes { activity: name, minutes: own.minutes }];
    reasons.extend(demands.into_iter().map(|demand| demand.reason));
    Some(reasons)
}

fn demands(case: &Case, activity: u32) -> Vec<Demand> {
    let own = &case.activities[activity as usize];
    let name = || own.id.clone();
    let mut demands = Vec::new();
    if let Some(fixed) = own.fixed {
        let hall = case.hall_name(fixed.hall).to_string();
        let reason = Reason::FixedAt { activity: name(), hall, start: fixed.start };
        demands.push(Demand { reason, times: vec![own.span(fixed.start)] });
    }
    let halls: Vec<u32> = own.fixed.map_or_else(|| own.halls.clone(), |fixed| vec![fixed.hall]);
    let mut open: Vec<Span> = halls
        .iter()
        .flat_map(|&hall| &case.halls[hall as usize].open)
        .map(|open| Span { from: open.from + own.setup, until: open.until - own.teardown })
        .filter(|span| span.until - span.from >= own.minutes)
        .collect();
    open.sort_unstable();
    let times = Times::of(&open, own.hall_minutes());
    let reason = Reason::Open { activity: name(), halls: which(case, &halls), times };
    demands.push(Demand { reason, times: open });
    if !own.windows.is_empty() {
        let times = Times::of(&own.windows, own.minutes);
        let reason = Reason::Windows { activity: name(), times };
        demands.push(Demand { reason, times: own.windows.clone() });
    }
    for &party in &own.parties {
        let party = &case.parties[party as usize];
        if let Some(available) = &party.available {
            let times = Times::of(available, own.minutes);
            let reason = Reason::There { party: party.id.clone(), times };
            demands.push(Demand { reason, times: available.clone() });
        }
    }
    demands
}

/// One hall by name, or how many they are.
pub(super) fn which(case: &Case, halls: &[u32]) -> Halls {
    match halls {
        [hall] => Halls::One(case.hall_name(*hall).to_string()),
        _ => Halls::All(halls.len()),
    }
}

/// Whether one time of every list has so many minutes in common; `None` when that takes too long.
fn fits<'a>(
    mut lists: impl Iterator<Item = &'a Vec<Span>>,
    minutes: i32,
    work: &mut Work,
) -> Option<bool> {
    let Some(first) = lists.next() else { return Some(true) };
    // Openings of different halls overlap, so each time of the first list is followed alone.
    let rest: Vec<&Vec<Span>> = lists.collect();
    for &span in first {
        let mut times = vec![span];
        for list in &rest {
            work.spend(list.len().saturating_mul(times.len()) + 1)?;
            times = list.iter().flat_map(|&one| common(&times, &[one])).collect();
        }
        if times.iter().any(|time| time.until - time.from >= minutes) {
            return Some(true);
        }
    }
    Some(false)
}
