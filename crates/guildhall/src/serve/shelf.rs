//! The shelf: every page of every edition's current release, pressed and ready, by path.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;

use arc_swap::ArcSwap;
use kernel::{Lang, Slug, Timestamp};

use super::page::{Kept, Lifetime};
use crate::shell;
use crate::site::{Address, Site};

/// One edition as it is served.
pub struct Published {
    pub site: Site,
    /// The moment the pages were made for.
    pub now: Timestamp,
    pages: HashMap<String, Kept>,
    missing: [Kept; 2],
}

/// All editions. Readers never wait: a new release replaces the whole list at once.
pub struct Shelf {
    editions: ArcSwap<Vec<Arc<Published>>>,
    assets: HashMap<&'static str, Kept>,
}

impl Published {
    /// Renders and presses every page, on as many threads as the machine has.
    pub fn new(site: Site, now: Timestamp) -> Self {
        let missing = Lang::ALL.map(|lang| Kept::page(&site.render_missing(lang)));
        let jobs: Vec<(Lang, Address)> = Lang::ALL
            .into_iter()
            .flat_map(|lang| site.addresses().into_iter().map(move |address| (lang, address)))
            .collect();
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let share = jobs.len().div_ceil(threads).max(1);
        let mut pages = HashMap::with_capacity(jobs.len() + 1);
        thread::scope(|scope| {
            let site = &site;
            let rendered = |jobs: &[(Lang, Address)]| -> Vec<(String, Kept)> {
                let page = |(lang, address): &(Lang, Address)| {
                    let html = site.render(*lang, address, now)?;
                    let edition = &site.release.programme.edition.slug;
                    Some((address.path(*lang, edition), Kept::page(&html)))
                };
                jobs.iter().filter_map(page).collect()
            };
            let workers: Vec<_> =
                jobs.chunks(share).map(|jobs| scope.spawn(move || rendered(jobs))).collect();
            for worker in workers {
                pages.extend(worker.join().expect("rendering does not panic"));
            }
        });
        for file in site.files() {
            pages.insert(file.path.clone(), asset(file));
        }
        Self { site, now, pages, missing }
    }

    pub fn slug(&self) -> &Slug {
        &self.site.release.programme.edition.slug
    }

    pub fn missing(&self, lang: Lang) -> &Kept {
        match lang {
            Lang::Zh => &self.missing[0],
            Lang::En => &self.missing[1],
        }
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// Bytes of pages held in memory.
    pub fn size(&self) -> usize {
        self.pages.values().map(Kept::size).sum()
    }
}

fn asset(asset: &shell::Asset) -> Kept {
    Kept::new(&asset.bytes, asset.content_type, Lifetime::Immutable)
}

impl Shelf {
    /// A shelf with these editions, the current one first.
    pub fn new(editions: Vec<Published>) -> Self {
        let assets = shell::assets().iter();
        Self {
            assets: assets.map(|file| (file.path.as_str(), asset(file))).collect(),
            editions: ArcSwap::from_pointee(editions.into_iter().map(Arc::new).collect()),
        }
    }

    /// Puts an edition on the shelf, in place of what it showed before.
    pub fn put(&self, published: Published) {
        let published = Arc::new(published);
        self.editions.rcu(|editions| {
            let mut editions = Vec::clone(editions);
            match editions.iter_mut().find(|old| old.slug() == published.slug()) {
                Some(old) => *old = Arc::clone(&published),
                None => editions.push(Arc::clone(&published)),
            }
            editions
        });
    }

    pub fn editions(&self) -> Arc<Vec<Arc<Published>>> {
        self.editions.load_full()
    }

    /// Calls `with` with what lies at `path`.
    pub fn find<T>(&self, path: &str, with: impl FnOnce(&Kept) -> T) -> Option<T> {
        if let Some(kept) = self.assets.get(path) {
            return Some(with(kept));
        }
        let editions = self.editions.load();
        let kept = editions.iter().find_map(|published| published.pages.get(path))?;
        Some(with(kept))
    }
}
