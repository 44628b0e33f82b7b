//! What changed between any two releases of an edition: made when asked for, since there are as many
//! pairs as releases times releases. A site of files has the pages of each release and the next.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Response, header};
use axum::routing::get;
use kernel::Lang;
use store::{Db, Tx};

use super::page::{HTML, Lifetime};
use super::published::Extra;
use super::shelf::Shelf;
use crate::desk::answer::{failed, nowhere};
use crate::desk::{Busy, Desk};
use crate::programme::model::Release;
use crate::programme::release::{self, ReleaseError};
use crate::site::{Address, Site};

/// The page's route, for the shelf whose editions it tells of.
pub fn router(shelf: Arc<Shelf>) -> Router<Arc<Desk>> {
    let show = move |State(desk): State<Arc<Desk>>, Path(named): Path<Named>| {
        let shelf = Arc::clone(&shelf);
        async move { show(&desk, &shelf, named).await }
    };
    Router::new().route("/{lang}/{edition}/releases/{number}/{to}", get(show))
}

/// Language, edition, the earlier release and the later one.
type Named = (String, String, String, String);

/// The pages that the list of releases leads to: what each release changed since the one before it.
pub fn ahead(db: &Db, site: &Site) -> Result<Vec<Extra>, ReleaseError> {
    let edition = &site.release.programme.edition;
    let mut numbers: Vec<i64> = site.history().iter().map(|head| head.number).collect();
    numbers.sort_unstable();
    let mut before: Option<Release> = None;
    let mut pages = Vec::new();
    for number in numbers {
        let id = edition.id;
        let after = db.read_now(move |tx| release::find(tx, id, number))?;
        if let (Some(before), Some(after)) = (&before, &after) {
            pages.extend(Lang::ALL.map(|lang| {
                let (from, to) = (before.number, after.number);
                let path = Address::Changes { from, to }.path(lang, &edition.slug);
                let html = told(site, lang, before, after);
                Extra { path, content_type: HTML, bytes: html.into_bytes() }
            }));
        }
        before = after;
    }
    Ok(pages)
}

fn told(site: &Site, lang: Lang, before: &Release, after: &Release) -> String {
    let changed = site.changed(lang, &before.programme, &after.programme);
    site.render_changes(lang, before.number, after.number, &changed)
}

async fn show(desk: &Desk, shelf: &Shelf, (lang, edition, from, to): Named) -> Response<Body> {
    let published = shelf.editions().named(&edition).map(Arc::clone);
    let numbers = (from.parse::<i64>(), to.parse::<i64>());
    let (Some(lang), Some(published), (Ok(from), Ok(to))) =
        (Lang::from_code(&lang), published, numbers)
    else {
        return nowhere();
    };
    if from >= to {
        return nowhere();
    }
    let id = published.site.release.programme.edition.id;
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, ReleaseError> {
        Ok((release::find(tx, id, from)?, release::find(tx, id, to)?))
    });
    let (before, after): (Release, Release) = match read.await {
        Ok((Some(before), Some(after))) => (before, after),
        Ok(_) => return nowhere(),
        Err(ReleaseError::Fault(fault)) => return failed(&fault),
        // A release that cannot be read is the operator's to mend, and `check` names it.
        Err(_) => return nowhere(),
    };
    let made = desk.heavy(move || told(&published.site, lang, &before, &after));
    match made.await {
        Ok(html) => page(html),
        Err(busy) => failed(&Busy::into(busy)),
    }
}

fn page(html: String) -> Response<Body> {
    let mut response = Response::new(Body::from(html));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(HTML));
    headers.insert(header::CACHE_CONTROL, Lifetime::Page.header());
    response
}
