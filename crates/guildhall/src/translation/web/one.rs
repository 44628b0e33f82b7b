//! One text in one language, beside what it is translated from, with the terms that occur in it.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Lang, LangTag, Text};
use store::Tx;

use super::list::need_words;
use super::{Answer, Base, drafted, field_words, thing_words};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Entries, Fields, Held, Outcome, Visit, Wrong};
use crate::error::Error;
use crate::programme::model::Programme;
use crate::programme::texts::Key;
use crate::shell::Frame;
use crate::site::names::language;
use crate::translation::glossary::{Term, occurring, pieces};
use crate::translation::machine::{Machine, Task};
use crate::translation::refusal::{Unwilling, WORDS_LENGTH_MAX};
use crate::translation::store as rows;
use crate::translation::verbs::texts::{self, By, Wish, seen_of};
use crate::translation::work::{self, Line, Need};

/// A piece of the original; a term says what it is called in the other language.
struct Piece {
    words: String,
    term: Option<String>,
}

/// Words in another language than the one that is written.
struct Other {
    tag: LangTag,
    name: String,
    is_source: bool,
    pieces: Vec<Piece>,
}

struct TermLine {
    from: String,
    to: String,
    note: String,
}

#[derive(Template)]
#[template(path = "translation/pages/one.html")]
struct OnePage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    list: String,
    of: Text,
    what: String,
    tongue: String,
    tag: LangTag,
    need: &'static str,
    is_work: bool,
    done: &'static str,
    wrong: String,
    /// What is there now, when somebody else wrote it since it was shown.
    now: Option<String>,
    others: Vec<Other>,
    terms: Vec<TermLine>,
    words: Held,
    words_max: usize,
    lines: usize,
    seen: String,
    /// The way to the next text that needs work; empty when there is none.
    next: String,
    left: usize,
    machine: bool,
}

/// Which text in which language.
#[derive(Clone)]
struct Which {
    base: Base,
    tongue: LangTag,
    key: Key,
}

impl Which {
    fn read(base: Base, tongue: &str, key: &str) -> Option<Self> {
        Some(Self { base, tongue: tongue.parse().ok()?, key: key.parse().ok()? })
    }

    fn rest(&self) -> String {
        format!("{}/{}/{}", self.base.rest(), self.tongue, self.key)
    }
}

struct Gathered {
    programme: Programme,
    lines: Vec<Line>,
    terms: Vec<Term>,
}

fn gather(
    tx: &mut Tx<'_>,
    ctx: &crate::ctx::Ctx,
    which: &Which,
) -> Result<Gathered, Error<Unwilling>> {
    let may = which.base.may(tx, ctx)?;
    let programme = drafted(tx, may)?;
    let lines = work::lines(&programme, &which.tongue, may.whose());
    let terms = rows::terms(tx, may.edition())?;
    Ok(Gathered { programme, lines, terms })
}

type Named = Path<(String, String, String, String)>;
type NamedOwn = Path<(String, String, String, String, String)>;
type Drafts = Extension<Option<Machine>>;

pub async fn of_edition(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Extension(machine): Drafts,
    Path((_, edition, tongue, key)): Named,
) -> Answer {
    let base = Base { edition, host: None };
    let Some(which) = Which::read(base, &tongue, &key) else { return nowhere() };
    form(&desk, &visit, &machine, which, StatusCode::OK, None, None).await
}

pub async fn of_host(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Extension(machine): Drafts,
    Path((_, edition, host, tongue, key)): NamedOwn,
) -> Answer {
    let base = Base { edition, host: Some(host) };
    let Some(which) = Which::read(base, &tongue, &key) else { return nowhere() };
    form(&desk, &visit, &machine, which, StatusCode::OK, None, None).await
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    machine: &Option<Machine>,
    which: Which,
    status: StatusCode,
    sent: Option<&Entries>,
    wrong: Option<Wrong>,
) -> Answer {
    let (ctx, asked) = (visit.ctx.clone(), which.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &asked));
    let gathered = match read.await {
        Ok(gathered) => gathered,
        Err(error) => return unwilling(visit, &error),
    };
    let Some(line) = gathered.lines.iter().find(|line| line.key == which.key) else {
        return nowhere();
    };
    let mut set = set(visit, &gathered, &which, line, sent, wrong.as_ref());
    set.machine = machine.is_some() && !set.others.is_empty();
    page(status, &set)
}

fn set<'v>(
    visit: &'v Visit,
    gathered: &'v Gathered,
    which: &Which,
    line: &Line,
    sent: Option<&Entries>,
    wrong: Option<&Wrong>,
) -> OnePage<'v> {
    let (words, Gathered { programme, lines, terms }) = (visit.words, gathered);
    let rest = which.base.rest();
    let there = work::in_tongue(&line.text, &which.tongue);
    let there = there.map(|(_, words)| words.value.clone()).unwrap_or_default();
    let typed = sent.map_or(there.as_str(), |sent| sent.get("words"));
    let others = others(visit, programme, which, line, terms);
    let longest = others.iter().map(|other| other.pieces.iter().map(|it| it.words.len()).sum());
    let length: usize = longest.max().unwrap_or(0);
    let next = work::next(lines, &which.key);
    let about = wrong.filter(|(field, _)| *field != "words");
    OnePage {
        frame: visit.frame_at(line.of.get(visit.lang), &which.rest()),
        edition: &programme.edition.name,
        list: visit.to(&format!("{rest}?tongue={}", which.tongue)),
        of: line.of.clone(),
        what: format!("{} · {}", thing_words(words, line.key.thing), field_words(words, &line.key)),
        tongue: language(&which.tongue, words),
        tag: which.tongue.clone(),
        need: need_words(words, line.need),
        is_work: line.need.is_work(),
        done: match visit.asked("done") {
            "saved" => words.translation_is_saved(),
            "drafted" => words.translation_is_drafted(),
            _ => "",
        },
        wrong: about.map(|(_, why)| why.clone()).unwrap_or_default(),
        now: wrong.filter(|(field, _)| *field == "seen").map(|_| there.clone()),
        terms: found(which, &others, terms),
        words: visit.held("words", typed, wrong),
        words_max: WORDS_LENGTH_MAX,
        lines: (length / 60 + 2).clamp(2, 24),
        // What is there now has been shown: sent again, the form is taken.
        seen: seen_of(&line.text),
        next: next
            .map(|next| visit.to(&format!("{rest}/{}/{}", which.tongue, next.key)))
            .unwrap_or_default(),
        left: lines.iter().filter(|line| line.need.is_work()).count(),
        others,
        machine: false,
    }
}

/// The other languages' words, the original first.
fn others(
    visit: &Visit,
    programme: &Programme,
    which: &Which,
    line: &Line,
    terms: &[Term],
) -> Vec<Other> {
    let source = line.text.source(&programme.edition.languages);
    let beside = line.text.iter().filter(|(tag, _)| tag.primary() != which.tongue.primary());
    let mut others: Vec<Other> = beside
        .map(|(tag, words)| Other {
            tag: tag.clone(),
            name: language(tag, visit.words),
            is_source: Some(tag) == source,
            pieces: cut(&words.value, tag, terms),
        })
        .collect();
    others.sort_by_key(|other| !other.is_source);
    others
}

fn cut(words: &str, tag: &LangTag, terms: &[Term]) -> Vec<Piece> {
    let Some(lang) = Lang::from_code(tag.primary()) else {
        return vec![Piece { words: words.to_owned(), term: None }];
    };
    let cut = pieces(words, lang, terms).into_iter();
    cut.map(|piece| Piece {
        words: piece.words,
        term: piece.term.map(|term| term.get(lang.other()).to_owned()),
    })
    .collect()
}

/// The terms of the original that is shown first.
fn found(which: &Which, others: &[Other], terms: &[Term]) -> Vec<TermLine> {
    let Some(other) = others.first() else { return Vec::new() };
    let (from, to) =
        (Lang::from_code(other.tag.primary()), Lang::from_code(which.tongue.primary()));
    let (Some(from), Some(to)) = (from, to) else { return Vec::new() };
    let words: String = other.pieces.iter().map(|piece| piece.words.as_str()).collect();
    let line = |term: &Term| TermLine {
        from: term.get(from).to_owned(),
        to: term.get(to).to_owned(),
        note: term.note.clone(),
    };
    occurring(&words, from, terms).into_iter().map(line).collect()
}

pub async fn put(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Extension(machine): Drafts,
    Path((_, edition, tongue, key)): Named,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let base = Base { edition, host: None };
    let Some(which) = Which::read(base, &tongue, &key) else { return nowhere() };
    save(&desk, &visit, &machine, which, &sent).await
}

pub async fn put_own(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Extension(machine): Drafts,
    Path((_, edition, host, tongue, key)): NamedOwn,
    Fields(sent): Fields<Entries>,
) -> Answer {
    let base = Base { edition, host: Some(host) };
    let Some(which) = Which::read(base, &tongue, &key) else { return nowhere() };
    save(&desk, &visit, &machine, which, &sent).await
}

async fn save(
    desk: &Arc<Desk>,
    visit: &Visit,
    machine: &Option<Machine>,
    which: Which,
    sent: &Entries,
) -> Answer {
    let wish = Wish {
        key: which.key.clone(),
        tongue: which.tongue.clone(),
        words: sent.get("words").replace("\r\n", "\n"),
        by: By::Person,
        seen: sent.get("seen").to_owned(),
    };
    let (ctx, asked) = (visit.ctx.clone(), which.clone());
    let saved = desk.db.write(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let may = asked.base.may(tx, &ctx)?;
        texts::put(tx, &ctx, may, &wish)?;
        let lines = work::lines(&drafted(tx, may)?, &asked.tongue, may.whose());
        Ok(work::next(&lines, &asked.key).map(|next| next.key.clone()))
    });
    let rest = which.base.rest();
    match visit.outcome(saved.await) {
        Outcome::Done(next) => match (sent.get("then"), next) {
            ("next", Some(key)) => {
                see_other(&visit.to(&format!("{rest}/{}/{key}?done=saved", which.tongue)))
            }
            ("next", None) => see_other(&visit.to(&format!("{rest}?tongue={}", which.tongue))),
            _ => see_other(&visit.to(&format!("{}?done=saved", which.rest()))),
        },
        Outcome::Wrong(status, wrong) => {
            form(desk, visit, machine, which, status, Some(sent), Some(wrong)).await
        }
        Outcome::Not(answer) => answer,
    }
}

pub async fn draft(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Extension(machine): Drafts,
    Path((_, edition, tongue, key)): Named,
) -> Answer {
    let base = Base { edition, host: None };
    let Some(which) = Which::read(base, &tongue, &key) else { return nowhere() };
    ask_machine(&desk, &visit, &machine, which).await
}

pub async fn draft_own(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Extension(machine): Drafts,
    Path((_, edition, host, tongue, key)): NamedOwn,
) -> Answer {
    let base = Base { edition, host: Some(host) };
    let Some(which) = Which::read(base, &tongue, &key) else { return nowhere() };
    ask_machine(&desk, &visit, &machine, which).await
}

async fn ask_machine(
    desk: &Arc<Desk>,
    visit: &Visit,
    machine: &Option<Machine>,
    which: Which,
) -> Answer {
    match drafted_by(desk, visit, machine, &which).await {
        Ok(()) => see_other(&visit.to(&format!("{}?done=drafted", which.rest()))),
        Err(error) => match visit.outcome::<(), _>(Err(error)) {
            Outcome::Wrong(status, wrong) => {
                form(desk, visit, machine, which, status, None, Some(wrong)).await
            }
            Outcome::Not(answer) => answer,
            Outcome::Done(()) => unreachable!("an error is not done"),
        },
    }
}

/// Reads, asks the machine while no transaction is open, and writes unless somebody else did meanwhile.
async fn drafted_by(
    desk: &Arc<Desk>,
    visit: &Visit,
    machine: &Option<Machine>,
    which: &Which,
) -> Result<(), Error<Unwilling>> {
    let (ctx, asked) = (visit.ctx.clone(), which.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &asked));
    let Gathered { programme, lines, terms } = read.await?;
    let machine = machine.as_ref().ok_or(Error::Refused(Unwilling::MachineOff))?;
    let line = lines.into_iter().find(|line| line.key == which.key).ok_or(Error::Missing)?;
    let no_source = || Error::Refused(Unwilling::NoSource);
    if line.need == Need::Original {
        return Err(no_source());
    }
    let source = line.text.source(&programme.edition.languages).ok_or_else(no_source)?;
    let (_, original) = work::in_tongue(&line.text, source).ok_or_else(no_source)?;
    let from = Lang::from_code(source.primary()).ok_or_else(no_source)?;
    let to = Lang::from_code(which.tongue.primary()).ok_or_else(no_source)?;
    let terms = occurring(&original.value, from, &terms).into_iter().cloned().collect();
    let task = Task { from, to, words: original.value.clone(), terms };
    let words = machine.draft(task).await.map_err(Error::Refused)?;
    let (key, tongue) = (which.key.clone(), which.tongue.clone());
    let wish = Wish { key, tongue, words, by: By::Machine, seen: seen_of(&line.text) };
    let (ctx, asked) = (visit.ctx.clone(), which.clone());
    let wrote = desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let may = asked.base.may(tx, &ctx)?;
        texts::put(tx, &ctx, may, &wish)
    });
    wrote.await
}
