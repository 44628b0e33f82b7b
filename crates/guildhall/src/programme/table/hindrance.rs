//! What stands in the way of an activity for which a solver found no place. Pure.

use std::collections::BTreeSet;

use solve::timetable::Problem;
use solve::timetable::problem::{Placed, Span};

use super::solver::Left;
use crate::programme::model::ActivityId;

/// Starts that are looked at lie a quarter of an hour apart.
const STEP: usize = 15;

/// What stands in the way of an activity for which nothing was found.
pub fn hindered(base: &Problem, placed: &[Placed], name: &str, activity: ActivityId) -> Left {
    let mut left = Left { activity, halls: 0, taken: 0, busy: 0 };
    let Some(own) = base.activities.iter().find(|one| one.id == name) else { return left };
    let lasts = |name: &str| {
        base.activities.iter().find(|one| one.id == name).map_or(0, |one| one.minutes as i32)
    };
    let moved: BTreeSet<&str> = placed.iter().map(|one| one.activity.as_str()).collect();
    let stands: Vec<(&Placed, Span)> = base
        .release
        .iter()
        .filter(|one| !moved.contains(one.activity.as_str()))
        .chain(placed)
        .filter(|one| one.activity != name)
        .map(|one| (one, Span { from: one.start, until: one.start + lasts(&one.activity) }))
        .collect();
    let with_us = |other: &str| {
        let found = base.activities.iter().find(|one| one.id == other);
        found.is_some_and(|one| one.parties.iter().any(|who| own.parties.contains(who)))
    };
    let shared: Vec<Span> =
        stands.iter().filter(|(one, _)| with_us(&one.activity)).map(|(_, span)| *span).collect();
    let away = |span: Span| {
        base.parties.iter().filter(|who| own.parties.contains(&who.id)).any(|who| {
            let there = who.available.as_ref();
            there.is_some_and(|there| !there.iter().any(|time| time.holds(span)))
        })
    };
    for hall in base.halls.iter().filter(|hall| own.halls.contains(&hall.id)) {
        left.halls += 1;
        for open in &hall.open {
            for start in (open.from..=open.until - own.minutes as i32).step_by(STEP) {
                let span = Span { from: start, until: start + own.minutes as i32 };
                let here = stands.iter().filter(|(one, _)| one.hall == hall.id);
                if here.map(|(_, other)| *other).any(|other| other.meets(span)) {
                    left.taken += 1;
                } else if away(span) || shared.iter().any(|other| other.meets(span)) {
                    left.busy += 1;
                }
            }
        }
    }
    left
}
