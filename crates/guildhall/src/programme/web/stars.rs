//! A browser hands in which activities are starred there. No cookie is read and none is asked for.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use store::{Fault, Tx};

use super::Answer;
use crate::desk::answer::{failed, nowhere};
use crate::desk::{Desk, Entries, Fields, Visit};
use crate::editions;
use crate::programme::stars::{self, Handed};
use crate::programme::store as rows;

pub async fn hand_in(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let Ok(slug) = edition.parse() else { return nowhere() };
    let now = visit.ctx.now();
    if !desk.stars.take(now) {
        return failed(&Fault::Overloaded { waiting: 0 });
    }
    let named = |name: &str| sent.all(name).filter_map(|slug| slug.parse().ok()).collect();
    let handed = Handed { fresh: named("fresh"), with: named("with") };
    let counted = desk.db.write(move |tx: &mut Tx<'_>| -> Result<Option<usize>, Fault> {
        let Some(edition) = editions::verbs::by_slug(tx, &slug)? else { return Ok(None) };
        // What was never released cannot be starred.
        if rows::release_number_last(tx, edition.id)? == 0 {
            return Ok(None);
        }
        stars::hand_in(tx, now, edition.id, &handed).map(Some)
    });
    match counted.await {
        Ok(None) => nowhere(),
        Ok(Some(_)) => {
            let mut done = Response::new(Body::empty());
            *done.status_mut() = StatusCode::NO_CONTENT;
            done.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            done
        }
        Err(fault) => failed(&fault),
    }
}
