//! The terms that all hosts of an edition share, and what a release does with unread machine texts.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::Answer;
use crate::access::{ReadDraft, Translate, require_in};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Entries, Fields, Held, Outcome, Visit, Wrong};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::programme::publishable::{self, Unchecked};
use crate::shell::Frame;
use crate::translation::glossary::{Term, TermId};
use crate::translation::refusal::Unwilling;
use crate::translation::verbs::terms;

#[derive(Template)]
#[template(path = "translation/pages/glossary.html")]
struct GlossaryPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    list: String,
    done: &'static str,
    terms: Vec<Term>,
    writes: bool,
    shown: bool,
    zh: Held,
    en: Held,
    note: Held,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    form(&desk, &visit, edition, StatusCode::OK, &Entries::default(), None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    status: StatusCode,
    sent: &Entries,
    wrong: Option<Wrong>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ReadDraft, Unwilling>(tx, &ctx, &edition)?;
        let writes = require_in::<Translate, Unwilling>(tx, &ctx, &edition).is_ok();
        let unchecked = publishable::unchecked(tx, may.edition::<Edition>())?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        Ok((edition, terms::of_edition(tx, may)?, writes, unchecked))
    });
    let (edition, terms, writes, unchecked) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(visit, &error),
    };
    let (words, wrong) = (visit.words, wrong.as_ref());
    let rest = format!("/{}/glossary", edition.slug);
    let glossary = GlossaryPage {
        frame: visit.frame_at(words.translation_glossary(), &rest),
        edition: &edition.name,
        root: visit.to(&rest),
        list: visit.to(&format!("/{}/translation", edition.slug)),
        done: match visit.asked("done") {
            "added" => words.translation_term_added(),
            "removed" => words.translation_term_removed(),
            "policy" => words.translation_policy_saved(),
            _ => "",
        },
        terms,
        writes,
        shown: unchecked == Unchecked::Shown,
        zh: visit.held("zh", sent.get("zh"), wrong),
        en: visit.held("en", sent.get("en"), wrong),
        note: visit.held("note", sent.get("note"), wrong),
    };
    page(status, &glossary)
}

pub async fn add(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let (ctx, named, typed) = (visit.ctx.clone(), edition.clone(), sent.clone());
    let added = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<Translate, Unwilling>(tx, &ctx, &named)?;
        terms::add(tx, &ctx, may, (typed.get("zh"), typed.get("en"), typed.get("note")))
    });
    match visit.outcome(added.await) {
        Outcome::Done(_) => see_other(&visit.to(&format!("/{edition}/glossary?done=added"))),
        Outcome::Wrong(status, wrong) => {
            form(&desk, &visit, edition, status, &sent, Some(wrong)).await
        }
        Outcome::Not(answer) => answer,
    }
}

pub async fn remove(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, term)): Path<(String, String, String)>,
) -> Answer {
    let Ok(term) = term.parse::<TermId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let removed = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_in::<Translate, Unwilling>(tx, &ctx, &named)?;
        terms::remove(tx, &ctx, may, term)
    });
    match removed.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/glossary?done=removed"))),
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn allow(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let unchecked = match sent.get("machine") {
        "shown" => Unchecked::Shown,
        _ => Unchecked::Withheld,
    };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let allowed = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_in::<Translate, Unwilling>(tx, &ctx, &named)?;
        Ok(terms::allow(tx, &ctx, may, unchecked)?)
    });
    match allowed.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/glossary?done=policy"))),
        Err(error) => unwilling(&visit, &error),
    }
}
