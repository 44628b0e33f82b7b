//! Which halls an activity may be in, derived from where its like are now.

use std::collections::{BTreeMap, BTreeSet};

use super::hall_name;
use crate::editions::model::{Feature, Hall};
use crate::programme::index::Index;
use crate::programme::model::{Activity, Kind, Programme};

/// What every hall has in which a kind is held now.
pub struct Needs(BTreeMap<Kind, BTreeSet<Feature>>);

impl Needs {
    pub fn of(programme: &Programme, index: &Index) -> Self {
        let mut needs: BTreeMap<Kind, BTreeSet<Feature>> = BTreeMap::new();
        for one in &programme.activities {
            let hall = one.placement.and_then(|it| index.hall(programme, it.hall));
            if let (Some((_, hall)), None) = (hall, one.parent) {
                let has: BTreeSet<Feature> = hall.features.iter().copied().collect();
                let common = needs.entry(one.details.kind()).or_insert_with(|| has.clone());
                common.retain(|feature| has.contains(feature));
            }
        }
        Self(needs)
    }

    /// The halls that suit an activity: its own, and those that seat its places, have what its kind has
    /// everywhere, and interpret when it is interpreted. When there is no such hall, all that seat it;
    /// when nothing does, the largest.
    pub fn halls(&self, programme: &Programme, activity: &Activity) -> Vec<String> {
        let own = activity.placement.map(|placement| placement.hall);
        let places = activity.places.unwrap_or(0);
        let seats = |hall: &Hall| hall.capacity.is_none_or(|capacity| capacity >= places);
        let needed = self.0.get(&activity.details.kind());
        let has = |hall: &Hall| {
            let interprets = activity.interpretation.is_empty()
                || hall.features.contains(&Feature::Interpretation);
            let features = needed.into_iter().flatten();
            interprets && features.copied().all(|feature| hall.features.contains(&feature))
        };
        let largest = programme.venues.iter().flat_map(|venue| &venue.halls);
        let largest = largest.filter_map(|hall| hall.capacity).max();
        let suits: [&dyn Fn(&Hall) -> bool; 3] = [
            &|hall| Some(hall.id) == own || seats(hall) && has(hall),
            &|hall| seats(hall),
            &|hall| hall.capacity == largest,
        ];
        let named = |suits: &dyn Fn(&Hall) -> bool| -> Vec<String> {
            let of_venue = programme.venues.iter().flat_map(|venue| {
                let suited = venue.halls.iter().filter(|hall| suits(hall));
                suited.map(|hall| hall_name(venue, hall.slug.as_str()))
            });
            of_venue.collect()
        };
        suits.into_iter().map(named).find(|halls| !halls.is_empty()).unwrap_or_default()
    }
}
