//! Somebody's own proposals: by their account at `mine`, or by the link from a letter.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kernel::{Slug, Text};
use store::Tx;

use super::asks::{self, Ask, Asking, Widget};
use super::sending::Sent;
use super::{Answer, beside, day, moment, speaker_words, state_words, titled};
use crate::access::sessions::Token;
use crate::calls::model::{
    Call, Dossier, ProposalId, SpeakerId, SpeakerState, Standing, State as Stands,
};
use crate::calls::refusal::Unwilling;
use crate::calls::rules::{self, Problem};
use crate::calls::sheet::{OWN, Profile, Sheet};
use crate::calls::verbs::files::Sent as SentFile;
use crate::calls::verbs::gate::{self, Proposer};
use crate::calls::verbs::links;
use crate::calls::verbs::proposals::{self, Act, Kept, Typed};
use crate::ctx::Ctx;
use crate::desk::answer::{nowhere, page, see_other, unwilling};
use crate::desk::{Desk, Held, Visit};
use crate::editions;
use crate::editions::model::Edition;
use crate::error::{Error, Refusal as _};
use crate::programme::draft;
use crate::programme::model::{Scheme, Term};
use crate::shell::Frame;

/// The key of a path for whoever is signed in.
const MINE: &str = "mine";

/// Whoever the key of a path stands for.
pub(super) fn proposer(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
    key: &str,
) -> Result<Proposer, Error<Unwilling>> {
    if key == MINE {
        return gate::signed_in(tx, ctx, edition);
    }
    let token = Token::read(key).ok_or(Error::Missing)?;
    let slug: Slug = edition.parse().map_err(|_| Error::Missing)?;
    let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
    links::follow(tx, ctx, edition.id, &token)
}

/// The way to sign in, for whoever comes to `mine` and has not.
pub(super) fn to_sign_in(visit: &Visit, key: &str) -> Option<Answer> {
    let needed = key == MINE && visit.session.is_none();
    needed.then(|| see_other(&format!("{}?onward={}", visit.to("/sign-in"), visit.path())))
}

struct SpeakerLine {
    id: SpeakerId,
    called: String,
    email: String,
    state: &'static str,
    lead: bool,
}

#[derive(Template)]
#[template(path = "calls/pages/proposal.html")]
struct ProposalPage<'v> {
    frame: Frame<'v>,
    edition: &'v Text,
    call: &'v Call,
    call_path: String,
    all: String,
    root: String,
    title: Text,
    number: i64,
    version: i64,
    state: Stands,
    state_words: &'static str,
    note: String,
    closes: super::Moment,
    /// The day on which it is forgotten; empty when none is set.
    forgotten: String,
    done: &'static str,
    /// What is wrong as a whole; empty when nothing is.
    wrong: String,
    wrong_count: usize,
    conflict: bool,
    /// True for whoever leads it while it may be changed.
    changes: bool,
    leads: bool,
    /// The reader's own part, when they do not lead it.
    part: Option<SpeakerState>,
    about: Vec<Ask>,
    own: Vec<Ask>,
    note_ask: Ask,
    who: Vec<Ask>,
    told: Vec<asks::Told>,
    summary: Text,
    speakers: Vec<SpeakerLine>,
    may_name: bool,
    email: Held,
    name: Held,
    withdraws: bool,
    answers: bool,
    activity: String,
}

/// What a page is made of besides the stored rows.
#[derive(Default)]
pub(super) struct Shown {
    pub status: StatusCode,
    pub typed: Option<(Sheet, Profile)>,
    pub problems: Vec<(String, String)>,
    pub wrong: String,
    pub conflict: bool,
    pub email: Held,
    pub name: Held,
}

struct Gathered {
    edition: Edition,
    call: Call,
    found: Dossier,
    email: String,
    topics: Vec<Term>,
    activity: Option<Slug>,
}

fn gather(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, key, id): (&str, &str, ProposalId),
) -> Result<Gathered, Error<Unwilling>> {
    let who = proposer(tx, ctx, edition, key)?;
    let (call, found) = proposals::one_of(tx, &who, id)?;
    let edition = editions::verbs::by_id(tx, call.edition)?.ok_or(Error::Missing)?;
    let mut topics = draft::terms(tx, edition.id)?;
    topics.retain(|term| term.scheme == Scheme::Topic);
    let activity = match found.proposal.activity {
        Some(id) => draft::slug_of(tx, edition.id, id)?,
        None => None,
    };
    let email = who.email().as_str().to_owned();
    Ok(Gathered { edition, call, found, email, topics, activity })
}

pub(super) type Named = Path<(String, String, String, String)>;

pub async fn show(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, key, id)): Named,
) -> Answer {
    if let Some(way) = to_sign_in(&visit, &key) {
        return way;
    }
    let Ok(id) = id.parse::<ProposalId>() else { return nowhere() };
    // What was kept half filled says at once what is still to be done.
    let shown = Shown { status: StatusCode::OK, ..Shown::default() };
    form(&desk, &visit, (edition, key, id), shown).await
}

pub(super) async fn form(
    desk: &Arc<Desk>,
    visit: &Visit,
    (edition, key, id): (String, String, ProposalId),
    shown: Shown,
) -> Answer {
    let (ctx, named) = (visit.ctx.clone(), (edition.clone(), key.clone()));
    let read = desk.db.read(move |tx: &mut Tx<'_>| gather(tx, &ctx, (&named.0, &named.1, id)));
    match read.await {
        Ok(gathered) => {
            let root = visit.to(&format!("/{edition}/proposals/{key}/{id}"));
            page(shown.status, &set(desk, visit, &gathered, &root, shown))
        }
        Err(error) => unwilling(visit, &error),
    }
}

fn set<'v>(
    desk: &Desk,
    visit: &'v Visit,
    gathered: &'v Gathered,
    root: &str,
    shown: Shown,
) -> ProposalPage<'v> {
    let Gathered { edition, call, found, email, topics, activity } = gathered;
    let (words, now) = (visit.words, visit.ctx.now());
    let proposal = &found.proposal;
    let lead = found.lead().map(|lead| lead.profile.clone()).unwrap_or_default();
    let own = found.speaker_at(email);
    let leads = own.is_some_and(|one| one.position == 0);
    let open = call.standing(now) == Standing::Open;
    let editable = matches!(proposal.state, Stands::Draft | Stands::Submitted);
    let stored =
        (&proposal.sheet, if leads { &lead } else { own.map_or(&lead, |one| &one.profile) });
    let (sheet, profile) = match &shown.typed {
        Some((sheet, profile)) if leads => (sheet, profile),
        Some((_, profile)) => (stored.0, profile),
        None => stored,
    };
    let asking = Asking {
        words,
        body: &call.body,
        sheet,
        profile,
        files: &found.files,
        root,
        problems: &shown.problems,
        theirs: shown.conflict.then_some(stored),
        topics,
    };
    let rest = root.strip_prefix(&format!("/{}", visit.lang)).unwrap_or(root).to_owned();
    let title = titled(words, proposal.sheet.title());
    let frame = Frame { section: "calls", ..visit.frame_at(title.get(visit.lang), &rest) };
    let fields = (asks::about(&asking), asks::own_fields(&asking), asks::note(&asking));
    ProposalPage {
        frame,
        edition: &edition.name,
        call,
        call_path: visit.to(&format!("/{}/calls/{}", edition.slug, call.slug)),
        all: root.rsplit_once('/').map(|(all, _)| all.to_owned()).unwrap_or_default(),
        root: root.to_owned(),
        number: proposal.number,
        version: proposal.version,
        state: proposal.state,
        state_words: state_words(words, proposal.state),
        note: proposal.note.clone(),
        closes: moment(&edition.zone, call.closes_at),
        forgotten: proposal.erase_at.map(|at| day(&edition.zone, at)).unwrap_or_default(),
        done: done_words(visit),
        wrong_count: shown.problems.len(),
        wrong: shown.wrong,
        conflict: shown.conflict,
        changes: leads && editable && (open || shown.typed.is_some()),
        leads,
        part: own.filter(|one| one.position > 0).map(|one| one.state),
        about: fields.0,
        own: fields.1,
        note_ask: fields.2,
        who: asks::who(&asking),
        told: asks::told(&asking),
        summary: sheet.text(crate::calls::sheet::SUMMARY),
        speakers: found.speakers.iter().map(|one| speaker_line(words, one)).collect(),
        may_name: leads && may_name(call, proposal.state, open),
        email: shown.email,
        name: shown.name,
        withdraws: leads && may_withdraw(proposal.state),
        answers: leads && proposal.state == Stands::Accepted,
        activity: activity
            .as_ref()
            .and_then(|slug| desk.house.activity(visit.lang, &edition.slug, slug))
            .unwrap_or_default(),
        title,
    }
}

fn may_name(call: &Call, state: Stands, open: bool) -> bool {
    let changeable = matches!(state, Stands::Draft | Stands::Submitted) && open;
    call.body.co_speakers_max > 0 && (changeable || state == Stands::Accepted)
}

const fn may_withdraw(state: Stands) -> bool {
    matches!(state, Stands::Draft | Stands::Submitted | Stands::Waiting | Stands::Accepted)
}

fn speaker_line(words: crate::words::Words, one: &crate::calls::model::Speaker) -> SpeakerLine {
    let called = if one.profile.name.is_empty() { &one.email } else { &one.profile.name };
    SpeakerLine {
        id: one.id,
        called: called.clone(),
        email: one.email.clone(),
        state: speaker_words(words, one.state),
        lead: one.position == 0,
    }
}

fn done_words(visit: &Visit) -> &'static str {
    let words = visit.words;
    match visit.asked("done") {
        "saved" => words.calls_is_saved(),
        "submitted" => words.calls_is_submitted(),
        "invited" => words.calls_is_invited(),
        "removed" => words.calls_is_removed(),
        "withdrawn" => words.calls_is_withdrawn(),
        "confirmed" => words.calls_is_confirmed(),
        "refused" => words.calls_is_refused(),
        "part" => words.calls_is_part(),
        "no-part" => words.calls_is_no_part(),
        _ => "",
    }
}

pub(super) fn profile_of(sent: &Sent) -> Profile {
    let said = |name: &str| sent.one(name).replace("\r\n", "\n");
    Profile {
        name: said(rules::NAME),
        affiliation: said(rules::AFFILIATION),
        biography: said(rules::BIOGRAPHY),
    }
}

fn typed_of(sent: Sent) -> Typed {
    let profile = profile_of(&sent);
    let remove = sent.all("remove").filter_map(|id| id.parse().ok()).collect();
    let files = sent.files.into_iter().filter_map(|file| {
        let field = file.field.strip_prefix(OWN)?.parse().ok()?;
        Some(SentFile { field, name: file.name, content: file.content })
    });
    Typed { files: files.collect(), sheet: Sheet::of(sent.pairs), profile, remove }
}

pub async fn save(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition, key, id)): Named,
    sent: Sent,
) -> Answer {
    if let Some(way) = to_sign_in(&visit, &key) {
        return way;
    }
    let Ok(id) = id.parse::<ProposalId>() else { return nowhere() };
    let version = sent.one("version").parse().unwrap_or(0);
    let act = if sent.one("act") == "submit" { Act::Submit } else { Act::Save };
    let typed = Arc::new(typed_of(sent));
    let (ctx, named, given) =
        (visit.ctx.clone(), (edition.clone(), key.clone()), Arc::clone(&typed));
    let saved = desk.db.write(move |tx: &mut Tx<'_>| {
        let who = proposer(tx, &ctx, &named.0, &named.1)?;
        proposals::save(tx, &ctx, &who, (id, version), (&given, act))
    });
    let way =
        |done: &str| see_other(&visit.to(&format!("/{edition}/proposals/{key}/{id}?done={done}")));
    let (status, problems, wrong, conflict) = match saved.await {
        Ok(Kept::Saved) => return way("saved"),
        Ok(Kept::Submitted) => return way("submitted"),
        Ok(Kept::Incomplete(problems)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, said(&visit, &problems), kept_words(&visit), false)
        }
        Err(Error::Refused(Unwilling::Incomplete(problems))) => {
            let wrong = Unwilling::Incomplete(Vec::new()).words(visit.words);
            (StatusCode::UNPROCESSABLE_ENTITY, said(&visit, &problems), wrong, false)
        }
        Err(Error::Refused(refusal)) if refusal == Unwilling::LinkDead => {
            return unwilling(&visit, &Error::Refused(refusal));
        }
        Err(Error::Refused(refusal)) => {
            let (status, (field, why)) = beside(&visit, &refusal);
            let problems = if field.is_empty() { Vec::new() } else { vec![(field, why.clone())] };
            (status, problems, why, refusal == Unwilling::Changed)
        }
        Err(error) => return unwilling(&visit, &error),
    };
    let typed = Some((typed.sheet.clone(), typed.profile.clone()));
    let shown = Shown { status, typed, problems, wrong, conflict, ..Shown::default() };
    form(&desk, &visit, (edition, key, id), shown).await
}

pub(super) fn said(visit: &Visit, problems: &[(String, Problem)]) -> Vec<(String, String)> {
    asks::said(visit.words, problems)
}

fn kept_words(visit: &Visit) -> String {
    visit.words.calls_kept_incomplete().to_owned()
}
