//! One's own account: name, language, password, and where one is signed in.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use kernel::Lang;
use serde::Deserialize;
use store::Tx;

use super::{Answer, require};
use crate::access::sessions::{self, Session, SessionId, Way};
use crate::access::{ManageOwnAccount, Scope};
use crate::desk::answer::{failed, nowhere, page, see_other, unwilling, with};
use crate::desk::{Desk, Fields, Held, Outcome, Visit, Wrong};
use crate::error::Error;
use crate::people::account::{Account, Email, PASSWORD_LENGTH_MIN};
use crate::people::refusal::Unwilling;
use crate::people::verbs::accounts;
use crate::people::verbs::passwords::{self, Hash};
use crate::shell::Frame;

struct SessionLine {
    id: SessionId,
    device: String,
    way: &'static str,
    began: String,
    seen: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "people/pages/settings.html")]
struct SettingsPage<'v> {
    frame: Frame<'v>,
    base: String,
    email: &'v str,
    name: Held,
    lang: Lang,
    /// What was done last; empty when nothing was.
    done: &'static str,
    has_password: bool,
    asks_for_present: bool,
    present: Held,
    password: Held,
    length_min: usize,
    sessions: Vec<SessionLine>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Described {
    name: String,
    lang: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Passwords {
    present: String,
    password: String,
}

pub async fn show(State(desk): State<Arc<Desk>>, visit: Visit) -> Answer {
    if visit.session.is_none() {
        return see_other(&format!("{}?onward={}", visit.to("/sign-in"), visit.path()));
    }
    form(&desk, &visit, StatusCode::OK, None, None).await
}

/// The page, with what was sent and what was wrong with it.
async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    status: StatusCode,
    sent: Option<&Described>,
    wrong: Option<Wrong>,
) -> Answer {
    let Some(session) = &visit.session else { return nowhere() };
    let (id, now) = (session.account, visit.ctx.now());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, store::Fault> {
        Ok((accounts::find(tx, id)?, sessions::of_account(tx, id, now)?))
    });
    let (account, sessions) = match read.await {
        Err(fault) => return failed(&fault),
        Ok((None, _)) => return nowhere(),
        Ok((Some(account), sessions)) => (account, sessions),
    };
    let wrong = wrong.as_ref();
    let name = sent.map_or(account.name.as_str(), |sent| &sent.name);
    let lang = sent.and_then(|sent| Lang::from_code(&sent.lang)).unwrap_or(account.lang);
    let settings = SettingsPage {
        frame: visit.frame_at(visit.words.people_settings_title(), "/account/settings"),
        base: visit.to("/account"),
        email: &account.email,
        name: visit.held("name", name, wrong),
        lang,
        done: done(visit),
        has_password: account.password.is_some(),
        asks_for_present: passwords::asks_for_present(&account, session, now),
        present: visit.held("present", "", wrong),
        password: visit.held("password", "", wrong),
        length_min: PASSWORD_LENGTH_MIN,
        sessions: sessions.iter().map(|one| line(visit, one, session)).collect(),
    };
    page(status, &settings)
}

fn line(visit: &Visit, one: &Session, here: &Session) -> SessionLine {
    let words = visit.words;
    SessionLine {
        id: one.id,
        device: match one.device.as_str() {
            "" => words.people_some_device().to_owned(),
            device => device.to_owned(),
        },
        way: match one.way {
            Way::Link => words.people_way_link(),
            Way::Password => words.people_way_password(),
        },
        began: visit.moment(one.created_at),
        seen: visit.moment(one.seen_at),
        here: one.id == here.id,
    }
}

fn done(visit: &Visit) -> &'static str {
    match visit.asked("done") {
        "described" => visit.words.people_done_described(),
        "password" => visit.words.people_done_password(),
        "ended" => visit.words.people_done_ended(),
        _ => "",
    }
}

pub async fn describe(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Fields(sent): Fields<Described>,
) -> Answer {
    let (ctx, name) = (visit.ctx.clone(), sent.name.clone());
    let lang = Lang::from_code(&sent.lang).unwrap_or(visit.lang);
    let described = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require::<ManageOwnAccount>(tx, &ctx, Scope::Site)?;
        accounts::describe(tx, &ctx, may, &name, lang)
    });
    match described.await {
        Ok(()) => see_other(&visit.to("/account/settings?done=described")),
        Err(error) => mended(&desk, &visit, Some(&sent), error).await,
    }
}

pub async fn set_password(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Fields(sent): Fields<Passwords>,
) -> Answer {
    match try_password(&desk, &visit, sent).await {
        Ok(()) => see_other(&visit.to("/account/settings?done=password")),
        Err(error) => mended(&desk, &visit, None, error).await,
    }
}

async fn try_password(
    desk: &Arc<Desk>,
    visit: &Visit,
    sent: Passwords,
) -> Result<(), Error<Unwilling>> {
    let session = visit.session.clone().ok_or(Error::Missing)?;
    passwords::checked(&sent.password).map_err(Error::Refused)?;
    let id = session.account;
    let account = desk.db.read(move |tx: &mut Tx<'_>| accounts::find(tx, id)).await?;
    let account: Account = account.ok_or(Error::Missing)?;
    if passwords::asks_for_present(&account, &session, visit.ctx.now()) {
        check_present(desk, visit, &account, sent.present).await?;
    }
    let mut salt = [0; 16];
    salt.copy_from_slice(&visit.ctx.secret()[..16]);
    let hashed = desk.heavy(move || Hash::of(&sent.password, salt)).await;
    let hash = hashed.map_err(|busy| Error::Fault(busy.into()))?;
    let ctx = visit.ctx.clone();
    let set = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require::<ManageOwnAccount>(tx, &ctx, Scope::Site)?;
        passwords::set(tx, &ctx, may, &session, &hash)
    });
    set.await
}

/// A session that somebody found open must not guess the password at leisure: tries count as when
/// signing in.
async fn check_present(
    desk: &Arc<Desk>,
    visit: &Visit,
    account: &Account,
    present: String,
) -> Result<(), Error<Unwilling>> {
    let email: Email = account.email.parse().map_err(|_| Error::Missing)?;
    let ctx = visit.ctx.clone();
    let begun = desk.db.write(move |tx: &mut Tx<'_>| passwords::begin(tx, &ctx, &email)).await?;
    let verified = desk.heavy(move || begun.verify(&present)).await;
    let verified = verified.map_err(|busy| Error::Fault(busy.into()))?;
    let right = verified == Some(account.id);
    if right { Ok(()) } else { Err(Error::Refused(Unwilling::WrongPresentPassword)) }
}

async fn mended(
    desk: &Arc<Desk>,
    visit: &Visit,
    sent: Option<&Described>,
    error: Error<Unwilling>,
) -> Answer {
    match visit.outcome::<(), _>(Err(error)) {
        Outcome::Wrong(status, wrong) => form(desk, visit, status, sent, Some(wrong)).await,
        Outcome::Not(answer) => answer,
        Outcome::Done(()) => unreachable!("an error is not done"),
    }
}

pub async fn end_session(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, session)): Path<(String, String)>,
) -> Answer {
    let Ok(session) = session.parse::<SessionId>() else { return nowhere() };
    let ctx = visit.ctx.clone();
    let ended = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require::<ManageOwnAccount>(tx, &ctx, Scope::Site)?;
        accounts::end_session(tx, &ctx, may, session)
    });
    match ended.await {
        Ok(()) => see_other(&visit.to("/account/settings?done=ended")),
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn sign_out(State(desk): State<Arc<Desk>>, visit: Visit) -> Answer {
    let Some(session) = visit.session.clone() else { return nowhere() };
    let ctx = visit.ctx.clone();
    match desk.db.write(move |tx| accounts::sign_out(tx, &ctx, &session)).await {
        Ok(()) => left(&desk, &visit),
        Err(fault) => failed(&fault),
    }
}

pub async fn sign_out_everywhere(State(desk): State<Arc<Desk>>, visit: Visit) -> Answer {
    let ctx = visit.ctx.clone();
    let ended = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require::<ManageOwnAccount>(tx, &ctx, Scope::Site)?;
        accounts::sign_out_everywhere(tx, &ctx, may)
    });
    match ended.await {
        Ok(()) => left(&desk, &visit),
        Err(error) => unwilling(&visit, &error),
    }
}

fn left(desk: &Desk, visit: &Visit) -> Answer {
    with(see_other(&visit.to("/sign-in")), header::SET_COOKIE, desk.cookies.clear())
}
