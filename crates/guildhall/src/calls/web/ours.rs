//! What was proposed to a call, for whoever runs it: narrowed in the address, decided many at once.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{LangTag, Text};
use store::Tx;

use super::sending::Sent;
use super::{Answer, beside, state_words, titled};
use crate::calls::model::{Call, ProposalId, State as Stands};
use crate::calls::refusal::Unwilling;
use crate::calls::rules::{Decision, FILE_BYTES_MAX};
use crate::calls::sheet::{kind_from, kind_word};
use crate::calls::store::Filter;
use crate::calls::verbs::decide::{self, Listed, PAGE, Wish};
use crate::calls::verbs::gate;
use crate::calls::verbs::import::{self, Brought};
use crate::desk::answer::{page, see_other, unpressed, unwilling};
use crate::desk::{Desk, Held, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::programme::draft;
use crate::programme::model::{Scheme, Term};
use crate::shell::Frame;
use crate::site::names::{Named as _, language};

struct Line {
    id: ProposalId,
    number: i64,
    title: Text,
    names: String,
    path: String,
    state: &'static str,
    kind: &'static str,
    language: String,
    rank: Option<i64>,
    chosen: bool,
    decided: bool,
}

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "calls/pages/ours.html")]
struct OursPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    call: &'v Call,
    public: String,
    design: String,
    imports: String,
    review: String,
    root: String,
    done: String,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    languages: Vec<Choice>,
    topics: Vec<Choice>,
    search: String,
    narrowed: bool,
    lines: Vec<Line>,
    count: i64,
    from: i64,
    until: i64,
    before: String,
    after: String,
    /// What the address asks, to be kept by the form.
    query: String,
    act: Held,
    rank: Held,
    note: String,
    /// Why a file was not imported; empty when none was sent.
    file_wrong: String,
}

type Named = Path<(String, String, String)>;

/// The states that a list can be narrowed to.
const STATES: [Stands; 7] = [
    Stands::Submitted,
    Stands::Accepted,
    Stands::Confirmed,
    Stands::Waiting,
    Stands::Declined,
    Stands::Refused,
    Stands::Withdrawn,
];

/// A search longer than this is none.
const SEARCH_MAX: usize = 100;

pub async fn list(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
) -> Answer {
    listed(&desk, &visit, (edition, call), StatusCode::OK, &Sent::default(), None).await
}

fn filter_of(visit: &Visit) -> (Filter, i64) {
    let known = |text: &str, is: bool| if is { text.to_owned() } else { String::new() };
    let (state, kind) = (visit.asked("state"), visit.asked("kind"));
    let (lang, topic) = (visit.asked("language"), visit.asked("topic"));
    let filter = Filter {
        state: known(state, Stands::from_word(state).is_some()),
        kind: known(kind, kind_from(kind).is_some()),
        language: known(lang, lang.parse::<LangTag>().is_ok()),
        topic: known(topic, topic.parse::<kernel::Slug>().is_ok()),
        search: visit.asked("q").trim().chars().take(SEARCH_MAX).collect(),
    };
    let page: i64 = visit.asked("page").parse().unwrap_or(1);
    (filter, page.clamp(1, 1_000_000) - 1)
}

struct Gathered {
    call: Call,
    edition: Edition,
    listed: Listed,
    topics: Vec<Term>,
}

async fn listed(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String),
    status: StatusCode,
    sent: &Sent,
    wrong: Option<(String, String)>,
) -> Answer {
    let (filter, at) = filter_of(visit);
    let (ctx, asked) = (visit.ctx.clone(), filter.clone());
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<Gathered, Error<Unwilling>> {
        let may = gate::runs(tx, &ctx, &named.0, &named.1)?;
        let listed = decide::list(tx, &may, &asked, at)?;
        let call = may.call().clone();
        let edition = editions::verbs::by_id(tx, call.edition)?.ok_or(Error::Missing)?;
        let mut topics = draft::terms(tx, call.edition)?;
        topics.retain(|term| term.scheme == Scheme::Topic);
        Ok(Gathered { call, edition, listed, topics })
    });
    match read.await {
        Ok(gathered) => {
            let drawn = drawn(visit, &gathered, (&filter, at), (sent, wrong.as_ref()));
            unpressed(page(status, &drawn))
        }
        Err(error) => unwilling(visit, &error),
    }
}

/// The address of a page of the same list.
fn query(filter: &Filter, at: i64) -> String {
    let Filter { state, kind, language, topic, search } = filter;
    let pairs =
        [("state", state), ("kind", kind), ("language", language), ("topic", topic), ("q", search)];
    let mut all: Vec<String> = pairs
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| format!("{key}={}", super::spelled(value)))
        .collect();
    if at > 0 {
        all.push(format!("page={}", at + 1));
    }
    all.join("&")
}

fn drawn<'v>(
    visit: &'v Visit,
    gathered: &'v Gathered,
    (filter, at): (&Filter, i64),
    (sent, wrong): (&Sent, Option<&(String, String)>),
) -> OursPage<'v> {
    let Gathered { call, edition, listed, topics } = gathered;
    let (words, lang) = (visit.words, visit.lang);
    let rest = format!("/{}/calls/{}", edition.slug, call.slug);
    let root = visit.to(&format!("{rest}/proposals"));
    let held = |name: &str| {
        let wrong = wrong.filter(|(field, _)| field == name).map(|(_, why)| why.clone());
        Held { value: sent.one(name).to_owned(), wrong: wrong.unwrap_or_default() }
    };
    let choice = |value: &str, label: &str, chosen: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        chosen: value == chosen,
    };
    let way = |to: i64| {
        let query = query(filter, to);
        if query.is_empty() { root.clone() } else { format!("{root}?{query}") }
    };
    let (from, until) = (at * PAGE, at * PAGE + i64::try_from(listed.lines.len()).unwrap_or(0));
    let title = words.calls_ours_title();
    OursPage {
        frame: Frame { section: "calls", ..visit.frame_at(title, &format!("{rest}/proposals")) },
        edition: &edition.name,
        public: visit.to(&rest),
        design: visit.to(&format!("{rest}/design")),
        review: visit.to(&format!("{rest}/review")),
        imports: visit.to(&format!("{rest}/import")),
        done: done_words(visit),
        file_wrong: wrong
            .filter(|(field, _)| field == "file")
            .map(|(_, why)| why.clone())
            .unwrap_or_default(),
        states: STATES.map(|one| choice(one.word(), state_words(words, one), &filter.state)).into(),
        kinds: (call.body.kinds.iter())
            .map(|kind| choice(&kind_word(*kind), kind.name(words), &filter.kind))
            .collect(),
        languages: (listed.languages.iter())
            .filter_map(|tag| tag.parse::<LangTag>().ok())
            .map(|tag| choice(tag.as_str(), &language(&tag, words), &filter.language))
            .collect(),
        topics: (topics.iter())
            .map(|term| choice(term.slug.as_str(), term.name.get(lang), &filter.topic))
            .collect(),
        search: filter.search.clone(),
        narrowed: *filter != Filter::default(),
        lines: listed.lines.iter().map(|one| line(visit, &root, sent, one)).collect(),
        count: listed.count,
        from: from + 1,
        until,
        before: if at > 0 { way(at - 1) } else { String::new() },
        after: if until < listed.count { way(at + 1) } else { String::new() },
        query: query(filter, at),
        act: held("act"),
        rank: held("rank"),
        note: sent.one("note").to_owned(),
        root,
        call,
    }
}

fn line(visit: &Visit, root: &str, sent: &Sent, one: &crate::calls::model::Line) -> Line {
    let id = one.id.to_string();
    Line {
        id: one.id,
        number: one.number,
        title: titled(visit.words, one.title.clone()),
        names: one.names.clone(),
        path: format!("{root}/{id}"),
        state: state_words(visit.words, one.state),
        kind: kind_from(&one.kind).map_or("", |kind| kind.name(visit.words)),
        language: one
            .language
            .parse::<LangTag>()
            .map(|tag| language(&tag, visit.words))
            .unwrap_or_default(),
        rank: one.waiting_rank,
        chosen: sent.all("chosen").any(|chosen| chosen == id),
        decided: one.state.is_to_decide(),
    }
}

fn done_words(visit: &Visit) -> String {
    let number = |key| visit.asked(key).parse::<usize>().ok();
    match (number("done"), number("added"), number("known")) {
        (Some(count), ..) => visit.words.calls_is_decided(count),
        (_, Some(added), Some(known)) => visit.words.calls_is_imported(added, known),
        _ => String::new(),
    }
}

/// What a form decides; the rank is read only where one is needed.
pub(super) fn decision_of(sent: &Sent) -> Result<Decision, Unwilling> {
    match sent.one("act") {
        "accept" => Ok(Decision::Accept),
        "decline" => Ok(Decision::Decline),
        "reopen" => Ok(Decision::Reopen),
        "wait" => {
            let rank =
                sent.one("rank").parse::<i64>().ok().filter(|rank| (1..=9_999).contains(rank));
            rank.map(|rank| Decision::Wait { rank }).ok_or(Unwilling::NoRank)
        }
        _ => Err(Unwilling::NothingChosen),
    }
}

pub async fn decide(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
    sent: Sent,
) -> Answer {
    let decision = decision_of(&sent);
    let proposals: Vec<ProposalId> = sent.all("chosen").filter_map(|id| id.parse().ok()).collect();
    let note = sent.one("note").replace("\r\n", "\n");
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), call.clone()));
    let decided = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = gate::runs(tx, &ctx, &named.0, &named.1)?;
        let decision = decision.clone().map_err(Error::Refused)?;
        let wish = Wish { proposals: proposals.clone(), decision, note: note.clone() };
        decide::decide(tx, &ctx, &may, &wish)
    });
    match decided.await {
        Ok(count) => {
            let (filter, at) = filter_of(&visit);
            let query = query(&filter, at);
            let query = if query.is_empty() { query } else { format!("&{query}") };
            see_other(&visit.to(&format!("/{edition}/calls/{call}/proposals?done={count}{query}")))
        }
        Err(Error::Refused(refusal)) if !refusal.field().is_empty() => {
            let (status, wrong) = beside(&visit, &refusal);
            listed(&desk, &visit, (edition, call), status, &sent, Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

/// A file of proposals from another program.
pub async fn bring(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call)): Named,
    sent: Sent,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), call.clone()));
    let content = sent.files.first().map(|file| file.content.clone());
    let read = match content {
        None => Err(Unwilling::Unread(visit.words.calls_no_file().to_owned())),
        Some(None) => {
            let most = FILE_BYTES_MAX / 1_048_576;
            Err(Unwilling::Unread(visit.words.calls_file_too_large(most)))
        }
        Some(Some(bytes)) => {
            formats::proposals::read(&bytes).map_err(|error| Unwilling::Unread(error.to_string()))
        }
    };
    let brought = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = gate::runs(tx, &ctx, &named.0, &named.1)?;
        let read = read.as_ref().map_err(|why| Error::Refused(why.clone()))?;
        import::bring(tx, &ctx, &may, read)
    });
    match brought.await {
        Ok(Brought { added, known }) => {
            let query = format!("added={added}&known={known}");
            see_other(&visit.to(&format!("/{edition}/calls/{call}/proposals?{query}")))
        }
        Err(Error::Refused(refusal)) if refusal.field() == "file" => {
            let (status, wrong) = beside(&visit, &refusal);
            listed(&desk, &visit, (edition, call), status, &Sent::default(), Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}
