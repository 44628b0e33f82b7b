//! Visitors' ways through the conference by scenario, and each of them as a day's plan.

mod plan;

use askama::Template;
use kernel::{Lang, Slug};

use super::days::{Day, day_of};
use crate::programme::model::{Route, Scheme, Term};
use crate::shell::{Frame, when};
use crate::site::{Address, Filter, Site, rendered};
use crate::words::Words;
use plan::{Step, plan};

struct Row<'s> {
    route: &'s Route,
    path: String,
    /// Days, stops and how long the ways are.
    about: Vec<String>,
    sectors: Vec<&'s Term>,
}

#[derive(Template)]
#[template(path = "site/entities/routes/routes.html")]
struct RoutesPage<'s> {
    frame: Frame<'s>,
    rows: Vec<Row<'s>>,
}

#[derive(Template)]
#[template(path = "site/entities/routes/route.html")]
struct RoutePage<'s> {
    frame: Frame<'s>,
    route: &'s Route,
    about: String,
    filed: Vec<(&'s Term, String)>,
    steps: Vec<Step<'s>>,
    /// How many stops cannot be reached in time.
    late: usize,
}

pub fn list(site: &Site, lang: Lang, address: &Address) -> String {
    let words = Words::of(lang);
    let routes = site.release.programme.routes.iter();
    let lead = words.entities_routes_lead();
    let frame = site.frame(lang, address, words.entities_routes(), lead);
    rendered(&RoutesPage { frame, rows: routes.map(|route| row(site, lang, route)).collect() })
}

fn row<'s>(site: &'s Site, lang: Lang, route: &'s Route) -> Row<'s> {
    Row {
        path: site.to(lang, Address::Route(route.slug.clone())),
        about: about(site, lang, route, &plan(site, lang, route)),
        sectors: sectors(site, route),
        route,
    }
}

pub fn page(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let route = site.release.programme.routes.iter().find(|route| route.slug == *slug)?;
    let steps = plan(site, lang, route);
    let filed = |term: &'_ Term| {
        let filter = Filter { terms: vec![(term.scheme, term.slug.clone())], ..Filter::default() };
        site.to(lang, Address::ProgrammeList(None)) + &filter.query()
    };
    let description = if route.summary.is_empty() { &route.title } else { &route.summary };
    Some(rendered(&RoutePage {
        frame: site.frame(lang, address, route.title.get(lang), description.get(lang)),
        about: about(site, lang, route, &steps).join(" · "),
        filed: sectors(site, route).into_iter().map(|term| (term, filed(term))).collect(),
        late: steps.iter().filter(|step| step.late).count(),
        steps,
        route,
    }))
}

fn sectors<'s>(site: &'s Site, route: &Route) -> Vec<&'s Term> {
    let find = |slug| site.index.term(&site.release.programme, (Scheme::Sector, slug));
    route.sectors.iter().filter_map(find).collect()
}

/// `2月21日 周五`, `5 站`, `路上 24 分钟`.
fn about(site: &Site, lang: Lang, route: &Route, steps: &[Step<'_>]) -> Vec<String> {
    let words = Words::of(lang);
    let mut said = Vec::new();
    let mut days: Vec<_> = steps.iter().filter_map(|step| step.date).collect();
    days.dedup();
    if let (Some(first), Some(last)) = (days.first(), days.last()) {
        let year = site.release.programme.edition.first_day.year() == first.year();
        said.push(match () {
            () if first == last && year => when::day(words, *first),
            () => when::days(words, *first, *last),
        });
    }
    said.push(words.site_home_stops(route.stops.len()));
    let on_the_way: i64 = steps.iter().filter_map(|step| step.travel).sum();
    if on_the_way > 0 {
        said.push(words.entities_on_the_way(on_the_way));
    }
    said
}

/// The day a step begins, when the one before it was on another.
fn new_day(words: Words, before: Option<&Step<'_>>, step: &Step<'_>) -> Option<Day> {
    let date = step.date?;
    let same = before.is_some_and(|before| before.date == Some(date));
    (!same).then(|| day_of(words, date))
}
