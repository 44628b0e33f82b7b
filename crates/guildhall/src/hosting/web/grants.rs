//! The grants of an edition: what every host was granted and has spent, and the form to grant.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Slug, Text};
use serde::Deserialize;
use store::Tx;

use super::{Answer, Spending, resource_words, spending};
use crate::access::{ManageGrants, require_in};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Choice, Choices, Desk, Fields, Held, Outcome, Visit, Wrong};
use crate::editions::model::{Feature, Hall, Venue};
use crate::error::Error;
use crate::hosting::model::Resource;
use crate::hosting::refusal::Unwilling;
use crate::hosting::verbs::grants::{self, Book, Place, Wish, from_form};
use crate::hosts::model::{CommunityStanding, Host, Nature};
use crate::programme::index::Index;
use crate::shell::Frame;
use crate::site::names::Named as _;

struct Entry {
    name: Text,
    home: String,
    lines: Vec<Spending>,
}

#[derive(Template)]
#[template(path = "hosting/pages/grants.html")]
struct GrantsPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    done: &'static str,
    host: Held,
    hosts: Vec<Choices>,
    resource: Held,
    resources: Vec<Choice>,
    hall: Held,
    halls: Vec<Choices>,
    amount: Held,
    entries: Vec<Entry>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    host: String,
    resource: String,
    hall: String,
    amount: String,
}

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    // A link from a host's line has the host chosen.
    let sent = Sent { host: visit.asked("host").to_owned(), ..Sent::default() };
    form(&desk, &visit, edition, StatusCode::OK, &sent, None).await
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
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<Book, Error<Unwilling>> {
        let may = require_in::<ManageGrants, _>(tx, &ctx, &edition)?;
        grants::of_edition(tx, may)
    });
    match read.await {
        Ok(book) => page(status, &set(visit, &book, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(visit: &'v Visit, book: &'v Book, sent: &Sent, wrong: Option<&Wrong>) -> GrantsPage<'v> {
    let (words, programme) = (visit.words, &book.programme);
    let index = Index::of(programme);
    let root = format!("/{}/grants", programme.edition.slug);
    let granted = |host: &&Host| {
        let has = book.grants.iter().any(|grant| grant.host == host.id);
        has || is_core(host)
    };
    let entry = |host: &Host| Entry {
        name: host.name.clone(),
        home: visit.to(&format!("/{}/hosts/{}/home", programme.edition.slug, host.slug)),
        lines: (book.of(&index, host.id).iter())
            .map(|line| spending(words, programme, &index, line))
            .collect(),
    };
    let resource = |resource: Resource| {
        Choice::of(resource.word(), resource_words(words, resource), &sent.resource)
    };
    GrantsPage {
        frame: visit.frame_at(words.hosting_grants_title(), &root),
        edition: &programme.edition.name,
        done: if visit.asked("done") == "granted" { words.hosting_is_granted() } else { "" },
        host: visit.held("host", &sent.host, wrong),
        hosts: hosts(visit, &programme.hosts, &sent.host),
        resource: visit.held("resource", &sent.resource, wrong),
        resources: Resource::ALL.map(resource).into(),
        hall: visit.held("hall", &sent.hall, wrong),
        halls: halls(visit, book, &sent.hall),
        amount: visit.held("amount", &sent.amount, wrong),
        entries: programme.hosts.iter().filter(granted).map(entry).collect(),
    }
}

fn is_core(host: &Host) -> bool {
    matches!(host.nature, Nature::Community { standing: CommunityStanding::Core })
}

fn hosts(visit: &Visit, hosts: &[Host], chosen: &str) -> Vec<Choices> {
    let of = |label: &str, core: bool| {
        let those = hosts.iter().filter(|host| is_core(host) == core);
        let choice =
            |host: &Host| Choice::of(host.slug.as_str(), host.name.get(visit.lang), chosen);
        Choices { label: label.to_owned(), choices: those.map(choice).collect() }
    };
    Choices::offered([
        of(visit.words.hosting_core(), true),
        of(visit.words.hosting_others(), false),
    ])
}

/// Every hall, and every kind of hall that there is.
pub(super) fn halls(visit: &Visit, book: &Book, chosen: &str) -> Vec<Choices> {
    let venues = &book.programme.venues;
    let has = |feature: &Feature| {
        venues.iter().flat_map(|venue| &venue.halls).any(|hall| hall.features.contains(feature))
    };
    let kind = |feature: Feature| {
        let label = visit.words.hosting_halls_with(feature.name(visit.words));
        Choice::of(format!("with:{}", feature.word()), label, chosen)
    };
    let kinds = Choices {
        label: visit.words.hosting_kinds_of_hall().to_owned(),
        choices: Feature::ALL.into_iter().filter(has).map(kind).collect(),
    };
    let of = |venue: &Venue| {
        let choice = |hall: &Hall| {
            let value = format!("{}/{}", venue.slug, hall.slug);
            Choice::of(value, hall.name.get(visit.lang), chosen)
        };
        Choices {
            label: venue.name.get(visit.lang).to_owned(),
            choices: venue.halls.iter().map(choice).collect(),
        }
    };
    Choices::offered(std::iter::once(kinds).chain(venues.iter().map(of)))
}

pub async fn set_grant(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Sent>,
) -> Answer {
    let wish = wish_of(&sent);
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let granted = desk.db.write(move |tx: &mut Tx<'_>| {
        // The permission first: a form that cannot be read tells nobody that this page is there.
        let may = require_in::<ManageGrants, _>(tx, &ctx, &named)?;
        let wish = wish.as_ref().map_err(|refusal| Error::Refused(*refusal))?;
        grants::set(tx, &ctx, may, wish)
    });
    match visit.outcome(granted.await) {
        Outcome::Done(()) => see_other(&visit.to(&format!("/{edition}/grants?done=granted"))),
        Outcome::Wrong(status, wrong) => {
            form(&desk, &visit, edition, status, &sent, Some(wrong)).await
        }
        Outcome::Not(answer) => answer,
    }
}

fn wish_of(sent: &Sent) -> Result<Wish, Unwilling> {
    let host: Slug = sent.host.parse().map_err(|_| Unwilling::NoHost)?;
    let resource = Resource::from_word(&sent.resource).ok_or(Unwilling::NoResource)?;
    let place = Place::read(&sent.hall).ok_or(Unwilling::NoHall)?;
    let amount = from_form(resource, &sent.amount).ok_or(Unwilling::NoAmount)?;
    Ok(Wish { host, resource, place, amount })
}
