//! The start page of whoever has signed in: who they are, what they may do and where.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use kernel::{Slug, Text};
use store::{Fault, Tx};

use super::Answer;
use crate::access::{
    Actor, Denied, EditProgramme, Grant, Holding, ManageCalls, ManageDoor, ManageGrants,
    ManageGuests, ManageLetters, ManageRoles, ManageTokens, ManageWebhooks, Permission,
    PublishRelease, ReadConflicts, ReadHeadcount, Role, Scope, Translate, decide, grants,
};
use crate::desk::answer::{failed, nowhere, page, see_other};
use crate::desk::{Desk, Visit};
use crate::editions::model::Edition;
use crate::hosts::model::Host;
use crate::people::account::Account;
use crate::people::letters::role_words;
use crate::people::verbs::accounts;
use crate::shell::Frame;
use crate::{editions, hosts};

/// One place where somebody may do something.
struct Place {
    name: Text,
    days: String,
    roles: Vec<RoleLine>,
    ways: Vec<Way>,
}

/// A role, where within the edition, and until when.
struct RoleLine {
    role: &'static str,
    host: Option<(Text, String)>,
    until: String,
    /// It begins on that day; empty when it holds now.
    from: String,
}

struct Way {
    label: &'static str,
    hint: &'static str,
    path: String,
}

#[derive(Template)]
#[template(path = "people/pages/account.html")]
struct AccountPage<'v> {
    frame: Frame<'v>,
    account: &'v Account,
    base: String,
    /// Nothing is known of them but the address.
    nameless: bool,
    operates: bool,
    places: Vec<Place>,
}

pub async fn show(State(desk): State<Arc<Desk>>, visit: Visit) -> Answer {
    let Some(session) = &visit.session else {
        return see_other(&format!("{}?onward={}", visit.to("/sign-in"), visit.path()));
    };
    let id = session.account;
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, id)).await;
    match read {
        Err(fault) => failed(&fault),
        Ok(None) => nowhere(),
        Ok(Some(Gathered { account, grants, editions, hosts })) => {
            let now = visit.ctx.now();
            let held: Vec<Grant> = grants
                .into_iter()
                .filter(|one| one.holding.ends_at.is_none_or(|end| now < end))
                .collect();
            let operates = held.iter().any(|one| one.holding.role == Role::Operator);
            let mut places: Vec<Place> = editions
                .iter()
                .zip(&hosts)
                .filter_map(|(edition, hosts)| place(&desk, &visit, edition, hosts, &held))
                .collect();
            places.retain(|place| operates || !place.roles.is_empty());
            let page_of = AccountPage {
                frame: visit.frame(visit.words.people_account_title()),
                base: visit.to("/account"),
                nameless: account.name.is_empty(),
                account: &account,
                operates,
                places,
            };
            page(StatusCode::OK, &page_of)
        }
    }
}

struct Gathered {
    account: Account,
    grants: Vec<Grant>,
    editions: Vec<Edition>,
    /// The hosts of each edition, as far as a role names one of them.
    hosts: Vec<Vec<Host>>,
}

fn gather(tx: &mut Tx<'_>, id: crate::access::AccountId) -> Result<Option<Gathered>, Fault> {
    let Some(account) = accounts::find(tx, id)? else { return Ok(None) };
    let grants = grants::of_account(tx, id)?;
    // Earlier editions are known by their totals alone: nothing can be done there.
    let mut editions = editions::verbs::all(tx)?;
    editions.retain(|edition| edition.standing == editions::model::Standing::Current);
    let mut all = Vec::with_capacity(editions.len());
    for edition in &editions {
        let at_hosts = grants.iter().any(|grant| {
            let scope = grant.holding.scope;
            scope.host_uuid().is_some() && scope.edition_uuid() == Some(edition.id.uuid())
        });
        all.push(if at_hosts { hosts::verbs::of_edition(tx, edition.id)? } else { Vec::new() });
    }
    Ok(Some(Gathered { account, grants, editions, hosts: all }))
}

/// The ways to the door and to how full it is.
fn door_ways(visit: &Visit, scope: Scope, holdings: &[Holding], edition: &Slug) -> Vec<Way> {
    let words = visit.words;
    let way = |label, hint, rest| Way { label, hint, path: in_edition(visit, edition, rest) };
    let door = may::<ManageDoor>(visit, scope, holdings)
        .then(|| way(words.door_title(), words.door_way_hint(), "/door"));
    let count = may::<ReadHeadcount>(visit, scope, holdings)
        .then(|| way(words.door_headcount(), words.door_headcount_hint(), "/headcount"));
    door.into_iter().chain(count).collect()
}

fn place(
    desk: &Desk,
    visit: &Visit,
    edition: &Edition,
    hosts: &[Host],
    grants: &[Grant],
) -> Option<Place> {
    let (words, scope) = (visit.words, Scope::edition(edition.id));
    let holdings: Vec<Holding> = grants.iter().map(|grant| grant.holding).collect();
    let here = |one: &&Holding| one.scope.edition_uuid() == scope.edition_uuid();
    let roles = holdings.iter().filter(here).map(|one| role_line(visit, edition, hosts, one));
    let roles: Vec<RoleLine> = roles.collect();
    let to = |rest: &str| in_edition(visit, &edition.slug, rest);
    let way = |label, hint, path| Way { label, hint, path };
    let mut ways = Vec::new();
    if desk.house.shows(&edition.slug) {
        ways.push(way(words.people_way_public(), words.people_way_public_hint(), to("")));
    }
    if may::<PublishRelease>(visit, scope, &holdings) {
        ways.push(way(words.people_way_draft(), words.people_way_draft_hint(), to("/draft")));
    }
    if may::<EditProgramme>(visit, scope, &holdings) {
        let path = to("/draft/table");
        ways.push(way(words.table_title(), words.table_way_hint(), path));
        let path = to("/draft/absences");
        ways.push(way(words.table_absences_title(), words.table_absences_hint(), path));
    }
    if may::<ReadConflicts>(visit, scope, &holdings) {
        let path = to("/draft/conflicts");
        ways.push(way(words.people_way_conflicts(), words.people_way_conflicts_hint(), path));
    }
    if may::<ManageGrants>(visit, scope, &holdings) {
        ways.push(way(words.people_way_grants(), words.people_way_grants_hint(), to("/grants")));
    }
    if may::<ManageGrants>(visit, scope, &holdings) {
        let path = to("/requests");
        ways.push(way(words.people_way_requests(), words.people_way_requests_hint(), path));
    }
    ways.push(way(
        words.calls_mine_title(),
        words.people_way_proposals_hint(),
        to("/proposals/mine"),
    ));
    ways.push(way(words.review_mine_title(), words.people_way_reviews_hint(), to("/reviews")));
    if may::<ManageCalls>(visit, scope, &holdings) {
        ways.push(way(words.calls_list_title(), words.people_way_calls_hint(), to("/calls")));
    }
    ways.extend(door_ways(visit, scope, &holdings, &edition.slug));
    if may::<ManageGuests>(visit, scope, &holdings) {
        ways.push(way(words.people_way_guests(), words.people_way_guests_hint(), to("/guests")));
    }
    if may::<ManageLetters>(visit, scope, &holdings) {
        ways.push(way(words.people_way_letters(), words.people_way_letters_hint(), to("/letters")));
    }
    if may::<Translate>(visit, scope, &holdings) {
        let path = to("/translation");
        ways.push(way(words.people_way_translation(), words.people_way_translation_hint(), path));
    }
    if may::<ManageWebhooks>(visit, scope, &holdings) {
        let path = to("/webhooks");
        ways.push(way(words.people_way_webhooks(), words.people_way_webhooks_hint(), path));
    }
    if may::<ManageTokens>(visit, scope, &holdings) {
        ways.push(way(words.people_way_tokens(), words.people_way_tokens_hint(), to("/tokens")));
    }
    if may::<ManageRoles>(visit, scope, &holdings) {
        ways.push(way(words.people_way_roles(), words.people_way_roles_hint(), to("/roles")));
    }
    let days = crate::shell::when::days(words, edition.first_day, edition.last_day);
    Some(Place { name: edition.name.clone(), days, roles, ways })
}

fn role_line(visit: &Visit, edition: &Edition, hosts: &[Host], held: &Holding) -> RoleLine {
    let host = held.scope.host_uuid();
    let host = host.and_then(|id| hosts.iter().find(|host| host.id.uuid() == id));
    // Those who act for a host are let in at home.
    let to = |host: &Host| in_edition(visit, &edition.slug, &format!("/hosts/{}/home", host.slug));
    let from =
        if held.starts_at > visit.ctx.now() { visit.day(held.starts_at) } else { String::new() };
    RoleLine {
        role: role_words(visit.words, held.role),
        host: host.map(|host| (host.name.clone(), to(host))),
        until: held.ends_at.map(|end| visit.day(end)).unwrap_or_default(),
        from,
    }
}

fn in_edition(visit: &Visit, edition: &Slug, rest: &str) -> String {
    visit.to(&format!("/{edition}{rest}"))
}

fn may<P: Permission>(visit: &Visit, scope: Scope, holdings: &[Holding]) -> bool {
    let decided: Result<_, Denied> = decide::<P>(visit.ctx.actor, scope, holdings, visit.ctx.now());
    matches!(visit.ctx.actor, Actor::Account(_)) && decided.is_ok()
}
