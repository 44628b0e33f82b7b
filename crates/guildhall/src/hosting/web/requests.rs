//! The requests of an edition as its organisers see them, what nobody hosts any more, and how a request
//! is said in one line.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Slug, Text};
use serde::Deserialize;
use store::Tx;

use super::{Answer, said_of};
use crate::access::{ManageGrants, require_in};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Choice, Desk, Fields, Outcome, Visit, Wrong};
use crate::error::Error;
use crate::hosting::cohosting::{CoHosting, State as Standing};
use crate::hosting::letters::state_words;
use crate::hosting::refusal::Unwilling;
use crate::hosting::requests::{Request, State as Stands};
use crate::hosting::verbs::grants::{self, Book};
use crate::hosting::verbs::{cohosting, requests};
use crate::hosts::model::HostId;
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityState, Programme};
use crate::shell::Frame;

/// A request in one line.
pub struct RequestLine {
    pub path: String,
    pub host: Text,
    /// The activity that it is for.
    pub activity: Option<Text>,
    /// What is asked, in words.
    pub asked: Vec<String>,
    pub at: String,
    pub state: &'static str,
    pub open: bool,
}

pub fn request_line(visit: &Visit, programme: &Programme, request: &Request) -> RequestLine {
    let host = programme.hosts.iter().find(|host| host.id == request.host);
    let slug = host.map_or("", |host| host.slug.as_str());
    let rest = format!("/{}/hosts/{slug}/requests/{}", programme.edition.slug, request.id);
    let asked = request
        .asked
        .iter()
        .map(|lack| said_of(visit.words, programme, (lack.resource, lack.halls), lack.amount));
    RequestLine {
        path: visit.to(&rest),
        host: host.map(|host| host.name.clone()).unwrap_or_default(),
        activity: request.activity.as_ref().map(|activity| activity.title.clone()),
        asked: asked.collect(),
        at: visit.moment(request.asked_at),
        state: state_words(visit.words, request.state),
        open: request.state == Stands::Open,
    }
}

/// An activity that takes place and that nobody hosts any more.
struct Ownerless {
    title: Text,
    slug: Slug,
    /// Who left last, and why.
    left: Option<Text>,
    reason: String,
    /// Who was asked to take it over and has not answered.
    asked: Vec<Text>,
}

/// A way to look at fewer requests.
struct Only {
    label: &'static str,
    path: String,
    count: usize,
    here: bool,
}

#[derive(Template)]
#[template(path = "hosting/pages/requests.html")]
struct RequestsPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    root: String,
    done: &'static str,
    wrong: String,
    only: Vec<Only>,
    requests: Vec<RequestLine>,
    ownerless: Vec<Ownerless>,
    hosts: Vec<Choice>,
}

struct Gathered {
    book: Book,
    requests: Vec<Request>,
    together: Vec<CoHosting>,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    form(&desk, &visit, edition, StatusCode::OK, None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    status: StatusCode,
    wrong: Option<Wrong>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<Gathered, Error<Unwilling>> {
        let may = require_in::<ManageGrants, _>(tx, &ctx, &edition)?;
        let (requests, together) =
            (requests::of_edition(tx, may)?, cohosting::of_edition(tx, may)?);
        Ok(Gathered { book: grants::of_edition(tx, may)?, requests, together })
    });
    match read.await {
        Ok(gathered) => page(status, &set(visit, &gathered, wrong)),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(visit: &'v Visit, gathered: &'v Gathered, wrong: Option<Wrong>) -> RequestsPage<'v> {
    let (words, programme) = (visit.words, &gathered.book.programme);
    let rest = format!("/{}/requests", programme.edition.slug);
    let wanted = match visit.asked("state") {
        "all" => None,
        word => Some(Stands::from_word(word).unwrap_or(Stands::Open)),
    };
    let requests = &gathered.requests;
    let count = |state: Option<Stands>| {
        requests.iter().filter(|one| state.is_none_or(|state| one.state == state)).count()
    };
    let only = |state: Option<Stands>| Only {
        label: state.map_or(words.hosting_all(), |state| state_words(words, state)),
        path: visit.to(&format!("{rest}?state={}", state.map_or("all", Stands::word))),
        count: count(state),
        here: wanted == state,
    };
    let shown = requests.iter().filter(|one| wanted.is_none_or(|state| one.state == state));
    let choice = |host: &crate::hosts::model::Host| {
        Choice::of(host.slug.as_str(), host.name.get(visit.lang), "")
    };
    RequestsPage {
        frame: visit.frame_at(words.hosting_requests_title(), &rest),
        edition: &programme.edition.name,
        root: visit.to(&rest),
        done: if visit.asked("done") == "asked" { words.hosting_is_asked_to_host() } else { "" },
        wrong: wrong.map(|(_, why)| why).unwrap_or_default(),
        only: Stands::ALL.into_iter().map(Some).chain([None]).map(only).collect(),
        requests: shown.map(|one| request_line(visit, programme, one)).collect(),
        ownerless: ownerless(programme, &gathered.together),
        hosts: programme.hosts.iter().map(choice).collect(),
    }
}

/// What takes place and has no host, when hosts are known at all: an import may bring none.
fn ownerless(programme: &Programme, together: &[CoHosting]) -> Vec<Ownerless> {
    let index = Index::of(programme);
    let name = |id: HostId| index.host(programme, id).map(|host| host.name.clone());
    let line = |activity: &Activity| {
        let about = || together.iter().filter(|one| one.activity == activity.id);
        let left = about().find(|one| one.state == Standing::Withdrawn)?;
        let asked = about().filter(|one| one.state == Standing::Asked);
        Some(Ownerless {
            title: activity.title.clone(),
            slug: activity.slug.clone(),
            left: name(left.host),
            reason: left.reason.clone(),
            asked: asked.filter_map(|one| name(one.host)).collect(),
        })
    };
    let astray = programme
        .activities
        .iter()
        .filter(|one| one.hosts.is_empty() && one.state == ActivityState::Planned);
    astray.filter_map(line).collect()
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    activity: String,
    host: String,
}

/// Asks a host to take over what nobody hosts.
pub async fn hand_over(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let Sent { activity, host } = sent;
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let asked = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageGrants, _>(tx, &ctx, &named)?;
        let activity: Slug = activity.parse().map_err(|_| Error::Refused(Unwilling::NoHost))?;
        cohosting::ask_to_take_over(tx, &ctx, may, (&activity, &host))
    });
    match visit.outcome(asked.await) {
        Outcome::Done(_) => see_other(&visit.to(&format!("/{edition}/requests?done=asked"))),
        Outcome::Wrong(status, wrong) => form(&desk, &visit, edition, status, Some(wrong)).await,
        Outcome::Not(answer) => answer,
    }
}
