//! What cannot be as it stands: people in two places, halls taken twice, ways too long, halls too
//! small, doors closed. A pure report of a draft or a release.

use std::collections::BTreeSet;

use kernel::{Interval, Zone};

use super::absences::Whose;
use super::index::Index;
use super::model::{Activity, ActivityId, ActivityState, Placement, Programme};
use crate::editions::model::{HallId, Opening, VenueId};
use crate::people::model::PersonId;

/// One thing that cannot be as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conflict {
    /// Somebody is wanted in two places at once.
    PersonTwice { person: PersonId, first: ActivityId, second: ActivityId },
    /// Somebody has less time between two venues than the way takes.
    TravelTooShort {
        person: PersonId,
        first: ActivityId,
        second: ActivityId,
        gap_minutes: i64,
        travel_minutes: i64,
    },
    /// Two activities share a hall, and neither holds the other.
    HallTwice { hall: HallId, first: ActivityId, second: ActivityId },
    /// More places than the hall has.
    HallTooSmall { activity: ActivityId, places: i64, capacity: i64 },
    /// The hall or its venue is closed.
    OutsideOpening { activity: ActivityId, hall: HallId },
    /// Somebody, or a host, said that they are away then; see [`super::absences`].
    Away { whose: Whose, activity: ActivityId },
    /// The same for who would rather be free.
    RatherNot { whose: Whose, activity: ActivityId },
}

/// Every conflict, sorted: the same programme gives the same report.
pub fn conflicts(programme: &Programme, index: &Index) -> Vec<Conflict> {
    let people = programme.people.iter().map(|person| person.id);
    let halls = programme.venues.iter().flat_map(|venue| &venue.halls).map(|hall| hall.id);
    gathered(programme, index, (people, halls), programme.activities.iter().collect())
}

/// The conflicts that one of `those` takes part in, sorted.
pub fn around(programme: &Programme, index: &Index, those: &BTreeSet<ActivityId>) -> Vec<Conflict> {
    let own: Vec<&Activity> =
        those.iter().filter_map(|id| index.activity(programme, *id)).collect();
    let people: BTreeSet<PersonId> =
        own.iter().flat_map(|one| &one.people).map(|one| one.person).collect();
    let halls: BTreeSet<HallId> =
        own.iter().filter_map(|one| one.placement).map(|place| place.hall).collect();
    let mut found = gathered(programme, index, (people.into_iter(), halls.into_iter()), own);
    found.retain(|one| one.activities().iter().flatten().any(|id| those.contains(id)));
    found
}

fn gathered(
    programme: &Programme,
    index: &Index,
    (people, halls): (impl Iterator<Item = PersonId>, impl Iterator<Item = HallId>),
    activities: Vec<&Activity>,
) -> Vec<Conflict> {
    let mut found = Vec::new();
    for person in people {
        let theirs = placed(index.of_person(programme, person));
        pairs(&theirs, TRAVEL_MINUTES_MAX, |first, second| {
            found.extend(person_conflict(programme, index, person, first, second));
        });
    }
    for hall in halls {
        let here = placed(index.in_hall(programme, hall));
        pairs(&here, 0, |first, second| {
            let overlap = first.1.interval.overlaps(second.1.interval);
            let apart = match (first.1.spot, second.1.spot) {
                (Some(one), Some(other)) => one != other,
                _ => false,
            };
            if overlap && !apart && !related(programme, index, first.0, second.0) {
                let (first, second) = (first.0.id, second.0.id);
                found.push(Conflict::HallTwice { hall, first, second });
            }
        });
    }
    for (activity, placement) in placed(activities) {
        found.extend(hall_conflicts(programme, index, activity, placement));
    }
    found.sort();
    found
}

impl Conflict {
    /// Those that take part in it.
    pub const fn activities(&self) -> [Option<ActivityId>; 2] {
        match *self {
            Self::PersonTwice { first, second, .. }
            | Self::TravelTooShort { first, second, .. }
            | Self::HallTwice { first, second, .. } => [Some(first), Some(second)],
            Self::HallTooSmall { activity, .. }
            | Self::OutsideOpening { activity, .. }
            | Self::Away { activity, .. }
            | Self::RatherNot { activity, .. } => [Some(activity), None],
        }
    }
}

/// No way between two venues of one conference takes longer: the bound of the search for pairs.
const TRAVEL_MINUTES_MAX: i64 = 24 * 60;

type Placed<'p> = (&'p Activity, Placement);

fn placed(activities: Vec<&Activity>) -> Vec<Placed<'_>> {
    let planned = activities.into_iter().filter(|one| one.state == ActivityState::Planned);
    let mut placed: Vec<Placed<'_>> =
        planned.filter_map(|activity| Some((activity, activity.placement?))).collect();
    placed.sort_by_key(|(activity, placement)| (placement.interval, activity.id));
    placed
}

/// Calls `with` for every two that overlap or lie within `reach` minutes of each other.
fn pairs<'p>(sorted: &[Placed<'p>], reach: i64, mut with: impl FnMut(Placed<'p>, Placed<'p>)) {
    for (at, first) in sorted.iter().enumerate() {
        let until = first.1.interval.end().plus_minutes(reach);
        let near = sorted[at + 1..].iter().take_while(|next| next.1.interval.start() < until);
        near.for_each(|second| with(*first, *second));
    }
}

fn person_conflict(
    programme: &Programme,
    index: &Index,
    person: PersonId,
    first: Placed<'_>,
    second: Placed<'_>,
) -> Option<Conflict> {
    if related(programme, index, first.0, second.0) {
        return None;
    }
    let ids = (first.0.id, second.0.id);
    let Some(gap_minutes) = first.1.interval.gap_minutes(second.1.interval) else {
        return Some(Conflict::PersonTwice { person, first: ids.0, second: ids.1 });
    };
    let venue = |placed: Placed<'_>| Some(index.hall(programme, placed.1.hall)?.0.id);
    let travel_minutes = travel_minutes(programme, venue(first)?, venue(second)?)?;
    (gap_minutes < travel_minutes).then_some(Conflict::TravelTooShort {
        person,
        first: ids.0,
        second: ids.1,
        gap_minutes,
        travel_minutes,
    })
}

/// Minutes from one venue to another; `None` when nobody has said, 0 within one.
pub fn travel_minutes(programme: &Programme, from: VenueId, to: VenueId) -> Option<i64> {
    if from == to {
        return Some(0);
    }
    let way = programme
        .travel
        .iter()
        .find(|way| (way.from, way.to) == (from, to) || (way.from, way.to) == (to, from));
    way.map(|way| way.minutes)
}

/// One of the two holds the other, at any depth.
fn related(programme: &Programme, index: &Index, one: &Activity, other: &Activity) -> bool {
    let holds = |outer: &Activity, inner: &Activity| {
        let parent = |id: &ActivityId| index.activity(programme, *id)?.parent;
        // A loop of parents would be the work of a broken file: it ends at this depth.
        std::iter::successors(inner.parent, parent).take(8).any(|id| id == outer.id)
    };
    holds(one, other) || holds(other, one)
}

fn hall_conflicts(
    programme: &Programme,
    index: &Index,
    activity: &Activity,
    placement: Placement,
) -> Vec<Conflict> {
    let Some((venue, hall)) = index.hall(programme, placement.hall) else { return Vec::new() };
    let mut found = Vec::new();
    if let (Some(places), Some(capacity)) = (activity.places, hall.capacity)
        && places > capacity
    {
        found.push(Conflict::HallTooSmall { activity: activity.id, places, capacity });
    }
    let zone = &programme.edition.zone;
    let open = |hours: &[Opening]| hours.is_empty() || is_open(zone, hours, placement.interval);
    if !open(&venue.hours) || !open(&hall.hours) {
        found.push(Conflict::OutsideOpening { activity: activity.id, hall: hall.id });
    }
    found
}

fn is_open(zone: &Zone, hours: &[Opening], interval: Interval) -> bool {
    hours.iter().any(|opening| {
        let from = zone.moment(opening.day, opening.from_minute);
        let until = zone.moment(opening.day, opening.until_minute);
        Interval::new(from, until).is_ok_and(|open| open.covers(interval))
    })
}
