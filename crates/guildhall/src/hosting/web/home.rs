//! A host at home: what it was granted and has spent, its activities, who acts for it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Slug, Text};
use serde::Deserialize;
use store::Tx;

use super::{Answer, Spending, beside, day, spending};
use crate::access::grants::GrantId;
use crate::access::{ManageMembers, ReadHost, Role, require_at};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit};
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosting::model::{Invitation, InvitationId};
use crate::hosting::refusal::Unwilling;
use crate::hosting::verbs::grants::{self, Book};
use crate::hosting::verbs::invitations::{self, GIVEN, Wish};
use crate::hosting::verbs::members::{self, Member};
use crate::hosts::model::Host;
use crate::people::account::Email;
use crate::people::letters::role_words;
use crate::programme::index::Index;
use crate::programme::model::{Activity, ActivityState, Placement};
use crate::shell::{Frame, when};

struct Line {
    title: Text,
    /// The public page; empty when the public cannot read it.
    path: String,
    when: String,
    hall: Option<Text>,
    cancelled: bool,
    /// The others who host it.
    with: Vec<Text>,
}

struct MemberLine {
    id: GrantId,
    called: String,
    role: &'static str,
    since: String,
    is_you: bool,
}

struct InvitationLine {
    id: InvitationId,
    email: String,
    role: &'static str,
    until: String,
}

struct Choice {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "hosting/pages/home.html")]
struct HomePage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    host: &'v Host,
    root: String,
    /// Empty when the public cannot read it.
    public: String,
    calls: String,
    done: &'static str,
    spending: Vec<Spending>,
    activities: Vec<Line>,
    members: Vec<MemberLine>,
    /// Whether members may be invited and ended here.
    manages: bool,
    invitations: Vec<InvitationLine>,
    email: Held,
    role: Held,
    roles: Vec<Choice>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    email: String,
    role: String,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Named,
) -> Answer {
    form(&desk, &visit, (edition, host), StatusCode::OK, &Sent::default(), None).await
}

struct Gathered {
    book: Book,
    host: Host,
    members: Vec<Member>,
    /// `None` for who may not manage them.
    invitations: Option<Vec<Invitation>>,
}

fn gather(
    tx: &mut Tx<'_>,
    visit: &crate::ctx::Ctx,
    (edition, host): &(String, String),
) -> Result<Gathered, Error<Unwilling>> {
    let may = require_at::<ReadHost, Unwilling>(tx, visit, edition, host)?;
    let book = grants::of_host(tx, may)?;
    let id = may.host::<Host>();
    let found = book.programme.hosts.iter().find(|one| one.id == id).cloned();
    let host_found = found.ok_or(Error::Missing)?;
    let members = members::of_host(tx, visit, may)?;
    let manages = require_at::<ManageMembers, Unwilling>(tx, visit, edition, host);
    let invitations = match manages {
        Ok(manages) => Some(invitations::of_host(tx, manages)?),
        Err(_) => None,
    };
    Ok(Gathered { book, host: host_found, members, invitations })
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String),
    status: StatusCode,
    sent: &Sent,
    wrong: Option<(&str, String)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    match desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &named)).await {
        Ok(gathered) => page(status, &set(desk, visit, &gathered, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    desk: &Desk,
    visit: &'v Visit,
    gathered: &'v Gathered,
    sent: &Sent,
    wrong: Option<&(&str, String)>,
) -> HomePage<'v> {
    let (words, Gathered { book, host, members, invitations }) = (visit.words, gathered);
    let (programme, index) = (&book.programme, Index::of(&book.programme));
    let edition: &Edition = &programme.edition;
    let rest = format!("/{}/hosts/{}", edition.slug, host.slug);
    let public = if desk.house.shows(&edition.slug) { visit.to(&rest) } else { String::new() };
    let now = visit.ctx.now();
    let open = invitations.iter().flatten().filter(|one| one.stands_at(now));
    let lines = book.of(&index, host.id);
    let hosted = index.of_host(programme, host.id);
    HomePage {
        frame: visit.frame_at(host.name.get(visit.lang), &format!("{rest}/home")),
        edition: &edition.name,
        host,
        root: visit.to(&rest),
        public,
        calls: visit.to(&format!("/{}/calls", edition.slug)),
        done: match visit.asked("done") {
            "invited" => words.hosting_is_invited(),
            "withdrawn" => words.hosting_is_withdrawn(),
            "ended" => words.hosting_is_ended(),
            "joined" => words.hosting_is_joined(),
            _ => "",
        },
        spending: lines.iter().map(|line| spending(words, programme, &index, line)).collect(),
        activities: hosted
            .into_iter()
            .map(|one| line(desk, visit, book, &index, host, one))
            .collect(),
        members: members.iter().map(|member| member_line(visit, member)).collect(),
        manages: invitations.is_some(),
        invitations: open.map(|one| invitation_line(visit, one)).collect(),
        email: visit.held("email", &sent.email, wrong),
        role: visit.held("role", &sent.role, wrong),
        roles: GIVEN
            .map(|role| Choice {
                value: role.word(),
                label: role_words(words, role),
                chosen: role.word() == sent.role,
            })
            .into(),
    }
}

fn line(
    desk: &Desk,
    visit: &Visit,
    book: &Book,
    index: &Index,
    host: &Host,
    activity: &Activity,
) -> Line {
    let programme = &book.programme;
    let slug = &programme.edition.slug;
    let place = activity.placement;
    let hall = place.and_then(|Placement { hall, .. }| index.hall(programme, hall));
    let span = |place: Placement| when::span(visit.words, &programme.edition.zone, place.interval);
    let others = activity.hosts.iter().filter(|id| **id != host.id);
    Line {
        title: activity.title.clone(),
        path: desk.house.activity(visit.lang, slug, &activity.slug).unwrap_or_default(),
        when: place.map_or_else(|| visit.words.hosting_not_placed().to_owned(), span),
        hall: hall.map(|(_, hall)| hall.name.clone()),
        cancelled: activity.state == ActivityState::Cancelled,
        with: others
            .filter_map(|id| index.host(programme, *id))
            .map(|it| it.name.clone())
            .collect(),
    }
}

fn member_line(visit: &Visit, Member { grant, account }: &Member) -> MemberLine {
    MemberLine {
        id: grant.id,
        called: account.called().to_owned(),
        role: role_words(visit.words, grant.holding.role),
        since: day(visit, grant.holding.starts_at),
        is_you: visit.account() == Some(account.id),
    }
}

fn invitation_line(visit: &Visit, made: &Invitation) -> InvitationLine {
    InvitationLine {
        id: made.id,
        email: made.email.clone(),
        role: role_words(visit.words, made.role),
        until: day(visit, made.expires_at),
    }
}

pub async fn invite(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Named,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let wish = wish_of(&visit, &sent);
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), host.clone()));
    let invited = desk.db.write(move |tx: &mut Tx<'_>| {
        // The permission first: a form that cannot be read tells nobody that this page is there.
        let may = require_at::<ManageMembers, _>(tx, &ctx, &named.0, &named.1)?;
        let wish = wish.as_ref().map_err(|refusal| Error::Refused(*refusal))?;
        invitations::invite(tx, &ctx, may, wish)
    });
    match invited.await {
        Ok(_) => see_other(&home_of(&visit, &edition, &host, "invited")),
        Err(Error::Refused(refusal)) if !refusal.field().is_empty() => {
            let (status, wrong) = beside(&visit, refusal);
            form(&desk, &visit, (edition, host), status, &sent, Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

fn wish_of(visit: &Visit, sent: &Sent) -> Result<Wish, Unwilling> {
    Ok(Wish {
        email: sent.email.parse::<Email>().map_err(|_| Unwilling::NoAddress)?,
        role: Role::from_word(&sent.role).ok_or(Unwilling::NoRole)?,
        lang: visit.lang,
    })
}

fn home_of(visit: &Visit, edition: &str, host: &str, done: &str) -> String {
    visit.to(&format!("/{edition}/hosts/{host}/home?done={done}"))
}

/// The home of that host after something was done there.
pub fn home(visit: &Visit, edition: &Slug, host: &Slug, done: &str) -> String {
    home_of(visit, edition.as_str(), host.as_str(), done)
}

pub async fn withdraw(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, invitation)): Path<(String, String, String, String)>,
) -> Answer {
    let Ok(invitation) = invitation.parse::<InvitationId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), host.clone()));
    let withdrawn = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_at::<ManageMembers, _>(tx, &ctx, &named.0, &named.1)?;
        invitations::withdraw(tx, &ctx, may, invitation)
    });
    match withdrawn.await {
        Ok(()) => see_other(&home_of(&visit, &edition, &host, "withdrawn")),
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn end(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, grant)): Path<(String, String, String, String)>,
) -> Answer {
    let Ok(grant) = grant.parse::<GrantId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), host.clone()));
    let ended = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = require_at::<ManageMembers, _>(tx, &ctx, &named.0, &named.1)?;
        members::end(tx, &ctx, may, grant)
    });
    match ended.await {
        Ok(()) => see_other(&home_of(&visit, &edition, &host, "ended")),
        Err(error) => unwilling(&visit, &error),
    }
}
