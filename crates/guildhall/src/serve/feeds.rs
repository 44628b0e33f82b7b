//! What machines read of an edition: the feed of its releases and the map of its pages.

use std::fmt::Write as _;

use kernel::{Id, Lang, Slug, Timestamp};
use serde_json::{Value, json};

use super::published::Extra;
use crate::programme::changes::Turn;
use crate::programme::release::ReleaseHead;
use crate::site::{Address, Site};
use crate::words::Words;

/// A feed holds so many entries; readers fetch it often.
const ENTRIES_MAX: usize = 50;

/// The feeds of one edition. `history` is newest first.
pub fn of(site: &Site, history: &[ReleaseHead]) -> Vec<Extra> {
    let edition = &site.release.programme.edition.slug;
    let feed = |lang: Lang| Extra {
        path: format!("/{lang}/{edition}/releases.atom"),
        content_type: "application/atom+xml; charset=utf-8",
        bytes: atom(site, lang, history).into_bytes(),
    };
    let turns = |lang: Lang| Extra {
        path: format!("/{lang}/{edition}/changes.json"),
        content_type: "application/json",
        bytes: turns(lang, history).into_bytes(),
    };
    let mut feeds: Vec<Extra> = Lang::ALL.map(feed).into();
    feeds.extend(Lang::ALL.map(turns));
    let map = site_map(&site.setting.base_url, edition, &site.addresses());
    feeds.push(Extra {
        path: format!("/{edition}/sitemap.xml"),
        content_type: XML,
        bytes: map.into_bytes(),
    });
    feeds
}

pub const XML: &str = "application/xml; charset=utf-8";

/// An Atom feed of the releases (RFC 4287).
fn atom(site: &Site, lang: Lang, history: &[ReleaseHead]) -> String {
    let edition = &site.release.programme.edition;
    let (base, words) = (&site.setting.base_url, Words::of(lang));
    let path = Address::Releases.path(lang, &edition.slug);
    let name = escaped(edition.name.get(lang));
    let updated = history.first().map_or(site.release.released_at, |newest| newest.released_at);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{} · {name}</title>\n<id>{}</id>\n<updated>{updated}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}{path}.atom\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{base}{path}\"/>\n\
         <author><name>{name}</name></author>\n",
        lang.html(),
        escaped(words.entities_releases()),
        urn(edition.id),
    );
    for release in history.iter().take(ENTRIES_MAX) {
        let title = escaped(&words.site_programme_release(release.number));
        let note = escaped(release.note.get(lang));
        let _ = write!(
            out,
            "<entry>\n<title>{title}</title>\n<id>{}</id>\n<updated>{}</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{base}{path}\"/>\n\
             <content type=\"text\">{}</content>\n</entry>\n",
            urn(release.id),
            release.released_at,
            if note.is_empty() { &title } else { &note },
        );
    }
    out.push_str("</feed>\n");
    out
}

/// What happened to activities since the first release, for readers' own lists: oldest first, each
/// `[slug, title, when it was released in seconds, what became of it, start, end, place]`, the last
/// three as they were before, times in minutes of UTC.
fn turns(lang: Lang, history: &[ReleaseHead]) -> String {
    let mut rows = Vec::new();
    for release in history.iter().take(ENTRIES_MAX).rev() {
        for change in &release.changes {
            let turn = match change.turn() {
                Turn::Cancelled => "cancelled",
                Turn::Removed => "removed",
                Turn::Moved => "moved",
                Turn::Restored => "restored",
                Turn::Added | Turn::Renamed | Turn::Recast => continue,
            };
            let (Some(before), Some(latest)) = (&change.before, change.latest()) else { continue };
            let minutes = |at: Timestamp| at.as_millis() / 60_000;
            let place = before.place.as_ref().map(|(hall, _)| hall.get(lang));
            rows.push(json!([
                change.slug,
                latest.title.get(lang),
                release.released_at.as_millis() / 1000,
                turn,
                before.interval.map(|it| minutes(it.start())),
                before.interval.map(|it| minutes(it.end())),
                place,
            ]));
        }
    }
    Value::from(rows).to_string()
}

fn urn<T>(id: Id<T>) -> String {
    format!("urn:uuid:{id}")
}

/// A map may hold 50,000 addresses (sitemaps.org); the profiles at the end of a longer list are
/// found by links.
const SITE_MAP_MAX: usize = 50_000;

/// A map of these pages in both languages (sitemaps.org, with `hreflang`).
fn site_map(base_url: &str, edition: &Slug, addresses: &[Address]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let told = |address: &&Address| !matches!(address, Address::Stars | Address::Search);
    for address in addresses.iter().filter(told).take(SITE_MAP_MAX / 2) {
        for lang in Lang::ALL {
            let _ = write!(out, "<url><loc>{base_url}{}</loc>", address.path(lang, edition));
            for other in Lang::ALL {
                let _ = write!(
                    out,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{base_url}{}\"/>",
                    other.html(),
                    address.path(other, edition),
                );
            }
            out.push_str("</url>\n");
        }
    }
    out.push_str("</urlset>\n");
    out
}

/// The list of all maps, which `robots.txt` names.
pub fn site_map_index(base_url: &str, editions: &[&Slug]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for edition in editions {
        let _ = writeln!(out, "<sitemap><loc>{base_url}/{edition}/sitemap.xml</loc></sitemap>");
    }
    out.push_str("</sitemapindex>\n");
    out
}

/// What crawlers may read: everything that is public. A map's address must be whole, so a site that
/// does not know its own names none.
pub fn robots(base_url: &str) -> String {
    let map = if base_url.is_empty() {
        String::new()
    } else {
        format!("Sitemap: {base_url}/sitemap.xml\n")
    };
    format!("User-agent: *\nDisallow: /*/search?\nAllow: /\n{map}")
}

/// Text for XML, without the characters that XML 1.0 cannot hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for symbol in text.chars() {
        match symbol {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(symbol),
        }
    }
    out
}
