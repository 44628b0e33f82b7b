//! Activities as calendar entries (RFC 5545), in one language.

use formats::ical::{Calendar, Entry, Geo, Status, write};
use formats::schedule::Url;
use kernel::Lang;

use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityState, Release};
use crate::shell::plain;
use crate::site::Address;

/// What a calendar is made from.
pub struct Source<'r> {
    pub release: &'r Release,
    pub index: &'r Index,
    pub lang: Lang,
    /// Begins the addresses of pages; may be empty.
    pub base_url: &'r str,
}

impl<'r> Source<'r> {
    /// Those of the activities that have a time, as a file.
    pub fn calendar(&self, activities: impl IntoIterator<Item = &'r Activity>) -> Vec<u8> {
        let edition = &self.release.programme.edition;
        let entries = activities.into_iter().filter_map(|activity| self.entry(activity));
        let calendar = Calendar {
            name: edition.name.get(self.lang).to_owned(),
            zone: edition.zone.clone(),
            entries: entries.collect(),
        };
        write(&calendar).into_bytes()
    }

    fn entry(&self, activity: &Activity) -> Option<Entry> {
        let (programme, lang) = (&self.release.programme, self.lang);
        let placement = activity.placement?;
        let (venue, hall) = self.index.hall(programme, placement.hall)?;
        let path = Address::Activity(activity.slug.clone()).path(lang, &programme.edition.slug);
        let micro = |value: i64| i32::try_from(value).ok();
        let geo = venue.position.and_then(|at| {
            let (latitude, longitude) = (micro(at.latitude_e6)?, micro(at.longitude_e6)?);
            Some(Geo { latitude_micro: latitude, longitude_micro: longitude })
        });
        let track = activity.track.as_ref();
        let track = track.and_then(|slug| {
            self.index.term(programme, (crate::programme::model::Scheme::Track, slug))
        });
        let (hall, venue) = (hall.name.get(lang), venue.name.get(lang));
        Some(Entry {
            uid: format!("{}@guildhall", activity.id),
            interval: placement.interval,
            summary: activity.title.get(lang).to_owned(),
            description: plain(activity.summary.get(lang)),
            // A venue that an imported schedule did not name has only a word for a name.
            location: match programme.venues.len() {
                1 if venue_is_unnamed(programme) => hall.to_owned(),
                _ => format!("{hall}, {venue}"),
            },
            geo,
            url: Url::absolute(&format!("{}{path}", self.base_url)),
            organizer: None,
            categories: track.map(|term| term.name.get(lang).to_owned()).into_iter().collect(),
            // The release that is shown: it only ever grows.
            sequence: u32::try_from(self.release.number).unwrap_or(u32::MAX),
            status: match activity.state {
                ActivityState::Planned => Status::Confirmed,
                ActivityState::Cancelled => Status::Cancelled,
            },
            last_modified: self.release.released_at,
        })
    }
}

fn venue_is_unnamed(programme: &crate::programme::model::Programme) -> bool {
    let only = programme.venues.first();
    only.is_some_and(|venue| venue.id == super::inward::venue_id(programme.edition.id))
}
