//! What lies at which path: the shelf first, then the few ways that lead elsewhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::request::Parts;
use axum::http::{Method, StatusCode, header};
use kernel::Lang;

use super::answer::{Answer, Wish, plain, redirect};
use super::asked::{Asked, QUERY_BYTES_MAX};
use super::class::Class;
use super::encoding::Encoding;
use super::feeds;
use super::floor::Floor;
use super::notice::Notice;
use super::published::Published;
use crate::desk::{VARY, preferred};

/// Longer paths are nobody's.
const PATH_BYTES_MAX: usize = 1024;

/// So many readers may wait for pages that are being made.
const WAITING_MAX: usize = 256;

impl Floor {
    /// The answer, when it needs neither database nor rendering.
    pub(super) fn at_hand(&self, head: &Parts) -> Option<Answer> {
        let path = head.uri.path();
        if path.len() > PATH_BYTES_MAX || head.uri.query().is_some_and(is_too_long) {
            return Some(plain(StatusCode::URI_TOO_LONG, Class::Missing, "too long\n"));
        }
        let reading = head.method == Method::GET || head.method == Method::HEAD;
        if let Some(answer) = self.fixed(head, path) {
            return Some(if reading { answer } else { read_only() });
        }
        if reading && asked(head).is_some() {
            return None;
        }
        let wish = Wish::of(head);
        self.shelf.find(
            path,
            |kept| {
                if reading { wish.kept(kept, StatusCode::OK) } else { read_only() }
            },
        )
    }

    /// The paths that are there before any edition is.
    fn fixed(&self, head: &Parts, path: &str) -> Option<Answer> {
        Some(match path {
            "/" => self.root(head),
            "/robots.txt" => {
                let robots = feeds::robots(&self.base_url());
                file("text/plain; charset=utf-8", &robots)
            }
            "/sitemap.xml" => {
                let editions = self.shelf.editions();
                let slugs: Vec<_> = editions.all().iter().map(|one| one.slug()).collect();
                file(feeds::XML, &feeds::site_map_index(&self.base_url(), &slugs))
            }
            "/healthz" => plain(StatusCode::OK, Class::Machine, "ok\n"),
            "/readyz" if self.is_draining() => {
                plain(StatusCode::SERVICE_UNAVAILABLE, Class::Machine, "closing\n")
            }
            "/readyz" if !self.pulse_is_felt() => plain(
                StatusCode::SERVICE_UNAVAILABLE,
                Class::Machine,
                "the database does not answer\n",
            ),
            "/readyz" => plain(StatusCode::OK, Class::Machine, "ready\n"),
            "/metrics" => plain(StatusCode::OK, Class::Machine, self.figures())
                .with(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"),
            _ => return None,
        })
    }

    fn figures(&self) -> String {
        self.meters.text(&self.shelf.editions(), self.pulse_is_felt())
    }

    fn base_url(&self) -> String {
        let editions = self.shelf.editions();
        editions.current().map(|one| one.site.setting.base_url.clone()).unwrap_or_default()
    }

    /// The way to the current edition in the reader's language: by choice, then by browser.
    fn root(&self, head: &Parts) -> Answer {
        let lang = preferred(&head.headers);
        match self.shelf.editions().current() {
            Some(current) => {
                let path = format!("/{lang}/{}", current.slug());
                redirect(StatusCode::TEMPORARY_REDIRECT, &path, Some(VARY))
            }
            None => Notice::Nothing.answer(Class::Missing, lang, ""),
        }
    }

    /// A page that is made for its query; `Ok(None)` when the query asks for none. An error says
    /// that making it failed.
    pub(super) async fn make(
        self: &Arc<Self>,
        head: &Parts,
        id: &str,
    ) -> Result<Option<Answer>, tokio::task::JoinError> {
        static WAITING: AtomicUsize = AtomicUsize::new(0);
        let Some(asked) = asked(head) else { return Ok(None) };
        let named = self.shelf.editions().named(asked.edition()).map(Arc::clone);
        let Some(published) = named else { return Ok(None) };
        let wish = Wish::of(head);
        let encoding = wish.encoding(Encoding::KEPT);
        if let Some(form) = self.lately.ready(&asked, &published, encoding) {
            return Ok(Some(wish.made(form, encoding)));
        }
        let _place = Place::take(&WAITING);
        if WAITING.load(Ordering::Relaxed) > WAITING_MAX {
            return Ok(Some(Notice::Busy.answer(Class::Made, preferred(&head.headers), id)));
        }
        let _permit = self.makers.acquire().await;
        let floor = Arc::clone(self);
        let form =
            tokio::task::spawn_blocking(move || floor.lately.page(&asked, &published, encoding));
        Ok(Some(wish.made(form.await?, encoding)))
    }

    /// No page lies at this path: a slash too many, a language alone, or nothing at all.
    pub(super) fn elsewhere(&self, head: &Parts) -> Answer {
        let path = head.uri.path();
        let editions = self.shelf.editions();
        let bare = path.trim_end_matches('/');
        let mut parts = bare.split('/').skip(1);
        let named = parts.next().and_then(Lang::from_code);
        let edition = parts.next();
        if let (Some(lang), None, Some(current)) = (named, edition, editions.current()) {
            let path = format!("/{lang}/{}", current.slug());
            return redirect(StatusCode::TEMPORARY_REDIRECT, &path, None);
        }
        if bare != path && self.shelf.find(bare, |_| ()).is_some() {
            let query = head.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            return redirect(StatusCode::PERMANENT_REDIRECT, &format!("{bare}{query}"), None);
        }
        let lang = named.unwrap_or_else(|| preferred(&head.headers));
        let home = edition.and_then(|slug| editions.named(slug)).or(editions.current());
        match home.map(Arc::as_ref) {
            Some(home) => missing(head, home, lang),
            None => Notice::Nothing.answer(Class::Missing, lang, ""),
        }
    }
}

fn file(content_type: &'static str, text: &str) -> Answer {
    plain(StatusCode::OK, Class::File, text.to_owned())
        .with(header::CONTENT_TYPE, content_type)
        .with(header::CACHE_CONTROL, "public, max-age=3600")
}

fn missing(head: &Parts, home: &Published, lang: Lang) -> Answer {
    Wish::of(head).kept(home.missing(lang), StatusCode::NOT_FOUND)
}

fn asked(head: &Parts) -> Option<Asked> {
    let query = head.uri.query().filter(|query| !query.is_empty())?;
    Asked::parse(head.uri.path(), query)
}

fn is_too_long(query: &str) -> bool {
    query.len() > QUERY_BYTES_MAX
}

fn read_only() -> Answer {
    plain(StatusCode::METHOD_NOT_ALLOWED, Class::Missing, "only GET and HEAD\n")
        .with(header::ALLOW, "GET, HEAD")
}

/// One more who waits, until dropped.
struct Place(&'static AtomicUsize);

impl Place {
    fn take(waiting: &'static AtomicUsize) -> Self {
        waiting.fetch_add(1, Ordering::Relaxed);
        Self(waiting)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
