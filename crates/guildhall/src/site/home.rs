//! The page that makes one want to come: what, when, where, and what is on now.

use askama::Template;
use kernel::{Lang, Timestamp};
use serde_json::json;

use super::lines::Line;
use super::{Address, Site, rendered};
use crate::editions::model::{Edition, Figure, Part};
use crate::hosts::model::{CommunityStanding, Host, Nature};
use crate::programme::model::{Activity, Programme};
use crate::shell::{Frame, when};
use crate::words::Words;

/// How many activities stand under "now" and "next".
const SHOWN_MAX: usize = 6;

#[derive(Template)]
#[template(path = "site/home.html")]
struct HomePage<'s> {
    frame: Frame<'s>,
    programme: &'s Programme,
    days: Vec<Day>,
    parts: Vec<Shape<'s>>,
    on_now: Vec<Line<'s>>,
    next: Vec<Line<'s>>,
    core: Vec<&'s Host>,
}

struct Day {
    numeral: i8,
    name: String,
    path: String,
}

/// A part of the programme and how much is in it.
struct Shape<'s> {
    part: &'s Part,
    class: String,
    count: usize,
}

pub(super) fn page(site: &Site, lang: Lang, now: Timestamp) -> String {
    let programme = &site.release.programme;
    let edition = &programme.edition;
    let in_order = site.index.in_order(programme);
    let top: Vec<&Activity> = in_order.into_iter().filter(|one| one.parent.is_none()).collect();
    let span = |one: &Activity| one.placement.map(|at| at.interval);
    let lines = |wanted: &dyn Fn(&Activity) -> bool| -> Vec<Line<'_>> {
        let chosen = top.iter().filter(|one| wanted(one)).take(SHOWN_MAX);
        chosen.map(|one| site.line(lang, one)).collect()
    };
    let is_core =
        |host: &&Host| host.nature == Nature::Community { standing: CommunityStanding::Core };
    rendered(&HomePage {
        frame: site
            .frame(lang, &Address::Home, "", edition.summary.get(lang))
            .with_json_ld(&event(site, lang)),
        days: days(site, lang),
        parts: parts(site, &top),
        on_now: lines(&|one| span(one).is_some_and(|span| span.contains(now))),
        next: lines(&|one| span(one).is_some_and(|span| span.start() > now)),
        core: programme.hosts.iter().filter(is_core).collect(),

        programme,
    })
}

fn days(site: &Site, lang: Lang) -> Vec<Day> {
    let programme = &site.release.programme;
    let slug = &programme.edition.slug;
    let day = |day: kernel::Date| Day {
        numeral: day.day(),
        name: when::day(Words::of(lang), day),
        path: Address::Programme(Some(day)).path(lang, slug),
    };
    site.index.days(programme).into_iter().map(day).collect()
}

fn parts<'s>(site: &'s Site, top: &[&Activity]) -> Vec<Shape<'s>> {
    let shape = |part: &'s Part| Shape {
        class: site.hue_class(part.id),
        count: top.iter().filter(|one| one.part == part.id).count(),
        part,
    };
    site.release.programme.parts.iter().map(shape).collect()
}

/// The edition as a schema.org `Event` (<https://schema.org/Event>).
fn event(site: &Site, lang: Lang) -> serde_json::Value {
    let edition = &site.release.programme.edition;
    json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": edition.name.get(lang),
        "description": edition.summary.get(lang),
        "startDate": edition.first_day,
        "endDate": edition.last_day,
        "location": { "@type": "Place", "name": edition.place.get(lang) },
        "url": format!("{}{}", site.setting.base_url, Address::Home.path(lang, &edition.slug)),
    })
}

impl HomePage<'_> {
    fn to(&self, address: Address) -> String {
        address.path(self.frame.lang(), &self.programme.edition.slug)
    }

    fn figure(&self, figure: &Figure) -> String {
        let digits = grouped(figure.value);
        if figure.at_least { self.frame.words.home_at_least(digits) } else { digits }
    }

    fn earlier(&self) -> &[Edition] {
        &self.programme.earlier
    }
}

/// `35,600`
fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 1);
    if value < 0 {
        grouped.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_told_apart() {
        let grouped = [0, 999, 35_600, 32_000_000, -1_000].map(super::grouped);
        assert_eq!(grouped, ["0", "999", "35,600", "32,000,000", "-1,000"]);
    }
}
