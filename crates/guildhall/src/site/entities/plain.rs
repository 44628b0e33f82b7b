//! Routes, the edition's own pages, releases.

use askama::Template;
use kernel::{Lang, Slug, Text};

use crate::editions::model::{Page, VenueId};
use crate::programme::model::{Activity, Programme, Route, Stop, StopPlace};
use crate::shell::{Frame, Markup, markdown, when};
use crate::site::lines::Line;
use crate::site::names::Named as _;
use crate::site::{Address, Site, rendered};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/entities/routes.html")]
struct RoutesPage<'s> {
    frame: Frame<'s>,
    site: &'s Site,
    routes: &'s [Route],
}

struct StopLine<'s> {
    stop: &'s Stop,
    /// How one gets here from the stop before, when that is in another venue.
    way: Option<String>,
    line: Option<Line<'s>>,
    /// How long to stay, in words.
    stay: Option<String>,
    /// A hall to look round in: its venue's path and both names.
    hall: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "site/entities/route.html")]
struct RoutePage<'s> {
    frame: Frame<'s>,
    route: &'s Route,
    stops: Vec<StopLine<'s>>,
}

#[derive(Template)]
#[template(path = "site/entities/written.html")]
struct WrittenPage<'s> {
    frame: Frame<'s>,
    page: &'s Page,
    body: Markup,
}

#[derive(Template)]
#[template(path = "site/entities/releases.html")]
struct ReleasesPage<'s> {
    frame: Frame<'s>,
    number: i64,
    released: String,
    note: &'s Text,
    count: usize,
}

pub fn routes(site: &Site, lang: Lang, address: &Address) -> String {
    let title = Words::of(lang).entities_routes();
    let routes = &site.release.programme.routes;
    rendered(&RoutesPage { frame: site.frame(lang, address, title, title), site, routes })
}

pub fn route(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let programme = &site.release.programme;
    let route = programme.routes.iter().find(|route| route.slug == *slug)?;
    let mut stops = Vec::with_capacity(route.stops.len());
    let mut before = None;
    for stop in &route.stops {
        let here = venue_of(site, stop);
        let way = before.zip(here).and_then(|(from, to)| way(programme, lang, from, to));
        stops.push(StopLine { way, ..stop_line(site, lang, stop) });
        // A stop without a place yet leaves the visitor where they were.
        before = here.or(before);
    }
    Some(rendered(&RoutePage {
        frame: site.frame(lang, address, route.title.get(lang), route.summary.get(lang)),
        route,
        stops,
    }))
}

fn venue_of(site: &Site, stop: &Stop) -> Option<VenueId> {
    let programme = &site.release.programme;
    let hall = match stop.place {
        StopPlace::Hall(hall) => hall,
        StopPlace::Activity(id) => site.index.activity(programme, id)?.placement?.hall,
    };
    site.index.hall(programme, hall).map(|(venue, _)| venue.id)
}

/// `接驳车 30 分钟`; nothing within a venue or when nobody has said how far it is.
fn way(programme: &Programme, lang: Lang, from: VenueId, to: VenueId) -> Option<String> {
    let words = Words::of(lang);
    let joins =
        |one: VenueId, other: VenueId| (one, other) == (from, to) || (one, other) == (to, from);
    let way = programme.travel.iter().find(|way| from != to && joins(way.from, way.to))?;
    Some(words.entities_way(way.minutes, way.mode.name(words)))
}

fn stop_line<'s>(site: &'s Site, lang: Lang, stop: &'s Stop) -> StopLine<'s> {
    let programme = &site.release.programme;
    let stay = stop.minutes.map(|minutes| Words::of(lang).entities_stay(minutes));
    match stop.place {
        StopPlace::Activity(id) => {
            let activity: Option<&Activity> = site.index.activity(programme, id);
            let line = activity.map(|one| site.line(lang, one));
            StopLine { stop, way: None, stay, line, hall: None }
        }
        StopPlace::Hall(id) => {
            let hall = site.index.hall(programme, id).map(|(venue, hall)| {
                let path = site.to(lang, Address::Venue(venue.slug.clone()));
                (path, format!("{} {}", venue.name.get(lang), hall.name.get(lang)))
            });
            StopLine { stop, way: None, stay, line: None, hall }
        }
    }
}

pub fn written(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let page = site.release.programme.pages.iter().find(|page| page.slug == *slug)?;
    Some(rendered(&WrittenPage {
        frame: site.frame(lang, address, page.title.get(lang), page.title.get(lang)),
        body: markdown(page.body.get(lang)),
        page,
    }))
}

pub fn releases(site: &Site, lang: Lang, address: &Address) -> String {
    let words = Words::of(lang);
    let release = &site.release;
    let wall = release.programme.edition.zone.wall(release.released_at);
    let title = words.entities_releases();
    rendered(&ReleasesPage {
        frame: site.frame(lang, address, title, title),
        number: release.number,
        note: &release.note,
        released: words.entities_released_at(wall.clock(), when::day(words, wall.date)),
        count: release.programme.activities.iter().filter(|one| one.parent.is_none()).count(),
    })
}
