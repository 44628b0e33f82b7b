//! The pages of this slice: the board of whoever runs a call, and what a reviewer reads.

mod acting;
mod board;
mod comparing;
mod reviewing;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use axum::routing::{get, post};

use super::refusal::Unwilling;
use crate::desk::{Desk, Held, Visit};
use crate::error::Refusal as _;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/{edition}/calls/{call}/review", get(board::show).post(acting::set))
        .route("/{lang}/{edition}/calls/{call}/review/state", post(acting::set_state))
        .route("/{lang}/{edition}/calls/{call}/review/reviewers", post(acting::put))
        .route("/{lang}/{edition}/calls/{call}/review/reviewers/{reviewer}/end", post(acting::end))
        .route("/{lang}/{edition}/calls/{call}/review/assign", post(acting::assign))
        .route("/{lang}/{edition}/calls/{call}/review/rank", post(acting::rank))
        .route("/{lang}/{edition}/reviews", get(reviewing::list))
        .route("/{lang}/{edition}/reviews/{review}", get(reviewing::show).post(reviewing::give))
        .route("/{lang}/{edition}/reviews/{review}/conflict", post(reviewing::declare))
        .route("/{lang}/{edition}/reviews/{review}/notes", post(reviewing::say))
        .route("/{lang}/{edition}/comparisons/{phase}", get(comparing::seat).post(comparing::next))
        .route(
            "/{lang}/{edition}/comparisons/{phase}/{pair}",
            get(comparing::show).post(comparing::say),
        )
        .route("/{lang}/{edition}/comparisons/{phase}/{pair}/conflict", post(comparing::declare))
}

type Answer = Response<Body>;

/// What was sent, by name, several values a name.
type Pairs = Vec<(String, String)>;

fn one<'p>(pairs: &'p Pairs, name: &str) -> &'p str {
    pairs.iter().rfind(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

fn all<'p>(pairs: &'p Pairs, name: &'p str) -> impl Iterator<Item = &'p str> {
    pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// A refusal's words with the field they stand beside.
fn beside(visit: &Visit, refusal: &Unwilling) -> (StatusCode, (&'static str, String)) {
    (refusal.status(), (refusal.field(), refusal.words(visit.words)))
}

fn held(name: &str, value: String, wrong: Option<&(&'static str, String)>) -> Held {
    let wrong = wrong.filter(|(field, _)| *field == name).map(|(_, why)| why.clone());
    Held { value, wrong: wrong.unwrap_or_default() }
}

/// Thousandths of a mark as people read them.
fn mark(e3: i64) -> String {
    let sign = if e3 < 0 { "-" } else { "" };
    let tenths = (e3.abs() + 5) / 10;
    format!("{sign}{}.{:02}", tenths / 100, tenths % 100)
}
