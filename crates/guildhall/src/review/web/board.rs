//! The review of a call as whoever runs it sees it: how it is judged, by whom, how far it is, and the
//! order that follows, from which many are decided at once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Lang, Text};
use store::Tx;

use super::{Answer, Pairs, all, held, mark, one};
use crate::calls::model::{Call, Proposal, ProposalId};
use crate::calls::verbs::{decide, gate};
use crate::desk::answer::{page, unwilling};
use crate::desk::{Desk, Held, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::programme::draft;
use crate::programme::model::{Scheme, Term};
use crate::review::model::{
    Criterion, Mode, Pair, Phase, PhaseState, Ranked, Review, ReviewState, ReviewerId,
};
use crate::review::pairing::wanted;
use crate::review::refusal::Unwilling;
use crate::review::rules::Judge;
use crate::review::store as rows;
use crate::review::verbs::{current, reviewers};
use crate::shell::Frame;
use crate::words::Words;

pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

struct ReviewerLine {
    id: ReviewerId,
    email: String,
    topics: String,
    load: String,
    conflicts: usize,
    gone: bool,
}

struct ResultLine {
    id: ProposalId,
    place: i64,
    number: i64,
    title: Text,
    path: String,
    value: String,
    error: String,
    places: String,
    plain: String,
    reviews: i64,
    /// Where the mark and its uncertainty are drawn, in thousandths of the width.
    bar: (i64, i64, i64),
    state: &'static str,
}

#[derive(Template)]
#[template(path = "review/pages/board.html")]
struct BoardPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    call: &'v Call,
    root: String,
    list: String,
    done: String,
    wrong: String,
    assign_wrong: String,
    rank_wrong: String,
    phase: Option<&'v Phase>,
    phase_words: &'static str,
    in_pairs: bool,
    version: i64,
    modes: Vec<Choice>,
    anonymous: bool,
    reviews: Held,
    criteria: Held,
    proposals: usize,
    wanted: usize,
    assigned: usize,
    given: usize,
    conflicts: usize,
    reviewers: Vec<ReviewerLine>,
    email: Held,
    load: Held,
    interests: Held,
    topics: Vec<Choice>,
    results: Vec<ResultLine>,
    ranked: usize,
    before: String,
    after: String,
}

type Named = Path<(String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
) -> Answer {
    form(&desk, &visit, (edition, call), StatusCode::OK, (&Pairs::new(), None)).await
}

struct Gathered {
    pairs: Vec<Pair>,
    call: Call,
    edition: Edition,
    phase: Option<Phase>,
    judges: Vec<Judge>,
    reviews: Vec<Review>,
    proposals: usize,
    /// Those of the page of the order that is asked for.
    shown: Vec<Proposal>,
    results: Vec<Ranked>,
    topics: Vec<Term>,
}

fn gather(
    tx: &mut Tx<'_>,
    ctx: &crate::ctx::Ctx,
    named: &(String, String),
    at: usize,
) -> Result<Gathered, Error<Unwilling>> {
    let may = gate::runs(tx, ctx, &named.0, &named.1).map_err(|no| no.map(Unwilling::from))?;
    let call = may.call().clone();
    let edition = editions::verbs::by_id(tx, call.edition)?.ok_or(Error::Missing)?;
    let phase = current(tx, &call)?;
    let (reviews, results) = match &phase {
        Some(phase) => (rows::reviews_of(tx, phase.id)?, rows::results_of(tx, phase.id)?),
        None => (Vec::new(), Vec::new()),
    };
    let pairs = match &phase {
        Some(phase) if phase.body.mode == Mode::Pairs => rows::pairs_of(tx, phase.id)?,
        _ => Vec::new(),
    };
    let judges = reviewers::judges(tx, ctx, &may)?;
    let proposals = decide::count(tx, &may).map_err(|no| no.map(Unwilling::from))?;
    let ids: Vec<ProposalId> =
        results.iter().skip(at * PAGE).take(PAGE).map(|one| one.proposal).collect();
    let shown = decide::some(tx, &may, &ids).map_err(|no| no.map(Unwilling::from))?;
    let mut topics = draft::terms(tx, call.edition)?;
    topics.retain(|term| term.scheme == Scheme::Topic);
    Ok(Gathered { pairs, call, edition, phase, judges, reviews, proposals, shown, results, topics })
}

/// So many of the order on a page.
const PAGE: usize = 100;

/// The page of the order that the address asks for, counted from 0.
fn page_of(visit: &Visit) -> usize {
    visit.asked("page").parse::<usize>().unwrap_or(1).clamp(1, 10_000) - 1
}

/// The page; with what was sent and what is wrong with it when something is.
pub(super) async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String),
    status: StatusCode,
    (sent, wrong): (&Pairs, Option<(&'static str, String)>),
) -> Answer {
    let (ctx, at) = (visit.ctx.clone(), page_of(visit));
    match desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, &named, at)).await {
        Ok(gathered) => page(status, &drawn(visit, &gathered, (sent, wrong.as_ref()))),
        Err(error) => unwilling(visit, &error),
    }
}

/// A rubric as its form writes it: a line a criterion, `weight Chinese | English`.
fn criteria_text(criteria: &[Criterion]) -> String {
    let line = |one: &Criterion| {
        let said = Lang::ALL.map(|lang| one.name.exactly(lang).map(|it| it.value.as_str()));
        let said: Vec<&str> = said.into_iter().flatten().collect();
        format!("{} {}", one.weight, said.join(" | "))
    };
    criteria.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What a rubric begins as.
fn usual(words: [Words; 2]) -> String {
    let each = [
        words.map(Words::review_criterion_content),
        words.map(Words::review_criterion_speaker),
        words.map(Words::review_criterion_fit),
    ];
    each.map(|said| format!("1 {}", said.join(" | "))).join("\n")
}

fn drawn<'v>(
    visit: &'v Visit,
    gathered: &'v Gathered,
    (sent, wrong): (&Pairs, Option<&(&'static str, String)>),
) -> BoardPage<'v> {
    let Gathered { pairs, call, edition, phase, judges, reviews, proposals, shown, .. } = gathered;
    let (results, topics) = (&gathered.results, &gathered.topics);
    let (words, lang) = (visit.words, visit.lang);
    let rest = format!("/{}/calls/{}", edition.slug, call.slug);
    let typed = |name: &str, stored: String| match sent.is_empty() {
        true => held(name, stored, wrong),
        false => held(name, one(sent, name).to_owned(), wrong),
    };
    let manner = phase.as_ref().map(|phase| &phase.body);
    let mode = manner.map_or(Mode::Rubric, |manner| manner.mode);
    let count = |state| reviews.iter().filter(|one| one.state == state).count();
    let beside = |name: &str| {
        wrong.filter(|(field, _)| *field == name).map(|(_, why)| why.clone()).unwrap_or_default()
    };
    let at = page_of(visit);
    let way = |to: usize| visit.to(&format!("{rest}/review?page={}", to + 1));
    let number = |text: &str| visit.asked(text).parse::<usize>().ok();
    BoardPage {
        frame: Frame {
            section: "calls",
            ..visit.frame_at(words.review_title(), &format!("{rest}/review"))
        },
        edition: &edition.name,
        root: visit.to(&format!("{rest}/review")),
        list: visit.to(&format!("{rest}/proposals")),
        done: match (number("assigned"), number("ranked")) {
            (Some(count), _) => words.review_is_assigned(count),
            (_, Some(count)) => words.review_is_ranked(count),
            _ if visit.asked("done") == "yes" => words.calls_is_saved().to_owned(),
            _ => String::new(),
        },
        wrong: beside(""),
        assign_wrong: beside("assign"),
        rank_wrong: beside("rank"),
        phase_words: phase.as_ref().map_or("", |phase| state_words(words, phase.state)),
        version: phase.as_ref().map_or(0, |phase| phase.version),
        modes: modes(words, mode),
        anonymous: manner.is_none_or(|manner| manner.anonymous),
        reviews: typed("reviews", manner.map_or(3, |manner| manner.reviews).to_string()),
        criteria: typed(
            "criteria",
            manner.map_or_else(
                || usual(Lang::ALL.map(Words::of)),
                |manner| criteria_text(&manner.criteria),
            ),
        ),
        proposals: *proposals,
        wanted: match mode {
            Mode::Pairs => wanted(*proposals, manner.map_or(0, |manner| manner.reviews)),
            _ => proposals * manner.map_or(0, |manner| manner.reviews as usize),
        },
        assigned: count(ReviewState::Assigned) + count(ReviewState::Given) + pairs.len(),
        given: count(ReviewState::Given) + said(pairs),
        conflicts: count(ReviewState::Conflict),
        reviewers: (judges.iter())
            .map(|judge| reviewer((words, lang), judge, (mode, reviews, pairs), topics))
            .collect(),
        in_pairs: mode == Mode::Pairs,
        email: typed("email", String::new()),
        load: typed("load", "20".to_owned()),
        interests: typed("interests", String::new()),
        topics: topics_of(visit, sent, topics),
        results: order(visit, shown, results, &visit.to(&format!("{rest}/proposals"))),
        ranked: results.len(),
        before: if at > 0 { way(at - 1) } else { String::new() },
        after: if (at + 1) * PAGE < results.len() { way(at + 1) } else { String::new() },
        phase: phase.as_ref(),
        call,
    }
}

fn modes(words: Words, mode: Mode) -> Vec<Choice> {
    Mode::ALL
        .map(|one| Choice {
            value: one.word().to_owned(),
            label: mode_words(words, one).to_owned(),
            chosen: one == mode,
        })
        .into()
}

fn topics_of(visit: &Visit, sent: &Pairs, topics: &[Term]) -> Vec<Choice> {
    let lang = visit.lang;
    (topics.iter())
        .map(|term| Choice {
            value: term.slug.to_string(),
            label: term.name.get(lang).to_owned(),
            chosen: all(sent, "topics").any(|slug| slug == term.slug.as_str()),
        })
        .collect()
}

fn said(pairs: &[Pair]) -> usize {
    pairs.iter().filter(|pair| pair.said.is_some()).count()
}

fn reviewer(
    (words, lang): (Words, Lang),
    judge: &Judge,
    (mode, reviews, pairs): (Mode, &[Review], &[Pair]),
    topics: &[Term],
) -> ReviewerLine {
    let of = |state: ReviewState| {
        let theirs = reviews.iter().filter(|one| one.reviewer == judge.reviewer.id);
        theirs.filter(|one| one.state == state).count()
    };
    let known = topics.iter().filter(|term| judge.reviewer.topics.contains(&term.slug));
    let names: Vec<&str> = known.map(|term| term.name.get(lang)).collect();
    ReviewerLine {
        id: judge.reviewer.id,
        email: judge.email.clone(),
        topics: names.join(" / "),
        load: match mode {
            Mode::Pairs => {
                let own = pairs.iter().filter(|pair| pair.reviewer == judge.reviewer.id);
                let own: Vec<Pair> = own.cloned().collect();
                let read: HashSet<_> = own.iter().flat_map(|one| [one.left, one.right]).collect();
                words.review_compared_of(said(&own), read.len(), judge.reviewer.load_max)
            }
            Mode::Rubric | Mode::YesNo => {
                let given = of(ReviewState::Given);
                let assigned = of(ReviewState::Assigned) + given;
                words.review_load_of(assigned, given, judge.reviewer.load_max)
            }
        },
        conflicts: of(ReviewState::Conflict),
        gone: judge.reviewer.ended_at.is_some(),
    }
}

fn order(visit: &Visit, shown: &[Proposal], results: &[Ranked], list: &str) -> Vec<ResultLine> {
    let by_id: HashMap<ProposalId, &Proposal> = shown.iter().map(|one| (one.id, one)).collect();
    let least =
        results.iter().map(|one| one.value_e3 - one.error_e3.unwrap_or(0)).min().unwrap_or(0);
    let most =
        results.iter().map(|one| one.value_e3 + one.error_e3.unwrap_or(0)).max().unwrap_or(1);
    let width = (most - least).max(1);
    let x = |value: i64| ((value - least) * 1000 / width).clamp(0, 1000);
    let line = |one: &Ranked| {
        let proposal = by_id.get(&one.proposal)?;
        let error = one.error_e3.unwrap_or(0);
        Some(ResultLine {
            id: proposal.id,
            place: one.place,
            number: proposal.number,
            title: proposal.sheet.title(),
            path: format!("{list}/{}", proposal.id),
            value: mark(one.value_e3),
            error: one.error_e3.map(mark).unwrap_or_default(),
            places: one.places.map(|(low, high)| format!("{low}–{high}")).unwrap_or_default(),
            plain: mark(one.plain_e3),
            reviews: one.reviews,
            bar: (x(one.value_e3 - error), x(one.value_e3), x(one.value_e3 + error)),
            state: crate::calls::state_words(visit.words, proposal.state),
        })
    };
    results.iter().filter_map(line).collect()
}

fn mode_words(words: Words, mode: Mode) -> &'static str {
    match mode {
        Mode::Rubric => words.review_mode_rubric(),
        Mode::YesNo => words.review_mode_yes_no(),
        Mode::Pairs => words.review_mode_pairs(),
    }
}

fn state_words(words: Words, state: PhaseState) -> &'static str {
    match state {
        PhaseState::Prepared => words.review_state_prepared(),
        PhaseState::Open => words.review_state_open(),
        PhaseState::Closed => words.review_state_closed(),
    }
}
