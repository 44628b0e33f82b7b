//! What organisers see of the programme behind the shelf: what the draft changes, the releases so
//! far with the form for the next one, and the conflicts of either.

mod conflicts;
mod draft;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::routing::get;
use kernel::Slug;
use store::Tx;

use super::verbs::Unwilling;
use crate::access::{self, Can, OnEdition, grants};
use crate::ctx::Ctx;
use crate::desk::Desk;
use crate::error::Error;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/{edition}/draft", get(draft::show).post(draft::publish))
        .route("/{lang}/{edition}/draft/conflicts", get(conflicts::of_draft))
        .route("/{lang}/{edition}/releases/{number}/conflicts", get(conflicts::of_release))
}

type Answer = Response<Body>;

/// The policy's proof over the edition that a path names.
fn require_in<P: OnEdition>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
) -> Result<Can<P>, Error<Unwilling>> {
    let slug: Slug = edition.parse().map_err(|_| Error::Missing)?;
    let scope = grants::named(tx, Some(&slug), None)?.ok_or(Error::Missing)?;
    access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))
}
