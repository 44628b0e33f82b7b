//! Closing one's own account: a page that says what it means, and a tick that confirms it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use serde::Deserialize;
use store::Tx;

use super::{Answer, require};
use crate::access::{ManageOwnAccount, Scope};
use crate::desk::answer::{failed, nowhere, page, see_other, unwilling, with};
use crate::desk::{Desk, Fields, Held, Visit, Wrong};
use crate::error::Error;
use crate::people::refusal::Unwilling;
use crate::people::verbs::accounts;
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "people/pages/closing.html")]
struct ClosingPage<'v> {
    frame: Frame<'v>,
    base: String,
    email: &'v str,
    sure: Held,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Confirmed {
    sure: String,
}

pub async fn show(State(desk): State<Arc<Desk>>, visit: Visit) -> Answer {
    if visit.session.is_none() {
        return see_other(&format!("{}?onward={}", visit.to("/sign-in"), visit.path()));
    }
    form(&desk, &visit, StatusCode::OK, None).await
}

async fn form(desk: &Arc<Desk>, visit: &Visit, status: StatusCode, wrong: Option<Wrong>) -> Answer {
    let Some(id) = visit.account() else { return nowhere() };
    let account = match desk.db.read(move |tx: &mut Tx<'_>| accounts::find(tx, id)).await {
        Err(fault) => return failed(&fault),
        Ok(None) => return nowhere(),
        Ok(Some(account)) => account,
    };
    let closing = ClosingPage {
        frame: visit.frame(visit.words.people_close_title()),
        base: visit.to("/account"),
        email: &account.email,
        sure: visit.held("sure", "", wrong.as_ref()),
    };
    page(status, &closing)
}

pub async fn close(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Fields(sent): Fields<Confirmed>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let closed = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require::<ManageOwnAccount>(tx, &ctx, Scope::Site)?;
        if sent.sure != "yes" {
            return Err(Error::Refused(Unwilling::NotSure));
        }
        accounts::close(tx, &ctx, may)
    });
    match closed.await {
        Ok(()) => {
            let way = see_other(&visit.to("/sign-in?done=closed"));
            with(way, header::SET_COOKIE, desk.cookies.clear())
        }
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            let (status, (_, why)) = visit.beside(&refusal);
            form(&desk, &visit, status, Some(("sure", why))).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}
