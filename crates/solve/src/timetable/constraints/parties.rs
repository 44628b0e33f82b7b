//! What people ask for.

use super::{Standing, Tally, in_order, near_pairs};
use crate::timetable::case::Case;

/// One for each activity and party that is not there all the while.
pub fn party_available(case: &Case, plan: &Standing, tally: &mut Tally) {
    for party in &case.parties {
        let Some(available) = &party.available else { continue };
        for (at, place) in in_order(case, plan, &party.activities) {
            let span = case.span(at, place);
            if !available.iter().any(|time| time.holds(span)) && !case.tolerates(at, place) {
                tally.add(1, &[at], || {
                    let (from, until) = (case.clock(span.from), case.clock(span.until));
                    format!(
                        "{} is not there from {from} to {until}: \"{}\"",
                        party.id,
                        case.name(at)
                    )
                });
            }
        }
    }
}

/// One for each pair of activities that a party cannot both be at.
pub fn party_overlap(case: &Case, plan: &Standing, tally: &mut Tally) {
    let way_max = case.travel.iter().copied().max().unwrap_or(0);
    for party in &case.parties {
        let placed = in_order(case, plan, &party.activities);
        near_pairs(case, &placed, way_max, |one, other| {
            if case.clash(one, other) && !case.tolerates_both(one, other) {
                let end = case.span(one.0, one.1).until;
                tally.add(1, &[one.0, other.0], || {
                    format!(
                        "{} ends \"{}\" at {} in {} and starts \"{}\" at {} in {}; the way takes {} min",
                        party.id,
                        case.name(one.0),
                        case.clock(end),
                        case.hall_name(one.1.hall),
                        case.name(other.0),
                        case.clock(other.1.start),
                        case.hall_name(other.1.hall),
                        case.way(one.1.hall, other.1.hall)
                    )
                });
            }
        });
    }
}

/// The weight of each avoided time that an activity touches.
pub fn avoids(case: &Case, plan: &Standing, tally: &mut Tally) {
    for party in case.parties.iter().filter(|party| !party.avoids.is_empty()) {
        for (at, place) in in_order(case, plan, &party.activities) {
            let span = case.span(at, place);
            for &(avoided, weight) in &party.avoids {
                if avoided.meets(span) {
                    tally.add(weight, &[at], || {
                        let when = case.clock(span.from);
                        format!(
                            "{} would rather be free at {when}: \"{}\"",
                            party.id,
                            case.name(at)
                        )
                    });
                }
            }
        }
    }
}
