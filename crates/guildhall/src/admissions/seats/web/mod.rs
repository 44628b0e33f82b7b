//! The pages of seats: an activity's seats, my conference, the way in by a pass's link.

mod activity;
mod calendar;
mod cells;
mod host;
mod kept;
mod link;
mod mine;
mod wishes;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::Response;
use axum::http::request::Parts;
use axum::routing::{get, post};
use kernel::Slug;
use store::{Fault, Tx};

use super::follow;
use super::holders::Key;
use super::model::{Seating, Way};
use super::refusal::Unwilling;
use crate::access::sessions::Token;
use crate::admissions::rules::State;
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::words::Words;

/// Every route of seats.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/pass/{link}", get(link::follow))
        .route("/mine-worker.js", get(kept::worker))
        .route("/{lang}/{edition}/mine/manifest.webmanifest", get(kept::manifest))
        .route("/{lang}/calendars/{link}/mine.ics", get(calendar::show))
        .route("/{lang}/{edition}/mine/calendar", post(calendar::make))
        .route("/{lang}/{edition}/mine", get(mine::show))
        .route("/{lang}/{edition}/mine/seats/{seat}/give-up", post(mine::give_up))
        .route("/{lang}/{edition}/mine/groups/{group}/take", post(mine::take))
        .route("/{lang}/{edition}/wishes", get(wishes::show).post(wishes::put))
        .route("/{lang}/{edition}/wishes/draw", post(wishes::draw))
        .route(
            "/{lang}/{edition}/hosts/{host}/activities/{activity}/seats",
            get(host::show).post(host::change),
        )
        .route("/{lang}/{edition}/seats/{activity}", get(activity::show).post(activity::book))
}

type Answer = Response<Body>;

/// The secret link by which this browser carries a pass, if it does.
struct Carried(Option<Token>);

impl FromRequestParts<Arc<Desk>> for Carried {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        desk: &Arc<Desk>,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self(desk.cookies.read_pass(&parts.headers)))
    }
}

impl Carried {
    fn key(self, visit: &Visit) -> Key {
        Key { account: visit.account(), link: self.0 }
    }
}

/// The edition that a path names, its seats brought up to its newest release.
async fn followed(desk: &Desk, visit: &Visit, edition: &str) -> Result<Edition, Error<Unwilling>> {
    let slug: Slug = edition.parse().map_err(|_| Error::Missing)?;
    let found = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Fault> {
        let Some(edition) = editions::verbs::by_slug(tx, &slug)? else { return Ok(None) };
        let newest = follow::is_newest(tx, edition.id)?;
        Ok(Some((edition, newest)))
    });
    let (edition, newest) = found.await?.ok_or(Error::Missing)?;
    if !newest {
        let (ctx, id) = (visit.ctx.clone(), edition.id);
        let follow = move |tx: &mut Tx<'_>| follow::newest::<Unwilling>(tx, &ctx, id);
        desk.db.write(follow).await?;
    }
    Ok(edition)
}

/// How one gets in, in words.
fn way_words(words: Words, way: Way) -> &'static str {
    match way {
        Way::Open => words.seats_way_open(),
        Way::Invited => words.seats_way_invited(),
        Way::Booked => words.seats_way_booked(),
        Way::Queued => words.seats_way_queued(),
        Way::Wished => words.seats_way_wished(),
        Way::Series => words.seats_way_series(),
        Way::Within => words.seats_way_within(),
    }
}

/// What has become of a seat, in words.
fn state_words(words: Words, state: State, seating: Option<&Seating>) -> &'static str {
    if state.takes_place() && seating.is_some_and(|one| one.held.is_none()) {
        return words.seats_state_off();
    }
    match state {
        State::Wished => words.seats_state_wished(),
        State::Waitlisted => words.seats_state_waitlisted(),
        State::Offered => words.seats_state_offered(),
        State::Confirmed => words.seats_state_confirmed(),
        State::Attended => words.seats_state_attended(),
        State::NoShow => words.seats_state_no_show(),
        State::Released => words.seats_state_released(),
        State::Cancelled => words.seats_state_cancelled(),
    }
}
