//! What an edition puts into the frame: its name, its navigation, its style sheet.

use std::fmt::Write as _;

use kernel::Lang;

use super::{Address, Doors, Setting, Site};
use crate::editions::model::{Hue, Provenance};
use crate::programme::model::{Programme, Release};
use crate::shell::{Asset, Frame, Masthead, NavItem, style_sheet_with, when};
use crate::words::Words;

/// The keys by which pages say where they belong.
pub mod section {
    pub const HOME: &str = "home";
    pub const PROGRAMME: &str = "programme";
    pub const HOSTS: &str = "hosts";
    pub const PEOPLE: &str = "people";
    pub const VENUES: &str = "venues";
    pub const ROUTES: &str = "routes";
    pub const CALLS: &str = "calls";
    pub const STARS: &str = "stars";
    pub const SEARCH: &str = "search";
    pub const RELEASES: &str = "releases";
    pub const PAGE: &str = "page";
}

impl Site {
    /// The frame of the page at `address`.
    pub fn frame(&self, lang: Lang, address: &Address, title: &str, about: &str) -> Frame<'_> {
        let edition = &self.release.programme.edition.slug;
        Frame {
            masthead: self.masthead(lang),
            words: Words::of(lang),
            title: title.to_owned(),
            description: shortened(about),
            path: address.path(lang, edition),
            other_path: address.path(lang.other(), edition),
            section: section_of(address),
            json_ld: String::new(),
            indexed: !matches!(address, Address::Stars | Address::Search),
            body: String::new(),
        }
    }
}

const fn section_of(address: &Address) -> &'static str {
    match address {
        Address::Home => section::HOME,
        Address::Programme(_) | Address::ProgrammeList(_) | Address::Activity(_) => {
            section::PROGRAMME
        }
        Address::People | Address::Person(_) => section::PEOPLE,
        Address::Hosts | Address::Host(_) => section::HOSTS,
        Address::Venues | Address::Venue(_) => section::VENUES,
        Address::Routes | Address::Route(_) => section::ROUTES,
        Address::Page(_) => section::PAGE,
        Address::Stars => section::STARS,
        Address::Search => section::SEARCH,
        Address::Releases | Address::Changes { .. } => section::RELEASES,
    }
}

/// The longest description that search engines show.
const DESCRIPTION_MAX: usize = 200;

fn shortened(about: &str) -> String {
    let line = about.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= DESCRIPTION_MAX {
        return line;
    }
    line.chars().take(DESCRIPTION_MAX - 1).chain(['…']).collect()
}

pub(super) fn masthead(
    release: &Release,
    setting: &Setting,
    lang: Lang,
    style_sheet: &Asset,
) -> Masthead {
    let edition = &release.programme.edition;
    let words = Words::of(lang);
    let days = when::days(words, edition.first_day, edition.last_day);
    let place = edition.place.get(lang);
    let short = if edition.short_name.is_empty() { &edition.name } else { &edition.short_name };
    Masthead {
        lang,
        name: edition.name.clone(),
        short_name: short.clone(),
        imprint: if place.is_empty() { days } else { format!("{days} · {place}") },
        home: Address::Home.path(lang, &edition.slug),
        nav: nav(&release.programme, lang, setting.doors),
        foot: foot(&release.programme, lang),
        search: Address::Search.path(lang, &edition.slug),
        account: match setting.doors {
            Doors::Open => format!("/{lang}/account"),
            Doors::Closed => String::new(),
        },
        base_url: setting.base_url.clone(),
        style_sheet: style_sheet.path.clone(),
        clock_ahead_ms: setting.clock_ahead_ms,
        zone: edition.zone.name().to_owned(),
        sample: has_samples(&release.programme),
    }
}

fn nav(programme: &Programme, lang: Lang, doors: Doors) -> Vec<NavItem> {
    let words = Words::of(lang);
    let slug = &programme.edition.slug;
    let item = |key, label: &str, address: Address| NavItem {
        key,
        label: label.to_owned(),
        path: address.path(lang, slug),
    };
    let offered = [
        (true, item(section::PROGRAMME, words.site_nav_programme(), Address::Programme(None))),
        (!programme.hosts.is_empty(), item(section::HOSTS, words.site_nav_hosts(), Address::Hosts)),
        (
            !programme.people.is_empty(),
            item(section::PEOPLE, words.site_nav_people(), Address::People),
        ),
        (
            !programme.venues.is_empty(),
            item(section::VENUES, words.site_nav_venues(), venues_address(programme)),
        ),
        (
            !programme.routes.is_empty(),
            item(section::ROUTES, words.site_nav_routes(), Address::Routes),
        ),
        // Calls are no part of a release: they are there where the program serves.
        (
            doors == Doors::Open,
            NavItem {
                key: section::CALLS,
                label: words.calls_list_title().to_owned(),
                path: format!("/{lang}/{slug}/calls"),
            },
        ),
        (true, item(section::STARS, words.site_nav_stars(), Address::Stars)),
    ];
    offered.into_iter().filter_map(|(there, item)| there.then_some(item)).collect()
}

/// A single venue needs no list.
fn venues_address(programme: &Programme) -> Address {
    match programme.venues.as_slice() {
        [only] => Address::Venue(only.slug.clone()),
        _ => Address::Venues,
    }
}

fn foot(programme: &Programme, lang: Lang) -> Vec<NavItem> {
    let slug = &programme.edition.slug;
    let pages = programme.pages.iter().map(|page| NavItem {
        key: "",
        label: page.title.get(lang).to_owned(),
        path: Address::Page(page.slug.clone()).path(lang, slug),
    });
    let releases = NavItem {
        key: section::RELEASES,
        label: Words::of(lang).site_nav_releases().to_owned(),
        path: Address::Releases.path(lang, slug),
    };
    pages.chain([releases]).collect()
}

fn has_samples(programme: &Programme) -> bool {
    let sample = |provenance: &Provenance| *provenance == Provenance::Sample;
    programme.activities.iter().any(|activity| sample(&activity.provenance))
        || programme.hosts.iter().any(|host| sample(&host.provenance))
        || programme.people.iter().any(|person| sample(&person.provenance))
}

/// The style sheet with the hue of each part as `.p0`, `.p1`, … and `rules` after them.
pub(super) fn style_sheet(programme: &Programme, rules: &str) -> Asset {
    let mut css = String::new();
    for (at, part) in programme.parts.iter().enumerate() {
        if is_colour(&part.hue) {
            let Hue { light, dark } = &part.hue;
            let _ = write!(
                css,
                ".p{at}{{--hue:{light}}}@media(prefers-color-scheme:dark){{.p{at}{{--hue:{dark}}}}}"
            );
        }
    }
    css.push_str(rules);
    style_sheet_with(programme.edition.slug.as_str(), &css)
}

/// Both are `#rrggbb`: anything else stays out of the style sheet.
fn is_colour(hue: &Hue) -> bool {
    [&hue.light, &hue.dark].iter().all(|colour| {
        colour.len() == 7
            && colour.starts_with('#')
            && colour[1..].bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
