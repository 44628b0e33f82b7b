//! One request: what is asked, what was said about it, and the form by which organisers decide.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Id, Text};
use store::Tx;

use super::{Answer, said_of};
use crate::access::{AccountId, ManageGrants, ReadHost, RunHost, require_at, require_in};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Entries, Fields, Held, Outcome, Visit, Wrong};
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosting::letters::state_words;
use crate::hosting::refusal::Unwilling;
use crate::hosting::requests::{Message, Request, RequestId, Side, State as Stands};
use crate::hosting::verbs::grants::{self, Book, from_form, in_form};
use crate::hosting::verbs::requests;
use crate::hosting::wish::minutes_of;
use crate::hosts::model::Host;
use crate::people::account::Account;
use crate::people::verbs::accounts;
use crate::shell::Frame;

struct Asked {
    /// The name of its field.
    field: String,
    label: String,
    granted: Held,
    /// What was granted, once it is decided.
    decided: String,
}

struct Said {
    by: String,
    side: &'static str,
    organiser: bool,
    at: String,
    words: String,
}

/// The activity as it would be.
struct Wanted {
    title: Text,
    summary: Text,
    minutes: Option<i64>,
    places: Option<i64>,
}

#[derive(Template)]
#[template(path = "hosting/pages/request.html")]
struct RequestPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    host: &'v Host,
    home: String,
    root: String,
    decide: String,
    list: String,
    done: &'static str,
    state: &'static str,
    open: bool,
    asked: Vec<Asked>,
    wanted: Option<Wanted>,
    at: String,
    by: String,
    decided: String,
    reason_given: &'v str,
    said: Vec<Said>,
    runs: bool,
    decides: bool,
    words: Held,
    reason: Held,
}

struct Gathered {
    book: Book,
    host: Host,
    request: Request,
    messages: Vec<Message>,
    people: Vec<Account>,
    runs: bool,
    decides: bool,
}

type Named = Path<(String, String, String, String)>;

fn gather(
    tx: &mut Tx<'_>,
    ctx: &crate::ctx::Ctx,
    (edition, host): &(String, String),
    id: RequestId,
) -> Result<Gathered, Error<Unwilling>> {
    let may = require_at::<ReadHost, Unwilling>(tx, ctx, edition, host)?;
    let (request, messages) = requests::of_host_one(tx, may, id)?;
    let book = grants::of_host(tx, may)?;
    let found = book.programme.hosts.iter().find(|one| one.id == request.host).cloned();
    let by = messages.iter().filter_map(|one| one.by);
    let mut ids: Vec<AccountId> = by.chain(request.asked_by).chain(request.decided_by).collect();
    ids.sort_unstable();
    ids.dedup();
    let people = accounts::find_all(tx, &ids)?;
    let runs = require_at::<RunHost, Unwilling>(tx, ctx, edition, host).is_ok();
    let decides = require_in::<ManageGrants, Unwilling>(tx, ctx, edition).is_ok();
    let host = found.ok_or(Error::Missing)?;
    Ok(Gathered { book, host, request, messages, people, runs, decides })
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, id)): Named,
) -> Answer {
    let Ok(id) = id.parse() else { return nowhere() };
    form(&desk, &visit, (edition, host), id, StatusCode::OK, &Entries::default(), None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String),
    id: RequestId,
    status: StatusCode,
    sent: &Entries,
    wrong: Option<Wrong>,
) -> Answer {
    let ctx = visit.ctx.clone();
    match desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &named, id)).await {
        Ok(gathered) => page(status, &set(visit, &gathered, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    gathered: &'v Gathered,
    sent: &Entries,
    wrong: Option<&Wrong>,
) -> RequestPage<'v> {
    let (words, Gathered { book, host, request, .. }) = (visit.words, gathered);
    let edition: &Edition = &book.programme.edition;
    let home = format!("/{}/hosts/{}", edition.slug, host.slug);
    let rest = format!("{home}/requests/{}", request.id);
    let called = |id: Option<AccountId>| {
        let known = id.and_then(|id| gathered.people.iter().find(|one| one.id == id));
        known.map_or_else(|| words.hosting_operator().to_owned(), |one| one.called().to_owned())
    };
    let said = |one: &Message| Said {
        by: called(one.by),
        side: match one.side {
            Side::Host => words.hosting_side_host(),
            Side::Organiser => words.hosting_side_organiser(),
        },
        organiser: one.side == Side::Organiser,
        at: visit.moment(one.at),
        words: one.words.clone(),
    };
    RequestPage {
        frame: visit.frame_at(words.hosting_request_title(), &rest),
        edition: &edition.name,
        host,
        home: visit.to(&format!("{home}/home")),
        root: visit.to(&rest),
        decide: visit.to(&format!("/{}/requests/{}", edition.slug, request.id)),
        list: visit.to(&format!("/{}/requests", edition.slug)),
        done: done(visit),
        state: state_words(words, request.state),
        open: request.state == Stands::Open,
        asked: asked(visit, gathered, sent, wrong),
        wanted: request.activity.as_ref().map(|activity| Wanted {
            title: activity.title.clone(),
            summary: activity.summary.clone(),
            minutes: minutes_of(activity),
            places: activity.places,
        }),
        at: visit.moment(request.asked_at),
        by: called(request.asked_by),
        decided: match request.decided_at {
            Some(at) => words.hosting_decided_by(visit.moment(at), called(request.decided_by)),
            None => String::new(),
        },
        reason_given: &request.reason,
        said: gathered.messages.iter().map(said).collect(),
        runs: gathered.runs,
        decides: gathered.decides,
        words: visit.held("words", sent.get("words"), wrong),
        reason: visit.held("reason", sent.get("reason"), wrong),
    }
}

fn done(visit: &Visit) -> &'static str {
    let words = visit.words;
    match visit.asked("done") {
        "asked" => words.hosting_is_asked(),
        "said" => words.hosting_is_said(),
        "decided" => words.hosting_is_decided(),
        "withdrawn" => words.hosting_request_is_withdrawn(),
        _ => "",
    }
}

fn asked(
    visit: &Visit,
    Gathered { book, request, .. }: &Gathered,
    sent: &Entries,
    wrong: Option<&Wrong>,
) -> Vec<Asked> {
    let line = |(at, lack): (usize, &crate::hosting::requests::Lack)| {
        let field = format!("granted_{at}");
        let amount = in_form(lack.resource, lack.amount).to_string();
        let typed = sent.all(&field).next().map_or(amount, str::to_owned);
        // One refusal speaks of all of them: it stands beside the first.
        let wrong = wrong.filter(|(name, _)| *name == "granted" && at == 0);
        Asked {
            granted: Held {
                value: typed,
                wrong: wrong.map(|(_, why)| why.clone()).unwrap_or_default(),
            },
            field,
            label: said_of(visit.words, &book.programme, (lack.resource, lack.halls), lack.amount),
            decided: in_form(lack.resource, lack.granted).to_string(),
        }
    };
    request.asked.iter().enumerate().map(line).collect()
}

/// A message, from whichever side its writer is on.
pub async fn say(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, id)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let Ok(id) = id.parse::<RequestId>() else { return nowhere() };
    let (ctx, named, text) =
        (visit.ctx.clone(), (edition.clone(), host.clone()), sent.get("words").to_owned());
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.0, &named.1)?;
        // Whoever decides speaks for the organisers.
        match require_in::<ManageGrants, Unwilling>(tx, &ctx, &named.0) {
            Ok(organiser) => requests::say_as_organiser(tx, &ctx, organiser, id, &text),
            Err(_) => requests::say_as_host(tx, &ctx, may, id, &text),
        }
    });
    let there = format!("/{edition}/hosts/{host}/requests/{id}?done=said");
    match visit.outcome(done.await) {
        Outcome::Done(()) => see_other(&visit.to(&there)),
        Outcome::Wrong(status, wrong) => {
            form(&desk, &visit, (edition, host), id, status, &sent, Some(wrong)).await
        }
        Outcome::Not(answer) => answer,
    }
}

pub async fn withdraw(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, id)): Named,
) -> Answer {
    let Ok(id) = id.parse::<RequestId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), host.clone()));
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.0, &named.1)?;
        requests::withdraw(tx, &ctx, may, id)
    });
    let there = format!("/{edition}/hosts/{host}/requests/{id}?done=withdrawn");
    match done.await {
        Ok(()) => see_other(&visit.to(&there)),
        Err(error) => unwilling(&visit, &error),
    }
}

/// The decision of the organisers, sent from the request's page.
pub async fn decide(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, id)): Path<(String, String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let Ok(id) = id.parse::<RequestId>() else { return nowhere() };
    let (ctx, named, typed) = (visit.ctx.clone(), edition.clone(), sent.clone());
    let decided = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageGrants, Unwilling>(tx, &ctx, &named)?;
        let found = requests::of_edition(tx, may)?.into_iter().find(|one| one.id == id);
        let request = found.ok_or(Error::Missing)?;
        let refuses = typed.get("decision") == "refuse";
        let read = |(at, lack): (usize, &crate::hosting::requests::Lack)| match refuses {
            true => Some(0),
            false => from_form(lack.resource, typed.get(&format!("granted_{at}"))),
        };
        let granted: Option<Vec<i64>> = request.asked.iter().enumerate().map(read).collect();
        let granted = granted.ok_or(Error::Refused(Unwilling::NoDecision))?;
        requests::decide(tx, &ctx, may, id, (&granted, typed.get("reason")))
    });
    let host = host_of(&desk, &edition, id).await;
    match (visit.outcome(decided.await), host) {
        (Outcome::Not(answer), _) => answer,
        (_, None) => nowhere(),
        (Outcome::Done(_), Some(host)) => {
            let there = format!("/{edition}/hosts/{host}/requests/{id}?done=decided");
            see_other(&visit.to(&there))
        }
        (Outcome::Wrong(status, wrong), Some(host)) => {
            form(&desk, &visit, (edition, host), id, status, &sent, Some(wrong)).await
        }
    }
}

/// The slug of the host that asks, for the way back to its page.
async fn host_of(desk: &Arc<Desk>, edition: &str, id: RequestId) -> Option<String> {
    let edition: kernel::Slug = edition.parse().ok()?;
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, store::Fault> {
        let Some(request) = crate::hosting::store::requests::find(tx, id)? else {
            return Ok(None);
        };
        let hosts = crate::hosts::verbs::of_edition(tx, Id::from_uuid(request.edition))?;
        let edition = crate::editions::verbs::by_slug(tx, &edition)?;
        let here = edition.is_some_and(|one| one.id.uuid() == request.edition);
        let host = hosts.into_iter().find(|host| here && host.id == request.host);
        Ok(host.map(|host| host.slug.to_string()))
    });
    read.await.ok().flatten()
}
