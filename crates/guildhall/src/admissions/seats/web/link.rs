//! A pass's secret link: from then on this browser carries the pass.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use kernel::Slug;
use store::{Fault, Tx};

use super::Answer;
use crate::access::sessions::Token;
use crate::admissions::seats::holders;
use crate::desk::answer::{failed, page, see_other, with};
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "admissions/seats/pages/link.html")]
struct DeadPage<'v> {
    frame: Frame<'v>,
}

pub async fn follow(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, link)): Path<(String, String)>,
) -> Answer {
    let token = Token::read(&link);
    let wanted = token.clone();
    let found = desk.db.read(move |tx: &mut Tx<'_>| -> Result<Option<Slug>, Fault> {
        let Some(token) = &wanted else { return Ok(None) };
        let Some(pass) = holders::by_link(tx, token)? else { return Ok(None) };
        let edition = editions::verbs::by_id(tx, pass.edition)?;
        Ok(edition.filter(|_| pass.state.takes_place()).map(|one| one.slug))
    });
    match (found.await, token) {
        (Err(fault), _) => failed(&fault),
        (Ok(Some(edition)), Some(token)) => {
            let way = see_other(&visit.to(&format!("/{edition}/mine")));
            with(way, header::SET_COOKIE, desk.cookies.set_pass(&token))
        }
        _ => {
            let frame = visit.frame_at(visit.words.seats_link_dead(), "/account");
            page(StatusCode::GONE, &DeadPage { frame })
        }
    }
}
