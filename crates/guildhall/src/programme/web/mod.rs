//! What organisers see of the programme behind the shelf: what the draft changes, the releases so
//! far with the form for the next one, and the conflicts of either; and where stars are handed in.

mod conflicts;
mod draft;
mod stars;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::routing::{get, post};

use crate::desk::Desk;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/{edition}/draft", get(draft::show))
        .route("/{lang}/{edition}/draft/conflicts", get(conflicts::of_draft))
        .route("/{lang}/{edition}/releases/{number}/conflicts", get(conflicts::of_release))
        .route("/{lang}/{edition}/starred", post(stars::hand_in))
        .merge(super::table::web::router())
}

type Answer = Response<Body>;
