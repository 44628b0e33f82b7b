//! The form by which a lead asks the organisers for more of something.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::grants::halls;
use super::{Answer, resource_words};
use crate::access::{ReadHost, RunHost, require_at};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Choice, Choices, Desk, Entries, Fields, Held, Outcome, Visit, Wrong};
use crate::error::Error;
use crate::hosting::model::Resource;
use crate::hosting::refusal::Unwilling;
use crate::hosting::requests::RequestId;
use crate::hosting::verbs::grants::{self, Place, from_form};
use crate::hosts::model::Host;
use crate::shell::Frame;

#[derive(Template)]
#[template(path = "hosting/pages/asking.html")]
struct AskingPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    host: &'v Host,
    home: String,
    resource: Held,
    resources: Vec<Choice>,
    hall: Held,
    halls: Vec<Choices>,
    amount: Held,
    words: Held,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Path<(String, String, String)>,
) -> Answer {
    form(&desk, &visit, (edition, host), StatusCode::OK, &Entries::default(), None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String),
    status: StatusCode,
    sent: &Entries,
    wrong: Option<Wrong>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        require_at::<RunHost, Unwilling>(tx, &ctx, &named.0, &named.1)?;
        let may = require_at::<ReadHost, Unwilling>(tx, &ctx, &named.0, &named.1)?;
        let book = grants::of_host(tx, may)?;
        let host = book.programme.hosts.iter().find(|one| one.id == may.host::<Host>());
        Ok((host.cloned().ok_or(Error::Missing)?, book))
    });
    let (host, book) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(visit, &error),
    };
    let (words, wrong) = (visit.words, wrong.as_ref());
    let home = format!("/{}/hosts/{}", book.programme.edition.slug, host.slug);
    let resource = |resource: Resource| {
        Choice::of(resource.word(), resource_words(words, resource), sent.get("resource"))
    };
    let asking = AskingPage {
        frame: visit.frame_at(words.hosting_ask_title(), &format!("{home}/requests")),
        edition: &book.programme.edition.name,
        host: &host,
        home: visit.to(&format!("{home}/home")),
        resource: visit.held("resource", sent.get("resource"), wrong),
        resources: Resource::ALL.map(resource).into(),
        hall: visit.held("hall", sent.get("hall"), wrong),
        halls: halls(visit, &book, sent.get("hall")),
        amount: visit.held("amount", sent.get("amount"), wrong),
        words: visit.held("words", sent.get("words"), wrong),
    };
    page(status, &asking)
}

pub async fn ask(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Path<(String, String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let (ctx, named, typed) = (visit.ctx.clone(), (edition.clone(), host.clone()), sent.clone());
    let asked = desk.db.write(move |tx: &mut Tx<'_>| -> Result<RequestId, Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.0, &named.1)?;
        let refused = Error::Refused;
        let resource = Resource::from_word(typed.get("resource"));
        let resource = resource.ok_or(refused(Unwilling::NoResource))?;
        let place = Place::read(typed.get("hall")).ok_or(refused(Unwilling::NoHall))?;
        let amount = from_form(resource, typed.get("amount"));
        let amount = amount.ok_or(refused(Unwilling::NoAmount))?;
        grants::ask_for(tx, &ctx, may, (resource, &place, amount), typed.get("words"))
    });
    match visit.outcome(asked.await) {
        Outcome::Done(id) => {
            let there = format!("/{edition}/hosts/{host}/requests/{id}?done=asked");
            see_other(&visit.to(&there))
        }
        Outcome::Wrong(status, wrong) => {
            form(&desk, &visit, (edition, host), status, &sent, Some(wrong)).await
        }
        Outcome::Not(answer) => answer,
    }
}
