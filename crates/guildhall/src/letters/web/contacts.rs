//! Whom the people of the programme are reached at: for organisers all of them, for the leads of a
//! host theirs.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::Answer;
use crate::access::{ManageLetters, ReadContacts, require_at, require_in};
use crate::desk::answer::{page, unwilling};
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::hosts;
use crate::hosts::model::Host;
use crate::letters::refusal::Unwilling;
use crate::letters::verbs::contacts::{self, Known};
use crate::shell::Frame;

struct Line {
    name: Text,
    title: Text,
    /// Empty when nobody has noted one.
    email: String,
    bounces: bool,
    /// Empty where nothing may be changed.
    path: String,
}

struct Facet {
    label: &'static str,
    count: usize,
    path: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "letters/pages/contacts.html")]
struct ContactsPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    /// Where one came from, and what it is called.
    back: (String, String),
    lead: &'static str,
    facets: Vec<Facet>,
    lines: Vec<Line>,
}

type Is = fn(&Known) -> bool;

fn missing(one: &Known) -> bool {
    one.contact.is_none()
}

fn bounces(one: &Known) -> bool {
    one.bounce.is_some()
}

pub async fn of_edition(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_in::<ManageLetters, _>(tx, &ctx, &edition)?;
        let edition = editions::verbs::by_id(tx, may.edition())?.ok_or(Error::Missing)?;
        Ok((edition, contacts::of_edition(tx, may)?))
    });
    let (edition, known) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(&visit, &error),
    };
    let words = visit.words;
    let root = format!("/{}/contacts", edition.slug);
    let all: [(&str, &'static str, Is); 4] = [
        ("", words.letters_contacts_all(), |_| true),
        ("missing", words.letters_contacts_missing(), missing),
        ("with", words.letters_contacts_with(), |one| !missing(one)),
        ("bounced", words.letters_contacts_bounced(), bounces),
    ];
    let asked = visit.asked("only");
    let (chosen, _, is) = *all.iter().find(|(word, ..)| *word == asked).unwrap_or(&all[0]);
    let facet = |(word, label, is): &(&str, &'static str, Is)| Facet {
        label,
        count: known.iter().filter(|one| is(one)).count(),
        path: visit.to(&format!("{root}?only={word}")),
        chosen: *word == chosen,
    };
    let page_of = ContactsPage {
        frame: visit.frame_at(words.letters_contacts_title(), &root),
        edition: &edition.name,
        back: (visit.to(&format!("/{}/letters", edition.slug)), words.letters_title().to_owned()),
        lead: words.letters_contacts_lead(),
        facets: all.iter().map(facet).collect(),
        lines: known
            .iter()
            .filter(|one| is(one))
            .map(|one| line(&visit, Some(&edition), one))
            .collect(),
    };
    page(StatusCode::OK, &page_of)
}

fn line(visit: &Visit, edition: Option<&Edition>, known: &Known) -> Line {
    let Known { person, contact, bounce } = known;
    let way = |edition: &Edition| visit.to(&format!("/{}/contacts/{}", edition.slug, person.slug));
    Line {
        name: person.name.clone(),
        title: person.title.clone(),
        email: contact.as_ref().map(|contact| contact.email.clone()).unwrap_or_default(),
        bounces: bounce.is_some(),
        path: edition.map(way).unwrap_or_default(),
    }
}

pub async fn of_host(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Path<(String, String, String)>,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), host.clone()));
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = require_at::<ReadContacts, _>(tx, &ctx, &named.0, &named.1)?;
        let edition = editions::verbs::by_id(tx, may.edition_of_host())?.ok_or(Error::Missing)?;
        let (hosts, id) = (hosts::verbs::of_edition(tx, edition.id)?, may.host::<Host>());
        let host = hosts.into_iter().find(|host| host.id == id).ok_or(Error::Missing)?;
        Ok((edition, host, contacts::of_host(tx, may)?))
    });
    let (found, of, known) = match read.await {
        Ok(read) => read,
        Err(error) => return unwilling(&visit, &error),
    };
    let words = visit.words;
    let rest = format!("/{edition}/hosts/{host}");
    let page_of = ContactsPage {
        frame: visit.frame_at(words.letters_contacts_title(), &format!("{rest}/contacts")),
        edition: &found.name,
        back: (visit.to(&format!("{rest}/home")), of.name.get(visit.lang).to_owned()),
        lead: words.letters_contacts_host_lead(),
        facets: Vec::new(),
        lines: known.iter().map(|one| line(&visit, None, one)).collect(),
    };
    page(StatusCode::OK, &page_of)
}
