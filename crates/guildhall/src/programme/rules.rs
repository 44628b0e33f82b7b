//! What a programme must be, decided from the programme alone.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::Hash;

use kernel::Slug;

use super::model::{Activity, ActivityId, Programme, Scheme, StopPlace};
use crate::editions::model::{HallId, PartId, SpotId, VenueId};
use crate::hosts::model::HostId;
use crate::people::model::PersonId;

/// Something that names what is not in the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dangling {
    /// What names it: `activity opening-ceremony`.
    pub by: String,
    /// What is named: `hall 0193…`.
    pub named: String,
}

impl fmt::Display for Dangling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} names {}, which is not there", self.by, self.named)
    }
}

/// What the programme's references say, and how many of them were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    pub looked_at: u64,
    pub dangling: Vec<Dangling>,
}

/// Follows every reference of the programme.
pub fn references(programme: &Programme) -> References {
    let known = Known::of(programme);
    let mut found = References::default();
    for host in &programme.hosts {
        found.terms(&known, &format!("host {}", host.slug), Scheme::Sector, &host.sectors);
    }
    for person in &programme.people {
        let by = format!("person {}", person.slug);
        found.ids(&by, "host", &known.hosts, person.host);
    }
    for way in &programme.travel {
        found.ids("a way between venues", "venue", &known.venues, [way.from, way.to]);
    }
    for activity in &programme.activities {
        found.activity(&known, activity);
    }
    for route in &programme.routes {
        let by = format!("route {}", route.slug);
        found.terms(&known, &by, Scheme::Sector, &route.sectors);
        found.terms(&known, &by, Scheme::Group, &route.groups);
        for stop in &route.stops {
            match stop.place {
                StopPlace::Activity(id) => found.ids(&by, "activity", &known.activities, [id]),
                StopPlace::Hall(id) => found.ids(&by, "hall", &known.halls, [id]),
            }
        }
    }
    found
}

/// Everything that can be named.
struct Known<'p> {
    parts: HashSet<PartId>,
    venues: HashSet<VenueId>,
    halls: HashSet<HallId>,
    spots: HashSet<(HallId, SpotId)>,
    hosts: HashSet<HostId>,
    people: HashSet<PersonId>,
    activities: HashSet<ActivityId>,
    terms: HashSet<(Scheme, &'p Slug)>,
}

impl<'p> Known<'p> {
    fn of(programme: &'p Programme) -> Self {
        let halls = || programme.venues.iter().flat_map(|venue| &venue.halls);
        Self {
            parts: programme.parts.iter().map(|part| part.id).collect(),
            venues: programme.venues.iter().map(|venue| venue.id).collect(),
            halls: halls().map(|hall| hall.id).collect(),
            spots: halls()
                .flat_map(|hall| hall.spots.iter().map(|spot| (hall.id, spot.id)))
                .collect(),
            hosts: programme.hosts.iter().map(|host| host.id).collect(),
            people: programme.people.iter().map(|person| person.id).collect(),
            activities: programme.activities.iter().map(|activity| activity.id).collect(),
            terms: programme.terms.iter().map(|term| (term.scheme, &term.slug)).collect(),
        }
    }
}

impl References {
    fn activity(&mut self, known: &Known<'_>, activity: &Activity) {
        let by = format!("activity {}", activity.slug);
        self.ids(&by, "part", &known.parts, [activity.part]);
        self.ids(&by, "activity", &known.activities, activity.parent);
        self.ids(&by, "host", &known.hosts, activity.hosts.iter().copied());
        self.ids(&by, "person", &known.people, activity.people.iter().map(|one| one.person));
        self.terms(known, &by, Scheme::Track, activity.track.as_slice());
        self.terms(known, &by, Scheme::Topic, &activity.topics);
        self.terms(known, &by, Scheme::Sector, &activity.sectors);
        self.terms(known, &by, Scheme::Group, &activity.groups);
        if let Some(placement) = activity.placement {
            self.ids(&by, "hall", &known.halls, [placement.hall]);
            if let Some(spot) = placement.spot {
                let there = known.spots.contains(&(placement.hall, spot));
                self.note(&by, there, || format!("spot {spot}"));
            }
        }
    }

    fn ids<I: Eq + Hash + fmt::Display>(
        &mut self,
        by: &str,
        what: &str,
        known: &HashSet<I>,
        named: impl IntoIterator<Item = I>,
    ) {
        for id in named {
            self.note(by, known.contains(&id), || format!("{what} {id}"));
        }
    }

    fn terms(&mut self, known: &Known<'_>, by: &str, scheme: Scheme, named: &[Slug]) {
        for slug in named {
            let there = known.terms.contains(&(scheme, slug));
            self.note(by, there, || format!("{} {slug}", super::store::scheme_word(scheme)));
        }
    }

    fn note(&mut self, by: &str, there: bool, named: impl FnOnce() -> String) {
        self.looked_at += 1;
        if !there {
            self.dangling.push(Dangling { by: by.to_owned(), named: named() });
        }
    }
}

/// The activities that hold themselves, through however many others.
pub fn circles(programme: &Programme) -> Vec<&Slug> {
    let parents: HashMap<_, _> =
        programme.activities.iter().map(|activity| (activity.id, activity.parent)).collect();
    let circular = |activity: &&Activity| {
        let mut above = activity.parent;
        // Longer than any chain without a circle.
        for _ in 0..=parents.len() {
            match above {
                None => return false,
                Some(id) if id == activity.id => return true,
                Some(id) => above = parents.get(&id).copied().flatten(),
            }
        }
        false
    };
    programme.activities.iter().filter(circular).map(|activity| &activity.slug).collect()
}

/// The placed activities that begin on no day of the edition.
pub fn outside(programme: &Programme) -> Vec<&Slug> {
    let edition = &programme.edition;
    let days = edition.first_day..=edition.last_day;
    let astray = |activity: &&Activity| {
        let begins = activity.placement.map(|placement| placement.interval.start());
        begins.is_some_and(|at| !days.contains(&edition.zone.wall(at).date))
    };
    programme.activities.iter().filter(astray).map(|activity| &activity.slug).collect()
}
