//! Proposals: begun, filled in, submitted, changed, withdrawn, by whoever proposes.

use kernel::Lang;
use store::{Fault, Tx};

use super::files::{self, Sent};
use super::gate::Proposer;
use super::{dossier, links, tell};
use crate::calls::letters::SUBMITTED;
use crate::calls::model::{
    Call, Dossier, FileId, Proposal, ProposalId, Speaker, SpeakerState, Standing, State,
};
use crate::calls::refusal::Unwilling;
use crate::calls::rules::{self, KEEP_DRAFT, KEEP_REFUSED, Problem};
use crate::calls::sheet::{Profile, SPOKEN, Sheet, TITLE, TYPED_BYTES_MAX, WRITTEN};
use crate::calls::store as rows;
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::mail::outbox;
use crate::people::account::Email;

/// Of one person to one call: more is noise.
pub const PROPOSALS_MAX: i64 = 20;

/// What somebody typed and chose in one go.
#[derive(Clone, Default)]
pub struct Typed {
    pub sheet: Sheet,
    pub profile: Profile,
    pub files: Vec<Sent>,
    pub remove: Vec<FileId>,
}

/// What the button said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Keep it as it is, half filled or not.
    Save,
    Submit,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    Saved,
    Submitted,
    /// Kept as a draft, since this must be mended first.
    Incomplete(Vec<(String, Problem)>),
}

/// Begins a proposal; one that was begun and left empty is taken up again. By somebody who is not
/// signed in: only the letter that is ordered leads to it.
pub fn begin(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    call: &Call,
    (email, lang): (&Email, Lang),
    code: &str,
) -> Result<ProposalId, Error<Unwilling>> {
    open(call, ctx)?;
    if !call.access_code.is_empty() && code.trim() != call.access_code {
        return Err(Error::Refused(Unwilling::WrongCode));
    }
    for id in rows::by_email(tx, call.edition, email.as_str())? {
        let found = dossier(tx, id)?;
        let lead = found.lead().is_some_and(|lead| lead.email == email.as_str());
        let untouched = found.proposal.state == State::Draft && found.proposal.version == 1;
        if lead && untouched && found.proposal.call == call.id {
            return Ok(id);
        }
    }
    if rows::count_by_lead(tx, call.id, email.as_str())? >= PROPOSALS_MAX {
        return Err(Error::Refused(Unwilling::TooMany));
    }
    let mut sheet = Sheet::default();
    sheet.set(WRITTEN, lang.code());
    sheet.set(SPOKEN, lang.code());
    let (now, number) = (ctx.now(), rows::next_number(tx, call.id)?);
    let proposal = Proposal {
        id: ctx.id(),
        number,
        sheet,
        erase_at: Some(call.closes_at.max(now) + KEEP_DRAFT),
        ..blank(call, now)
    };
    rows::insert_proposal(tx, &proposal, "")?;
    let lead = Speaker {
        id: ctx.id(),
        proposal: proposal.id,
        position: 0,
        state: SpeakerState::Lead,
        email: email.as_str().to_owned(),
        lang,
        profile: Profile::default(),
        person: None,
        invited_at: now,
        answered_at: None,
    };
    rows::insert_speaker(tx, call.edition, &lead)?;
    tell(tx, ctx, "calls.begun", (call, &proposal))?;
    Ok(proposal.id)
}

/// The same with the letter that leads to it.
pub fn begin_by_letter(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    call: &Call,
    (email, lang): (&Email, Lang),
    code: &str,
) -> Result<(), Error<Unwilling>> {
    let id = begin(tx, ctx, call, (email, lang), code)?;
    if let Some(lead) = rows::speakers_of(tx, id)?.first() {
        links::order(tx, ctx, lead.id, lang)?;
    }
    Ok(())
}

/// A draft of nothing yet.
pub(super) fn blank(call: &Call, now: kernel::Timestamp) -> Proposal {
    Proposal {
        id: kernel::Id::from_uuid(kernel::Uuid::nil()),
        call: call.id,
        edition: call.edition,
        number: 0,
        state: State::Draft,
        sheet: Sheet::default(),
        waiting_rank: None,
        note: String::new(),
        version: 1,
        imported_as: None,
        activity: None,
        begun_at: now,
        submitted_at: None,
        changed_at: now,
        decided_at: None,
        decided_by: None,
        answered_at: None,
        erase_at: None,
        erased_at: None,
    }
}

fn open(call: &Call, ctx: &Ctx) -> Result<(), Error<Unwilling>> {
    match call.standing(ctx.now()) {
        Standing::Open => Ok(()),
        Standing::Draft => Err(Error::Missing),
        Standing::Ahead => Err(Error::Refused(Unwilling::NotOpenYet)),
        Standing::Over => Err(Error::Refused(Unwilling::Over)),
    }
}

/// Everything that somebody proposes or speaks in, the first begun first.
pub fn mine(tx: &mut Tx<'_>, who: &Proposer) -> Result<Vec<Dossier>, Error<Unwilling>> {
    let ids = rows::by_email(tx, who.edition(), who.email().as_str())?;
    ids.into_iter().map(|id| dossier(tx, id)).collect()
}

/// One of them, with its call.
pub fn one_of(
    tx: &mut Tx<'_>,
    who: &Proposer,
    id: ProposalId,
) -> Result<(Call, Dossier), Error<Unwilling>> {
    let found = dossier(tx, id)?;
    let theirs = found.speaker_at(who.email().as_str()).is_some();
    if !theirs || found.proposal.edition != who.edition() {
        return Err(Error::Missing);
    }
    let call = rows::call(tx, found.proposal.call)?.ok_or(Error::Missing)?;
    Ok((call, found))
}

/// One that they lead, and so may change.
pub(super) fn led(
    tx: &mut Tx<'_>,
    who: &Proposer,
    id: ProposalId,
) -> Result<(Call, Dossier), Error<Unwilling>> {
    let (call, found) = one_of(tx, who, id)?;
    let leads = found.lead().is_some_and(|lead| lead.email == who.email().as_str());
    if leads { Ok((call, found)) } else { Err(Error::Missing) }
}

/// Keeps what was typed; submits it when nothing is wrong with it. What is submitted already stays
/// complete. `version` is the one that was read.
pub fn save(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    who: &Proposer,
    (id, version): (ProposalId, i64),
    (typed, act): (&Typed, Act),
) -> Result<Kept, Error<Unwilling>> {
    let (call, found) = led(tx, who, id)?;
    let Dossier { mut proposal, speakers, files } = found;
    let lead = speakers.first().ok_or(Error::Missing)?;
    let was = proposal.state;
    if !matches!(was, State::Draft | State::Submitted) {
        return Err(Error::Refused(Unwilling::NotNow));
    }
    let same = proposal.sheet == typed.sheet && lead.profile == typed.profile;
    let nothing_else = typed.files.is_empty() && typed.remove.is_empty();
    if same && nothing_else && was == State::Submitted {
        // Pressed twice, or sent again: it is so already.
        return Ok(Kept::Submitted);
    }
    open(&call, ctx)?;
    if proposal.version != version {
        return Err(Error::Refused(Unwilling::Changed));
    }
    if typed.sheet.bytes() > TYPED_BYTES_MAX {
        return Err(Error::Refused(Unwilling::TypedTooMuch));
    }
    let files = files::change(tx, ctx, (&call, id), files, typed)?;
    let mut problems = rules::problems(&call.body, &typed.sheet, &typed.profile, &files);
    if act == Act::Submit && said_twice(tx, who, &proposal, &typed.sheet)? {
        problems.insert(0, (TITLE.to_owned(), Problem::Twice));
    }
    let complete = problems.is_empty();
    if was == State::Submitted && !complete {
        return Err(Error::Refused(Unwilling::Incomplete(problems)));
    }
    let submits = act == Act::Submit && complete && was == State::Draft;
    proposal.sheet = typed.sheet.clone();
    proposal.changed_at = ctx.now();
    if submits {
        (proposal.state, proposal.submitted_at) = (State::Submitted, Some(ctx.now()));
        proposal.erase_at = None;
    }
    if !rows::write_proposal(tx, &proposal, &names(&speakers, &typed.profile))? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    rows::describe_speaker(tx, lead.id, &typed.profile)?;
    let kind = match (submits, was) {
        (true, _) => "calls.submitted",
        (_, State::Submitted) => "calls.changed",
        _ => return Ok(kept(act, problems)),
    };
    tell(tx, ctx, kind, (&call, &proposal))?;
    if submits {
        let payload = serde_json::json!({ "speaker": lead.id });
        outbox::order(tx, ctx, SUBMITTED, None, &payload)?;
    }
    Ok(Kept::Submitted)
}

/// A draft stays one: nobody is told what somebody else has not handed in.
fn kept(act: Act, problems: Vec<(String, Problem)>) -> Kept {
    match act {
        Act::Submit => Kept::Incomplete(problems),
        Act::Save => Kept::Saved,
    }
}

/// For the search: those who speak, as they are called.
pub(super) fn names(speakers: &[Speaker], lead: &Profile) -> String {
    let others = speakers.iter().skip(1).filter(|one| one.state != SpeakerState::Declined);
    let others = others.map(|one| one.profile.name.as_str());
    std::iter::once(lead.name.as_str()).chain(others).collect::<Vec<_>>().join("\n")
}

/// True when the same person has handed in something of that title to that call.
fn said_twice(
    tx: &mut Tx<'_>,
    who: &Proposer,
    proposal: &Proposal,
    sheet: &Sheet,
) -> Result<bool, Fault> {
    let title = sheet.one(TITLE).to_lowercase();
    for id in rows::by_email(tx, who.edition(), who.email().as_str())? {
        let Some(other) = rows::proposal(tx, id)? else { continue };
        let handed_in = !matches!(other.state, State::Draft | State::Withdrawn);
        let same = other.call == proposal.call && other.id != proposal.id;
        if same && handed_in && other.sheet.one(TITLE).to_lowercase() == title {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes a proposal back. A draft is gone at once; what was submitted is forgotten later.
pub fn withdraw(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    who: &Proposer,
    (id, version): (ProposalId, i64),
) -> Result<(), Error<Unwilling>> {
    let (call, Dossier { mut proposal, .. }) = led(tx, who, id)?;
    match proposal.state {
        State::Draft => {
            rows::delete(tx, id)?;
            tell(tx, ctx, "calls.dropped", (&call, &proposal))?;
            return Ok(());
        }
        State::Submitted | State::Waiting | State::Accepted => {}
        _ => return Err(Error::Refused(Unwilling::NotNow)),
    }
    proposal.version = version;
    proposal.state = State::Withdrawn;
    proposal.waiting_rank = None;
    proposal.answered_at = Some(ctx.now());
    proposal.erase_at = Some(ctx.now() + KEEP_REFUSED);
    if !rows::move_proposal(tx, &proposal)? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    tell(tx, ctx, "calls.withdrawn", (&call, &proposal))?;
    Ok(())
}

/// Every edition's proposals are found by its own pages alone.
pub fn any(tx: &mut Tx<'_>, edition: EditionId, email: &str) -> Result<bool, Fault> {
    Ok(!rows::by_email(tx, edition, email)?.is_empty())
}
