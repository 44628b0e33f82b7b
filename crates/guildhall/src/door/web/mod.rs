//! The pages of this slice: gates, devices and spaces for whoever runs the door, what was found out
//! afterwards, how full it is; and the page that is the gate itself ([`app`]).

mod app;
mod desk;
mod device;
mod gate;
mod headcount;
mod pass;
mod report;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use axum::routing::{get, post};

use super::model::{Direction, Gate, Reentry};
use super::refusal::Unwilling;
use crate::desk::{Beside, Desk};
use crate::words::Words;

/// Every route of this slice.
pub fn router() -> Router<Arc<Desk>> {
    Router::new()
        .route("/gate/{tongue}", get(app::page))
        .route("/gate/{tongue}/manifest", get(app::manifest))
        .route("/gate/worker.js", get(app::worker))
        .route("/{lang}/{edition}/door", get(desk::show))
        .route("/{lang}/{edition}/door/keys", post(desk::rotate))
        .route("/{lang}/{edition}/door/spaces/{space}", post(desk::space))
        .route("/{lang}/{edition}/door/gates/{gate}", get(gate::show).post(gate::save))
        .route("/{lang}/{edition}/door/gates/{gate}/devices", post(device::make))
        .route("/{lang}/{edition}/door/devices/{device}/revoke", post(device::revoke))
        .route("/{lang}/{edition}/door/report", get(report::show))
        .route("/{lang}/{edition}/mine/codes/{pass}", get(pass::picture))
        .route("/{lang}/{edition}/headcount", get(headcount::show))
        .route("/{lang}/{edition}/headcount/wall", get(headcount::wall))
        .route("/{lang}/{edition}/headcount/step", get(headcount::step))
}

type Answer = Response<Body>;

impl Beside for Unwilling {
    fn field(&self) -> &'static str {
        Self::field(*self)
    }
}

fn direction_words(words: Words, direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::In) => words.door_in(),
        Some(Direction::Out) => words.door_out(),
        None => words.door_both(),
    }
}

fn reentry_words(words: Words, reentry: Reentry) -> &'static str {
    match reentry {
        Reentry::Free => words.door_reentry_free(),
        Reentry::AfterExit => words.door_reentry_after_exit(),
        Reentry::Never => words.door_reentry_never(),
    }
}

/// A gate's rules in a line.
fn rules_words(words: Words, gate: &Gate) -> String {
    let mut all = vec![
        direction_words(words, gate.direction).to_owned(),
        reentry_words(words, gate.reentry).to_owned(),
    ];
    all.extend(gate.days.iter().map(ToString::to_string));
    if gate.lane.of > 1 {
        all.push(words.door_lane_of(gate.lane.number + 1, gate.lane.of));
    }
    all.join(" · ")
}
