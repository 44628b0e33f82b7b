//! The pages of this slice: a host at home, the grants of an edition, an invitation's link.

mod grants;
mod home;
mod invitation;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::routing::{get, post};
use kernel::Text;

use super::model::Resource;
use super::rules::Line;
use super::verbs::grants::in_form;
use crate::desk::Desk;
use crate::editions::model::HallId;
use crate::programme::index::Index;
use crate::programme::model::Programme;
use crate::words::Words;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/{lang}/{edition}/grants", get(grants::show).post(grants::set_grant))
        .route("/{lang}/{edition}/hosts/{host}/home", get(home::show))
        .route("/{lang}/{edition}/hosts/{host}/invitations", post(home::invite))
        .route(
            "/{lang}/{edition}/hosts/{host}/invitations/{invitation}/withdraw",
            post(home::withdraw),
        )
        .route("/{lang}/{edition}/hosts/{host}/members/{grant}/end", post(home::end))
        .route("/{lang}/invitations/{token}", get(invitation::show).post(invitation::accept))
}

type Answer = Response<Body>;

/// A line of a balance as a page has it.
struct Spending {
    resource: &'static str,
    /// The hall and its venue; absent for any.
    hall: Option<(Text, Text)>,
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
    let hall = line.hall.and_then(|hall: HallId| index.hall(programme, hall));
    let most = line.granted.max(line.spent).max(1);
    Spending {
        resource: resource_words(words, line.resource),
        hall: hall.map(|(venue, hall)| (hall.name.clone(), venue.name.clone())),
        granted: said(line.granted),
        spent: said(line.spent),
        left: said(line.left().abs()),
        bar: (line.spent * 1000 / most, line.granted * 1000 / most),
        over: line.left() < 0,
    }
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
