//! A host's profile, written by its lead in both languages.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Lang, Status, Text};
use store::Tx;

use super::Answer;
use super::activity::Now;
use super::home::home_of;
use crate::access::{ReadHost, RunHost, require_at};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Desk, Entries, Fields, Held, Outcome, Visit, Wrong};
use crate::error::Error;
use crate::hosting::refusal::Unwilling;
use crate::hosting::verbs::grants::{self, Book};
use crate::hosting::verbs::profile::{self, Wish, seen_of};
use crate::hosting::wish::Both;
use crate::hosts::model::Host;
use crate::shell::Frame;

/// A field with how its words came to be.
struct Line {
    held: Held,
    status: &'static str,
}

#[derive(Template)]
#[template(path = "hosting/pages/profile.html")]
struct ProfilePage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    host: &'v Host,
    home: String,
    name_zh: Line,
    name_en: Line,
    summary_zh: Line,
    summary_en: Line,
    site: Held,
    seen: String,
    wrong: String,
    now: Vec<Now>,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Named,
) -> Answer {
    form(&desk, &visit, (edition, host), StatusCode::OK, None, None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String),
    status: StatusCode,
    sent: Option<&Entries>,
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
    match read.await {
        Ok((host, book)) => page(status, &set(visit, &book, &host, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    book: &'v Book,
    host: &'v Host,
    sent: Option<&Entries>,
    wrong: Option<&Wrong>,
) -> ProfilePage<'v> {
    let (words, edition) = (visit.words, &book.programme.edition);
    let home = format!("/{}/hosts/{}", edition.slug, host.slug);
    let there = |text: &Text, lang| text.exactly(lang).map(|words| words.value.clone());
    let line = |name: &'static str, text: &Text, lang: Lang| {
        let now = there(text, lang).unwrap_or_default();
        let value = sent.map_or(now, |sent| sent.get(name).to_owned());
        let status = text.exactly(lang).map_or("", |one| status_words(visit, one.status));
        Line { held: visit.held(name, &value, wrong), status }
    };
    let site = host.site.clone().unwrap_or_default();
    let changed = wrong.filter(|(field, _)| *field == "seen");
    let told = |label, value: Option<String>| Now { label, value: value.unwrap_or_default() };
    ProfilePage {
        frame: visit.frame_at(words.hosting_profile_title(), &format!("{home}/profile")),
        edition: &edition.name,
        host,
        home: visit.to(&format!("{home}/home")),
        name_zh: line("name_zh", &host.name, Lang::Zh),
        name_en: line("name_en", &host.name, Lang::En),
        summary_zh: line("summary_zh", &host.summary, Lang::Zh),
        summary_en: line("summary_en", &host.summary, Lang::En),
        site: visit.held("site", sent.map_or(site.as_str(), |sent| sent.get("site")), wrong),
        // What is there now has been shown: sent again, the form is taken.
        seen: seen_of(host),
        wrong: changed.map(|(_, why)| why.clone()).unwrap_or_default(),
        now: match changed {
            None => Vec::new(),
            Some(_) => vec![
                told(words.hosting_name_zh(), there(&host.name, Lang::Zh)),
                told(words.hosting_name_en(), there(&host.name, Lang::En)),
                told(words.hosting_about_zh(), there(&host.summary, Lang::Zh)),
                told(words.hosting_about_en(), there(&host.summary, Lang::En)),
                told(words.hosting_site(), host.site.clone()),
            ],
        },
    }
}

/// How words came to be, when that is worth saying.
pub fn status_words(visit: &Visit, status: Status) -> &'static str {
    match status {
        Status::Original => "",
        Status::Machine => visit.words.hosting_status_machine(),
        Status::Checked => visit.words.hosting_status_checked(),
        Status::Stale => visit.words.hosting_status_stale(),
    }
}

pub async fn put(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let of = |name: &str| sent.get(name).to_owned();
    let wish = Wish {
        name: Both { zh: of("name_zh"), en: of("name_en") },
        summary: Both { zh: of("summary_zh"), en: of("summary_en") },
        site: of("site"),
        seen: of("seen"),
    };
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), host.clone()));
    let done = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = require_at::<RunHost, Unwilling>(tx, &ctx, &named.0, &named.1)?;
        profile::put(tx, &ctx, may, &wish)
    });
    match visit.outcome(done.await) {
        Outcome::Done(()) => see_other(&home_of(&visit, &edition, &host, "described")),
        Outcome::Wrong(status, wrong) => {
            form(&desk, &visit, (edition, host), status, Some(&sent), Some(wrong)).await
        }
        Outcome::Not(answer) => answer,
    }
}
