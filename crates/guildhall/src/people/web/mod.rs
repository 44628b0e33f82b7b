//! The pages of this slice: signing in, one's own account, the roles of an edition. A handler takes
//! the shape in, calls a verb, and hands a page out.

mod account;
mod closing;
mod roles;
mod settings;
mod sign_in;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::routing::{get, post};
use kernel::Lang;
use store::Tx;

use super::refusal::Unwilling;
use crate::access::{self, Can, Permission, Scope};
use crate::ctx::Ctx;
use crate::desk::Desk;
use crate::error::Error;
use crate::words::Words;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/sign-in", get(sign_in::show).post(sign_in::by_password))
        .route("/{lang}/sign-in/link", post(sign_in::ask_for_link))
        .route("/{lang}/sign-in/sent", get(sign_in::sent))
        .route("/{lang}/sign-in/{token}", get(sign_in::show_link).post(sign_in::by_link))
        .route("/{lang}/account", get(account::show))
        .route("/{lang}/account/settings", get(settings::show).post(settings::describe))
        .route("/{lang}/account/settings/password", post(settings::set_password))
        .route("/{lang}/account/sessions/{session}/end", post(settings::end_session))
        .route("/{lang}/account/close", get(closing::show).post(closing::close))
        .route("/{lang}/account/sign-out", post(settings::sign_out))
        .route("/{lang}/account/sign-out-everywhere", post(settings::sign_out_everywhere))
        .route("/{lang}/{edition}/roles", get(roles::show).post(roles::give))
        .route("/{lang}/{edition}/roles/{grant}/end", post(roles::end))
}

/// Languages of letters.
pub const LANGS: &[Lang] = &Lang::ALL;

/// What a language calls itself.
pub fn lang_name(lang: Lang) -> &'static str {
    Words::of(lang).people_lang_name()
}

type Answer = Response<Body>;

/// The policy's proof, in this slice's words.
fn require<P: Permission>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
) -> Result<Can<P>, Error<Unwilling>> {
    access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))
}
