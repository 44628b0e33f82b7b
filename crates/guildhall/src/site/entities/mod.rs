//! The pages of one thing and of all things of its sort: activities, people, hosts, venues, routes,
//! the edition's own pages, releases.

mod activity;
mod days;
mod hosts;
mod pages;
mod people;
mod places;
pub mod releases;
mod routes;
#[cfg(test)]
mod tests;
mod venues;

use kernel::Lang;

use super::{Address, Site};

/// Every such page of the release.
pub fn addresses(site: &Site) -> Vec<Address> {
    let programme = &site.release.programme;
    let lists = [
        (programme.people.is_empty(), Address::People),
        (programme.hosts.is_empty(), Address::Hosts),
        (programme.venues.is_empty(), Address::Venues),
        (programme.routes.is_empty(), Address::Routes),
        (false, Address::Releases),
    ];
    let there = lists.into_iter().filter(|(empty, _)| !empty);
    let mut all: Vec<Address> = there.map(|(_, address)| address).collect();
    all.extend(programme.activities.iter().map(|one| Address::Activity(one.slug.clone())));
    all.extend(programme.people.iter().map(|one| Address::Person(one.slug.clone())));
    all.extend(programme.hosts.iter().map(|one| Address::Host(one.slug.clone())));
    all.extend(programme.venues.iter().map(|one| Address::Venue(one.slug.clone())));
    all.extend(programme.routes.iter().map(|one| Address::Route(one.slug.clone())));
    all.extend(programme.pages.iter().map(|one| Address::Page(one.slug.clone())));
    all
}

/// The page as HTML; `None` when the release has no such page.
pub fn render(site: &Site, lang: Lang, address: &Address) -> Option<String> {
    match address {
        Address::Activity(slug) => activity::page(site, lang, address, slug),
        Address::People => Some(people::list(site, lang, address)),
        Address::Person(slug) => people::page(site, lang, address, slug),
        Address::Hosts => Some(hosts::list(site, lang, address)),
        Address::Host(slug) => hosts::page(site, lang, address, slug),
        Address::Venues => Some(venues::list(site, lang, address)),
        Address::Venue(slug) => venues::page(site, lang, address, slug),
        Address::Routes => Some(routes::list(site, lang, address)),
        Address::Route(slug) => routes::page(site, lang, address, slug),
        Address::Page(slug) => pages::page(site, lang, address, slug),
        Address::Releases => Some(releases::page(site, lang, address)),
        _ => None,
    }
}

/// Only addresses of the web become links: an imported file may hold anything.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// `example.org` of `https://www.example.org/a/b`: what a reader needs to know before following.
fn site_name(url: &str) -> &str {
    let name = url.split_once("://").map_or(url, |(_, rest)| rest);
    let name = name.split(['/', '?', '#']).next().unwrap_or(name);
    name.strip_prefix("www.").unwrap_or(name)
}

impl Site {
    /// The path of a page of this edition.
    fn to(&self, lang: Lang, address: Address) -> String {
        address.path(lang, &self.release.programme.edition.slug)
    }
}
