//! What a host has spent of its grants: pure, counted from a programme.

use std::collections::BTreeMap;

use super::model::{HostGrant, Resource};
use crate::editions::model::HallId;
use crate::hosts::model::HostId;
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityState, Programme};

/// What a host's activities take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    pub minutes: BTreeMap<HallId, i64>,
    pub activities: i64,
    pub seats: i64,
}

/// One grant with what is spent of it; or what is spent without one, when `granted` is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub resource: Resource,
    pub hall: Option<HallId>,
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
        let capacity = hall.and_then(|(_, hall)| hall.capacity);
        spent.seats += activity.places.or(capacity).unwrap_or(0);
    }
    spent
}

/// Each grant with what is spent of it, in the order of [`Resource`]. Time in a hall is taken from the
/// grant for that hall first; what goes beyond it, and time elsewhere, from the grant for any hall.
/// What is spent without a grant gets a line of its own.
pub fn balance(grants: &[HostGrant], spent: &Spent) -> Vec<Line> {
    let granted = |resource, hall| {
        let same = |grant: &&HostGrant| grant.resource == resource && grant.hall == hall;
        grants.iter().find(same).map_or(0, |grant| grant.amount)
    };
    let mut lines = Vec::new();
    let mut elsewhere: i64 = spent.minutes.values().sum();
    for grant in grants.iter().filter(|grant| grant.hall.is_some()) {
        let here = grant.hall.and_then(|hall| spent.minutes.get(&hall)).copied().unwrap_or(0);
        let taken = here.min(grant.amount);
        elsewhere -= taken;
        let (resource, hall) = (grant.resource, grant.hall);
        lines.push(Line { resource, hall, granted: grant.amount, spent: taken });
    }
    for resource in Resource::ALL {
        let spent = match resource {
            Resource::HallMinutes => elsewhere,
            Resource::Activities => spent.activities,
            Resource::Seats => spent.seats,
            // Spent where passes, badges and tables are given out.
            Resource::Passes | Resource::Badges | Resource::Tables => 0,
        };
        let granted = granted(resource, None);
        if granted > 0 || spent > 0 {
            lines.push(Line { resource, hall: None, granted, spent });
        }
    }
    lines.sort_by_key(|line| (line.resource, line.hall.is_none(), line.hall));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::fixture;
    use kernel::{Id, Timestamp};

    fn grant(resource: Resource, hall: Option<HallId>, amount: i64) -> HostGrant {
        let (id, host) = (Id::named("test", resource.word()), fixture::id("host"));
        HostGrant { id, host, resource, hall, amount, granted_at: Timestamp::from_millis(0) }
    }

    fn line(resource: Resource, hall: Option<HallId>, granted: i64, spent: i64) -> Line {
        Line { resource, hall, granted, spent }
    }

    #[test]
    fn time_is_taken_from_the_halls_own_grant_first() {
        let (one, other) = (fixture::id("hall-1"), fixture::id("hall-2"));
        let minutes = BTreeMap::from([(one, 90), (other, 45)]);
        let spent = Spent { minutes, activities: 3, seats: 200 };
        let grants = [
            grant(Resource::HallMinutes, Some(one), 60),
            grant(Resource::HallMinutes, None, 120),
            grant(Resource::Passes, None, 10),
        ];
        let lines = balance(&grants, &spent);
        assert_eq!(
            lines,
            [
                line(Resource::HallMinutes, Some(one), 60, 60),
                line(Resource::HallMinutes, None, 120, 75),
                line(Resource::Activities, None, 0, 3),
                line(Resource::Seats, None, 0, 200),
                line(Resource::Passes, None, 10, 0),
            ]
        );
        assert_eq!(lines[1].left(), 45);
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
