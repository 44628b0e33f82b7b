//! Where everything in a programme is: by id, by slug, by hall, by person, by host, by day.

use std::collections::HashMap;
use std::hash::Hash;

use kernel::{Date, Slug};

use super::model::{Activity, ActivityId, Programme, Scheme, Term};
use crate::editions::model::{Hall, HallId, Part, PartId, Venue};
use crate::hosts::model::{Host, HostId};
use crate::people::model::{Person, PersonId};

/// Positions in the lists of one [`Programme`]. Made once, asked often.
///
/// Lists of activities are in the order of the programme: by start, then hall, then id; what has no
/// placement comes last.
#[derive(Clone, Debug, Default)]
pub struct Index {
    activities: HashMap<ActivityId, usize>,
    parts: HashMap<PartId, usize>,
    hosts: HashMap<HostId, usize>,
    people: HashMap<PersonId, usize>,
    halls: HashMap<HallId, (usize, usize)>,
    terms: HashMap<(Scheme, Slug), usize>,
    activity_slugs: HashMap<Slug, usize>,
    person_slugs: HashMap<Slug, usize>,
    host_slugs: HashMap<Slug, usize>,
    in_order: Vec<usize>,
    children: HashMap<ActivityId, Vec<usize>>,
    by_person: HashMap<PersonId, Vec<usize>>,
    by_host: HashMap<HostId, Vec<usize>>,
    by_hall: HashMap<HallId, Vec<usize>>,
    by_term: HashMap<(Scheme, Slug), Vec<usize>>,
    days: Vec<Date>,
}

fn positions<T, K: Eq + Hash>(rows: &[T], key: impl Fn(&T) -> K) -> HashMap<K, usize> {
    rows.iter().enumerate().map(|(at, row)| (key(row), at)).collect()
}

impl Index {
    pub fn of(programme: &Programme) -> Self {
        let mut index = Self {
            activities: positions(&programme.activities, |activity| activity.id),
            parts: positions(&programme.parts, |part| part.id),
            hosts: positions(&programme.hosts, |host| host.id),
            people: positions(&programme.people, |person| person.id),
            terms: positions(&programme.terms, |term| (term.scheme, term.slug.clone())),
            activity_slugs: positions(&programme.activities, |activity| activity.slug.clone()),
            person_slugs: positions(&programme.people, |person| person.slug.clone()),
            host_slugs: positions(&programme.hosts, |host| host.slug.clone()),
            in_order: (0..programme.activities.len()).collect(),
            ..Self::default()
        };
        for (at, venue) in programme.venues.iter().enumerate() {
            for (inner, hall) in venue.halls.iter().enumerate() {
                index.halls.insert(hall.id, (at, inner));
            }
        }
        index.sort_and_group(programme);
        index
    }

    fn sort_and_group(&mut self, programme: &Programme) {
        let halls = &self.halls;
        self.in_order.sort_by_key(|at| {
            let activity = &programme.activities[*at];
            let place = activity
                .placement
                .map(|placement| (placement.interval.start(), halls.get(&placement.hall).copied()));
            (place.is_none(), place, activity.id)
        });
        for at in &self.in_order {
            let activity = &programme.activities[*at];
            if let Some(parent) = activity.parent {
                self.children.entry(parent).or_default().push(*at);
            }
            for involvement in &activity.people {
                let known = self.by_person.entry(involvement.person).or_default();
                if known.last() != Some(at) {
                    known.push(*at);
                }
            }
            for host in &activity.hosts {
                self.by_host.entry(*host).or_default().push(*at);
            }
            for (scheme, slug) in filed_under(activity) {
                self.by_term.entry((scheme, slug.clone())).or_default().push(*at);
            }
            if let Some(placement) = activity.placement {
                self.by_hall.entry(placement.hall).or_default().push(*at);
                let day = programme.edition.zone.wall(placement.interval.start()).date;
                if let Err(place) = self.days.binary_search(&day) {
                    self.days.insert(place, day);
                }
            }
        }
    }

    /// The days with something on, and every day of the edition when it is short.
    pub fn days(&self, programme: &Programme) -> Vec<Date> {
        const SHORT: usize = 14;
        let edition = &programme.edition;
        let mut days = edition.first_day.through(edition.last_day, SHORT + 1);
        if days.len() > SHORT {
            days.clear();
        }
        days.extend(&self.days);
        days.sort_unstable();
        days.dedup();
        days
    }

    pub fn activity<'p>(&self, programme: &'p Programme, id: ActivityId) -> Option<&'p Activity> {
        self.activities.get(&id).map(|at| &programme.activities[*at])
    }

    pub fn part<'p>(&self, programme: &'p Programme, id: PartId) -> Option<&'p Part> {
        self.parts.get(&id).map(|at| &programme.parts[*at])
    }

    pub fn host<'p>(&self, programme: &'p Programme, id: HostId) -> Option<&'p Host> {
        self.hosts.get(&id).map(|at| &programme.hosts[*at])
    }

    pub fn person<'p>(&self, programme: &'p Programme, id: PersonId) -> Option<&'p Person> {
        self.people.get(&id).map(|at| &programme.people[*at])
    }

    pub fn hall<'p>(&self, programme: &'p Programme, id: HallId) -> Option<(&'p Venue, &'p Hall)> {
        let (venue, hall) = self.halls.get(&id)?;
        let venue = &programme.venues[*venue];
        Some((venue, &venue.halls[*hall]))
    }

    pub fn term<'p>(&self, programme: &'p Programme, key: (Scheme, &Slug)) -> Option<&'p Term> {
        self.terms.get(&(key.0, key.1.clone())).map(|at| &programme.terms[*at])
    }

    pub fn activity_by_slug<'p>(
        &self,
        programme: &'p Programme,
        slug: &Slug,
    ) -> Option<&'p Activity> {
        self.activity_slugs.get(slug).map(|at| &programme.activities[*at])
    }

    pub fn person_by_slug<'p>(&self, programme: &'p Programme, slug: &Slug) -> Option<&'p Person> {
        self.person_slugs.get(slug).map(|at| &programme.people[*at])
    }

    pub fn host_by_slug<'p>(&self, programme: &'p Programme, slug: &Slug) -> Option<&'p Host> {
        self.host_slugs.get(slug).map(|at| &programme.hosts[*at])
    }

    /// Every activity in the order of the programme.
    pub fn in_order<'p>(&self, programme: &'p Programme) -> Vec<&'p Activity> {
        of(programme, Some(&self.in_order))
    }

    /// What an activity holds: the pitches of a Demo Day.
    pub fn children<'p>(&self, programme: &'p Programme, id: ActivityId) -> Vec<&'p Activity> {
        of(programme, self.children.get(&id))
    }

    pub fn of_person<'p>(&self, programme: &'p Programme, id: PersonId) -> Vec<&'p Activity> {
        of(programme, self.by_person.get(&id))
    }

    pub fn of_host<'p>(&self, programme: &'p Programme, id: HostId) -> Vec<&'p Activity> {
        of(programme, self.by_host.get(&id))
    }

    pub fn in_hall<'p>(&self, programme: &'p Programme, id: HallId) -> Vec<&'p Activity> {
        of(programme, self.by_hall.get(&id))
    }

    pub fn of_term<'p>(&self, programme: &'p Programme, key: (Scheme, &Slug)) -> Vec<&'p Activity> {
        of(programme, self.by_term.get(&(key.0, key.1.clone())))
    }
}

fn filed_under(activity: &Activity) -> impl Iterator<Item = (Scheme, &Slug)> {
    let topics = activity.topics.iter().map(|slug| (Scheme::Topic, slug));
    let sectors = activity.sectors.iter().map(|slug| (Scheme::Sector, slug));
    let groups = activity.groups.iter().map(|slug| (Scheme::Group, slug));
    let track = activity.track.iter().map(|slug| (Scheme::Track, slug));
    topics.chain(sectors).chain(groups).chain(track)
}

fn of<'p>(programme: &'p Programme, list: Option<&Vec<usize>>) -> Vec<&'p Activity> {
    list.into_iter().flatten().map(|at| &programme.activities[*at]).collect()
}
