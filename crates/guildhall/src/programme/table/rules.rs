//! What moves along, and what conflicts a move causes. Pure.

use std::collections::BTreeSet;

use kernel::Interval;

use super::model::{Answer, Answers, Change, Sort};
use crate::programme::absences::{self, Absence};
use crate::programme::conflicts::{Conflict, around};
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityId, Placement, Programme};
use crate::programme::timetable::rides;

/// A loop of parents would be the work of a broken file: it ends at this depth.
const DEPTH_MAX: usize = 8;

/// Everything that moves when `activity` goes to `to`: what lies within its time and hall goes along.
pub fn changes(
    programme: &Programme,
    index: &Index,
    activity: &Activity,
    to: Option<Placement>,
) -> Vec<Change> {
    let mut changes = vec![Change { activity: activity.id, from: activity.placement, to }];
    let mut level = vec![activity];
    for _ in 0..DEPTH_MAX {
        let below = level.iter().flat_map(|above| {
            index.children(programme, above.id).into_iter().filter(|one| rides(one, above))
        });
        level = below.collect();
        for rider in &level {
            let (Some(own), Some(around)) = (rider.placement, activity.placement) else { continue };
            let from = Some(own);
            let to = to.and_then(|to| carried(own, around, to));
            changes.push(Change { activity: rider.id, from, to });
        }
    }
    changes.retain(|change| change.from != change.to);
    changes
}

/// Where a rider is after what it rides in has moved. A spot is of one hall alone.
fn carried(own: Placement, around: Placement, to: Placement) -> Option<Placement> {
    let late = own.interval.start().minutes_since(around.interval.start());
    let start = to.interval.start().plus_minutes(late);
    let interval = Interval::new(start, start.plus_minutes(own.interval.minutes())).ok()?;
    Some(Placement { hall: to.hall, spot: own.spot.filter(|_| to.hall == own.hall), interval })
}

/// The programme after the changes.
pub fn changed(programme: &Programme, index: &Index, changes: &[Change]) -> Programme {
    let mut after = programme.clone();
    for change in changes {
        let Some(at) = index.activity(programme, change.activity) else { continue };
        if let Some(own) = after.activities.iter_mut().find(|one| one.id == at.id) {
            own.placement = change.to;
        }
    }
    after
}

/// The conflicts that the changes bring about: those of what moves that were not there before.
pub fn caused(
    (programme, index): (&Programme, &Index),
    said: &[Absence],
    changes: &[Change],
) -> Vec<Conflict> {
    let moved: BTreeSet<ActivityId> = changes.iter().map(|change| change.activity).collect();
    let all = |programme: &Programme, index: &Index| {
        let mut found = around(programme, index, &moved);
        found.extend(absences::against(programme, index, said, |one| moved.contains(&one.id)));
        found
    };
    let before = all(programme, index);
    let after = changed(programme, index, changes);
    let mut caused = all(&after, &Index::of(&after));
    caused.retain(|one| !before.iter().any(|old| same(old, one)));
    caused
}

/// The same trouble, though a gap may be another by some minutes.
fn same(one: &Conflict, other: &Conflict) -> bool {
    match (one, other) {
        (
            Conflict::TravelTooShort { person, first, second, .. },
            Conflict::TravelTooShort { person: who, first: a, second: b, .. },
        ) => person == who && [first, second].iter().all(|id| [a, b].contains(id)),
        (
            Conflict::PersonTwice { person, first, second },
            Conflict::PersonTwice { person: who, first: a, second: b },
        ) => person == who && [first, second].iter().all(|id| [a, b].contains(id)),
        (
            Conflict::HallTwice { hall, first, second },
            Conflict::HallTwice { hall: there, first: a, second: b },
        ) => hall == there && [first, second].iter().all(|id| [a, b].contains(id)),
        _ => one == other,
    }
}

/// Those among the conflicts that the edition answers so.
pub fn answered(conflicts: &[Conflict], answers: &Answers, answer: Answer) -> Vec<Conflict> {
    let those = conflicts.iter().filter(|one| answers.to(Sort::of(one)) == answer);
    those.copied().collect()
}
