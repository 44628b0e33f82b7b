//! The shelf: everything public of every edition. Readers never wait: what is new replaces the whole
//! list at once.

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::{ArcSwap, Guard};
use kernel::{Lang, Timestamp};

use super::page::Kept;
use super::published::{Files, Published, asset};
use crate::editions::model::Standing;
use crate::shell;

/// Files of so many superseded releases stay: a page that a cache still holds may load them.
const GENERATIONS: usize = 4;

pub struct Shelf {
    assets: HashMap<&'static str, Kept>,
    editions: ArcSwap<Editions>,
}

/// The editions at one moment, the current one first.
#[derive(Clone, Default)]
pub struct Editions {
    published: Vec<Arc<Published>>,
    superseded: Vec<Arc<Files>>,
}

impl Shelf {
    pub fn new(editions: Vec<Published>) -> Self {
        let assets = shell::assets().iter();
        let mut list = Editions {
            published: editions.into_iter().map(Arc::new).collect(),
            superseded: Vec::new(),
        };
        list.sort();
        Self {
            assets: assets.map(|file| (file.path.as_str(), asset(file))).collect(),
            editions: ArcSwap::from_pointee(list),
        }
    }

    /// Puts an edition on the shelf, in place of what it showed before.
    pub fn publish(&self, published: Published) {
        let published = Arc::new(published);
        self.editions.rcu(|editions| {
            let mut editions = Editions::clone(editions);
            editions.put(Arc::clone(&published));
            editions
        });
    }

    /// Lets the pages say what is on at `now`.
    pub fn turn(&self, now: Timestamp) {
        let editions = self.editions.load_full();
        for published in &editions.published {
            if let Some(later) = published.at(now) {
                let later = Arc::new(later);
                self.editions.rcu(|editions| {
                    let mut editions = Editions::clone(editions);
                    editions.replace(published, &later);
                    editions
                });
            }
        }
    }

    pub fn editions(&self) -> Guard<Arc<Editions>> {
        self.editions.load()
    }

    /// Calls `with` with what lies at `path`.
    pub fn find<T>(&self, path: &str, with: impl FnOnce(&Kept) -> T) -> Option<T> {
        if let Some(kept) = self.assets.get(path) {
            return Some(with(kept));
        }
        self.editions.load().find(path).map(with)
    }

    /// The files that pages of every edition load.
    pub fn assets(&self) -> impl Iterator<Item = &'static str> {
        self.assets.keys().copied()
    }
}

impl Editions {
    /// The edition that a reader without an address is led to.
    pub fn current(&self) -> Option<&Arc<Published>> {
        self.published.first()
    }

    pub fn all(&self) -> &[Arc<Published>] {
        &self.published
    }

    pub fn named(&self, slug: &str) -> Option<&Arc<Published>> {
        self.published.iter().find(|one| one.slug().as_str() == slug)
    }

    fn find(&self, path: &str) -> Option<&Kept> {
        let mut parts = path.split('/').skip(1);
        let first = parts.next()?;
        if first == "assets" {
            let current = self.published.iter().map(|one| one.files());
            return current.chain(&self.superseded).find_map(|files| files.get(path));
        }
        let slug = if Lang::from_code(first).is_some() { parts.next()? } else { first };
        self.named(slug)?.find(path)
    }

    fn put(&mut self, published: Arc<Published>) {
        match self.published.iter_mut().find(|old| old.slug() == published.slug()) {
            Some(old) => {
                let old = std::mem::replace(old, published);
                self.superseded.insert(0, Arc::clone(old.files()));
                self.superseded.truncate(GENERATIONS);
            }
            None => self.published.push(published),
        }
        self.sort();
    }

    /// Puts the later state in place, unless a release came in between.
    fn replace(&mut self, old: &Arc<Published>, later: &Arc<Published>) {
        if let Some(here) = self.published.iter_mut().find(|one| Arc::ptr_eq(one, old)) {
            *here = Arc::clone(later);
            self.sort();
        }
    }

    /// Editions that are still to come or on stand first, the next before those after it; then the
    /// past ones, the latest first.
    fn sort(&mut self) {
        self.published.sort_by_key(|one| {
            let edition = &one.site.release.programme.edition;
            let first = edition.zone.moment(edition.first_day, 0).as_millis();
            let over = edition.zone.moment(edition.last_day, 24 * 60 - 1) < one.now;
            let past = over || edition.standing == Standing::Archived;
            (past, if past { -first } else { first }, one.slug().clone())
        });
    }
}
