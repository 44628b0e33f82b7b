//! What a reviewer reads and says.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::{Answer, Pairs, all, beside, comparing, one};
use crate::calls::form::Sort;
use crate::calls::sheet;
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Fields, Visit};
use crate::error::Error;
use crate::people::verbs::accounts;
use crate::review::model::{Mode, PhaseState, ReviewId, ReviewState};
use crate::review::refusal::Unwilling;
use crate::review::verbs::compare;
use crate::review::verbs::give::{self, Sheet};
use crate::shell::{Frame, Markup, markdown};
use crate::site::names::{Named as _, language};
use crate::words::Words;

struct Line {
    title: Text,
    path: String,
    call: Text,
    state: &'static str,
    waits: bool,
}

/// A phase in which two are compared at a time.
struct Seated {
    path: String,
    call: Text,
    question: Text,
    said: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "review/pages/mine.html")]
struct MinePage<'v> {
    frame: Frame<'v>,
    seats: Vec<Seated>,
    lines: Vec<Line>,
    left: usize,
    /// Whoever only compares has nothing assigned, and is not told so.
    tells_left: bool,
}

pub(super) fn to_sign_in(visit: &Visit) -> Option<Answer> {
    let way = || see_other(&format!("{}?onward={}", visit.to("/sign-in"), visit.path()));
    visit.session.is_none().then(way)
}

pub async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    if let Some(way) = to_sign_in(&visit) {
        return way;
    }
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        Ok((give::mine(tx, &ctx, &named)?, compare::seats(tx, &ctx, &named)?))
    });
    let (found, seats) = match read.await {
        Ok(found) => found,
        Err(error) => return unwilling(&visit, &error),
    };
    let seats = seats.iter().map(|seat| Seated {
        path: visit.to(&comparing::path(&edition, seat.phase.id)),
        call: seat.call.body.name.clone(),
        question: comparing::question(seat),
        said: comparing::said(visit.words, seat),
        open: seat.phase.state == PhaseState::Open,
    });
    let seats: Vec<Seated> = seats.collect();
    let rest = format!("/{edition}/reviews");
    let lines: Vec<Line> = found
        .into_iter()
        .map(|(call, review, found)| Line {
            title: found.proposal.sheet.title(),
            path: visit.to(&format!("{rest}/{}", review.id)),
            call: call.body.name,
            state: state_words(visit.words, review.state),
            waits: review.state == ReviewState::Assigned,
        })
        .collect();
    let left = lines.iter().filter(|line| line.waits).count();
    let frame = visit.frame_at(visit.words.review_mine_title(), &rest);
    page(
        StatusCode::OK,
        &MinePage { frame, tells_left: seats.is_empty() || left > 0, seats, lines, left },
    )
}

fn state_words(words: Words, state: ReviewState) -> &'static str {
    match state {
        ReviewState::Assigned => words.review_assigned(),
        ReviewState::Given => words.review_given(),
        ReviewState::Conflict => words.review_conflict(),
    }
}

struct Mark {
    value: i64,
    label: String,
    chosen: bool,
}

struct Criterion {
    name: Text,
    at: usize,
    marks: Vec<Mark>,
}

struct Said {
    who: String,
    words: String,
    when: String,
}

#[derive(Template)]
#[template(path = "review/pages/one.html")]
struct OnePage<'v> {
    frame: Frame<'v>,
    list: String,
    root: String,
    call: &'v Text,
    title: Text,
    anonymous: bool,
    summary: Text,
    description: Markup,
    facts: Vec<(&'static str, String)>,
    told: Vec<(String, Text)>,
    speakers: Vec<String>,
    version: i64,
    state: ReviewState,
    open: bool,
    criteria: Vec<Criterion>,
    comment: String,
    wrong: (&'static str, String),
    notes: Vec<Said>,
    done: &'static str,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, id)): Named,
) -> Answer {
    if let Some(way) = to_sign_in(&visit) {
        return way;
    }
    let Ok(id) = id.parse::<ReviewId>() else { return nowhere() };
    form(&desk, &visit, (edition, id), StatusCode::OK, (None, ("", String::new()))).await
}

/// Those who said something, by address: reviewers know one another.
type Names = Vec<(Option<crate::access::AccountId>, String)>;

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, id): (String, ReviewId),
    status: StatusCode,
    (sent, wrong): (Option<&Pairs>, (&'static str, String)),
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let sheet = give::one(tx, &ctx, &named, id)?;
        let ids: Vec<_> = sheet.notes.iter().filter_map(|note| note.account).collect();
        let known = accounts::find_all(tx, &ids)?;
        let names: Names =
            known.into_iter().map(|one| (Some(one.id), one.called().to_owned())).collect();
        Ok((sheet, names))
    });
    match read.await {
        Ok((sheet, names)) => page(status, &drawn(visit, &sheet, &names, &edition, (sent, wrong))),
        Err(error) => unwilling(visit, &error),
    }
}

fn drawn<'v>(
    visit: &'v Visit,
    of: &'v Sheet,
    names: &Names,
    edition: &str,
    (sent, wrong): (Option<&Pairs>, (&'static str, String)),
) -> OnePage<'v> {
    let Sheet { review, phase, call, found, notes, .. } = of;
    let (words, lang, said) = (visit.words, visit.lang, &found.proposal.sheet);
    let rest = format!("/{edition}/reviews");
    let here = format!("{rest}/{}", review.id);
    let hidden = phase.body.anonymous;
    let shown = |sort: Sort| !(sort == Sort::File || (hidden && sort == Sort::Interests));
    let told = call.body.fields.iter().filter(|field| shown(field.sort) && said.asks(field));
    let told = told.map(|field| (field.label.get(lang).to_owned(), said.told(field, lang)));
    let facts = facts(words, call, said);
    let given = |at: usize| match sent {
        Some(sent) => one(sent, &format!("mark{at}")).parse().ok(),
        None => review.marks.get(at).copied(),
    };
    let criteria = phase.body.criteria.iter().enumerate().map(|(at, criterion)| Criterion {
        name: criterion.name.clone(),
        at,
        marks: (phase.body.mode.marks().into_iter().flatten())
            .map(|value| Mark {
                value,
                label: mark_words(words, phase.body.mode, value),
                chosen: given(at) == Some(value),
            })
            .collect(),
    });
    let called = |account: Option<crate::access::AccountId>| {
        let found = names.iter().find(|(id, _)| *id == account);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let title = said.title();
    OnePage {
        frame: visit.frame_at(title.get(lang), &here),
        list: visit.to(&rest),
        root: visit.to(&here),
        call: &call.body.name,
        anonymous: hidden,
        summary: said.text(sheet::SUMMARY),
        description: markdown(said.text(sheet::DESCRIPTION).get(lang)),
        facts,
        told: told.filter(|(_, text)| !text.is_empty()).collect(),
        speakers: match hidden {
            true => Vec::new(),
            false => found.speakers.iter().map(|one| one.profile.name.clone()).collect(),
        },
        version: review.version,
        state: review.state,
        open: phase.state == PhaseState::Open
            && phase.body.mode != Mode::Pairs
            && review.state != ReviewState::Conflict,
        criteria: criteria.collect(),
        comment: sent.map_or(review.comment.clone(), |sent| one(sent, "comment").to_owned()),
        wrong,
        notes: (notes.iter())
            .map(|note| Said {
                who: called(note.account),
                words: note.words.clone(),
                when: visit.zone().wall(note.at).date.to_string(),
            })
            .collect(),
        done: match visit.asked("done") {
            "given" => words.review_is_given(),
            "said" => words.review_is_said(),
            "conflict" => words.review_is_conflict(),
            _ => "",
        },
        title,
    }
}

pub(super) fn facts(
    words: Words,
    call: &crate::calls::model::Call,
    said: &sheet::Sheet,
) -> Vec<(&'static str, String)> {
    let kind = said.kind().or(call.body.kinds.first().copied());
    let mut facts = vec![
        (words.calls_kind(), kind.map(|kind| kind.name(words).to_owned()).unwrap_or_default()),
        (
            words.calls_length(),
            said.minutes().map(|one| words.calls_minutes(one)).unwrap_or_default(),
        ),
        (words.calls_spoken(), language(&said.spoken(), words)),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

fn mark_words(words: Words, mode: Mode, value: i64) -> String {
    match (mode, value) {
        (Mode::YesNo, 0) => words.review_no().to_owned(),
        (Mode::YesNo, _) => words.calls_yes().to_owned(),
        (Mode::Rubric | Mode::Pairs, value) => value.to_string(),
    }
}

pub async fn give(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, id)): Named,
    Fields(sent): Fields<Pairs>,
) -> Answer {
    if let Some(way) = to_sign_in(&visit) {
        return way;
    }
    let Ok(id) = id.parse::<ReviewId>() else { return nowhere() };
    let version = one(&sent, "version").parse().unwrap_or(0);
    let marks = (0..).map(|at| format!("mark{at}"));
    let marks = marks.map_while(|name| all(&sent, &name).next().map(|mark| mark.parse::<i64>()));
    let marks: Vec<i64> = marks.map(|mark| mark.unwrap_or(-1)).collect();
    let comment = one(&sent, "comment").replace("\r\n", "\n");
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| {
        give::give(tx, &ctx, (&named, id), version, (&marks, &comment))
    });
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/reviews/{id}?done=given"))),
        Err(Error::Refused(refusal)) => {
            let (status, wrong) = beside(&visit, &refusal);
            form(&desk, &visit, (edition, id), status, (Some(&sent), wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn declare(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, id)): Named,
) -> Answer {
    if let Some(way) = to_sign_in(&visit) {
        return way;
    }
    let Ok(id) = id.parse::<ReviewId>() else { return nowhere() };
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| give::declare(tx, &ctx, (&named, id)));
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/reviews/{id}?done=conflict"))),
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn say(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, id)): Named,
    Fields(sent): Fields<Pairs>,
) -> Answer {
    if let Some(way) = to_sign_in(&visit) {
        return way;
    }
    let Ok(id) = id.parse::<ReviewId>() else { return nowhere() };
    let said = one(&sent, "words").replace("\r\n", "\n");
    let (ctx, named) = (visit.ctx.clone(), edition.clone());
    let done = desk.db.write(move |tx: &mut Tx<'_>| give::say(tx, &ctx, (&named, id), &said));
    match done.await {
        Ok(()) => see_other(&visit.to(&format!("/{edition}/reviews/{id}?done=said#notes"))),
        Err(Error::Refused(refusal)) if refusal.field() == "words" => {
            let (status, wrong) = beside(&visit, &refusal);
            form(&desk, &visit, (edition, id), status, (None, wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}
