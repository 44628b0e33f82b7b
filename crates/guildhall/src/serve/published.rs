//! One edition as it is served: every page of its current release, pressed and ready, by path.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use kernel::{Lang, Slug, Timestamp};

use super::calendars;
use super::class::Class;
use super::feeds;
use super::page::{HTML, Kept, Lifetime};
use crate::programme::release::ReleaseHead;
use crate::shell;
use crate::site::{Address, Site};

/// What lies beside the release's own pages: a schedule in some format, the calendar of one activity,
/// a page that needs more than one release.
pub struct Extra {
    /// From the root, for example `/gdc-2025/schedule.xml`.
    pub path: String,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

impl Extra {
    fn class(&self) -> Class {
        if self.content_type == HTML { Class::Page } else { Class::File }
    }
}

/// Style sheets and data that an edition's pages load, by path.
pub type Files = HashMap<String, Kept>;

/// One edition as it is served.
pub struct Published {
    pub site: Arc<Site>,
    /// The moment the pages were made for.
    pub now: Timestamp,
    /// What stays as it is until the next release.
    kept: Arc<HashMap<String, Kept>>,
    files: Arc<Files>,
    /// What follows the time of day; looked up first.
    live: HashMap<String, Arc<Kept>>,
    missing: Arc<[Kept; 2]>,
}

/// The pages that say what is on now.
const LIVE: [Address; 2] = [Address::Home, Address::Programme(None)];

impl Published {
    /// Renders and presses every page, on as many threads as the machine has. `history` is every
    /// release, newest first.
    pub fn new(site: Site, history: &[ReleaseHead], extras: Vec<Extra>, now: Timestamp) -> Self {
        let site = Arc::new(site);
        let missing = Lang::ALL.map(|lang| Kept::page(&site.render_missing(lang)));
        let mut kept = pages(&site, now);
        let files = site.files().into_iter().map(|file| (file.path.clone(), asset(file))).collect();
        for extra in feeds::of(&site, history).into_iter().chain(calendars::of(&site)).chain(extras)
        {
            let page = Kept::new(extra.class(), &extra.bytes, extra.content_type, Lifetime::Page);
            kept.insert(extra.path, page);
        }
        let mut live = HashMap::new();
        for path in live_pages(&site).map(|(_, _, path)| path) {
            if let Some(page) = kept.remove(&path) {
                live.insert(path, Arc::new(page));
            }
        }
        let (kept, missing) = (Arc::new(kept), Arc::new(missing));
        Self { site, now, kept, files: Arc::new(files), live, missing }
    }

    /// The same edition at a later time; `None` when no page says anything else then.
    pub fn at(&self, now: Timestamp) -> Option<Self> {
        let mut live = self.live.clone();
        let mut changed = self.site.day_of(now) != self.site.day_of(self.now);
        for (lang, address, path) in live_pages(&self.site) {
            let Some(html) = self.site.render(lang, address, now) else { continue };
            let same = live.get(&path).is_some_and(|page| page.holds(html.as_bytes()));
            if !same {
                live.insert(path, Arc::new(Kept::page(&html)));
                changed = true;
            }
        }
        changed.then(|| Self {
            site: Arc::clone(&self.site),
            now,
            kept: Arc::clone(&self.kept),
            files: Arc::clone(&self.files),
            live,
            missing: Arc::clone(&self.missing),
        })
    }

    pub fn slug(&self) -> &Slug {
        &self.site.release.programme.edition.slug
    }

    pub fn find(&self, path: &str) -> Option<&Kept> {
        self.live.get(path).map(Arc::as_ref).or_else(|| self.kept.get(path))
    }

    pub fn files(&self) -> &Arc<Files> {
        &self.files
    }

    /// The page for an address that leads nowhere.
    pub fn missing(&self, lang: Lang) -> &Kept {
        match lang {
            Lang::Zh => &self.missing[0],
            Lang::En => &self.missing[1],
        }
    }

    /// Everything that lies ready, in no order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Kept)> {
        let live = self.live.iter().map(|(path, page)| (path.as_str(), page.as_ref()));
        let rest = self.kept.iter().chain(self.files.iter());
        live.chain(rest.map(|(path, page)| (path.as_str(), page)))
    }

    /// Bytes of pages held in memory.
    pub fn size(&self) -> usize {
        self.all().map(|(_, kept)| kept.size()).sum()
    }
}

pub fn asset(asset: &shell::Asset) -> Kept {
    Kept::new(Class::Asset, &asset.bytes, asset.content_type, Lifetime::Immutable)
}

fn live_pages(site: &Site) -> impl Iterator<Item = (Lang, &'static Address, String)> {
    let edition = &site.release.programme.edition.slug;
    Lang::ALL.into_iter().flat_map(move |lang| {
        LIVE.iter().map(move |address| (lang, address, address.path(lang, edition)))
    })
}

/// Every page by its path. Threads take the next page when they are done with one, since a day's
/// timetable takes as long as a hundred profiles.
fn pages(site: &Site, now: Timestamp) -> HashMap<String, Kept> {
    let addresses = site.addresses();
    let jobs: Vec<(Lang, &Address)> =
        Lang::ALL.into_iter().flat_map(|lang| addresses.iter().map(move |it| (lang, it))).collect();
    let edition = &site.release.programme.edition.slug;
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((lang, address)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Some(html) = site.render(*lang, address, now) {
                done.push((address.path(*lang, edition), Kept::page(&html)));
            }
        }
        done
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut pages = HashMap::with_capacity(jobs.len());
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            pages.extend(worker.join().expect("rendering does not panic"));
        }
    });
    pages
}
