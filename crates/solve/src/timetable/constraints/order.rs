//! What comes when, and after what.

use super::{Standing, Tally};
use crate::timetable::case::Case;

/// One for each activity that lies in none of its windows.
pub fn window(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (at, (activity, place)) in (0..).zip(case.activities.iter().zip(plan)) {
        let Some(place) = place else { continue };
        let span = activity.span(place.start);
        let within =
            activity.windows.is_empty() || activity.windows.iter().any(|time| time.holds(span));
        if !within && !case.tolerates(at, *place) {
            tally.add(1, &[at], || {
                format!("\"{}\" at {} is outside its windows", activity.id, case.clock(span.from))
            });
        }
    }
}

/// One for each pair in the wrong order or too close.
pub fn precedence(case: &Case, plan: &Standing, tally: &mut Tally) {
    for &(before, after, gap) in &case.precedences {
        let (Some(first), Some(second)) = (plan[before as usize], plan[after as usize]) else {
            continue;
        };
        let end = case.span(before, first).until;
        let tolerated = case.tolerates_both((before, first), (after, second));
        if second.start < end + gap && !tolerated {
            tally.add(1, &[before, after], || {
                let (one, other) = (case.name(before), case.name(after));
                let (end, start) = (case.clock(end), case.clock(second.start));
                format!("\"{other}\" starts at {start}, before \"{one}\" ended at {end} and {gap} min passed")
            });
        }
    }
}

/// One for each step of a series that is not taken at once in the same hall.
pub fn series(case: &Case, plan: &Standing, tally: &mut Tally) {
    for series in &case.series {
        for pair in series.windows(2) {
            let (one, other) = (pair[0], pair[1]);
            let (Some(first), Some(second)) = (plan[one as usize], plan[other as usize]) else {
                continue;
            };
            let (a, b) = (&case.activities[one as usize], &case.activities[other as usize]);
            let between = b.hall_span(second.start).from - a.hall_span(first.start).until;
            // At most what change-over takes, rounded up to where an activity may start.
            let most = case.halls[first.hall as usize].changeover + case.grid - 1;
            if first.hall != second.hall || between < 0 || between > most {
                tally.add(1, &[one, other], || {
                    format!("\"{}\" does not follow \"{}\" at once", b.id, a.id)
                });
            }
        }
    }
}
