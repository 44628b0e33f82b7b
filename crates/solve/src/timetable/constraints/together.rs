//! What should not run side by side.

use super::{Standing, Tally, in_order, near_pairs};
use crate::timetable::case::{Case, Place};

fn overlap(case: &Case, plan: &Standing, one: u32, other: u32) -> Option<(Place, Place)> {
    let (a, b) = (plan[one as usize]?, plan[other as usize]?);
    case.span(one, a).meets(case.span(other, b)).then_some((a, b))
}

/// One for each pair that runs side by side and must not.
pub fn not_parallel(case: &Case, plan: &Standing, tally: &mut Tally) {
    for &(one, other) in &case.not_parallel {
        let both = overlap(case, plan, one, other);
        if both.is_some_and(|(a, b)| !case.tolerates_both((one, a), (other, b))) {
            let words =
                || format!("\"{}\" and \"{}\" run at once", case.name(one), case.name(other));
            tally.add(1, &[one, other], words);
        }
    }
}

/// One for each person who wants to see both of two that run side by side.
pub fn stars(case: &Case, plan: &Standing, tally: &mut Tally) {
    for &(one, other, people) in &case.stars {
        if overlap(case, plan, one, other).is_some() {
            tally.add(people, &[one, other], || {
                let (a, b) = (case.name(one), case.name(other));
                format!("{people} people want to see both \"{a}\" and \"{b}\", which run at once")
            });
        }
    }
}

/// One for each pair of a track that runs side by side.
pub fn track_parallel(case: &Case, plan: &Standing, tally: &mut Tally) {
    for track in &case.tracks {
        near_pairs(case, &in_order(case, plan, &track.activities), 0, |one, other| {
            tally.add(1, &[one.0, other.0], || {
                let (a, b) = (case.name(one.0), case.name(other.0));
                format!("\"{a}\" and \"{b}\" of track {} run at once", track.id)
            });
        });
    }
}
