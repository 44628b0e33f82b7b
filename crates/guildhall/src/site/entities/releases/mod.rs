//! The releases of an edition: numbered, immutable, each with what it changed.

pub mod changes;
mod difference;

use askama::Template;
use kernel::{Lang, Text, Timestamp};

use crate::shell::{Frame, when};
use crate::site::{Address, Site, rendered};
use crate::words::Words;

/// A release without its programme.
#[derive(Clone, Debug, PartialEq)]
pub struct ReleaseHead {
    pub number: i64,
    pub released_at: Timestamp,
    /// What the organiser says has changed.
    pub note: Text,
}

struct Row<'s> {
    head: &'s ReleaseHead,
    iso: String,
    released: String,
    /// How many activities are in it; known of the newest alone.
    count: Option<usize>,
    /// Where what it changed is told; empty for the first.
    changes: String,
}

#[derive(Template)]
#[template(path = "site/entities/releases/releases.html")]
struct ReleasesPage<'s> {
    frame: Frame<'s>,
    rows: Vec<Row<'s>>,
}

pub fn page(site: &Site, lang: Lang, address: &Address) -> String {
    let words = Words::of(lang);
    let release = &site.release;
    let here = ReleaseHead {
        number: release.number,
        released_at: release.released_at,
        note: release.note.clone(),
    };
    let mut heads: Vec<&ReleaseHead> = site.history.iter().collect();
    if heads.iter().all(|head| head.number != here.number) {
        heads.push(&here);
    }
    heads.sort_by_key(|head| std::cmp::Reverse(head.number));
    let rows = heads.iter().enumerate().map(|(at, head)| {
        let before = heads.get(at + 1).map(|before| before.number);
        row(site, lang, head, before)
    });
    let frame =
        site.frame(lang, address, words.entities_releases(), words.entities_releases_lead());
    rendered(&ReleasesPage { frame, rows: rows.collect() })
}

fn row<'s>(site: &Site, lang: Lang, head: &'s ReleaseHead, before: Option<i64>) -> Row<'s> {
    let words = Words::of(lang);
    let programme = &site.release.programme;
    let wall = programme.edition.zone.wall(head.released_at);
    let date = when::days(words, wall.date, wall.date);
    let count = programme.activities.iter().filter(|one| one.parent.is_none()).count();
    let changes = before.map(|from| Address::Changes { from, to: head.number });
    Row {
        iso: wall.rfc3339(),
        released: words.entities_released_at(wall.clock(), date),
        count: (head.number == site.release.number).then_some(count),
        changes: changes.map(|address| site.to(lang, address)).unwrap_or_default(),
        head,
    }
}
