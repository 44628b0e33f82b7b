//! What a newer file of the same event leaves out.

use std::collections::HashSet;

use kernel::{Slug, Uuid};

use super::{Merge, Notice, outward};
use crate::editions::model::HallId;
use crate::people::model::PersonId;
use crate::programme::model::{Activity, ActivityId, Scheme, StopPlace};

impl Merge<'_> {
    pub(super) fn departures(&mut self) {
        let gone = self.absent_activities();
        self.programme.activities.retain(|one| !gone.contains(&one.id));
        for one in &mut self.programme.activities {
            one.parent = one.parent.filter(|parent| !gone.contains(parent));
        }
        let mut stops = 0;
        for route in &mut self.programme.routes {
            let before = route.stops.len();
            route.stops.retain(|stop| match stop.place {
                StopPlace::Activity(id) => !gone.contains(&id),
                StopPlace::Hall(_) => true,
            });
            stops += before - route.stops.len();
        }
        if stops > 0 {
            self.notices.push(Notice::StopsGone { count: stops });
        }
        self.programme.remainder.activities.retain(|id, _| !gone.contains(id));
        if !self.foreign {
            self.people_depart();
            self.halls_depart();
            self.tracks_depart();
        }
    }

    /// What an import brought and this file does not have. A file about another event takes nothing.
    fn absent_activities(&mut self) -> HashSet<ActivityId> {
        let (mut gone, mut made_here, mut unsayable) = (HashSet::new(), 0, 0);
        for one in &self.programme.activities {
            let guid = one.guid.as_deref().and_then(|guid| Uuid::parse_str(guid).ok());
            if self.named.contains(&guid.unwrap_or_else(|| one.id.uuid())) {
                continue;
            }
            match one {
                Activity { guid: None, .. } if outward::goes_out(one) => made_here += 1,
                Activity { guid: Some(_), .. } if outward::goes_out(one) && !self.foreign => {
                    gone.insert(one.id);
                }
                _ => unsayable += 1,
            }
        }
        if made_here > 0 {
            self.notices.push(Notice::StayedHere { count: made_here });
        }
        if unsayable > 0 && !self.foreign {
            self.notices.push(Notice::Unsayable { count: unsayable });
        }
        gone
    }

    fn people_depart(&mut self) {
        let activities = self.programme.activities.iter();
        let in_use: HashSet<PersonId> =
            activities.flat_map(|one| one.people.iter().map(|it| it.person)).collect();
        let rest = &mut self.programme.remainder.people;
        self.programme.people.retain(|it| in_use.contains(&it.id) || !rest.contains_key(&it.id));
        rest.retain(|id, _| in_use.contains(id));
    }

    fn halls_depart(&mut self) {
        let placed = self.programme.activities.iter().filter_map(|one| one.placement);
        let mut in_use: HashSet<HallId> = placed.map(|placement| placement.hall).collect();
        in_use.extend(&self.named_halls);
        let stops = self.programme.routes.iter().flat_map(|route| &route.stops);
        in_use.extend(stops.filter_map(|stop| match stop.place {
            StopPlace::Hall(hall) => Some(hall),
            StopPlace::Activity(_) => None,
        }));
        let rest = &mut self.programme.remainder.halls;
        for venue in &mut self.programme.venues {
            venue.halls.retain(|it| in_use.contains(&it.id) || !rest.contains_key(&it.id));
        }
        rest.retain(|id, _| in_use.contains(id));
    }

    fn tracks_depart(&mut self) {
        let mut in_use: HashSet<Slug> =
            self.programme.activities.iter().filter_map(|one| one.track.clone()).collect();
        let listed: HashSet<&str> =
            self.schedule.tracks.iter().map(|track| track.name.as_str()).collect();
        for term in self.programme.terms.iter().filter(|term| term.scheme == Scheme::Track) {
            if term.name.iter().any(|(_, name)| listed.contains(name.value.as_str())) {
                in_use.insert(term.slug.clone());
            }
        }
        let rest = &mut self.programme.remainder.tracks;
        let terms = &mut self.programme.terms;
        terms.retain(|term| {
            term.scheme != Scheme::Track
                || in_use.contains(&term.slug)
                || !rest.contains_key(&term.slug)
        });
        rest.retain(|slug, _| in_use.contains(slug));
    }
}
