//! One proposal as whoever runs its call reads and decides it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::Text;
use store::Tx;

use super::asks::{self, Asking, Told};
use super::ours::decision_of;
use super::sending::Sent;
use super::{Answer, beside, day, handed_over, moment, speaker_words, state_words, titled};
use crate::calls::model::{Call, Dossier, FileId, ProposalId, State as Stands};
use crate::calls::refusal::Unwilling;
use crate::calls::sheet::{self, Profile};
use crate::calls::verbs::decide::{self, Wish};
use crate::calls::verbs::{admit, files, gate};
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Held, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::programme::draft;
use crate::programme::model::{Scheme, Term};
use crate::shell::{Frame, Markup, markdown};
use crate::site::names::{Named as _, language};

struct SpeakerLine {
    profile: Profile,
    email: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "calls/pages/deciding.html")]
struct DecidingPage<'v> {
    frame: Frame<'v>,
    call: &'v Call,
    list: String,
    root: String,
    number: i64,
    title: Text,
    state: Stands,
    state_words: &'static str,
    rank: Option<i64>,
    submitted: String,
    summary: Text,
    description: Markup,
    facts: Vec<(&'static str, String)>,
    told: Vec<Told>,
    speakers: Vec<SpeakerLine>,
    decides: bool,
    act: Held,
    wait: Held,
    note: String,
    forgotten: String,
    erased: bool,
    done: String,
    activity: String,
    taken_out: bool,
}

type Named = Path<(String, String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call, id)): Named,
) -> Answer {
    let Ok(id) = id.parse::<ProposalId>() else { return nowhere() };
    form(&desk, &visit, (edition, call, id), StatusCode::OK, &Sent::default(), None).await
}

struct Gathered {
    call: Call,
    edition: Edition,
    found: Dossier,
    topics: Vec<Term>,
    activity: Option<kernel::Slug>,
}

async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    named: (String, String, ProposalId),
    status: StatusCode,
    sent: &Sent,
    wrong: Option<(String, String)>,
) -> Answer {
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| -> Result<Gathered, Error<Unwilling>> {
        let may = gate::runs(tx, &ctx, &named.0, &named.1)?;
        let found = decide::one(tx, &may, named.2)?;
        let call = may.call().clone();
        let edition = editions::verbs::by_id(tx, call.edition)?.ok_or(Error::Missing)?;
        let mut topics = draft::terms(tx, call.edition)?;
        topics.retain(|term| term.scheme == Scheme::Topic);
        let activity = match found.proposal.activity {
            Some(id) => draft::slug_of(tx, call.edition, id)?,
            None => None,
        };
        Ok(Gathered { call, edition, found, topics, activity })
    });
    match read.await {
        Ok(gathered) => page(status, &drawn(desk, visit, &gathered, sent, wrong.as_ref())),
        Err(error) => unwilling(visit, &error),
    }
}

fn drawn<'v>(
    desk: &Desk,
    visit: &'v Visit,
    gathered: &'v Gathered,
    sent: &Sent,
    wrong: Option<&(String, String)>,
) -> DecidingPage<'v> {
    let Gathered { call, edition, found, topics, activity } = gathered;
    let (words, lang) = (visit.words, visit.lang);
    let proposal = &found.proposal;
    let rest = format!("/{}/calls/{}/proposals", edition.slug, call.slug);
    let here = format!("{rest}/{}", proposal.id);
    let root = visit.to(&here);
    let nobody = Profile::default();
    let asking = Asking {
        words,
        body: &call.body,
        sheet: &proposal.sheet,
        profile: &nobody,
        files: &found.files,
        root: &root,
        problems: &[],
        theirs: None,
        topics,
    };
    let held = |name: &str| {
        let wrong = wrong.filter(|(field, _)| field == name).map(|(_, why)| why.clone());
        Held { value: sent.one(name).to_owned(), wrong: wrong.unwrap_or_default() }
    };
    let title = titled(words, proposal.sheet.title());
    let facts = facts(visit, call, &proposal.sheet, topics);
    let sent_note =
        if sent.pairs.is_empty() { proposal.note.clone() } else { sent.one("note").to_owned() };
    DecidingPage {
        frame: Frame { section: "calls", ..visit.frame_at(title.get(lang), &here) },
        list: visit.to(&rest),
        root: root.clone(),
        number: proposal.number,
        taken_out: admit::was_taken_out(found),
        state: proposal.state,
        state_words: state_words(words, proposal.state),
        rank: proposal.waiting_rank,
        submitted: proposal
            .submitted_at
            .map(|at| moment(&edition.zone, at).said)
            .unwrap_or_default(),
        summary: proposal.sheet.text(sheet::SUMMARY),
        description: markdown(proposal.sheet.text(sheet::DESCRIPTION).get(lang)),
        facts,
        told: asks::told(&asking),
        speakers: (found.speakers.iter())
            .map(|one| SpeakerLine {
                profile: one.profile.clone(),
                email: one.email.clone(),
                state: speaker_words(words, one.state),
            })
            .collect(),
        decides: proposal.state.is_to_decide() && proposal.erased_at.is_none(),
        act: held("act"),
        wait: held("rank"),
        note: sent_note,
        forgotten: proposal.erase_at.map(|at| day(&edition.zone, at)).unwrap_or_default(),
        erased: proposal.erased_at.is_some(),
        done: match visit.asked("done") {
            "decided" => words.calls_is_decided(1_usize),
            _ => String::new(),
        },
        activity: activity
            .as_ref()
            .and_then(|slug| desk.house.activity(lang, &edition.slug, slug))
            .unwrap_or_default(),
        title,
        call,
    }
}

/// What it is, in a few words each.
fn facts(
    visit: &Visit,
    call: &Call,
    sheet: &sheet::Sheet,
    topics: &[Term],
) -> Vec<(&'static str, String)> {
    let (words, lang) = (visit.words, visit.lang);
    let kind = sheet.kind().or(call.body.kinds.first().copied());
    let given = sheet.topics();
    let named: Vec<&str> = (topics.iter())
        .filter(|term| given.contains(&term.slug))
        .map(|term| term.name.get(lang))
        .collect();
    let mut facts = vec![
        (words.calls_kind(), kind.map(|kind| kind.name(words).to_owned()).unwrap_or_default()),
        (
            words.calls_length(),
            sheet.minutes().map(|one| words.calls_minutes(one)).unwrap_or_default(),
        ),
        (words.calls_spoken(), language(&sheet.spoken(), words)),
        (words.calls_topics(), named.join(&words.hosting_comma())),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

pub async fn decide(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call, id)): Named,
    sent: Sent,
) -> Answer {
    let Ok(id) = id.parse::<ProposalId>() else { return nowhere() };
    let decision = decision_of(&sent);
    let note = sent.one("note").replace("\r\n", "\n");
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), call.clone()));
    let decided = desk.db.write(move |tx: &mut Tx<'_>| {
        let may = gate::runs(tx, &ctx, &named.0, &named.1)?;
        let decision = decision.clone().map_err(Error::Refused)?;
        let wish = Wish { proposals: vec![id], decision, note: note.clone() };
        decide::decide(tx, &ctx, &may, &wish)
    });
    match decided.await {
        Ok(_) => {
            see_other(&visit.to(&format!("/{edition}/calls/{call}/proposals/{id}?done=decided")))
        }
        Err(Error::Refused(refusal)) if !refusal.field().is_empty() => {
            let (status, wrong) = beside(&visit, &refusal);
            form(&desk, &visit, (edition, call, id), status, &sent, Some(wrong)).await
        }
        Err(error) => unwilling(&visit, &error),
    }
}

pub async fn file(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, call, id, file)): Path<(String, String, String, String, String)>,
) -> Answer {
    let (Ok(id), Ok(file)) = (id.parse::<ProposalId>(), file.parse::<FileId>()) else {
        return nowhere();
    };
    let ctx = visit.ctx.clone();
    let read = desk.db.read(move |tx: &mut Tx<'_>| {
        let may = gate::runs(tx, &ctx, &edition, &call)?;
        files::of_runner(tx, &may, id, file)
    });
    match read.await {
        Ok((file, content)) => handed_over(&file, content),
        Err(error) => unwilling(&visit, &error),
    }
}
