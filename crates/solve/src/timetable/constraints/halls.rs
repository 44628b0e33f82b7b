//! What halls ask for.

use super::{Standing, Tally};
use crate::timetable::case::{Case, Place};

fn placed_in<'a>(plan: &'a Standing) -> impl Iterator<Item = (u32, Place)> + 'a {
    (0..).zip(plan).filter_map(|(at, place)| Some((at, (*place)?)))
}

/// One for each activity without a place.
pub fn placed(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (at, _) in (0..).zip(plan).filter(|(_, place)| place.is_none()) {
        tally.add(1, &[at], || format!("\"{}\" has no place", case.name(at)));
    }
}

/// One for each activity in a hall that it may not use, or away from where it is fixed.
pub fn hall_suits(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (at, place) in placed_in(plan) {
        let activity = &case.activities[at as usize];
        if case.tolerates(at, place) {
            continue;
        }
        if !activity.halls.contains(&place.hall) {
            tally.add(1, &[at], || {
                format!("\"{}\" may not be in {}", case.name(at), case.hall_name(place.hall))
            });
        } else if activity.fixed.is_some_and(|fixed| fixed != place) {
            tally.add(1, &[at], || format!("\"{}\" is fixed elsewhere", case.name(at)));
        }
    }
}

/// One for each activity whose hall is not open all the while.
pub fn hall_open(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (at, place) in placed_in(plan) {
        let busy = case.activities[at as usize].hall_span(place.start);
        let hall = &case.halls[place.hall as usize];
        if !hall.open.iter().any(|open| open.holds(busy)) && !case.tolerates(at, place) {
            tally.add(1, &[at], || {
                let (from, until) = (case.clock(busy.from), case.clock(busy.until));
                let name = case.name(at);
                format!("\"{name}\" needs {} from {from} to {until}, when it is closed", hall.id)
            });
        }
    }
}

/// One for each pair that is too close in one hall.
pub fn hall_overlap(case: &Case, plan: &Standing, tally: &mut Tally) {
    let mut by_hall = vec![Vec::new(); case.halls.len()];
    for (at, place) in placed_in(plan) {
        by_hall[place.hall as usize]
            .push((case.activities[at as usize].hall_span(place.start), at));
    }
    for (hall, mut standing) in case.halls.iter().zip(by_hall) {
        standing.sort_unstable();
        for (place, &(busy, one)) in standing.iter().enumerate() {
            let free = busy.until + hall.changeover;
            for &(_, other) in standing[place + 1..].iter().take_while(|(next, _)| next.from < free)
            {
                tally.add(1, &[one, other], || {
                    let (a, b) = (case.name(one), case.name(other));
                    format!("{} is needed by \"{a}\" and \"{b}\" at once", hall.id)
                });
            }
        }
    }
}

/// One for each hour, begun, that a host uses beyond its grant; its own halls do not count.
pub fn granted(case: &Case, plan: &Standing, tally: &mut Tally) {
    let mut used = vec![0_i64; case.hosts.len()];
    for (at, place) in placed_in(plan) {
        let activity = &case.activities[at as usize];
        if let Some(host) = activity.host {
            let own = case.halls[place.hall as usize].owner == Some(host);
            let busy = activity.hall_span(place.start);
            used[host as usize] += if own { 0 } else { i64::from(busy.until - busy.from) };
        }
    }
    for (host, used) in case.hosts.iter().zip(used) {
        if let Some(granted) = host.granted.filter(|&granted| used > granted) {
            tally.add((used - granted + 59) / 60, &[], || {
                format!("{} uses {used} hall minutes and was granted {granted}", host.id)
            });
        }
    }
}

/// One for each person who finds no seat.
pub fn demand(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (at, place) in placed_in(plan) {
        let hall = &case.halls[place.hall as usize];
        let demand = case.activities[at as usize].demand;
        if let Some(capacity) = hall.capacity.filter(|&capacity| capacity < demand) {
            tally.add(i64::from(demand - capacity), &[at], || {
                let name = case.name(at);
                format!("\"{name}\" expects {demand} people; {} seats {capacity}", hall.id)
            });
        }
    }
}
