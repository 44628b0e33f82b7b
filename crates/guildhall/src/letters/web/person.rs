//! One person of the programme: whom they are reached at, whether letters come back, and every letter
//! they got.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Lang, Slug, Text};
use serde::Deserialize;
use store::Tx;

use super::outbox::{Line, Names, line};
use super::{Answer, beside, lang_name, moment};
use crate::access::{ManageLetters, require_in};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit, Wrong};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::letters::refusal::Unwilling;
use crate::letters::verbs::contacts::{self, History};
use crate::letters::verbs::outbox;
use crate::mail::outbox::KEEP_TEXT_DAYS;
use crate::people::account::Email;
use crate::shell::Frame;

struct Choice {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "letters/pages/person.html")]
struct PersonPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    name: &'v Text,
    back: String,
    root: String,
    done: &'static str,
    wrong: String,
    email: Held,
    langs: Vec<Choice>,
    version: i64,
    /// What is there now, when somebody else has changed it meanwhile.
    now: String,
    /// Their own choice of language, when they have made one.
    own_lang: String,
    has_address: bool,
    bounce: String,
    reason: Held,
    lines: Vec<Line>,
    days: i64,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    email: String,
    lang: String,
    version: i64,
    reason: String,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, person)): Named,
) -> Answer {
    form(&desk, &visit, (edition, person), StatusCode::OK, None, None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, person): (String, String),
    status: StatusCode,
    sent: Option<&Sent>,
    wrong: Option<Wrong>,
) -> Answer {
    let Ok(slug) = person.parse::<Slug>() else { return nowhere() };
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageLetters, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        let history = contacts::history(tx, may, &slug)?;
        let names = Names::of(tx, edition.id, &history.letters)?;
        Ok((edition, history, names))
    });
    match read.await {
        Ok((edition, history, names)) => {
            let found = (&edition, &history, &names);
            page(status, &set(visit, found, sent, wrong.as_ref()))
        }
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    (edition, history, names): (&'v Edition, &'v History, &Names),
    sent: Option<&Sent>,
    wrong: Option<&Wrong>,
) -> PersonPage<'v> {
    let words = visit.words;
    let History { known, account, letters } = history;
    let root = format!("/{}/contacts/{}", edition.slug, known.person.slug);
    let contact = known.contact.as_ref();
    let noted = contact.map(|contact| contact.email.as_str()).unwrap_or_default();
    let version = contact.map_or(0, |contact| contact.version);
    let typed = sent.filter(|sent| sent.reason.is_empty());
    let lang = contact.map_or(visit.lang, |contact| contact.lang);
    let lang = typed.and_then(|sent| Lang::from_code(&sent.lang)).unwrap_or(lang);
    let overtaken = typed.is_some_and(|sent| sent.version != version);
    let own = account.as_ref().filter(|account| account.verified_at.is_some());
    let bounced = known.bounce.as_ref();
    let bounce = bounced
        .map(|it| words.letters_bounce_noted(moment(visit, it.noted_at), it.reason.as_str()));
    PersonPage {
        frame: visit.frame_at(&words.letters_letters_to(known.person.name.get(visit.lang)), &root),
        edition: &edition.name,
        name: &known.person.name,
        back: visit.to(&format!("/{}/contacts", edition.slug)),
        done: match visit.asked("done") {
            "saved" => words.letters_done_saved(),
            _ => "",
        },
        wrong: wrong
            .filter(|(field, _)| field.is_empty())
            .map(|it| it.1.clone())
            .unwrap_or_default(),
        email: visit.held("email", typed.map_or(noted, |sent| sent.email.as_str()), wrong),
        langs: Lang::ALL
            .map(|one| Choice { value: one.code(), label: lang_name(one), chosen: one == lang })
            .into(),
        version,
        now: if overtaken { noted.to_owned() } else { String::new() },
        own_lang: own.map(|own| words.letters_lang_own(lang_name(own.lang))).unwrap_or_default(),
        has_address: contact.is_some(),
        bounce: bounce.unwrap_or_default(),
        reason: visit.held("reason", sent.map_or("", |sent| sent.reason.as_str()), wrong),
        lines: letters.iter().map(|entry| line(visit, edition, names, entry)).collect(),
        days: KEEP_TEXT_DAYS.into(),
        root: visit.to(&root),
    }
}

pub async fn note(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, person)): Named,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let Ok(slug) = person.parse::<Slug>() else { return nowhere() };
    let email = match sent.email.trim() {
        "" => Ok(None),
        text => text.parse::<Email>().map(Some).map_err(|_| Unwilling::NoAddress),
    };
    let lang = Lang::from_code(&sent.lang).unwrap_or(visit.lang);
    let (ctx, named, version) = (visit.ctx.clone(), edition.clone(), sent.version);
    let noted = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageLetters, Unwilling>(tx, &ctx, &named)?;
        let email = email.as_ref().map_err(|refusal| Error::Refused(refusal.clone()))?;
        contacts::note(tx, &ctx, may, &slug, (email.as_ref(), lang), version)
    });
    after(&desk, &visit, (edition, person), &sent, noted.await).await
}

async fn after(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, person): (String, String),
    sent: &Sent,
    done: Result<(), Error<Unwilling>>,
) -> Answer {
    match done {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/contacts/{person}?done=saved"))),
        Err(Error::Refused(refusal)) if !matches!(refusal, Unwilling::Denied(_)) => {
            let (status, wrong) = beside(visit, &refusal);
            form(desk, visit, (edition, person), status, Some(sent), Some(wrong)).await
        }
        Err(error) => unwilling(visit, &error),
    }
}

pub async fn note_bounce(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, person)): Named,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let Ok(slug) = person.parse::<Slug>() else { return nowhere() };
    let (ctx, named, reason) = (visit.ctx.clone(), edition.clone(), sent.reason.clone());
    let noted = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageLetters, Unwilling>(tx, &ctx, &named)?;
        let found = contacts::history(tx, may, &slug)?;
        let contact = found.known.contact.ok_or(Error::Missing)?;
        outbox::note_bounce(tx, &ctx, may, &contact.email, &reason)
    });
    after(&desk, &visit, (edition, person), &sent, noted.await).await
}

pub async fn lift_bounce(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, person)): Named,
) -> Answer {
    let Ok(slug) = person.parse::<Slug>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let lifted = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageLetters, Unwilling>(tx, &ctx, &named)?;
        let found = contacts::history(tx, may, &slug)?;
        let contact = found.known.contact.ok_or(Error::Missing)?;
        outbox::lift_bounce(tx, &ctx, may, &contact.email)
    });
    after(&desk, &visit, (edition, person), &Sent::default(), lifted.await).await
}
