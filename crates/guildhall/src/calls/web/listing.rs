//! Every call of an edition: for everybody what is public, for whoever runs one its desk.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Slug, Text};
use store::Tx;

use super::sending::Sent;
use super::{Answer, Moment, moment, standing_words};
use crate::access::{Actor, Role, grants};
use crate::calls::model::{Call, Standing, State as Stands};
use crate::calls::refusal::Unwilling;
use crate::calls::verbs::{calls, gate};
use crate::desk::answer::{page, unwilling};
use crate::desk::{Desk, Held, Visit};
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosts::model::Host;
use crate::shell::Frame;
use crate::{editions, hosts};

/// A call in the list.
struct Line {
    name: Text,
    path: String,
    host: Option<Text>,
    standing: &'static str,
    open: bool,
    opens: Moment,
    closes: Moment,
    ahead: bool,
    sample: bool,
    /// For whoever runs it: where, and how many were handed in.
    desk: String,
    handed_in: i64,
}

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "calls/pages/list.html")]
struct ListPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    lines: Vec<Line>,
    /// The ways to one's own proposals.
    mine: String,
    lost: String,
    signed_in: bool,
    /// Who may make a call here: for the edition, for these hosts.
    makes: bool,
    owners: Vec<Choice>,
    sorts: Vec<Choice>,
    name_zh: Held,
    name_en: Held,
    host: Held,
    sort: Held,
}

pub(super) struct Gathered {
    edition: Edition,
    hosts: Vec<Host>,
    /// With whether the reader runs it, and how many were handed in.
    calls: Vec<(Call, bool, i64)>,
    organises: bool,
    leads: Vec<Slug>,
}

fn gather(
    tx: &mut Tx<'_>,
    ctx: &crate::ctx::Ctx,
    edition: &str,
) -> Result<Gathered, Error<Unwilling>> {
    let slug: Slug = edition.parse().map_err(|_| Error::Missing)?;
    let found = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
    let hosts = hosts::verbs::of_edition(tx, found.id)?;
    let organises = gate::opens(tx, ctx, edition, "").is_ok();
    let mut leads = Vec::new();
    if let Actor::Account(account) = ctx.actor {
        for grant in grants::of_account(tx, account)? {
            let host =
                grant.holding.scope.host_uuid().filter(|_| grant.holding.role == Role::HostLead);
            let host = host.and_then(|id| hosts.iter().find(|host| host.id.uuid() == id));
            let Some(host) = host else { continue };
            if gate::opens(tx, ctx, edition, host.slug.as_str()).is_ok() {
                leads.push(host.slug.clone());
            }
        }
    }
    let counts = calls::counts(tx, found.id)?;
    let mut all = Vec::new();
    for call in calls::of_edition(tx, found.id)? {
        let runs = gate::of_call(tx, ctx, call.clone()).is_ok();
        let handed_in = |stands: Stands| !matches!(stands, Stands::Draft | Stands::Withdrawn);
        let these = counts.iter().filter(|(id, stands, _)| *id == call.id && handed_in(*stands));
        let count = these.map(|(_, _, count)| count).sum();
        if runs || call.standing(ctx.now()) != Standing::Draft {
            all.push((call, runs, count));
        }
    }
    // What is open comes first, then what is to open, then what is over.
    all.sort_by_key(|(call, ..)| match call.standing(ctx.now()) {
        Standing::Open => (0, call.closes_at),
        Standing::Ahead => (1, call.opens_at),
        Standing::Draft => (2, call.opens_at),
        Standing::Over => (3, call.closes_at),
    });
    Ok(Gathered { edition: found, hosts, calls: all, organises, leads })
}

pub async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    listed(&desk, &visit, edition, StatusCode::OK, &Sent::default(), None).await
}

/// The list, with the form for a new call as it was sent.
pub(super) async fn listed(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    status: StatusCode,
    sent: &Sent,
    wrong: Option<(String, String)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    match desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &edition)).await {
        Ok(gathered) => page(status, &set(visit, &gathered, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    gathered: &'v Gathered,
    sent: &Sent,
    wrong: Option<&(String, String)>,
) -> ListPage<'v> {
    let Gathered { edition, hosts, calls, organises, leads } = gathered;
    let (words, lang) = (visit.words, visit.lang);
    let root = format!("/{}", edition.slug);
    let owner = |slug: &Slug| {
        let host = hosts.iter().find(|host| host.slug == *slug);
        let label = host.map(|host| host.name.get(lang).to_owned()).unwrap_or_default();
        Choice { chosen: sent.one("host") == slug.as_str(), value: slug.to_string(), label }
    };
    let mut owners: Vec<Choice> = Vec::new();
    if *organises {
        let label = edition.name.get(lang).to_owned();
        owners.push(Choice { value: String::new(), label, chosen: sent.one("host").is_empty() });
        owners.extend(hosts.iter().map(|host| owner(&host.slug)));
    } else {
        owners.extend(leads.iter().map(owner));
    }
    let held = |name: &str| {
        let wrong = wrong.filter(|(field, _)| field == name).map(|(_, why)| why.clone());
        Held { value: sent.one(name).to_owned(), wrong: wrong.unwrap_or_default() }
    };
    ListPage {
        frame: Frame {
            section: "calls",
            ..visit.frame_at(words.calls_list_title(), &format!("{root}/calls"))
        },
        edition: &edition.name,
        lines: calls.iter().map(|one| line(visit, edition, hosts, one)).collect(),
        mine: visit.to(&format!("{root}/proposals/mine")),
        lost: visit.to(&format!("{root}/proposals")),
        signed_in: visit.session.is_some(),
        makes: !owners.is_empty(),
        owners,
        sorts: super::beginning::SORTS
            .map(|sort| Choice {
                value: sort.word().to_owned(),
                label: sort.name(words).to_owned(),
                chosen: sent.one("sort") == sort.word(),
            })
            .into(),
        name_zh: held("name_zh"),
        name_en: held("name_en"),
        host: held("host"),
        sort: held("sort"),
    }
}

fn line(visit: &Visit, edition: &Edition, hosts: &[Host], one: &(Call, bool, i64)) -> Line {
    let (call, runs, handed_in) = one;
    let standing = call.standing(visit.ctx.now());
    let path = visit.to(&format!("/{}/calls/{}", edition.slug, call.slug));
    let host = call.host.and_then(|id| hosts.iter().find(|host| host.id == id));
    Line {
        name: call.body.name.clone(),
        host: host.map(|host| host.name.clone()),
        standing: standing_words(visit.words, standing),
        open: standing == Standing::Open,
        ahead: standing == Standing::Ahead,
        opens: moment(&edition.zone, call.opens_at),
        closes: moment(&edition.zone, call.closes_at),
        sample: call.body.sample,
        desk: if *runs { format!("{path}/proposals") } else { String::new() },
        handed_in: *handed_in,
        path,
    }
}
