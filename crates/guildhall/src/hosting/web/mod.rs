//! The pages of this slice: a host at home and what its lead writes there, the grants and requests of
//! an edition, an invitation's link.

mod activity;
mod asking;
mod grants;
mod home;
mod invitation;
mod involved;
mod members;
mod profile;
mod request;
mod requests;
mod together;
mod typed;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::routing::{get, post};
use kernel::Text;

use super::model::{Halls, Resource};
use super::rules::Line;
use super::verbs::grants::in_form;
use crate::desk::Desk;
use crate::programme::index::Index;
use crate::programme::model::Programme;
use crate::site::names::Named as _;
use crate::words::Words;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/{edition}/grants", get(grants::show).post(grants::set_grant))
        .route("/{lang}/{edition}/requests", get(requests::show).post(requests::hand_over))
        .route("/{lang}/{edition}/requests/{request}", post(request::decide))
        .route("/{lang}/{edition}/hosts/{host}/home", get(home::show))
        .route("/{lang}/{edition}/hosts/{host}/profile", get(profile::show).post(profile::put))
        .route("/{lang}/{edition}/hosts/{host}/requests", get(asking::show).post(asking::ask))
        .route("/{lang}/{edition}/hosts/{host}/requests/{request}", get(request::show))
        .route("/{lang}/{edition}/hosts/{host}/requests/{request}/messages", post(request::say))
        .route(
            "/{lang}/{edition}/hosts/{host}/requests/{request}/withdraw",
            post(request::withdraw),
        )
        .route("/{lang}/{edition}/hosts/{host}/activities", get(activity::new).post(activity::make))
        .route(
            "/{lang}/{edition}/hosts/{host}/activities/{activity}",
            get(activity::show).post(activity::change),
        )
        .route("/{lang}/{edition}/hosts/{host}/activities/{activity}/state", post(activity::turn))
        .route("/{lang}/{edition}/hosts/{host}/activities/{activity}/people", post(involved::add))
        .route(
            "/{lang}/{edition}/hosts/{host}/activities/{activity}/people/remove",
            post(involved::remove),
        )
        .route("/{lang}/{edition}/hosts/{host}/activities/{activity}/hosts", post(together::ask))
        .route("/{lang}/{edition}/hosts/{host}/activities/{activity}/leave", post(together::leave))
        .route(
            "/{lang}/{edition}/hosts/{host}/together/{asked}",
            get(together::show).post(together::reply),
        )
        .route(
            "/{lang}/{edition}/hosts/{host}/together/{asked}/take-back",
            post(together::take_back),
        )
        .route("/{lang}/{edition}/hosts/{host}/invitations", post(members::invite))
        .route(
            "/{lang}/{edition}/hosts/{host}/invitations/{invitation}/withdraw",
            post(members::withdraw),
        )
        .route("/{lang}/{edition}/hosts/{host}/members/{grant}/end", post(members::end))
        .route("/{lang}/invitations/{token}", get(invitation::show).post(invitation::accept))
}

type Answer = Response<Body>;

/// A line of a balance as a page has it.
struct Spending {
    resource: &'static str,
    /// The hall and its venue, or the kind of halls; absent for any.
    halls: Option<(Text, Text)>,
    kind: String,
    granted: String,
    spent: String,
    /// What may still be spent, or by how much too much is.
    left: String,
    /// For the drawn bar: both at most 1,000.
    bar: (i64, i64),
    over: bool,
}

fn spending(words: Words, programme: &Programme, index: &Index, line: &Line) -> Spending {
    let said = |amount| in_form(line.resource, amount).to_string();
    let hall = line.halls.hall().and_then(|hall| index.hall(programme, hall));
    let kind = line.halls.feature();
    let most = line.granted.max(line.spent).max(1);
    Spending {
        resource: resource_words(words, line.resource),
        halls: hall.map(|(venue, hall)| (hall.name.clone(), venue.name.clone())),
        kind: kind.map(|kind| words.hosting_halls_with(kind.name(words))).unwrap_or_default(),
        granted: said(line.granted),
        spent: said(line.spent),
        left: said(line.left().abs()),
        bar: (line.spent * 1000 / most, line.granted * 1000 / most),
        over: line.left() < 0,
    }
}

/// So much of something, in words: `1.5 h in halls with a stage`.
fn said_of(
    words: Words,
    programme: &Programme,
    (resource, halls): (Resource, Halls),
    amount: i64,
) -> String {
    let amount = in_form(resource, amount).to_string();
    let what = format!("{} {amount}", resource_words(words, resource));
    let place = match halls {
        Halls::Any => return what,
        Halls::With(kind) => words.hosting_halls_with(kind.name(words)),
        Halls::One(id) => {
            let mut halls = programme.venues.iter().flat_map(|venue| &venue.halls);
            let hall = halls.find(|hall| hall.id == id);
            hall.map(|hall| hall.name.get(words.lang()).to_owned()).unwrap_or_default()
        }
    };
    format!("{what} · {place}")
}

/// What a resource is called, with its unit.
fn resource_words(words: Words, resource: Resource) -> &'static str {
    match resource {
        Resource::HallMinutes => words.hosting_hall_hours(),
        Resource::Activities => words.hosting_activities(),
        Resource::Seats => words.hosting_seats(),
        Resource::Passes => words.hosting_passes(),
        Resource::Badges => words.hosting_badges(),
        Resource::Tables => words.hosting_tables(),
    }
}
