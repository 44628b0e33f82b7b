//! The pages of one thing and of all things of its sort: activities, people, hosts, venues, routes,
//! the edition's own pages, releases.

use kernel::Lang;

use super::{Address, Site};

/// Every such page of the release.
pub fn addresses(site: &Site) -> Vec<Address> {
    let _ = site;
    Vec::new()
}

/// The page as HTML; `None` when the release has no such page.
pub fn render(site: &Site, lang: Lang, address: &Address) -> Option<String> {
    let _ = (site, lang, address);
    None
}
