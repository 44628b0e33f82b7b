//! A programme as a timetable problem for the solver, and the solver's answer as placements.
//!
//! Pure: drafts and releases alike. What nobody says is derived: an activity goes into halls that seat
//! its places and have what all halls of its kind have now; a hall that is always open is used in the
//! hours of the conference. What rides in another activity ([`blocks`]) moves with it.
//!
//! What it is *not*: it solves nothing and writes nothing. Start with [`problem`].

mod blocks;
mod hours;
mod needs;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Date, Interval};
use solve::timetable::Problem;
use solve::timetable::problem::{self as said, Placed, Precedence, Weights};

use super::index::Index;
use super::model::{Activity, ActivityId, Kind, Placement, Programme};
use crate::editions::model::{HallId, Venue};
use blocks::Blocks;
pub use blocks::rides;
use hours::Calendar;
use needs::Needs;

/// What becomes of the places that the programme has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// They are a release: the answer differs from it as little as it can.
    Kept,
    /// They are forgotten, but for the opening's.
    Dropped,
}

/// Activities start at multiples of so many minutes.
const GRID_MINUTES: u32 = 5;

/// The programme as a problem. Activities, people, parts and topics are named by their slugs, halls
/// as `venue/hall`, spots that stand alone as `venue/hall/spot`.
pub fn problem(programme: &Programme, index: &Index, places: Places) -> Problem {
    let blocks = Blocks::of(programme, index);
    let calendar = Calendar::of(programme);
    let needs = Needs::of(programme, index);
    let mut problem = Problem {
        days: calendar.days().iter().map(Date::to_string).collect(),
        grid_minutes: GRID_MINUTES,
        travel: travel(programme),
        halls: halls(programme, &calendar),
        precedences: precedences(&blocks),
        weights: weights(places),
        ..Problem::default()
    };
    let mut people = BTreeSet::new();
    for block in blocks.leads() {
        let mut activity = activity(programme, index, &blocks, block);
        activity.halls = needs.halls(programme, block);
        people.extend(activity.parties.iter().cloned());
        if let Some(placement) = block.placement
            && let Some(start) = calendar.minute(placement.interval.start())
            && let Some((venue, hall)) = index.hall(programme, placement.hall)
        {
            let spot = placement.spot.and_then(|id| hall.spots.iter().find(|spot| spot.id == id));
            let mut name = hall_name(venue, hall.slug.as_str());
            if let Some(spot) = spot {
                name = format!("{name}/{}", spot.slug);
                hours::stand_alone(&mut problem.halls, &name, &activity, start);
                activity.halls = vec![name.clone()];
            }
            if blocks.riders(block.id).any(|one| one.placement.is_some_and(|it| it.spot.is_some()))
            {
                // Its stalls are there and nowhere else.
                activity.halls = vec![name.clone()];
            }
            if spot.is_some() || block.details.kind() == Kind::Opening {
                activity.fixed = Some(said::Spot { hall: name.clone(), start });
            }
            if places == Places::Kept {
                let activity = activity.id.clone();
                problem.release.push(Placed { activity, hall: name, start });
            }
        }
        problem.activities.push(activity);
    }
    problem.parties =
        people.into_iter().map(|id| said::Party { id, ..said::Party::default() }).collect();
    problem
}

/// Where everything stands by the solver's answer: the activities it placed, and what rides in them.
/// Names that the programme does not know are passed over; so is what did not move.
pub fn placements(
    programme: &Programme,
    index: &Index,
    placed: &[Placed],
) -> BTreeMap<ActivityId, Placement> {
    let blocks = Blocks::of(programme, index);
    let calendar = Calendar::of(programme);
    let halls: BTreeMap<String, HallId> = programme
        .venues
        .iter()
        .flat_map(|venue| {
            let of = |hall: &crate::editions::model::Hall| {
                (hall_name(venue, hall.slug.as_str()), hall.id)
            };
            venue.halls.iter().map(of)
        })
        .collect();
    let by_name: BTreeMap<&str, &Activity> =
        blocks.leads().map(|block| (block.slug.as_str(), block)).collect();
    let mut found = BTreeMap::new();
    for one in placed {
        let (Some(block), Some(&hall), Some(start)) = (
            by_name.get(one.activity.as_str()),
            halls.get(&one.hall),
            calendar.moment(&programme.edition.zone, one.start),
        ) else {
            continue;
        };
        let Ok(interval) =
            Interval::new(start, start.plus_minutes(blocks::minutes(block, &blocks)))
        else {
            continue;
        };
        let place = Placement { hall, spot: None, interval };
        for rider in blocks.riders(block.id) {
            let (Some(theirs), Some(before)) = (rider.placement, block.placement) else { continue };
            let late = theirs.interval.start().minutes_since(before.interval.start());
            let start = place.interval.start().plus_minutes(late);
            let end = start.plus_minutes(theirs.interval.minutes());
            let spot = theirs.spot.filter(|_| hall == theirs.hall);
            if let Ok(interval) = Interval::new(start, end) {
                found.insert(rider.id, Placement { hall, spot, interval });
            }
        }
        found.insert(block.id, place);
    }
    let stood = |id: &ActivityId| index.activity(programme, *id).and_then(|one| one.placement);
    found.retain(|id, place| stood(id) != Some(*place));
    found
}

/// How long activities last: as they stand, else as their kind says, else as such things usually last.
pub struct Lengths<'p>(Blocks<'p>);

impl<'p> Lengths<'p> {
    pub fn of(programme: &'p Programme, index: &Index) -> Self {
        Self(Blocks::of(programme, index))
    }

    pub fn minutes(&self, activity: &Activity) -> i64 {
        blocks::minutes(activity, &self.0)
    }

    /// What is to be placed itself and has no place, in the order of the programme.
    pub fn waiting(&self) -> impl Iterator<Item = &'p Activity> {
        self.0.leads().filter(|one| one.placement.is_none())
    }
}

/// Days are balanced where everything is placed anew; what stands is not moved for it.
fn weights(places: Places) -> Weights {
    match places {
        Places::Kept => Weights::default(),
        Places::Dropped => Weights { part_balance: 1, topic_balance: 1, ..Weights::default() },
    }
}

pub fn hall_name(venue: &Venue, hall: &str) -> String {
    format!("{}/{hall}", venue.slug)
}

fn travel(programme: &Programme) -> Vec<said::Travel> {
    let venue = |id| programme.venues.iter().find(|venue| venue.id == id);
    let ways = programme.travel.iter().filter_map(|way| {
        let (from, to) = (venue(way.from)?, venue(way.to)?);
        let used = !from.halls.is_empty() && !to.halls.is_empty();
        used.then(|| said::Travel {
            from: from.slug.to_string(),
            to: to.slug.to_string(),
            minutes: u32::try_from(way.minutes).unwrap_or(0),
        })
    });
    ways.collect()
}

fn halls(programme: &Programme, calendar: &Calendar) -> Vec<said::Hall> {
    let each = programme.venues.iter().flat_map(|venue| {
        venue.halls.iter().map(|hall| said::Hall {
            id: hall_name(venue, hall.slug.as_str()),
            venue: venue.slug.to_string(),
            capacity: hall.capacity.and_then(|seats| u32::try_from(seats).ok()),
            open: calendar.open(venue, hall),
            ..said::Hall::default()
        })
    });
    each.collect()
}

/// The parts of a whole that has no place itself keep the order in which they stand.
fn precedences(blocks: &Blocks<'_>) -> Vec<Precedence> {
    let mut found = Vec::new();
    for parts in blocks.wholes() {
        for pair in parts.windows(2) {
            let times = (pair[0].placement, pair[1].placement);
            if let (Some(one), Some(other)) = times
                && one.interval.end() <= other.interval.start()
            {
                let (before, after) = (pair[0].slug.to_string(), pair[1].slug.to_string());
                found.push(Precedence { before, after, gap_minutes: 0 });
            }
        }
    }
    found
}

fn activity(
    programme: &Programme,
    index: &Index,
    blocks: &Blocks<'_>,
    block: &Activity,
) -> said::Activity {
    let part = index.part(programme, block.part);
    let people = blocks.people(block).into_iter();
    let parties = people.filter_map(|id| Some(index.person(programme, id)?.slug.to_string()));
    said::Activity {
        id: block.slug.to_string(),
        minutes: u32::try_from(blocks::minutes(block, blocks)).unwrap_or(0),
        parties: parties.collect(),
        demand: block.places.and_then(|places| u32::try_from(places).ok()).unwrap_or(0),
        track: block.track.as_ref().map(ToString::to_string),
        part: part.map(|part| part.slug.to_string()),
        topics: block.topics.iter().map(ToString::to_string).collect(),
        ..said::Activity::default()
    }
}
