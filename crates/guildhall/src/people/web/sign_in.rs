//! Signing in: by a link that a letter brings, or by a password.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use serde::Deserialize;
use store::Tx;

use super::Answer;
use crate::access::sessions::Token;
use crate::desk::answer::{failed, nowhere, page, see_other, unwilling, with};
use crate::desk::{Desk, Fields, Held, Registration, Visit, Wrong};
use crate::error::{Error, Refusal as _};
use crate::people::account::Email;
use crate::people::refusal::Unwilling;
use crate::people::verbs::links::{self, LINK_LIFE, Onward};
use crate::people::verbs::{Here, SignedIn, passwords};
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "people/pages/sign_in.html")]
struct SignInPage<'v> {
    frame: Frame<'v>,
    onward: &'v str,
    /// Whether the first sign-in makes an account.
    open: bool,
    /// What was done last; empty when nothing was.
    done: &'static str,
    /// The address, beside which the refusals of the link's form stand.
    link_email: Held,
    email: Held,
    password: Held,
}

#[derive(Template)]
#[template(path = "people/pages/sent.html")]
struct SentPage<'v> {
    frame: Frame<'v>,
    minutes: i64,
    open: bool,
    again: String,
}

#[derive(Template)]
#[template(path = "people/pages/link.html")]
struct LinkPage<'v> {
    frame: Frame<'v>,
    /// Whom it signs in; nobody when it does not.
    email: String,
    why: String,
    onward: &'v str,
    again: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    email: String,
    password: String,
    onward: String,
}

pub async fn show(State(desk): State<Arc<Desk>>, visit: Visit) -> Answer {
    let onward = Onward::read(visit.asked("onward"));
    if visit.session.is_some() {
        return see_other(&after(&visit, &onward));
    }
    form(&desk, &visit, StatusCode::OK, &Sent::default(), onward.as_str(), None)
}

fn form(
    desk: &Desk,
    visit: &Visit,
    status: StatusCode,
    sent: &Sent,
    onward: &str,
    wrong: Option<(&str, Wrong)>,
) -> Answer {
    let of = |form: &str| wrong.as_ref().filter(|(there, _)| *there == form).map(|(_, why)| why);
    let held = SignInPage {
        frame: visit.frame_at(visit.words.people_sign_in_title(), "/sign-in"),
        onward,
        open: desk.registration == Registration::Open,
        done: if visit.asked("done") == "closed" { visit.words.people_done_closed() } else { "" },
        link_email: visit.held("email", &sent.email, of("link")),
        email: visit.held("email", &sent.email, of("password")),
        // A password is never written back into a page.
        password: visit.held("password", "", of("password")),
    };
    page(status, &held)
}

pub async fn ask_for_link(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let onward = Onward::read(&sent.onward);
    let Ok(email) = sent.email.parse::<Email>() else {
        let (status, wrong) = visit.beside(&Unwilling::NoAddress);
        return form(&desk, &visit, status, &sent, onward.as_str(), Some(("link", wrong)));
    };
    if !desk.letters.take(visit.ctx.now()) {
        return failed(&store::Fault::Overloaded { waiting: 0 });
    }
    let (ctx, lang, registration) = (visit.ctx.clone(), visit.lang, desk.registration);
    let asked = desk.db.write(move |tx| match registration {
        Registration::Open => links::ask(tx, &ctx, &email, lang, &onward),
        Registration::Closed => links::ask_if_known(tx, &ctx, &email, lang, &onward),
    });
    let asked = asked.await;
    match asked {
        Ok(()) => see_other(&visit.to("/sign-in/sent")),
        Err(fault) => failed(&fault),
    }
}

pub async fn sent(State(desk): State<Arc<Desk>>, visit: Visit) -> Answer {
    let minutes = i64::try_from(LINK_LIFE.as_secs() / 60).unwrap_or(i64::MAX);
    let frame = visit.frame(visit.words.people_sent_title());
    let open = desk.registration == Registration::Open;
    page(StatusCode::OK, &SentPage { frame, minutes, open, again: visit.to("/sign-in") })
}

pub async fn show_link(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, token)): Path<(String, String)>,
) -> Answer {
    let Some(token) = Token::read(&token) else { return nowhere() };
    let ctx = visit.ctx.clone();
    let found = desk.db.read(move |tx| links::look(tx, &ctx, &token)).await;
    link_page(&visit, found.map(|account| account.email))
}

pub async fn by_link(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, token)): Path<(String, String)>,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let Some(token) = Token::read(&token) else { return nowhere() };
    let (ctx, here) = (visit.ctx.clone(), here(&visit));
    let redeemed = desk.db.write(move |tx| links::redeem(tx, &ctx, &token, &here)).await;
    match redeemed {
        Ok(signed_in) => welcome(&desk, &visit, &signed_in, &sent),
        Err(error) => link_page(&visit, Err(error)),
    }
}

fn link_page(visit: &Visit, found: Result<String, Error<Unwilling>>) -> Answer {
    let (status, email, why) = match found {
        Ok(email) => (StatusCode::OK, email, String::new()),
        Err(Error::Refused(refusal)) => {
            (refusal.status(), String::new(), refusal.words(visit.words))
        }
        Err(error) => return unwilling(visit, &error),
    };
    let title = match why.is_empty() {
        true => visit.words.people_link_title(),
        false => visit.words.people_link_dead_title(),
    };
    let onward = Onward::read(visit.asked("onward"));
    let frame = visit.frame(title);
    let again = visit.to("/sign-in");
    page(status, &LinkPage { frame, email, why, onward: onward.as_str(), again })
}

pub async fn by_password(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Fields(sent): Fields<Sent>,
) -> Answer {
    match try_password(&desk, &visit, &sent).await {
        Ok(signed_in) => welcome(&desk, &visit, &signed_in, &sent),
        Err(Error::Refused(refusal)) => {
            let (status, wrong) = visit.beside(&refusal);
            let onward = Onward::read(&sent.onward);
            form(&desk, &visit, status, &sent, onward.as_str(), Some(("password", wrong)))
        }
        Err(error) => unwilling(&visit, &error),
    }
}

async fn try_password(
    desk: &Arc<Desk>,
    visit: &Visit,
    sent: &Sent,
) -> Result<SignedIn, Error<Unwilling>> {
    let email: Email = sent.email.parse().map_err(|_| Error::Refused(Unwilling::NoAddress))?;
    let ctx = visit.ctx.clone();
    let begun = desk.db.write(move |tx: &mut Tx<'_>| passwords::begin(tx, &ctx, &email)).await?;
    let password = sent.password.clone();
    let found = desk.heavy(move || begun.verify(&password)).await;
    let account = found.map_err(|busy| Error::Fault(busy.into()))?;
    let account = account.ok_or(Error::Refused(Unwilling::WrongPassword))?;
    let (ctx, here) = (visit.ctx.clone(), here(visit));
    desk.db.write(move |tx: &mut Tx<'_>| passwords::succeed(tx, &ctx, account, &here)).await
}

fn here(visit: &Visit) -> Here {
    Here { device: visit.device.clone(), session: visit.session.clone() }
}

fn welcome(desk: &Desk, visit: &Visit, signed_in: &SignedIn, sent: &Sent) -> Answer {
    let way = see_other(&after(visit, &Onward::read(&sent.onward)));
    with(way, header::SET_COOKIE, desk.cookies.set(&signed_in.token))
}

fn after(visit: &Visit, onward: &Onward) -> String {
    match onward.as_str() {
        "" => visit.to("/account"),
        path => path.to_owned(),
    }
}
