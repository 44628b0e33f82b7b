//! The desk: what every page behind the shelf has in common. Who asks and in which language
//! ([`Visit`]), that a form was sent from one of our own pages ([`guard`]), how a page, a refusal or
//! a fault is handed over ([`answer`]), and heavy work that must not crowd out readers
//! ([`Desk::heavy`]).
//!
//! ```text
//! request --guard--> Visit (cookie -> session -> actor) --slice's handler--> page | see other
//!                                                              '-- Missing -> 404, Refused -> 4xx
//! ```
//!
//! What it is *not*: it knows no slice and no public page; what it must know of the public site it
//! asks of the [`House`]. Start with [`Desk`].

pub mod answer;
mod bucket;
mod choices;
mod cookie;
mod device;
mod fields;
mod guard;
mod reader;
mod visit;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use axum::Router;
use axum::middleware::from_fn_with_state;
use kernel::{Lang, Slug};
use store::{Db, Fault};
use tokio::sync::Semaphore;

use crate::ctx::Ctx;
use crate::shell::Masthead;

pub use answer::{Failed, Nowhere};
pub use bucket::{Bucket, Rate};
pub use choices::{Choice, Choices};
pub use cookie::Cookies;
pub use fields::{Beside, Entries, Fields, Held, Outcome, Wrong, seen};
pub use reader::{VARY, preferred};
pub use visit::Visit;

/// What handlers are given besides the request.
pub struct Desk {
    pub db: Db,
    /// The real time, fresh ids; the actor is filled in by [`Visit`].
    ctx: Ctx,
    pub house: Arc<dyn House>,
    pub cookies: Cookies,
    /// `https://example.org`, where forms are sent from; empty when only the request knows.
    base_url: String,
    /// Letters to addresses that anybody may name.
    pub letters: Bucket,
    /// Lists of stars that are taken in.
    pub stars: Bucket,
    pub registration: Registration,
    workers: Semaphore,
    waiting: AtomicUsize,
    closing: AtomicBool,
}

/// What the desk must know of the public site.
pub trait House: Send + Sync {
    /// The masthead of that edition as it is shown now; of the current one when none is named or
    /// that one is not shown; of the house when nothing is.
    fn masthead(&self, lang: Lang, edition: Option<&str>) -> Masthead;

    /// True when the edition is shown to the public.
    fn shows(&self, edition: &Slug) -> bool;

    /// The page of an activity, when the public may read it.
    fn activity(&self, lang: Lang, edition: &Slug, activity: &Slug) -> Option<String>;
}

/// Who makes accounts. Its variants are what the setting `registration` may say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Registration {
    /// Whoever signs in for the first time
    #[default]
    Open,
    /// Organisers alone, by giving a role
    Closed,
}

/// Everything that a form with files may send: larger files are read to their end, so that the page
/// can say which one was too large and keep what was typed; beyond this nobody listens.
pub const UPLOAD_BYTES_MAX: usize = 64 * 1024 * 1024;

/// True for a path whose forms may hold files.
pub fn takes_files(path: &str) -> bool {
    path.contains("/proposals/") || path.ends_with("/import")
}

/// A hall that opens its doors asks for some hundred at once; a flood asks for more.
const LETTERS: Rate = Rate { at_once: 300, per_second: 20 };

/// Each writes some hundred counts; whoever comes too often is asked to come back.
const STARS: Rate = Rate { at_once: 200, per_second: 10 };

/// So many may wait for heavy work; more are asked to come back.
const WAITING_MAX: usize = 64;

/// Why heavy work was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// Too many wait already.
    Crowded,
    /// The work itself failed: a mistake in the program.
    Broken,
}

impl Desk {
    pub fn new(db: Db, ctx: Ctx, house: Arc<dyn House>, base_url: &str) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            db,
            ctx,
            house,
            cookies: Cookies::for_site(base_url),
            base_url: base_url.trim_end_matches('/').to_owned(),
            letters: Bucket::full(LETTERS),
            stars: Bucket::full(STARS),
            registration: Registration::Open,
            // Half the machine: passwords are slow on purpose, and readers come first.
            workers: Semaphore::new(cores.div_ceil(2)),
            waiting: AtomicUsize::new(0),
            closing: AtomicBool::new(false),
        }
    }

    /// Where the site is reached, for links that are looked at here; may be empty.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The same, accounts made by whom `registration` says.
    #[must_use]
    pub fn with_registration(self, registration: Registration) -> Self {
        Self { registration, ..self }
    }

    /// Runs work that takes a core for long, off the threads that answer readers.
    pub async fn heavy<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let place = Place::take(&self.waiting).ok_or(Busy::Crowded)?;
        let _turn = self.workers.acquire().await.map_err(|_| Busy::Crowded)?;
        drop(place);
        tokio::task::spawn_blocking(work).await.map_err(|_| Busy::Broken)
    }

    /// From now on no answer is to go on for long: the house closes.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }

    /// A router whose forms can only be sent from our own pages.
    pub fn guarded(self: &Arc<Self>, router: Router<Arc<Self>>) -> Router {
        let guard = from_fn_with_state(Arc::clone(self), guard::guard);
        router.layer(guard).with_state(Arc::clone(self))
    }
}

impl From<Busy> for Fault {
    fn from(busy: Busy) -> Self {
        match busy {
            Busy::Crowded => Self::Overloaded { waiting: WAITING_MAX },
            Busy::Broken => Self::Panicked { message: "heavy work".to_owned() },
        }
    }
}

/// One more who waits, until dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Option<Self> {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let place = Self(waiting);
        (before < WAITING_MAX).then_some(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
