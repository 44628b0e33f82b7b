//! The venues of an edition with the ways between them, and each of them with its halls.

mod labels;
mod map;
mod plan;

use askama::Template;
use kernel::{Date, Lang, Slug};

use super::days::{DayLines, by_day};
use crate::editions::model::{Travel, Venue};
use crate::programme::model::{Activity, Programme};
use crate::shell::{Frame, when};
use crate::site::home::grouped;
use crate::site::names::Named as _;
use crate::site::{Address, Site, rendered};
use crate::words::Words;
use map::Map;
use plan::Plan;

#[derive(Template)]
#[template(path = "site/entities/venues/venues.html")]
struct VenuesPage<'s> {
    frame: Frame<'s>,
    venues: Vec<Row<'s>>,
    /// For wide screens and for phones.
    maps: Vec<Map<'s>>,
    travel: Vec<Ways<'s>>,
}

struct Row<'s> {
    venue: &'s Venue,
    number: usize,
    path: String,
    /// What all its halls hold together; empty when nobody has said.
    capacity: String,
}

/// Every way from one venue, in the order of the venues; `None` to itself and where none is known.
struct Ways<'s> {
    venue: &'s Venue,
    cells: Vec<Option<Way>>,
}

struct Way {
    minutes: i64,
    mode: &'static str,
    /// `Shuttle, 12 min`.
    said: String,
}

#[derive(Template)]
#[template(path = "site/entities/venues/venue.html")]
struct VenuePage<'s> {
    frame: Frame<'s>,
    venue: &'s Venue,
    hours: Vec<String>,
    capacity: String,
    ways: Vec<(Row<'s>, Way)>,
    plan: Plan<'s>,
    days: Vec<DayLines<'s>>,
    source: Option<&'s String>,
}

pub fn list(site: &Site, lang: Lang, address: &Address) -> String {
    let words = Words::of(lang);
    let programme = &site.release.programme;
    let names: Vec<&str> = programme.venues.iter().map(|venue| venue.name.get(lang)).collect();
    let about = words.entities_venues_about(names.join(" · "));
    let rows = programme.venues.iter().enumerate();
    rendered(&VenuesPage {
        frame: site.frame(lang, address, words.entities_venues(), &about),
        venues: rows.map(|(at, venue)| row(site, lang, at, venue)).collect(),
        maps: [map::WIDE, map::NARROW]
            .into_iter()
            .filter_map(|paper| map::draw(site, lang, paper))
            .collect(),
        travel: travel(programme, words),
    })
}

fn row<'s>(site: &Site, lang: Lang, at: usize, venue: &'s Venue) -> Row<'s> {
    let path = site.to(lang, Address::Venue(venue.slug.clone()));
    Row { number: at + 1, path, capacity: capacity(venue), venue }
}

fn capacity(venue: &Venue) -> String {
    let all: i64 = venue.halls.iter().filter_map(|hall| hall.capacity).sum();
    if all > 0 { grouped(all) } else { String::new() }
}

fn travel(programme: &Programme, words: Words) -> Vec<Ways<'_>> {
    if programme.travel.is_empty() {
        return Vec::new();
    }
    let row = |venue| {
        let cells = programme.venues.iter().map(|to| way(programme, words, venue, to));
        Ways { venue, cells: cells.collect() }
    };
    programme.venues.iter().map(row).collect()
}

fn way(programme: &Programme, words: Words, from: &Venue, to: &Venue) -> Option<Way> {
    let joins = |way: &&Travel| {
        (way.from, way.to) == (from.id, to.id) || (way.from, way.to) == (to.id, from.id)
    };
    let way = programme.travel.iter().find(joins)?;
    let mode = way.mode.name(words);
    Some(Way { minutes: way.minutes, mode, said: words.entities_way(way.minutes, mode) })
}

pub fn page(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let (programme, words) = (&site.release.programme, Words::of(lang));
    let venue = programme.venues.iter().find(|venue| venue.slug == *slug)?;
    let about = [&venue.summary, &venue.address, &venue.name];
    let about = about.into_iter().find(|text| !text.is_empty()).unwrap_or(&venue.name);
    let others = programme.venues.iter().enumerate().filter(|(_, other)| other.id != venue.id);
    let ways = others.filter_map(|(at, other)| {
        Some((row(site, lang, at, other), way(programme, words, venue, other)?))
    });
    let mut days = by_day(site, lang, &here(site, venue));
    let lines = days.iter_mut().flat_map(|day| &mut day.lines);
    lines.for_each(|line| line.venue = None);
    Some(rendered(&VenuePage {
        frame: site.frame(lang, address, venue.name.get(lang), about.get(lang)),
        hours: hours(words, venue),
        capacity: capacity(venue),
        ways: ways.collect(),
        plan: plan::plan(venue, words),
        days,
        source: venue.provenance.source(),
        venue,
    }))
}

/// What is on in any of its halls.
fn here<'s>(site: &'s Site, venue: &Venue) -> Vec<&'s Activity> {
    let programme = &site.release.programme;
    let inside = |activity: &&Activity| {
        let hall = activity.placement.and_then(|it| site.index.hall(programme, it.hall));
        activity.parent.is_none() && hall.is_some_and(|(there, _)| there.id == venue.id)
    };
    site.index.in_order(programme).into_iter().filter(inside).collect()
}

/// When it is open: said once when every day is alike.
fn hours(words: Words, venue: &Venue) -> Vec<String> {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let mut all: Vec<(Date, String)> = venue
        .hours
        .iter()
        .map(|it| (it.day, format!("{}–{}", clock(it.from_minute), clock(it.until_minute))))
        .collect();
    all.sort();
    let alike = all.windows(2).all(|pair| pair[0].1 == pair[1].1 && pair[0].0 < pair[1].0);
    match all.first() {
        Some((_, hours)) if alike && all.len() > 1 => vec![words.entities_daily(hours.as_str())],
        _ => all
            .into_iter()
            .map(|(day, hours)| format!("{} {hours}", when::day(words, day)))
            .collect(),
    }
}
