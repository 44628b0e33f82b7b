//! What differs from the released timetable.

use super::{Standing, Tally};
use crate::timetable::case::{Case, Place, day_of};

fn changed(
    case: &Case,
    plan: &Standing,
    tally: &mut Tally,
    differs: impl Fn(Place, Place) -> bool,
) {
    for (at, (now, before)) in (0..).zip(plan.iter().zip(&case.release)) {
        if let (Some(now), Some(before)) = (*now, *before)
            && differs(now, before)
        {
            tally.add(1, &[at], || {
                let (from, to) = (case.hall_name(before.hall), case.hall_name(now.hall));
                let (then, now) = (case.clock(before.start), case.clock(now.start));
                format!("\"{}\" moves from {from}, {then} to {to}, {now}", case.name(at))
            });
        }
    }
}

/// One for each activity that is not where it was released.
pub fn change(case: &Case, plan: &Standing, tally: &mut Tally) {
    changed(case, plan, tally, |now, before| now != before);
}

/// One for each activity on another day.
pub fn change_day(case: &Case, plan: &Standing, tally: &mut Tally) {
    changed(case, plan, tally, |now, before| day_of(now.start) != day_of(before.start));
}

/// One for each activity in another hall.
pub fn change_hall(case: &Case, plan: &Standing, tally: &mut Tally) {
    changed(case, plan, tally, |now, before| now.hall != before.hall);
}

/// One for each activity at another time.
pub fn change_time(case: &Case, plan: &Standing, tally: &mut Tally) {
    changed(case, plan, tally, |now, before| now.start != before.start);
}
