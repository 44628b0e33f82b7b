//! The venues of an edition with the ways between them, and each of them with its halls.

use askama::Template;
use kernel::{Lang, Slug};

use super::map::{self, Map};
use crate::editions::model::{Hall, Venue};
use crate::programme::conflicts::travel_minutes;
use crate::shell::Frame;
use crate::site::lines::Line;
use crate::site::names::Named as _;
use crate::site::{Address, Site, rendered};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/entities/venues.html")]
struct VenuesPage<'s> {
    frame: Frame<'s>,
    site: &'s Site,
    venues: &'s [Venue],
    map: Option<Map<'s>>,
    travel: Vec<(&'s Venue, Vec<String>)>,
}

struct HallRow<'s> {
    hall: &'s Hall,
    features: String,
    lines: Vec<Line<'s>>,
}

#[derive(Template)]
#[template(path = "site/entities/venue.html")]
struct VenuePage<'s> {
    frame: Frame<'s>,
    venue: &'s Venue,
    halls: Vec<HallRow<'s>>,
    source: Option<&'s String>,
}

pub fn list(site: &Site, lang: Lang, address: &Address) -> String {
    let title = Words::of(lang).entities_venues();
    rendered(&VenuesPage {
        frame: site.frame(lang, address, title, title),
        venues: &site.release.programme.venues,
        map: map::draw(site, lang),
        travel: travel(site),
        site,
    })
}

/// Every venue with the minutes to every venue, in the same order.
fn travel(site: &Site) -> Vec<(&Venue, Vec<String>)> {
    let programme = &site.release.programme;
    if programme.travel.is_empty() {
        return Vec::new();
    }
    let minutes = |from: &Venue, to: &Venue| {
        let minutes = travel_minutes(programme, from.id, to.id).filter(|_| from.id != to.id);
        minutes.map_or_else(|| "–".to_owned(), |minutes| minutes.to_string())
    };
    let row = |from| programme.venues.iter().map(|to| minutes(from, to)).collect();
    programme.venues.iter().map(|from| (from, row(from))).collect()
}

pub fn page(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let programme = &site.release.programme;
    let venue = programme.venues.iter().find(|venue| venue.slug == *slug)?;
    let hall = |hall: &'_ Hall| -> (String, Vec<_>) {
        let features: Vec<&str> =
            hall.features.iter().map(|feature| feature.name(Words::of(lang))).collect();
        let here = site.index.in_hall(programme, hall.id);
        let top: Vec<_> = here.into_iter().filter(|one| one.parent.is_none()).collect();
        (features.join(" · "), top)
    };
    let row = |one| {
        let (features, here) = hall(one);
        let lines = here.into_iter().map(|activity| site.line(lang, activity)).collect();
        HallRow { hall: one, features, lines }
    };
    let summary = venue.summary.get(lang);
    Some(rendered(&VenuePage {
        frame: site.frame(lang, address, venue.name.get(lang), summary),
        halls: venue.halls.iter().map(row).collect(),
        source: venue.provenance.source(),
        venue,
    }))
}
