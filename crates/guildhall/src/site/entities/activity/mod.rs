//! One activity: when and where first, then what, by whom, for whom.

mod details;
mod event;
mod related;

use askama::Template;
use kernel::{Lang, Slug, Text};

use super::days::{Day, day_of};
use super::{is_web, site_name};
use crate::editions::model::{Hall, Venue};
use crate::hosts::model::Host;
use crate::people::model::Person;
use crate::programme::model::{Activity, ActivityState, Entry, PersonRole, Scheme, Term};
use crate::programme::seated::{Seated, seated};
use crate::shell::{Frame, Markup, brief, is_plain, markdown};
use crate::site::home::grouped;
use crate::site::lines::Line;
use crate::site::names::{self, Named as _};
use crate::site::programme::filter::terms_of;
use crate::site::{Address, Doors, Filter, Site, rendered};
use crate::words::Words;
use details::Told;

#[derive(Template)]
#[template(path = "site/entities/activity/activity.html")]
struct ActivityPage<'s> {
    frame: Frame<'s>,
    activity: &'s Activity,
    line: Line<'s>,
    part: Option<&'s Text>,
    day: Option<Day>,
    length: String,
    place: Option<At<'s>>,
    /// Where a seat is booked; `None` where nobody needs one, or nobody answers.
    seats: Option<(&'static str, String)>,
    /// The activity as an iCalendar file; empty when it has no time.
    calendar: String,
    facts: Vec<(&'static str, String)>,
    told: Vec<Told<'s>>,
    /// The summary is a sentence or two, to be set large.
    lede: bool,
    summary: Markup,
    description: Markup,
    hosts: Vec<By<'s>>,
    people: Vec<(&'static str, Vec<Who<'s>>)>,
    terms: Vec<(&'static str, Vec<Filed<'s>>)>,
    parent: Option<Line<'s>>,
    children: Vec<Line<'s>>,
    beside: [Option<Line<'s>>; 2],
    related: Vec<Line<'s>>,
    links: Vec<Reference<'s>>,
    source: Option<&'s String>,
}

/// Where it is.
struct At<'s> {
    venue: &'s Venue,
    hall: &'s Hall,
    /// The table or stall within the hall.
    spot: Option<&'s Text>,
    path: String,
}

struct By<'s> {
    host: &'s Host,
    nature: &'static str,
    path: String,
}

struct Who<'s> {
    person: &'s Person,
    affiliation: &'s Text,
    path: String,
}

/// A term and the programme filtered by it.
struct Filed<'s> {
    term: &'s Term,
    path: String,
}

/// Something to read or watch: its sort, its name, its address.
struct Reference<'s> {
    kind: &'static str,
    title: &'s str,
    url: &'s str,
}

pub fn page(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let (programme, index, words) = (&site.release.programme, &site.index, Words::of(lang));
    let activity = index.activity_by_slug(programme, slug)?;
    let about = [&activity.summary, &activity.subtitle, &activity.title];
    let about = about.into_iter().find(|text| !text.is_empty()).unwrap_or(&activity.title);
    let about = brief(about.get(lang));
    let mut frame = site.frame(lang, address, activity.title.get(lang), &about);
    if let Some(event) = event::event(site, lang, activity) {
        frame = frame.with_json_ld(&event);
    }
    let parent = activity.parent.and_then(|id| index.activity(programme, id));
    let wall = activity.placement.map(|it| programme.edition.zone.wall(it.interval.start()));
    let minutes = activity.placement.map(|it| it.interval.minutes());
    let path = site.to(lang, address.clone());
    Some(rendered(&ActivityPage {
        line: site.line(lang, activity),
        part: index
            .part(programme, activity.part)
            .filter(|_| programme.parts.len() > 1)
            .map(|part| &part.name),
        day: wall.map(|wall| day_of(words, wall.date)),
        length: minutes.map(|count| length(words, count)).unwrap_or_default(),
        place: place(site, lang, activity),
        seats: seats(site, lang, activity),
        calendar: activity.placement.map(|_| format!("{path}.ics")).unwrap_or_default(),
        facts: facts(site, words, activity),
        told: details::told(words, &activity.details),
        lede: is_lede(activity.summary.get(lang)),
        summary: markdown(activity.summary.get(lang)),
        description: markdown(activity.description.get(lang)),
        hosts: hosts(site, lang, activity),
        people: people(site, lang, activity),
        terms: terms(site, lang, activity),
        parent: parent.map(|parent| site.line(lang, parent)),
        children: related::children(site, lang, activity),
        beside: related::beside(site, lang, activity),
        related: related::related(site, lang, activity),
        links: links(words, activity),
        source: activity.provenance.source(),
        frame,
        activity,
    }))
}

/// An abstract of an imported schedule may be a page of HTML.
fn is_lede(summary: &str) -> bool {
    const LETTERS_MAX: usize = 320;
    is_plain(summary) && summary.chars().count() <= LETTERS_MAX
}

/// `90 分钟`, `3 小时`, `3 天`: the largest unit that tells it exactly.
fn length(words: Words, minutes: i64) -> String {
    const HOUR: i64 = 60;
    const DAY: i64 = 24 * HOUR;
    match minutes {
        days if days >= DAY && days % DAY == 0 => words.entities_days_count(days / DAY),
        hours if hours >= 2 * HOUR && hours % HOUR == 0 => words.entities_hours_count(hours / HOUR),
        minutes => words.entities_minutes(minutes),
    }
}

fn place<'s>(site: &'s Site, lang: Lang, activity: &Activity) -> Option<At<'s>> {
    let placement = activity.placement?;
    let (venue, hall) = site.index.hall(&site.release.programme, placement.hall)?;
    let spot = hall.spots.iter().find(|spot| Some(spot.id) == placement.spot);
    let path = site.to(lang, Address::Venue(venue.slug.clone()));
    Some(At { venue, hall, spot: spot.map(|spot| &spot.name), path })
}

/// The way to its seats, and what is done there.
fn seats(site: &Site, lang: Lang, activity: &Activity) -> Option<(&'static str, String)> {
    let words = Words::of(lang);
    if site.setting.doors == Doors::Closed {
        return None;
    }
    let (label, of) = match seated(&site.release.programme, &site.index, activity)? {
        Seated::Series => (words.entities_choose_session(), activity),
        Seated::Within(larger) => (words.entities_book(), larger),
        Seated::Own { .. } if activity.entry == Entry::OnSite => (words.entities_queue(), activity),
        Seated::Own { .. } => (words.entities_book(), activity),
    };
    Some((label, format!("/{lang}/{}/seats/{}", site.release.programme.edition.slug, of.slug)))
}

/// What decides whether one goes: entry, language, level, places, and the numbers of the kind.
fn facts(site: &Site, words: Words, activity: &Activity) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    // Where everything is open to all, nobody has thought of entry: an imported schedule.
    if site.release.programme.activities.iter().any(|one| one.entry != Entry::Open) {
        facts.push((words.entities_entry(), activity.entry.name(words).to_owned()));
    }
    let named = |tags: &[kernel::LangTag]| -> Vec<String> {
        tags.iter().map(|tag| names::language(tag, words)).collect()
    };
    if !activity.languages.is_empty() {
        facts.push((words.entities_language(), named(&activity.languages).join(" / ")));
    }
    if !activity.interpretation.is_empty() {
        let into = named(&activity.interpretation).join(" / ");
        facts.push((words.entities_interpretation(), into));
    }
    if let Some(level) = activity.level {
        facts.push((words.entities_level(), level.name(words).to_owned()));
    }
    if let Some(places) = activity.places {
        facts.push((words.entities_places(), grouped(places)));
    }
    facts.extend(details::numbers(words, &activity.details));
    if !activity.recorded {
        facts.push((words.entities_recording(), words.entities_not_recorded().to_owned()));
    }
    facts
}

fn hosts<'s>(site: &'s Site, lang: Lang, activity: &Activity) -> Vec<By<'s>> {
    let find = |id| site.index.host(&site.release.programme, id);
    let hosts = activity.hosts.iter().filter_map(|id| find(*id));
    let by = |host: &'s Host| By {
        nature: names::nature(&host.nature, Words::of(lang)),
        path: site.to(lang, Address::Host(host.slug.clone())),
        host,
    };
    hosts.map(by).collect()
}

fn people<'s>(
    site: &'s Site,
    lang: Lang,
    activity: &Activity,
) -> Vec<(&'static str, Vec<Who<'s>>)> {
    let programme = &site.release.programme;
    let who = |person: &'s Person| {
        let host = person.host.and_then(|id| site.index.host(programme, id));
        let affiliation = host.map_or(&person.affiliation, |host| &host.name);
        Who { affiliation, path: site.to(lang, Address::Person(person.slug.clone())), person }
    };
    let of = |role: PersonRole| {
        let theirs = activity.people.iter().filter(|one| one.role == role);
        let people = theirs.filter_map(|one| site.index.person(programme, one.person));
        (role.name(Words::of(lang)), people.map(who).collect::<Vec<_>>())
    };
    PersonRole::ALL.into_iter().map(of).filter(|(_, people)| !people.is_empty()).collect()
}

/// What it is filed under, by scheme; each leads to what else is filed there.
fn terms<'s>(
    site: &'s Site,
    lang: Lang,
    activity: &Activity,
) -> Vec<(&'static str, Vec<Filed<'s>>)> {
    let filed = |scheme: Scheme, slug: &Slug| {
        let term = site.index.term(&site.release.programme, (scheme, slug))?;
        let filter = Filter { terms: vec![(scheme, slug.clone())], ..Filter::default() };
        let path = site.to(lang, Address::ProgrammeList(None)) + &filter.query();
        Some(Filed { term, path })
    };
    let of = |scheme: Scheme| {
        let slugs = terms_of(activity, scheme).into_iter();
        let terms = slugs.filter_map(|slug| filed(scheme, slug)).collect::<Vec<_>>();
        (scheme.name(Words::of(lang)), terms)
    };
    Scheme::ALL.into_iter().map(of).filter(|(_, terms)| !terms.is_empty()).collect()
}

fn links(words: Words, activity: &Activity) -> Vec<Reference<'_>> {
    let safe = activity.links.iter().filter(|link| is_web(&link.url));
    let mut links: Vec<Reference<'_>> = safe
        .map(|link| Reference {
            kind: link.kind.name(words),
            title: if link.title.is_empty() { site_name(&link.url) } else { &link.title },
            url: &link.url,
        })
        .collect();
    links.dedup_by(|one, other| one.url == other.url);
    links
}

impl ActivityPage<'_> {
    fn cancelled(&self) -> bool {
        self.activity.state == ActivityState::Cancelled
    }

    /// The one opening is all of its part: its kind would only be said twice.
    fn same_as_part(&self) -> bool {
        self.part.is_some_and(|part| part.get(self.frame.lang()) == self.line.kind)
    }
}
