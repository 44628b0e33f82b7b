//! What a search found, set for its page.

use kernel::Lang;

use super::published::Published;
use crate::programme::model::Activity;
use crate::search::Target;
use crate::shell::when;
use crate::site::search::{Hit, HitKind};
use crate::site::{Address, Site};
use crate::words::Words;

/// Nobody reads further.
const HITS_MAX: usize = 50;

pub fn hits(published: &Published, lang: Lang, query: &str) -> Vec<Hit> {
    let found = published.site.search.find(query, HITS_MAX);
    found.into_iter().map(|hit| set(&published.site, lang, hit.target)).collect()
}

fn set(site: &Site, lang: Lang, target: Target) -> Hit {
    let programme = &site.release.programme;
    let (kind, title, detail, address) = match target {
        Target::Activity(at) => return set_activity(site, lang, &programme.activities[at]),
        Target::Person(at) => {
            let person = &programme.people[at];
            let address = Address::Person(person.slug.clone());
            (HitKind::Person, &person.name, Some(&person.title), address)
        }
        Target::Host(at) => {
            let host = &programme.hosts[at];
            (HitKind::Host, &host.name, None, Address::Host(host.slug.clone()))
        }
        Target::Venue(at) => {
            let venue = &programme.venues[at];
            let address = Address::Venue(venue.slug.clone());
            (HitKind::Venue, &venue.name, Some(&venue.address), address)
        }
        Target::Route(at) => {
            let route = &programme.routes[at];
            (HitKind::Route, &route.title, None, Address::Route(route.slug.clone()))
        }
        Target::Page(at) => {
            let page = &programme.pages[at];
            (HitKind::Page, &page.title, None, Address::Page(page.slug.clone()))
        }
    };
    Hit {
        kind,
        title: title.get(lang).to_owned(),
        detail: detail.map(|text| text.get(lang).to_owned()).unwrap_or_default(),
        path: address.path(lang, &programme.edition.slug),
        when: String::new(),
    }
}

/// An activity with its day, its time and its hall.
fn set_activity(site: &Site, lang: Lang, activity: &Activity) -> Hit {
    let (programme, words) = (&site.release.programme, Words::of(lang));
    let zone = &programme.edition.zone;
    let when = activity.placement.map(|placement| {
        let day = when::day(words, zone.wall(placement.interval.start()).date);
        format!("{day} {}", when::times(words, zone, placement.interval))
    });
    let hall = activity.placement.and_then(|placement| site.index.hall(programme, placement.hall));
    Hit {
        kind: HitKind::Activity,
        title: activity.title.get(lang).to_owned(),
        detail: hall.map(|(_, hall)| hall.name.get(lang).to_owned()).unwrap_or_default(),
        path: Address::Activity(activity.slug.clone()).path(lang, &programme.edition.slug),
        when: when.unwrap_or_default(),
    }
}
