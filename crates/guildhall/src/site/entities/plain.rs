//! Routes, the edition's own pages, releases.

use askama::Template;
use kernel::{Lang, Slug};

use crate::editions::model::Page;
use crate::programme::model::{Activity, Route, Stop, StopPlace};
use crate::shell::{Frame, Markup, markdown, when};
use crate::site::lines::Line;
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
    let stops = route.stops.iter().map(|stop| stop_line(site, lang, stop)).collect();
    Some(rendered(&RoutePage {
        frame: site.frame(lang, address, route.title.get(lang), route.summary.get(lang)),
        route,
        stops,
    }))
}

fn stop_line<'s>(site: &'s Site, lang: Lang, stop: &'s Stop) -> StopLine<'s> {
    let programme = &site.release.programme;
    let stay = stop.minutes.map(|minutes| Words::of(lang).entities_stay(minutes));
    match stop.place {
        StopPlace::Activity(id) => {
            let activity: Option<&Activity> = site.index.activity(programme, id);
            StopLine { stop, stay, line: activity.map(|one| site.line(lang, one)), hall: None }
        }
        StopPlace::Hall(id) => {
            let hall = site.index.hall(programme, id).map(|(venue, hall)| {
                let path = site.to(lang, Address::Venue(venue.slug.clone()));
                (path, format!("{} {}", venue.name.get(lang), hall.name.get(lang)))
            });
            StopLine { stop, stay, line: None, hall }
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
        released: words.entities_released_at(wall.clock(), when::day(words, wall.date)),
        count: release.programme.activities.iter().filter(|one| one.parent.is_none()).count(),
    })
}
