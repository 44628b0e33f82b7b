//! Tracks and rooms of a file: terms and halls of the edition.

use std::collections::{HashMap, HashSet};

use formats::schedule::Room;
use kernel::Slug;

use super::head::word;
use super::wording::{slug, untaken, updated};
use super::{Merge, outward};
use crate::editions::model::{Hall, HallId, Provenance};
use crate::programme::model::{Scheme, Term};
use crate::programme::remainder::{HallRest, TrackRest};
use crate::words::Words;

impl Merge<'_> {
    /// The tracks of the file in its order; tracks that were made here, or that something of ours
    /// still uses, come after them.
    pub(super) fn tracks(&mut self) {
        let out = outward::language(&self.programme);
        let terms = std::mem::take(&mut self.programme.terms);
        let (own, others): (Vec<Term>, Vec<Term>) =
            terms.into_iter().partition(|term| term.scheme == Scheme::Track);
        let mut taken: HashSet<Slug> = own.iter().map(|term| term.slug.clone()).collect();
        let mut own: Vec<Option<Term>> = own.into_iter().map(Some).collect();
        let parts = self.part_names();
        let mut tracks = Vec::new();
        for track in &self.schedule.tracks {
            let named = |term: &Term| term.name.iter().any(|(_, name)| name.value == track.name);
            let known = own.iter_mut().find(|term| term.as_ref().is_some_and(named));
            let known = known.and_then(Option::take);
            if known.is_none() && parts.contains(&track.name) {
                continue;
            }
            let imported = known
                .as_ref()
                .is_none_or(|term| self.programme.remainder.tracks.contains_key(&term.slug));
            let term = known.unwrap_or_else(|| {
                let words = track.slug.as_deref().and_then(slug).or_else(|| slug(&track.name));
                let first = words.unwrap_or_else(|| "track".parse().expect("a slug"));
                let name = updated(&kernel::Text::empty(), &track.name, &self.main, out);
                Term { scheme: Scheme::Track, slug: untaken(&mut taken, &first), name }
            });
            if imported {
                let color = track.color.map(|color| color.to_string());
                let rest = TrackRest { slug: track.slug.clone(), color };
                self.programme.remainder.tracks.insert(term.slug.clone(), rest);
            }
            tracks.push(term);
        }
        tracks.extend(own.into_iter().flatten());
        self.programme.terms = others.into_iter().chain(tracks).collect();
    }

    /// What a part goes out as, when it stands for a track.
    fn part_names(&self) -> HashSet<String> {
        let said = self.said.tracks.iter().map(|track| track.name.clone());
        let terms = self.programme.terms.iter().filter(|term| term.scheme == Scheme::Track);
        let own: HashSet<String> =
            terms.flat_map(|term| term.name.iter().map(|(_, it)| it.value.clone())).collect();
        said.filter(|name| self.programme.parts.len() > 1 && !own.contains(name)).collect()
    }

    /// Every room of the file as a hall. Where the edition has one venue its halls come in the order
    /// of the file.
    pub(super) fn rooms(&mut self) {
        for room in &self.schedule.rooms {
            let hall = match self.known_hall(room) {
                Some(hall) => self.revise_hall(hall, room),
                None => self.add_hall(room),
            };
            self.halls.insert(Some(room.name.clone()), hall);
            self.named_halls.insert(hall);
        }
        if self.schedule.events.iter().any(|event| event.room.is_none()) {
            let nowhere = self.nowhere();
            self.halls.insert(None, nowhere);
            self.named_halls.insert(nowhere);
        }
        let order: HashMap<HallId, usize> = self
            .schedule
            .rooms
            .iter()
            .enumerate()
            .filter_map(|(at, room)| Some((*self.halls.get(&Some(room.name.clone()))?, at)))
            .collect();
        if let [venue] = self.programme.venues.as_mut_slice() {
            venue.halls.sort_by_key(|hall| order.get(&hall.id).copied().unwrap_or(usize::MAX));
        }
    }

    /// The hall that goes out under that guid; else the one that goes out under that name.
    fn known_hall(&self, room: &Room) -> Option<HallId> {
        let halls = || self.programme.venues.iter().flat_map(|venue| &venue.halls);
        let rest = |hall: &Hall| self.programme.remainder.halls.get(&hall.id);
        let free = |hall: &&Hall| !self.named_halls.contains(&hall.id);
        let by_guid = halls().filter(free).find(|hall| {
            let own = rest(hall).map_or(Some(hall.id.uuid()), |rest| rest.guid);
            own.is_some() && own == room.guid
        });
        let names = outward::Outward::of(&self.programme, "");
        let by_name = || {
            halls().filter(free).find(|hall| {
                names.room(hall.id) == Some(room.name.as_str())
                    || hall.name.iter().any(|(_, name)| name.value == room.name)
            })
        };
        by_guid.or_else(by_name).map(|hall| hall.id)
    }

    fn revise_hall(&mut self, id: HallId, room: &Room) -> HallId {
        let (tag, out) = (self.main.clone(), outward::language(&self.programme));
        let unchanged =
            outward::Outward::of(&self.programme, "").room(id) == Some(room.name.as_str());
        // Where there are several venues a hall goes out with its venue's name after its own.
        let bare = room.name.split_once(" · ").map_or(room.name.as_str(), |(hall, _)| hall);
        let bare = if self.programme.venues.len() > 1 { bare } else { &room.name };
        let halls = self.programme.venues.iter_mut().flat_map(|venue| &mut venue.halls);
        for hall in halls.filter(|hall| hall.id == id) {
            if !unchanged {
                hall.name = updated(&hall.name, bare, &tag, out);
            }
            hall.capacity = room.capacity.map(i64::from).or(hall.capacity);
        }
        if let Some(rest) = self.programme.remainder.halls.get_mut(&id) {
            rest.guid = room.guid.or(rest.guid);
            if !room.description.is_empty() {
                rest.description.clone_from(&room.description);
            }
        }
        id
    }

    fn add_hall(&mut self, room: &Room) -> HallId {
        let name = match room.guid {
            Some(guid) => guid.to_string(),
            None => room.name.clone(),
        };
        let id = self.id("hall", &name);
        let rest =
            HallRest { guid: room.guid, description: room.description.clone(), nowhere: false };
        self.programme.remainder.halls.insert(id, rest);
        let name = kernel::Text::in_one(self.main.clone(), room.name.clone());
        self.put_hall(Hall {
            capacity: room.capacity.map(i64::from),
            ..hall(id, name, &self.free_slug(&room.name))
        });
        id
    }

    /// The hall that stands for no room.
    fn nowhere(&mut self) -> HallId {
        let known = self.programme.remainder.halls.iter().find(|(_, rest)| rest.nowhere);
        if let Some((id, _)) = known {
            return *id;
        }
        let id = self.id("hall", "");
        let rest = HallRest { nowhere: true, ..HallRest::default() };
        self.programme.remainder.halls.insert(id, rest);
        let slug = self.free_slug("no room");
        self.put_hall(hall(id, word(Words::exchange_nowhere), &slug));
        id
    }

    fn free_slug(&self, words: &str) -> Slug {
        let halls = self.programme.venues.iter().flat_map(|venue| &venue.halls);
        let mut taken = halls.map(|hall| hall.slug.clone()).collect();
        let first = slug(words).unwrap_or_else(|| "hall".parse().expect("a slug"));
        untaken(&mut taken, &first)
    }

    /// New halls stand in the venue that a schedule makes, else in the first.
    fn put_hall(&mut self, hall: Hall) {
        if self.programme.venues.is_empty() {
            let blank = super::head::blank(&self.programme.edition.slug, self.schedule);
            let id = super::venue_id(self.programme.edition.id);
            let venues = blank.venues.into_iter();
            self.programme.venues =
                venues.map(|venue| crate::editions::model::Venue { id, ..venue }).collect();
        }
        if let Some(venue) = self.programme.venues.first_mut() {
            venue.halls.push(hall);
        }
    }
}

fn hall(id: HallId, name: kernel::Text, slug: &Slug) -> Hall {
    Hall {
        id,
        slug: slug.clone(),
        name,
        capacity: None,
        floor: None,
        area_m2: None,
        features: Vec::new(),
        hours: Vec::new(),
        spots: Vec::new(),
        provenance: Provenance::Own,
    }
}
