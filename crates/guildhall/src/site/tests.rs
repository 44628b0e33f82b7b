use std::collections::HashSet;
use std::io::Write as _;
use std::sync::Arc;

use kernel::{Interval, Lang, Text, Timestamp};

use super::programme::{Filter, View};
use super::{Address, Setting, Site};
use crate::editions::model::Hall;
use crate::programme::fixture;
use crate::programme::model::{Placement, Release};
use crate::{demo, shell};

fn demo_site() -> Site {
    let mut release = fixture::release(0);
    release.programme = demo::programme().unwrap();
    Site::new(Arc::new(release), Setting::default())
}

/// As many activities as asked on one day, in 35 halls, each with a title of its own.
fn crowded(count: usize) -> Release {
    let mut release = fixture::release(count);
    let programme = &mut release.programme;
    let hall = programme.venues[0].halls[0].clone();
    programme.venues[0].halls = (0..35)
        .map(|at| Hall {
            id: fixture::id(&format!("hall {at}")),
            slug: format!("hall-{at}").parse().unwrap(),
            name: Text::in_one(Lang::En, format!("K.{at}.105 (La Fontaine)")),
            ..hall.clone()
        })
        .collect();
    for (at, activity) in programme.activities.iter_mut().enumerate() {
        let start = fixture::at(540).plus_minutes(i64::try_from(at / 35 * 30).unwrap());
        let number = at * 7_919 % 10_007;
        let words = ["kernel", "graph", "sensor", "ledger", "compiler", "packet", "policy"];
        let [a, b, c] = [number % 7, number / 7 % 7, number / 49 % 7].map(|place| words[place]);
        activity.title =
            Text::in_one(Lang::En, format!("A {a} that met its {b}: {c} no. {number}"));
        activity.placement = Some(Placement {
            hall: programme.venues[0].halls[at % 35].id,
            spot: None,
            interval: Interval::new(start, start.plus_minutes(25)).unwrap(),
        });
    }
    release
}

fn every_page(site: &Site, now: Timestamp) -> Vec<(String, String)> {
    let slug = &site.release.programme.edition.slug;
    let page = |lang: Lang, address: Address| {
        let html = site.render(lang, &address, now).unwrap_or_else(|| panic!("no {address:?}"));
        (address.path(lang, slug), html)
    };
    let all = Lang::ALL
        .into_iter()
        .flat_map(|lang| site.addresses().into_iter().map(move |it| (lang, it)));
    all.map(|(lang, address)| page(lang, address)).collect()
}

#[test]
fn every_link_of_the_demo_leads_somewhere_and_nothing_is_inline() {
    let site = demo_site();
    let pages = every_page(&site, fixture::at(620));
    let files = site.files().into_iter().chain(shell::assets()).map(|file| file.path.as_str());
    let there: HashSet<&str> = pages.iter().map(|(path, _)| path.as_str()).chain(files).collect();
    for (from, html) in &pages {
        for link in html.split("href=\"").skip(1).chain(html.split("src=\"").skip(1)) {
            let path = link.split(['"', '?', '#']).next().unwrap();
            let exported = path.contains("/schedule.") || path.ends_with(".ics");
            let ours = path.starts_with('/') && !exported;
            assert!(!ours || there.contains(path), "{from} links to {path}");
        }
        assert!(!html.contains(" style=\"") && !html.contains("<style"), "{from} has a style");
        assert!(!html.contains("<script>") && !html.contains(" onclick"), "{from} has a script");
        assert_eq!(html.matches("<h1").count(), 1, "{from} has one heading of the first level");
    }
}

#[test]
fn a_day_of_five_hundred_activities_is_small_on_the_wire() {
    let site = Site::new(Arc::new(crowded(500)), Setting::default());
    let html = site.render(Lang::En, &Address::Programme(None), fixture::at(600)).unwrap();
    let mut out = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 22);
    out.write_all(html.as_bytes()).unwrap();
    let size = out.into_inner().len();
    assert_eq!(html.matches("<li class=\"e ").count(), 500);
    assert!(size <= 30_000, "{size} bytes");
}

#[test]
fn a_filtered_day_shows_what_the_filter_admits_and_counts_the_rest() {
    let site = demo_site();
    let filter = Filter::from_pairs([("day", "2025-02-22"), ("part", "forums")]);
    let html = site.render_programme(Lang::Zh, View::Grid, &filter, fixture::at(600));
    let shown = html.matches("<li class=\"e ").count();
    let part = site.release.programme.parts.iter().find(|part| part.slug.as_str() == "forums");
    let zone = &site.release.programme.edition.zone;
    let wanted = site.release.programme.activities.iter().filter(|activity| {
        let day = activity.placement.map(|it| zone.wall(it.interval.start()).date);
        day == filter.day && Some(activity.part) == part.map(|part| part.id)
    });
    assert!(shown > 0);
    assert_eq!(shown, wanted.filter(|activity| activity.parent.is_none()).count());
    assert!(html.contains("noindex"));
}

#[test]
fn an_edition_without_activities_still_has_its_pages() {
    let site = Site::new(Arc::new(fixture::release(0)), Setting::default());
    for (path, html) in every_page(&site, fixture::at(600)) {
        assert!(html.ends_with("</html>"), "{path}");
    }
}

#[test]
fn the_home_page_says_where_the_conference_stands_in_time() {
    let site = Site::new(Arc::new(fixture::release(6)), Setting::default());
    let home = |minutes: i64| {
        site.render(Lang::En, &Address::Home, fixture::at(0).plus_minutes(minutes)).unwrap()
    };
    assert!(home(-3 * 1440).contains("Opens Fri 21 Feb"));
    assert!(home(550).contains("On now"));
    assert!(home(9 * 1440).contains("The conference is over"));
}
