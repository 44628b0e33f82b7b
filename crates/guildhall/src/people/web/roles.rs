//! The roles of an edition: who holds which, and the form to give one.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Date, Text, Timestamp, Zone};
use serde::Deserialize;
use store::Tx;

use super::Answer;
use crate::access::grants::GrantId;
use crate::access::{ManageRoles, Role, require_in};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Choice, Choices, Desk, Fields, Held, Outcome, Visit, Wrong};
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosts::model::{Host, Nature};
use crate::people::account::Email;
use crate::people::letters::role_words;
use crate::people::refusal::Unwilling;
use crate::people::verbs::roles::{self, GIVEN, Wish};
use crate::shell::Frame;
use crate::{editions, hosts};

struct Line {
    id: GrantId,
    called: String,
    email: String,
    role: &'static str,
    host: Option<Text>,
    span: String,
    ended: bool,
}

#[derive(Template)]
#[template(path = "people/pages/roles.html")]
struct RolesPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    done: &'static str,
    email: Held,
    role: Held,
    roles: Vec<Choice>,
    host: Held,
    hosts: Vec<Choices>,
    from: Held,
    until: Held,
    held: Vec<Line>,
    ended: Vec<Line>,
    to_end: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    email: String,
    role: String,
    host: String,
    from: String,
    until: String,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    form(&desk, &visit, edition, StatusCode::OK, &Sent::default(), None).await
}

struct Gathered {
    edition: Edition,
    hosts: Vec<Host>,
    roles: Vec<roles::Held>,
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    edition: String,
    status: StatusCode,
    sent: &Sent,
    wrong: Option<Wrong>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageRoles, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        let hosts = hosts::verbs::of_edition(tx, edition.id)?;
        let roles = roles::of_edition(tx, may, &hosts)?;
        Ok(Gathered { edition, hosts, roles })
    });
    match read.await {
        Ok(gathered) => page(status, &set(visit, &gathered, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    Gathered { edition, hosts, roles }: &'v Gathered,
    sent: &Sent,
    wrong: Option<&Wrong>,
) -> RolesPage<'v> {
    let (words, now) = (visit.words, visit.ctx.now());
    let lines = roles.iter().map(|held| line(visit, now, held));
    let (ended, held): (Vec<Line>, Vec<Line>) = lines.partition(|line| line.ended);
    let role = |role: &Role| Choice::of(role.word(), role_words(words, *role), &sent.role);
    let root = format!("/{}/roles", edition.slug);
    RolesPage {
        frame: visit.frame_at(words.people_roles_title(), &root),
        edition: &edition.name,
        done: match visit.asked("done") {
            "given" => words.people_role_is_given(),
            "ended" => words.people_role_is_ended(),
            _ => "",
        },
        email: visit.held("email", &sent.email, wrong),
        role: visit.held("role", &sent.role, wrong),
        roles: GIVEN.iter().map(role).collect(),
        host: visit.held("host", &sent.host, wrong),
        hosts: choices(visit, hosts, &sent.host),
        from: visit.held("from", &sent.from, wrong),
        until: visit.held("until", &sent.until, wrong),
        held,
        ended,
        to_end: visit.to(&root),
    }
}

fn line(visit: &Visit, now: Timestamp, held: &roles::Held) -> Line {
    let words = visit.words;
    let holding = held.grant.holding;
    let from = visit.day(holding.starts_at);
    // What ends at midnight held until the day before.
    let last = |end: Timestamp| visit.day(end.plus_minutes(-1));
    Line {
        id: held.grant.id,
        called: held.account.called().to_owned(),
        email: if held.account.name.is_empty() {
            String::new()
        } else {
            held.account.email.clone()
        },
        role: role_words(words, holding.role),
        host: held.host.as_ref().map(|host| host.name.clone()),
        span: match holding.ends_at {
            Some(end) => words.people_from_until(from, last(end)),
            None => words.people_from_day(from),
        },
        ended: holding.ends_at.is_some_and(|end| end <= now),
    }
}

fn choices(visit: &Visit, hosts: &[Host], chosen: &str) -> Vec<Choices> {
    let of = |label: &str, is: fn(&Nature) -> bool| {
        let those = hosts.iter().filter(|host| is(&host.nature));
        let choice =
            |host: &Host| Choice::of(host.slug.as_str(), host.name.get(visit.lang), chosen);
        Choices { label: label.to_owned(), choices: those.map(choice).collect() }
    };
    let words = visit.words;
    Choices::offered([
        of(words.people_communities(), |nature| matches!(nature, Nature::Community { .. })),
        of(words.people_organisations(), |nature| matches!(nature, Nature::Organisation { .. })),
        of(words.people_bodies(), |nature| matches!(nature, Nature::Body)),
    ])
}

pub async fn give(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let wish = wish_of(&visit, &sent);
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let given = desk.db.write(move |tx: &mut Tx<'_>| {
        // The permission first: a form that cannot be read tells nobody that this page is there.
        let may = require_in::<ManageRoles, _>(tx, &ctx, &named)?;
        let wish = wish.as_ref().map_err(|refusal| Error::Refused(*refusal))?;
        roles::give(tx, &ctx, may, wish)
    });
    match visit.outcome(given.await) {
        Outcome::Done(_) => see_other(&visit.to(&format!("/{edition}/roles?done=given"))),
        Outcome::Wrong(status, wrong) => {
            form(&desk, &visit, edition, status, &sent, Some(wrong)).await
        }
        Outcome::Not(answer) => answer,
    }
}

fn wish_of(visit: &Visit, sent: &Sent) -> Result<Wish, Unwilling> {
    let (zone, now) = (visit.zone(), visit.ctx.now());
    let starts_at = moment_of(&zone, &sent.from, |day| day)?;
    // The last day is held to its end.
    let ends_at = moment_of(&zone, &sent.until, Date::next)?;
    Ok(Wish {
        email: sent.email.parse::<Email>().map_err(|_| Unwilling::NoAddress)?,
        role: Role::from_word(&sent.role).ok_or(Unwilling::NoRole)?,
        host: if sent.host.is_empty() { None } else { sent.host.parse().ok() },
        starts_at: starts_at.map_or(now, |start| start.max(now)),
        ends_at,
        lang: visit.lang,
    })
}

fn moment_of(
    zone: &Zone,
    text: &str,
    day: fn(Date) -> Date,
) -> Result<Option<Timestamp>, Unwilling> {
    match text.trim() {
        "" => Ok(None),
        text => {
            let date = text.parse().map_err(|_| Unwilling::NoDay)?;
            Ok(Some(zone.moment(day(date), 0)))
        }
    }
}

pub async fn end(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, grant)): Path<(String, String, String)>,
) -> Answer {
    let Ok(grant) = grant.parse::<GrantId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let ended = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_in::<ManageRoles, _>(tx, &ctx, &named)?;
        roles::end(tx, &ctx, may, grant)
    });
    match ended.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/roles?done=ended"))),
        Err(error) => unwilling(&visit, &error),
    }
}
