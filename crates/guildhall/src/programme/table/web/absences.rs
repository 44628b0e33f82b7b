//! When people and hosts are not there: a list and a form, for the organisers and for a host's lead.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Lang, Text};
use serde::Deserialize;
use store::Tx;

use super::{Answer, clock, told};
use crate::access::{EditProgramme, EnterAbsences, require_at, require_in};
use crate::ctx::Ctx;
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Desk, Fields, Held, Visit};
use crate::error::{Error, Refusal as _};
use crate::programme::absences::{AbsenceId, Sort};
use crate::programme::index::Index;
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::verbs::absences::{self, Book, Named, Wish};
use crate::shell::{Frame, when};

struct Line {
    id: AbsenceId,
    who: String,
    when: String,
    sort: &'static str,
}

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "programme/table/pages/absences.html")]
struct AbsencesPage<'v> {
    frame: Frame<'v>,
    over: Text,
    lead: &'static str,
    done: &'static str,
    whose: Held,
    hosts: Vec<Choice>,
    people: Vec<Choice>,
    sort: Held,
    sorts: Vec<Choice>,
    day: Held,
    days: Vec<Choice>,
    from: Held,
    until: Held,
    lines: Vec<Line>,
}

#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    /// `person:slug` or `host:slug`.
    whose: String,
    sort: String,
    day: String,
    from: String,
    until: String,
}

/// Whose page it is: the edition's, or a host's.
#[derive(Clone)]
struct Of {
    edition: String,
    host: Option<String>,
}

impl Of {
    fn rest(&self) -> String {
        match &self.host {
            None => format!("/{}/draft/absences", self.edition),
            Some(host) => format!("/{}/hosts/{host}/absences", self.edition),
        }
    }

    fn read(&self, tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Book, Error<Unwilling>> {
        match &self.host {
            None => {
                let may = require_in::<EditProgramme, _>(tx, ctx, &self.edition)?;
                absences::of_edition(tx, may)
            }
            Some(host) => {
                let may = require_at::<EnterAbsences, _>(tx, ctx, &self.edition, host)?;
                absences::of_host(tx, may)
            }
        }
    }

    fn enter(&self, tx: &mut Tx<'_>, ctx: &Ctx, sent: &Sent) -> Result<(), Error<Unwilling>> {
        match &self.host {
            None => {
                let may = require_in::<EditProgramme, _>(tx, ctx, &self.edition)?;
                absences::enter_any(tx, ctx, may, &sent.wish().map_err(Error::Refused)?)
            }
            Some(host) => {
                let may = require_at::<EnterAbsences, _>(tx, ctx, &self.edition, host)?;
                absences::enter_own(tx, ctx, may, &sent.wish().map_err(Error::Refused)?)
            }
        }
    }

    fn remove(&self, tx: &mut Tx<'_>, ctx: &Ctx, id: &str) -> Result<(), Error<Unwilling>> {
        let id = id.parse::<AbsenceId>().map_err(|_| Error::Missing);
        match &self.host {
            None => {
                let may = require_in::<EditProgramme, _>(tx, ctx, &self.edition)?;
                absences::remove_any(tx, ctx, may, id?)
            }
            Some(host) => {
                let may = require_at::<EnterAbsences, _>(tx, ctx, &self.edition, host)?;
                absences::remove_own(tx, ctx, may, id?)
            }
        }
    }
}

impl Sent {
    fn wish(&self) -> Result<Wish, Unwilling> {
        let whose = match self.whose.split_once(':') {
            Some(("person", slug)) => slug.parse().ok().map(Named::Person),
            Some(("host", slug)) => slug.parse().ok().map(Named::Host),
            _ => None,
        };
        Ok(Wish {
            whose: whose.ok_or(Unwilling::Nobody)?,
            sort: Sort::from_word(&self.sort).ok_or(Unwilling::NoSort)?,
            day: self.day.parse().map_err(|_| Unwilling::NoDay)?,
            from: clock(&self.from).ok_or(Unwilling::NoFrom)?,
            until: match self.until.trim() {
                "24:00" => 24 * 60,
                until => clock(until).ok_or(Unwilling::NoEnd)?,
            },
        })
    }
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    of: Of,
    wrong: Option<(&Sent, &Unwilling)>,
) -> Answer {
    let (ctx, reading) = (visit.ctx.clone(), of.clone());
    match desk.db.read(move |tx: &mut Tx<'_>| reading.read(tx, &ctx)).await {
        Ok(book) => {
            let status = wrong.map_or(StatusCode::OK, |(_, refusal)| refusal.status());
            page(status, &set_out(visit, &of, &book, wrong))
        }
        Err(error) => unwilling(visit, &error),
    }
}

fn set_out<'v>(
    visit: &'v Visit,
    of: &Of,
    book: &Book,
    wrong: Option<(&Sent, &Unwilling)>,
) -> AbsencesPage<'v> {
    let (words, lang, programme) = (visit.words, visit.lang, &book.programme);
    let index = Index::of(programme);
    let nothing = Sent::default();
    let sent = wrong.map_or(&nothing, |(sent, _)| sent);
    let said = wrong.map(|(_, refusal)| (refusal.field(), refusal.words(words)));
    let held = |name: &str, value: &str| visit.held(name, value, said.as_ref());
    let choice = |value: String, label: &str, chosen: &str| Choice {
        label: label.to_owned(),
        chosen: value == chosen,
        value,
    };
    let own = |host: Option<_>| book.of_host.is_none_or(|of| host == Some(of));
    let name = |text: &Text, lang: Lang| text.get(lang).to_owned();
    let hosts = programme.hosts.iter().filter(|one| own(Some(one.id)));
    let people = programme.people.iter().filter(|one| own(one.host));
    let sort_words = |sort| match sort {
        Sort::Away => words.table_sort_away(),
        Sort::RatherNot => words.table_sort_rather_not(),
    };
    let edition = &programme.edition;
    let host = book.of_host.and_then(|id| index.host(programme, id));
    AbsencesPage {
        frame: visit.frame_at(words.table_absences_title(), &of.rest()),
        over: host.map_or_else(|| edition.name.clone(), |host| host.name.clone()),
        lead: words.table_absences_lead(),
        done: match visit.asked("done") {
            "entered" => words.table_absence_entered(),
            "removed" => words.table_absence_removed(),
            _ => "",
        },
        whose: held("whose", &sent.whose),
        hosts: hosts
            .map(|one| choice(format!("host:{}", one.slug), &name(&one.name, lang), &sent.whose))
            .collect(),
        people: people
            .map(|one| choice(format!("person:{}", one.slug), &name(&one.name, lang), &sent.whose))
            .collect(),
        sort: held("sort", &sent.sort),
        sorts: Sort::ALL
            .map(|sort| choice(sort.word().to_owned(), sort_words(sort), &sent.sort))
            .into(),
        day: held("day", &sent.day),
        days: (edition.first_day.through(edition.last_day, 60).into_iter())
            .map(|day| choice(day.to_string(), &when::day(words, day), &sent.day))
            .collect(),
        from: held("from", &sent.from),
        until: held("until", &sent.until),
        lines: (book.absences.iter())
            .map(|one| Line {
                id: one.id,
                who: told::who(programme, &index, visit, one.whose),
                when: when::span(words, &edition.zone, one.interval),
                sort: sort_words(one.sort),
            })
            .filter(|line| !line.who.is_empty())
            .collect(),
    }
}

async fn entered(desk: Arc<Desk>, visit: Visit, of: Of, sent: Sent) -> Answer {
    let (ctx, named, asked) = (visit.ctx.clone(), of.clone(), sent.clone());
    match desk.db.write(move |tx: &mut Tx<'_>| named.enter(tx, &ctx, &asked)).await {
        Ok(()) => see_other(&visit.to(&format!("{}?done=entered", of.rest()))),
        Err(Error::Refused(refusal)) if !refusal.field().is_empty() => {
            form(&desk, &visit, of, Some((&sent, &refusal))).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

async fn removed(desk: Arc<Desk>, visit: Visit, of: Of, id: String) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), of.clone());
    match desk.db.write(move |tx: &mut Tx<'_>| named.remove(tx, &ctx, &id)).await {
        Ok(()) => see_other(&visit.to(&format!("{}?done=removed", of.rest()))),
        Err(error) => unwilling(&visit, &error),
    }
}

type OfEdition = Path<(String, String)>;
type OfHost = Path<(String, String, String)>;

pub async fn show_all(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): OfEdition,
) -> Answer {
    form(&desk, &visit, Of { edition, host: None }, None).await
}

pub async fn enter_any(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): OfEdition,
    Fields(sent): Fields<Sent>,
) -> Answer {
    entered(desk, visit, Of { edition, host: None }, sent).await
}

pub async fn remove_any(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, id)): OfHost,
) -> Answer {
    removed(desk, visit, Of { edition, host: None }, id).await
}

pub async fn show_own(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): OfHost,
) -> Answer {
    form(&desk, &visit, Of { edition, host: Some(host) }, None).await
}

pub async fn enter_own(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): OfHost,
    Fields(sent): Fields<Sent>,
) -> Answer {
    entered(desk, visit, Of { edition, host: Some(host) }, sent).await
}

pub async fn remove_own(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host, id)): Path<(String, String, String, String)>,
) -> Answer {
    removed(desk, visit, Of { edition, host: Some(host) }, id).await
}
