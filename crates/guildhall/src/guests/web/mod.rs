//! The pages of this slice: the board of guests, one guest, the letter for their visa, a running order
//! and the screen that follows it.

mod board;
mod guest;
mod live;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use axum::routing::{get, post};

use super::model::State;
use super::refusal::Unwilling;
use crate::desk::{Desk, Visit};
use crate::error::Refusal as _;
use crate::words::Words;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/{edition}/guests", get(board::show))
        .route("/{lang}/{edition}/guests/{guest}", get(guest::show).post(guest::save))
        .route("/{lang}/{edition}/guests/{guest}/needs", post(guest::save_need))
        .route("/{lang}/{edition}/guests/{guest}/letter", get(guest::letter))
        .route("/{lang}/{edition}/shows/{activity}", get(show::show).post(show::add))
        .route("/{lang}/{edition}/shows/{activity}/items/{item}/{way}", post(show::shift))
        .route("/{lang}/{edition}/shows/{activity}/go", post(show::go))
        .route("/{lang}/{edition}/shows/{activity}/live", get(live::show))
        .route("/{lang}/{edition}/shows/{activity}/step", get(live::step))
}

type Answer = Response<Body>;

fn beside(visit: &Visit, refusal: Unwilling) -> (StatusCode, (&'static str, String)) {
    (refusal.status(), (refusal.field(), refusal.words(visit.words)))
}

fn state_words(words: Words, state: State) -> &'static str {
    match state {
        State::Found => words.guests_state_found(),
        State::Invited => words.guests_state_invited(),
        State::InTalks => words.guests_state_in_talks(),
        State::Accepted => words.guests_state_accepted(),
        State::Declined => words.guests_state_declined(),
    }
}

/// A choice of a form.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}
