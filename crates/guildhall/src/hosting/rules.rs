//! What a host has spent of its grants: pure, counted from a programme.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Halls, HostGrant, Resource};
use super::requests::Lack;
use crate::editions::model::{Feature, HallId};
use crate::hosts::model::HostId;
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityState, Programme};

/// What a host's activities take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub minutes: BTreeMap<HallId, i64>,
    /// What those halls have.
    pub features: BTreeMap<HallId, Vec<Feature>>,
    pub activities: i64,
    pub seats: i64,
}

/// One grant with what is spent of it; or what is spent without one, when `granted` is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub resource: Resource,
    pub halls: Halls,
    pub granted: i64,
    pub spent: i64,
}

impl Line {
    /// What may still be spent; below zero when too much is.
    pub const fn left(&self) -> i64 {
        self.granted - self.spent
    }
}

/// The activities a host pays for: it leads them, nothing else holds them, and they take place.
/// The first host of an activity leads it; what lies in a larger activity is paid with that one.
pub fn led_by<'p>(
    programme: &'p Programme,
    index: &'p Index,
    host: HostId,
) -> impl Iterator<Item = &'p Activity> {
    index.of_host(programme, host).into_iter().filter(move |activity| {
        activity.hosts.first() == Some(&host)
            && activity.parent.is_none()
            && activity.state == ActivityState::Planned
    })
}

/// What `host` has spent in `programme`. An activity that does not say how many may come takes the
/// seats of its hall.
pub fn spent(programme: &Programme, index: &Index, host: HostId) -> Spent {
    let mut spent = Spent::default();
    for activity in led_by(programme, index, host) {
        spent.activities += 1;
        let placed = activity.placement;
        if let Some(placement) = placed {
            *spent.minutes.entry(placement.hall).or_default() += placement.interval.minutes();
        }
        let hall = placed.and_then(|placement| index.hall(programme, placement.hall));
        if let Some((_, hall)) = hall {
            spent.features.entry(hall.id).or_insert_with(|| hall.features.clone());
        }
        let capacity = hall.and_then(|(_, hall)| hall.capacity);
        spent.seats += activity.places.or(capacity).unwrap_or(0);
    }
    spent
}

/// What a host does in a programme, in numbers: everything it hosts, alone or with others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub placed: i64,
    pub unplaced: i64,
    pub cancelled: i64,
    /// In halls, of what takes place.
    pub minutes: i64,
    /// Places of what takes place; a hall's capacity where nothing else is said.
    pub seats: i64,
    /// Each person once.
    pub people: i64,
    pub languages: i64,
}

pub fn figures(programme: &Programme, index: &Index, host: HostId) -> Figures {
    let mut figures = Figures::default();
    let (mut people, mut languages) = (BTreeSet::new(), BTreeSet::new());
    for activity in index.of_host(programme, host) {
        if activity.state == ActivityState::Cancelled {
            figures.cancelled += 1;
            continue;
        }
        let placed = activity.placement;
        match placed {
            Some(_) => figures.placed += 1,
            None => figures.unplaced += 1,
        }
        figures.minutes += placed.map_or(0, |placement| placement.interval.minutes());
        let hall = placed.and_then(|placement| index.hall(programme, placement.hall));
        let capacity = hall.and_then(|(_, hall)| hall.capacity);
        figures.seats += activity.places.or(capacity).unwrap_or(0);
        people.extend(activity.people.iter().map(|one| one.person));
        languages.extend(activity.languages.iter().map(|tag| tag.primary()));
    }
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    Figures { people: count(people.len()), languages: count(languages.len()), ..figures }
}

/// Each grant with what is spent of it, in the order of [`Resource`]. Time in a hall is taken from the
/// grant for that hall first; what goes beyond it from grants for its kind, so that all of them together
/// cover as much as they can; the rest from the grant for any hall. What is spent without a grant gets a
/// line of its own.
pub fn balance(grants: &[HostGrant], spent: &Spent) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut left = spent.minutes.clone();
    for grant in grants {
        let Some(hall) = grant.halls.hall() else { continue };
        let here = left.entry(hall).or_default();
        let taken = (*here).min(grant.amount);
        *here -= taken;
        lines.push(line_of(grant, taken));
    }
    let kinds: Vec<&HostGrant> =
        grants.iter().filter(|grant| grant.halls.feature().is_some()).collect();
    let taken = by_feature(&mut left, &spent.features, &kinds);
    lines.extend(kinds.iter().zip(taken).map(|(grant, taken)| line_of(grant, taken)));
    for resource in Resource::ALL {
        let spent = match resource {
            Resource::HallMinutes => left.values().sum(),
            Resource::Activities => spent.activities,
            Resource::Seats => spent.seats,
            // Spent where passes, badges and tables are given out.
            Resource::Passes | Resource::Badges | Resource::Tables => 0,
        };
        let same = |grant: &&HostGrant| grant.resource == resource && grant.halls == Halls::Any;
        let granted = grants.iter().find(same).map_or(0, |grant| grant.amount);
        if granted > 0 || spent > 0 {
            lines.push(Line { resource, halls: Halls::Any, granted, spent });
        }
    }
    lines.sort_by_key(|line| (line.resource, line.halls));
    lines
}

fn line_of(grant: &HostGrant, spent: i64) -> Line {
    Line { resource: grant.resource, halls: grant.halls, granted: grant.amount, spent }
}

/// How much of each grant for halls of a kind is taken; `left` keeps what none of them covers. A hall
/// may be of several kinds: what one grant has taken moves to another when that covers more.
fn by_feature(
    left: &mut BTreeMap<HallId, i64>,
    features: &BTreeMap<HallId, Vec<Feature>>,
    grants: &[&HostGrant],
) -> Vec<i64> {
    let halls: Vec<HallId> = left.keys().copied().collect();
    let suits = |hall: usize, grant: usize| {
        let has = features.get(&halls[hall]).map_or(&[][..], Vec::as_slice);
        grants[grant].halls.feature().is_some_and(|feature| has.contains(&feature))
    };
    // By hall and grant.
    let mut taken = vec![vec![0_i64; grants.len()]; halls.len()];
    let mut free: Vec<i64> = grants.iter().map(|grant| grant.amount).collect();
    for (start, hall) in halls.iter().enumerate() {
        while left[hall] > 0 {
            let Some(way) = way_to_spare(start, &suits, &taken, &free) else { break };
            let moved = way.windows(2).map(|pair| taken[pair[1].0][pair[0].1]);
            let last = way[way.len() - 1].1;
            let minutes = moved.chain([left[hall], free[last]]).min().unwrap_or(0);
            for pair in way.windows(2) {
                taken[pair[1].0][pair[0].1] -= minutes;
            }
            for (hall, grant) in &way {
                taken[*hall][*grant] += minutes;
            }
            free[last] -= minutes;
            left.entry(*hall).and_modify(|left| *left -= minutes);
        }
    }
    grants.iter().zip(free).map(|(grant, free)| grant.amount - free).collect()
}

/// The shortest way from a hall to a grant that has something to spare: each step is a hall and the
/// grant that it takes from; the next step's hall gives that grant back.
fn way_to_spare(
    start: usize,
    suits: &dyn Fn(usize, usize) -> bool,
    taken: &[Vec<i64>],
    free: &[i64],
) -> Option<Vec<(usize, usize)>> {
    // By grant: the hall from which it was reached, and the grant that hall came from.
    let mut reached: Vec<Option<(usize, Option<usize>)>> = vec![None; free.len()];
    let mut open = std::collections::VecDeque::from([(start, None)]);
    while let Some((hall, from)) = open.pop_front() {
        for grant in 0..free.len() {
            if reached[grant].is_some() || !suits(hall, grant) {
                continue;
            }
            reached[grant] = Some((hall, from));
            if free[grant] > 0 {
                let mut way = Vec::new();
                let mut at = Some(grant);
                while let Some(grant) = at {
                    let (hall, from) = reached[grant]?;
                    way.push((hall, grant));
                    at = from;
                }
                way.reverse();
                return Some(way);
            }
            let others = (0..taken.len()).filter(|other| taken[*other][grant] > 0);
            open.extend(others.map(|other| (other, Some(grant))));
        }
    }
    None
}

/// What is missing for `after`, as far as `before` did not lack it already.
pub fn lacks(before: &[Line], after: &[Line]) -> Vec<Lack> {
    let over = |lines: &[Line], of: &Line| {
        let same = |line: &&Line| line.resource == of.resource && line.halls == of.halls;
        lines.iter().find(same).map_or(0, |line| (-line.left()).max(0))
    };
    let lack = |line: &Line| Lack {
        resource: line.resource,
        halls: line.halls,
        amount: over(after, line),
        granted: 0,
    };
    let more = after.iter().filter(|line| over(after, line) > over(before, line));
    more.map(lack).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editions::model::Hall;
    use crate::programme::fixture;
    use kernel::{Id, Timestamp};

    fn grant(resource: Resource, halls: Halls, amount: i64) -> HostGrant {
        let (id, host) = (Id::named("test", resource.word()), fixture::id("host"));
        HostGrant { id, host, resource, halls, amount, granted_at: Timestamp::from_millis(0) }
    }

    fn line(resource: Resource, halls: Halls, granted: i64, spent: i64) -> Line {
        Line { resource, halls, granted, spent }
    }

    #[test]
    fn time_is_taken_from_the_halls_own_grant_first() {
        let (one, other) = (fixture::id("hall-1"), fixture::id("hall-2"));
        let minutes = BTreeMap::from([(one, 90), (other, 45)]);
        let spent = Spent { minutes, activities: 3, seats: 200, ..Spent::default() };
        let grants = [
            grant(Resource::HallMinutes, Halls::One(one), 60),
            grant(Resource::HallMinutes, Halls::Any, 120),
            grant(Resource::Passes, Halls::Any, 10),
        ];
        let lines = balance(&grants, &spent);
        assert_eq!(
            lines,
            [
                line(Resource::HallMinutes, Halls::One(one), 60, 60),
                line(Resource::HallMinutes, Halls::Any, 120, 75),
                line(Resource::Activities, Halls::Any, 0, 3),
                line(Resource::Seats, Halls::Any, 0, 200),
                line(Resource::Passes, Halls::Any, 10, 0),
            ]
        );
        assert_eq!(lines[1].left(), 45);
    }

    #[test]
    fn grants_for_halls_of_a_kind_cover_as_much_as_they_can() {
        let [stage, both, none] = ["hall-1", "hall-2", "hall-3"].map(fixture::id::<Hall>);
        let time = |halls, amount| grant(Resource::HallMinutes, halls, amount);
        let spent = Spent {
            minutes: BTreeMap::from([(stage, 60), (both, 60), (none, 30)]),
            features: BTreeMap::from([
                (stage, vec![Feature::Stage]),
                (both, vec![Feature::Stage, Feature::Tables]),
            ]),
            ..Spent::default()
        };
        // Whichever hall is asked first, both grants are used up: the one with tables gives way.
        let grants = [
            time(Halls::With(Feature::Stage), 60),
            time(Halls::With(Feature::Tables), 60),
            time(Halls::Any, 10),
        ];
        let lines = balance(&grants, &spent);
        assert_eq!(
            lines,
            [
                line(Resource::HallMinutes, Halls::With(Feature::Stage), 60, 60),
                line(Resource::HallMinutes, Halls::With(Feature::Tables), 60, 60),
                line(Resource::HallMinutes, Halls::Any, 10, 30),
            ]
        );
        let lack = |amount| Lack {
            resource: Resource::HallMinutes,
            halls: Halls::Any,
            amount,
            granted: 0,
        };
        assert_eq!(lacks(&[], &lines), [lack(20)]);
        // What was lacking before is no reason to stop, unless it grows.
        assert_eq!(lacks(&lines, &lines), []);
        let more = balance(&grants[..2], &spent);
        assert_eq!(lacks(&lines, &more), [lack(30)]);
    }

    #[test]
    fn only_what_a_host_leads_and_what_takes_place_is_spent() {
        let mut programme = fixture::programme(6);
        let host = programme.hosts[0].id;
        for activity in &mut programme.activities {
            activity.hosts = vec![host];
            activity.places = Some(10);
        }
        let all = spent(&programme, &Index::of(&programme), host);
        assert_eq!((all.activities, all.seats), (6, 60));
        let first = programme.activities[0].id;
        programme.activities[1].state = ActivityState::Cancelled;
        programme.activities[2].parent = Some(first);
        programme.activities[3].hosts = vec![Id::named("test", "another"), host];
        programme.activities[4].places = None;
        let some = spent(&programme, &Index::of(&programme), host);
        let index = Index::of(&programme);
        let hall = programme.activities[4].placement.unwrap().hall;
        let capacity = index.hall(&programme, hall).unwrap().1.capacity.unwrap();
        assert_eq!((some.activities, some.seats), (3, 20 + capacity));
        let minutes: i64 = some.minutes.values().sum();
        let placed = [0, 4, 5].map(|at: usize| programme.activities[at].placement.unwrap());
        assert_eq!(minutes, placed.iter().map(|one| one.interval.minutes()).sum::<i64>());
    }
}
