//! One activity: when and where first, then what, by whom, for whom.

use askama::Template;
use kernel::{Lang, Slug, Text};
use serde_json::json;

use super::{details, is_web};
use crate::hosts::model::Host;
use crate::people::model::Person;
use crate::programme::model::{Activity, ActivityState, LinkKind, PersonRole, Scheme, Term};
use crate::shell::{Frame, Markup, markdown};
use crate::site::lines::Line;
use crate::site::names::{self, Named as _};
use crate::site::{Address, Site, rendered};
use crate::words::Words;

#[derive(Template)]
#[template(path = "site/entities/activity.html")]
struct ActivityPage<'s> {
    frame: Frame<'s>,
    site: &'s Site,
    activity: &'s Activity,
    line: Line<'s>,
    part: Option<&'s Text>,
    venue_path: Option<String>,
    facts: Vec<(&'static str, String)>,
    texts: Vec<(&'static str, &'s Text)>,
    description: Markup,
    hosts: Vec<&'s Host>,
    people: Vec<(&'static str, Vec<&'s Person>)>,
    terms: Vec<&'s Term>,
    parent: Option<Line<'s>>,
    children: Vec<Line<'s>>,
    links: Vec<(&'s str, &'s str)>,
    source: Option<&'s String>,
}

pub fn page(site: &Site, lang: Lang, address: &Address, slug: &Slug) -> Option<String> {
    let (programme, index) = (&site.release.programme, &site.index);
    let activity = index.activity_by_slug(programme, slug)?;
    let about = [&activity.summary, &activity.subtitle, &activity.title];
    let about = about.into_iter().find(|text| !text.is_empty()).unwrap_or(&activity.title);
    let frame = site
        .frame(lang, address, activity.title.get(lang), about.get(lang))
        .with_json_ld(&event(site, lang, activity, address));
    let venue = activity.placement.and_then(|at| index.hall(programme, at.hall));
    let parent = activity.parent.and_then(|id| index.activity(programme, id));
    let children = index.children(programme, activity.id);
    Some(rendered(&ActivityPage {
        line: site.line(lang, activity),
        part: index.part(programme, activity.part).map(|part| &part.name),
        venue_path: venue.map(|(venue, _)| site.to(lang, Address::Venue(venue.slug.clone()))),
        facts: facts(Words::of(lang), activity),
        texts: details::texts(Words::of(lang), &activity.details),
        description: markdown(activity.description.get(lang)),
        hosts: activity.hosts.iter().filter_map(|id| index.host(programme, *id)).collect(),
        people: people(site, Words::of(lang), activity),
        terms: terms(site, activity),
        parent: parent.map(|parent| site.line(lang, parent)),
        children: children.into_iter().map(|child| site.line(lang, child)).collect(),
        links: links(activity),
        source: activity.provenance.source(),
        frame,
        site,
        activity,
    }))
}

/// What decides whether one goes: entry, language, level, places, and the numbers of the kind.
fn facts(words: Words, activity: &Activity) -> Vec<(&'static str, String)> {
    let mut facts = vec![(words.entities_entry(), activity.entry.name(words).to_owned())];
    if !activity.languages.is_empty() {
        let spoken: Vec<String> =
            activity.languages.iter().map(|tag| names::language(tag, words)).collect();
        let mut spoken = spoken.join(" / ");
        if !activity.interpretation.is_empty() {
            spoken = format!("{spoken} · {}", words.entities_interpreted());
        }
        facts.push((words.entities_language(), spoken));
    }
    if let Some(level) = activity.level {
        facts.push((words.entities_level(), level.name(words).to_owned()));
    }
    if let Some(places) = activity.places {
        facts.push((words.entities_places(), words.entities_places_count(places)));
    }
    facts.extend(details::numbers(words, &activity.details));
    facts
}

fn people<'s>(
    site: &'s Site,
    words: Words,
    activity: &Activity,
) -> Vec<(&'static str, Vec<&'s Person>)> {
    let programme = &site.release.programme;
    let of = |role: PersonRole| {
        let theirs = activity.people.iter().filter(|one| one.role == role);
        let people = theirs.filter_map(|one| site.index.person(programme, one.person));
        (role.name(words), people.collect::<Vec<_>>())
    };
    PersonRole::ALL.into_iter().map(of).filter(|(_, people)| !people.is_empty()).collect()
}

fn terms<'s>(site: &'s Site, activity: &Activity) -> Vec<&'s Term> {
    let lists = [
        (Scheme::Topic, &activity.topics),
        (Scheme::Sector, &activity.sectors),
        (Scheme::Group, &activity.groups),
    ];
    let track = activity.track.iter().map(|slug| (Scheme::Track, slug));
    let all = lists.into_iter().flat_map(|(scheme, slugs)| slugs.iter().map(move |s| (scheme, s)));
    let find = |key| site.index.term(&site.release.programme, key);
    all.chain(track).filter_map(find).collect()
}

/// Address and title of what to read or watch.
fn links(activity: &Activity) -> Vec<(&str, &str)> {
    let shown = activity.links.iter().filter(|link| link.kind != LinkKind::Origin);
    let safe = shown.filter(|link| is_web(&link.url));
    safe.map(|link| {
        let title = if link.title.is_empty() { &link.url } else { &link.title };
        (link.url.as_str(), title.as_str())
    })
    .collect()
}

/// schema.org `Event` (<https://schema.org/Event>).
fn event(site: &Site, lang: Lang, activity: &Activity, address: &Address) -> serde_json::Value {
    let programme = &site.release.programme;
    let zone = &programme.edition.zone;
    let status = match activity.state {
        ActivityState::Planned => "https://schema.org/EventScheduled",
        ActivityState::Cancelled => "https://schema.org/EventCancelled",
    };
    let mut event = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": activity.title.get(lang),
        "description": activity.summary.get(lang),
        "eventStatus": status,
        "url": format!("{}{}", site.setting.base_url, site.to(lang, address.clone())),
        "inLanguage": activity.languages,
    });
    if let Some(placement) = activity.placement {
        event["startDate"] = json!(zone.wall(placement.interval.start()).rfc3339());
        event["endDate"] = json!(zone.wall(placement.interval.end()).rfc3339());
        if let Some((venue, hall)) = site.index.hall(programme, placement.hall) {
            event["location"] = json!({
                "@type": "Place",
                "name": format!("{} {}", venue.name.get(lang), hall.name.get(lang)),
                "address": venue.address.get(lang),
            });
        }
    }
    event
}
