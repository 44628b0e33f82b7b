//! Two proposals side by side, for whoever reviews: which of the two, and what comes next.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::reviewing::{facts, to_sign_in};
use super::{Answer, Pairs, beside, one};
use crate::calls::form::Sort;
use crate::calls::model::{Dossier, ProposalId};
use crate::calls::sheet;
use crate::calls::verbs as proposed;
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Visit};
use crate::error::{Error, Refusal as _};
use crate::review::model::{PairId, PhaseId, PhaseState, Said};
use crate::review::refusal::Unwilling;
use crate::review::verbs::compare::{self, Seat, Sides};
use crate::shell::{Frame, Markup, markdown};
use crate::words::Words;

pub(super) fn path(edition: &str, phase: PhaseId) -> String {
    format!("/{edition}/comparisons/{phase}")
}

/// What is asked of every two.
pub(super) fn question(seat: &Seat) -> Text {
    seat.phase.body.criteria.first().map(|one| one.name.clone()).unwrap_or_else(Text::empty)
}

/// How far a reviewer is.
pub(super) fn said(words: Words, seat: &Seat) -> String {
    let said = seat.own.iter().filter(|pair| pair.said.is_some()).count();
    words.review_said_of(said, seat.part)
}

struct Line {
    path: String,
    first: Text,
    second: Text,
    equal: bool,
}

#[derive(Template)]
#[template(path = "review/pages/seat.html")]
struct SeatPage<'v> {
    frame: Frame<'v>,
    list: String,
    root: String,
    call: &'v Text,
    question: Text,
    anonymous: bool,
    said: String,
    open: bool,
    done: &'static str,
    wrong: String,
    lines: Vec<Line>,
}

pub async fn seat(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, phase)): Path<(String, String, String)>,
) -> Answer {
    if let Some(way) = to_sign_in(&visit) {
        return way;
    }
    let Ok(phase) = phase.parse::<PhaseId>() else { return nowhere() };
    seat_page(&desk, &visit, (edition, phase), (StatusCode::OK, String::new())).await
}

async fn seat_page(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, phase): (String, PhaseId),
    (status, wrong): (StatusCode, String),
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let seat = compare::seat(tx, &ctx, &named, phase)?;
        let titles = proposed::titles(tx, &seat.call)?;
        Ok((seat, titles))
    });
    let (seat, titles) = match read.await {
        Ok(found) => found,
        Err(error) => return unwilling(visit, &error),
    };
    let titles: HashMap<ProposalId, Text> = titles.into_iter().collect();
    let rest = path(&edition, phase);
    let title = |id: ProposalId| titles.get(&id).cloned().unwrap_or_else(Text::empty);
    let lines = seat.own.iter().rev().filter_map(|pair| {
        let said = pair.said?;
        let (first, second) = match said {
            Said::Left | Said::Equal => (pair.left, pair.right),
            Said::Right => (pair.right, pair.left),
        };
        Some(Line {
            path: visit.to(&format!("{rest}/{}", pair.id)),
            first: title(first),
            second: title(second),
            equal: said == Said::Equal,
        })
    });
    let question = question(&seat);
    let body = SeatPage {
        frame: visit.frame_at(question.get(visit.lang), &rest),
        list: visit.to(&format!("/{edition}/reviews")),
        root: visit.to(&rest),
        call: &seat.call.body.name,
        anonymous: seat.phase.body.anonymous,
        said: said(visit.words, &seat),
        open: seat.phase.state == PhaseState::Open,
        done: if visit.asked("done") == "all" { visit.words.review_compared_all() } else { "" },
        wrong,
        lines: lines.collect(),
        question,
    };
    page(status, &body)
}

/// The next two, or the seat again when there are none.
pub async fn next(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, phase)): Path<(String, String, String)>,
) -> Answer {
    if let Some(way) = to_sign_in(&visit) {
        return way;
    }
    let Ok(phase) = phase.parse::<PhaseId>() else { return nowhere() };
    onward(&desk, &visit, (edition, phase), "").await
}

async fn onward(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, phase): (String, PhaseId),
    done: &str,
) -> Answer {
    let rest = path(&edition, phase);
    match found(desk, visit, (&edition, phase)).await {
        Ok(Some(pair)) => see_other(&visit.to(&format!("{rest}/{pair}{done}"))),
        Ok(None) => see_other(&visit.to(&format!("{rest}?done=all"))),
        Err(Error::Refused(refusal)) => {
            let said = (refusal.status(), refusal.words(visit.words));
            seat_page(desk, visit, (edition, phase), said).await
        }
        Err(error) => unwilling(visit, &error),
    }
}

/// The model works between two transactions, on a core that answers nobody.
async fn found(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, phase): (&str, PhaseId),
) -> Result<Option<PairId>, Error<Unwilling>> {
    let (ctx, named) = (visit.ctx.clone(), edition.to_owned());
    let task = desk.db.read(move |tx: &mut Tx<'_>| compare::task(tx, &ctx, &named, phase)).await?;
    if let Some(asked) = task.asked() {
        return Ok(Some(asked));
    }
    let bits = visit.ctx.secret();
    let seed = u64::from(u32::from_le_bytes([bits[0], bits[1], bits[2], bits[3]]));
    let found = desk.heavy(move || task.next(seed)).await;
    let Some(two) = found.map_err(|busy| Error::Fault(busy.into()))? else { return Ok(None) };
    let (ctx, named) = (visit.ctx.clone(), edition.to_owned());
    let asked =
        desk.db.write(move |tx: &mut Tx<'_>| compare::ask(tx, &ctx, (&named, phase), two)).await;
    asked.map(Some)
}

struct Side {
    name: &'static str,
    title: Text,
    summary: Text,
    description: Markup,
    facts: Vec<(&'static str, String)>,
    told: Vec<(String, Text)>,
    speakers: Vec<String>,
    more: bool,
}

struct Choice {
    value: &'static str,
    label: &'static str,
    title: Text,
    equal: bool,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "review/pages/pair.html")]
struct PairPage<'v> {
    frame: Frame<'v>,
    list: String,
    root: String,
    call: &'v Text,
    question: Text,
    anonymous: bool,
    said: String,
    open: bool,
    version: i64,
    sides: [Side; 2],
    choices: [Choice; 3],
    done: &'static str,
    wrong: String,
}

type Named = Path<(String, String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, _, pair)): Named,
) -> Answer {
    if let Some(way) = to_sign_in(&visit) {
        return way;
    }
    let Ok(pair) = pair.parse::<PairId>() else { return nowhere() };
    pair_page(&desk, &visit, (edition, pair), (StatusCode::OK, String::new())).await
}

async fn pair_page(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, pair): (String, PairId),
    (status, wrong): (StatusCode, String),
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| compare::sides(tx, &ctx, &named, pair));
    match read.await {
        Ok(sides) => page(status, &drawn(visit, &sides, &edition, wrong)),
        Err(error) => unwilling(visit, &error),
    }
}

fn drawn<'v>(visit: &'v Visit, of: &'v Sides, edition: &str, wrong: String) -> PairPage<'v> {
    let Sides { seat, pair, left, right } = of;
    let words = visit.words;
    let rest = path(edition, seat.phase.id);
    let here = format!("{rest}/{}", pair.id);
    let question = question(seat);
    let choice = |said: Said| Choice {
        value: said.word(),
        label: match said {
            Said::Left => words.review_do_left(),
            Said::Equal => words.review_do_equal(),
            Said::Right => words.review_do_right(),
        },
        title: match said {
            Said::Left => left.proposal.sheet.title(),
            Said::Equal => Text::empty(),
            Said::Right => right.proposal.sheet.title(),
        },
        equal: said == Said::Equal,
        chosen: pair.said == Some(said),
    };
    PairPage {
        frame: visit.frame_at(question.get(visit.lang), &here),
        list: visit.to(&rest),
        root: visit.to(&here),
        call: &seat.call.body.name,
        anonymous: seat.phase.body.anonymous,
        said: said(words, seat),
        open: seat.phase.state == PhaseState::Open,
        version: pair.version,
        sides: [side(visit, seat, ("left", left)), side(visit, seat, ("right", right))],
        choices: Said::ALL.map(choice),
        done: if visit.asked("done") == "said" { words.review_said_next() } else { "" },
        wrong,
        question,
    }
}

fn side(visit: &Visit, seat: &Seat, (name, of): (&'static str, &Dossier)) -> Side {
    let (lang, said, fields) = (visit.lang, &of.proposal.sheet, &seat.call.body.fields);
    let hidden = seat.phase.body.anonymous;
    let shown = |sort: Sort| !(sort == Sort::File || (hidden && sort == Sort::Interests));
    let told = fields.iter().filter(|field| shown(field.sort) && said.asks(field));
    let told = told.map(|field| (field.label.get(lang).to_owned(), said.told(field, lang)));
    let told: Vec<(String, Text)> = told.filter(|(_, text)| !text.is_empty()).collect();
    let description = said.text(sheet::DESCRIPTION);
    let speakers = of.speakers.iter().filter(|_| !hidden);
    Side {
        name,
        title: said.title(),
        summary: said.text(sheet::SUMMARY),
        more: !description.is_empty() || !told.is_empty(),
        description: markdown(description.get(lang)),
        facts: facts(visit.words, &seat.call, said),
        told,
        speakers: speakers.map(|one| one.profile.name.clone()).collect(),
    }
}

pub async fn say(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, _, pair)): Named,
    Fields(sent): Fields<Pairs>,
) -> Answer {
    let said = Said::from_word(one(&sent, "said"));
    let version = one(&sent, "version").parse().unwrap_or(0);
    acted(&desk, &visit, (edition, pair), "?done=said", move |tx, ctx, named| {
        compare::say(tx, ctx, named, version, said)
    })
    .await
}

pub async fn declare(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, _, pair)): Named,
    Fields(sent): Fields<Pairs>,
) -> Answer {
    let side = Said::from_word(one(&sent, "side"));
    acted(&desk, &visit, (edition, pair), "", move |tx, ctx, named| {
        compare::declare(tx, ctx, named, side)
    })
    .await
}

/// What was said is kept, and the next two follow; or the two again with what was wrong.
async fn acted(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, pair): (String, String),
    done: &str,
    act: impl Fn(&mut Tx<'_>, &crate::ctx::Ctx, (&str, PairId)) -> Result<PhaseId, Error<Unwilling>>
    + Send
    + 'static,
) -> Answer {
    if let Some(way) = to_sign_in(visit) {
        return way;
    }
    let Ok(pair) = pair.parse::<PairId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let done_so = desk.db.write(move |tx: &mut Tx<'_>| act(tx, &ctx, (&named, pair))).await;
    match done_so {
        Ok(phase) => onward(desk, visit, (edition, phase), done).await,
        Err(Error::Refused(Unwilling::Denied(denied))) => {
            unwilling(visit, &Error::Refused(Unwilling::Denied(denied)))
        }
        Err(Error::Refused(refusal)) => {
            let (status, (_, said)) = beside(visit, &refusal);
            pair_page(desk, visit, (edition, pair), (status, said)).await
        }
        Err(error) => unwilling(visit, &error),
    }
}
