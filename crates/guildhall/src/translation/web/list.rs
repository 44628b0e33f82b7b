//! What there is to translate in a language, with what each text needs; ticked ones are marked as read.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Lang, LangTag, Text};
use store::Tx;

use super::{Answer, Base, drafted, field_words, thing_words, tongue, tongues};
use crate::desk::answer::{page, see_other, unwilling};
use crate::desk::{Desk, Entries, Fields, Outcome, Visit, Wrong};
use crate::error::Error;
use crate::programme::model::Programme;
use crate::programme::texts::Key;
use crate::shell::Frame;
use crate::site::names::language;
use crate::translation::refusal::Unwilling;
use crate::translation::verbs::texts;
use crate::translation::work::{self, Need, Whose};
use crate::words::Words;

/// What nobody reads further than; the count is told.
const LINES_MAX: usize = 100;
/// So much of a text is enough to know it.
const EXCERPT_LENGTH: usize = 90;

struct Line {
    key: String,
    path: String,
    of: Text,
    what: String,
    excerpt: String,
    /// It can be marked as read.
    ticks: bool,
}

/// How many texts need what in one language.
struct Row {
    name: String,
    cells: Vec<Cell>,
}

struct Cell {
    count: usize,
    path: String,
    here: bool,
    is_work: bool,
}

#[derive(Template)]
#[template(path = "translation/pages/list.html")]
struct ListPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    /// Whose texts; the edition's when absent.
    host: Option<Text>,
    back: String,
    glossary: String,
    done: String,
    wrong: String,
    heads: Vec<&'static str>,
    rows: Vec<Row>,
    tongue: String,
    tag: LangTag,
    need: &'static str,
    lines: Vec<Line>,
    more: usize,
    ticks: bool,
}

pub async fn of_edition(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    show(&desk, &visit, Base { edition, host: None }, StatusCode::OK, None).await
}

pub async fn of_host(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Path<(String, String, String)>,
) -> Answer {
    show(&desk, &visit, Base { edition, host: Some(host) }, StatusCode::OK, None).await
}

async fn show(
    desk: &Arc<Desk>,
    visit: &Visit,
    base: Base,
    status: StatusCode,
    wrong: Option<Wrong>,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), base.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = named.may(tx, &ctx)?;
        Ok((drafted(tx, may)?, may.whose()))
    });
    match read.await {
        Ok((programme, whose)) => page(status, &set(visit, &base, &programme, whose, wrong)),
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    visit: &'v Visit,
    base: &Base,
    programme: &'v Programme,
    whose: Whose,
    wrong: Option<Wrong>,
) -> ListPage<'v> {
    let (words, rest, slug) = (visit.words, base.rest(), &programme.edition.slug);
    let chosen = tongue(visit, programme);
    let lines = work::lines(programme, &chosen, whose);
    let counts = work::counts(&lines);
    let work_first = Need::ALL.into_iter().find(|need| counts.contains_key(need));
    let asked = Need::from_word(visit.asked("need"));
    let need = asked.or(work_first).unwrap_or(Need::Missing);
    let wanted: Vec<_> = lines.iter().filter(|line| line.need == need).collect();
    let line = |one: &&work::Line| line(visit, programme, &rest, &chosen, one);
    let host = match whose {
        Whose::Of(id) => programme.hosts.iter().find(|host| host.id == id),
        Whose::Everybodys => None,
    };
    let checked = visit.asked("checked").parse::<i64>().ok().filter(|count| *count >= 0);
    ListPage {
        frame: visit.frame_at(words.translation_title(), &rest),
        edition: &programme.edition.name,
        host: host.map(|host| host.name.clone()),
        back: match &base.host {
            Some(host) => visit.to(&format!("/{slug}/hosts/{host}/home")),
            None => visit.to("/account"),
        },
        glossary: visit.to(&format!("/{slug}/glossary")),
        done: checked.map(|count| words.translation_are_checked(count)).unwrap_or_default(),
        wrong: wrong.map(|(_, why)| why).unwrap_or_default(),
        heads: Need::ALL.map(|need| need_words(words, need)).into(),
        rows: rows(visit, &rest, programme, whose, (&chosen, need)),
        tongue: language(&chosen, words),
        need: need_words(words, need),
        ticks: matches!(need, Need::Machine | Need::Stale),
        more: wanted.len().saturating_sub(LINES_MAX),
        lines: wanted.iter().take(LINES_MAX).map(line).collect(),
        tag: chosen,
    }
}

fn rows(
    visit: &Visit,
    rest: &str,
    programme: &Programme,
    whose: Whose,
    (chosen, wanted): (&LangTag, Need),
) -> Vec<Row> {
    let row = |tag: &LangTag| {
        let counts = work::counts(&work::lines(programme, tag, whose));
        let cell = |need: Need| Cell {
            count: counts.get(&need).copied().unwrap_or(0),
            path: visit.to(&format!("{rest}?tongue={tag}&need={}", need.word())),
            here: tag == chosen && need == wanted,
            is_work: need.is_work(),
        };
        Row { name: language(tag, visit.words), cells: Need::ALL.map(cell).into() }
    };
    tongues(programme).iter().map(row).collect()
}

fn line(
    visit: &Visit,
    programme: &Programme,
    rest: &str,
    chosen: &LangTag,
    one: &work::Line,
) -> Line {
    let (words, key) = (visit.words, &one.key);
    let order = &programme.edition.languages;
    let source = one.text.source(order).and_then(|tag| work::in_tongue(&one.text, tag));
    let any = one.text.iter().next();
    let said = source.or(any).map_or("", |(_, words)| words.value.as_str());
    let mut excerpt: String = said.chars().take(EXCERPT_LENGTH).collect();
    if excerpt.len() < said.len() {
        excerpt.push('…');
    }
    Line {
        key: key.to_string(),
        path: visit.to(&format!("{rest}/{chosen}/{key}")),
        of: one.of.clone(),
        what: format!("{} · {}", thing_words(words, key.thing), field_words(words, key)),
        excerpt,
        ticks: matches!(one.need, Need::Machine | Need::Stale),
    }
}

pub fn need_words(words: Words, need: Need) -> &'static str {
    match need {
        Need::Missing => words.translation_missing(),
        Need::Stale => words.translation_stale(),
        Need::Machine => words.translation_machine(),
        Need::Checked => words.translation_checked(),
        Need::Original => words.translation_original(),
    }
}

pub async fn check(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    tick(&desk, &visit, Base { edition, host: None }, sent).await
}

pub async fn check_own(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, host)): Path<(String, String, String)>,
    Fields(sent): Fields<Entries>,
) -> Answer {
    tick(&desk, &visit, Base { edition, host: Some(host) }, sent).await
}

async fn tick(desk: &Arc<Desk>, visit: &Visit, base: Base, sent: Entries) -> Answer {
    let keys: BTreeSet<Key> = sent.all("keys").filter_map(|key| key.parse().ok()).collect();
    let tongue: LangTag = sent.get("tongue").parse().unwrap_or_else(|_| Lang::En.into());
    let (ctx, named, of) = (visit.ctx.clone(), base.clone(), tongue.clone());
    let checked = desk.db.write(move |tx: &mut Tx<'_>| -> Result<usize, Error<Unwilling>> {
        let may = named.may(tx, &ctx)?;
        texts::check(tx, &ctx, may, &of, &keys)
    });
    match visit.outcome(checked.await) {
        Outcome::Done(count) => {
            see_other(&visit.to(&format!("{}?tongue={tongue}&checked={count}", base.rest())))
        }
        Outcome::Wrong(status, wrong) => show(desk, visit, base, status, Some(wrong)).await,
        Outcome::Not(answer) => answer,
    }
}
