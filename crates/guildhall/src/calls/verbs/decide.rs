//! Decisions of whoever runs a call, alone or many at once, and the list they are taken from.

use serde_json::json;
use store::{Fault, Tx};

use super::gate::{Proposer, Runs};
use super::proposals::led;
use super::{admit, dossier, tell};
use crate::calls::letters::DECIDED;
use crate::calls::model::{Call, Dossier, Line, Proposal, ProposalId, State};
use crate::calls::refusal::Unwilling;
use crate::calls::rules::{Decision, KEEP_REFUSED};
use crate::calls::store::{self as rows, Filter};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::mail::outbox;

/// So many on a page: a screen or three.
pub const PAGE: i64 = 50;

/// A page of what was proposed.
pub struct Listed {
    pub lines: Vec<Line>,
    pub count: i64,
    /// The languages that there are.
    pub languages: Vec<String>,
}

/// What was handed in, narrowed by the filter; `page` is counted from 0.
pub fn list(
    tx: &mut Tx<'_>,
    may: &Runs,
    filter: &Filter,
    page: i64,
) -> Result<Listed, Error<Unwilling>> {
    let call = may.call().id;
    let lines = rows::list(tx, call, filter, (PAGE, page.max(0).saturating_mul(PAGE)))?;
    let count = rows::list_count(tx, call, filter)?;
    Ok(Listed { lines, count, languages: rows::languages(tx, call)? })
}

/// Everything that was handed in and is not decided against, with those who propose it.
pub fn all(tx: &mut Tx<'_>, may: &Runs) -> Result<Vec<Dossier>, Error<Unwilling>> {
    Ok(all_of(tx, may.call())?)
}

/// The same, for what asks on somebody's behalf and shows it to nobody.
pub fn all_of(tx: &mut Tx<'_>, call: &Call) -> Result<Vec<Dossier>, Fault> {
    let mut all = Vec::new();
    let mut speakers = rows::speakers_of_call(tx, call.id)?;
    for proposal in rows::proposals_of(tx, call.id)? {
        if proposal.state.is_to_decide() {
            let theirs = speakers.remove(&proposal.id).unwrap_or_default();
            all.push(Dossier { proposal, speakers: theirs, files: Vec::new() });
        }
    }
    Ok(all)
}

/// Some of a call, as far as they are of it.
pub fn some(
    tx: &mut Tx<'_>,
    may: &Runs,
    ids: &[ProposalId],
) -> Result<Vec<Proposal>, Error<Unwilling>> {
    Ok(rows::proposals_some(tx, may.call().id, ids)?)
}

/// How many there are to decide.
pub fn count(tx: &mut Tx<'_>, may: &Runs) -> Result<usize, Error<Unwilling>> {
    Ok(to_decide(tx, may.call())?)
}

/// The same, for what asks on somebody's behalf.
pub fn to_decide(tx: &mut Tx<'_>, call: &Call) -> Result<usize, Fault> {
    let counts = rows::counts(tx, call.edition)?;
    let these = counts.iter().filter(|(of, state, _)| *of == call.id && state.is_to_decide());
    Ok(usize::try_from(these.map(|(.., count)| count).sum::<i64>()).unwrap_or(0))
}

/// One that was handed in.
pub fn one(tx: &mut Tx<'_>, may: &Runs, id: ProposalId) -> Result<Dossier, Error<Unwilling>> {
    let found = dossier(tx, id)?;
    let theirs = found.proposal.call == may.call().id && found.proposal.state != State::Draft;
    if theirs { Ok(found) } else { Err(Error::Missing) }
}

/// What is decided of several, in this order: ranks count up from the decision's.
#[derive(Clone, Debug)]
pub struct Wish {
    pub proposals: Vec<ProposalId>,
    pub decision: Decision,
    /// What the letter says besides; may be empty.
    pub note: String,
}

/// A note is a paragraph or two.
pub const NOTE_MAX: usize = 4_000;

/// Decides all of them or none; those who proposed are told by a letter. What is so already is left
/// alone.
pub fn decide(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    wish: &Wish,
) -> Result<usize, Error<Unwilling>> {
    if wish.proposals.is_empty() {
        return Err(Error::Refused(Unwilling::NothingChosen));
    }
    let mut decided = 0;
    for (id, at) in wish.proposals.iter().zip(0_i64..) {
        let decision = match wish.decision {
            Decision::Wait { rank } => Decision::Wait { rank: rank + at },
            other => other,
        };
        decided += usize::from(decide_one(tx, ctx, may, *id, (decision, &wish.note))?);
    }
    Ok(decided)
}

fn decide_one(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    id: ProposalId,
    (decision, note): (Decision, &str),
) -> Result<bool, Error<Unwilling>> {
    let Dossier { mut proposal, speakers, .. } = one(tx, may, id)?;
    if proposal.erased_at.is_some() {
        return Err(Error::Refused(Unwilling::Erased));
    }
    if !proposal.state.is_to_decide() {
        return Err(Error::Refused(Unwilling::NotNow));
    }
    let note: String = note.chars().take(NOTE_MAX).collect();
    let same = proposal.state == decision.state() && proposal.waiting_rank == decision.rank();
    if same && (note.is_empty() || note == proposal.note) {
        return Ok(false);
    }
    let now = ctx.now();
    proposal.state = decision.state();
    proposal.waiting_rank = decision.rank();
    proposal.note = note;
    proposal.erase_at = decision.erase_at(now);
    (proposal.decided_at, proposal.decided_by) = match decision {
        Decision::Reopen => (None, None),
        _ => (Some(now), ctx.actor.account()),
    };
    if !rows::move_proposal(tx, &proposal)? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    let kind = match decision {
        Decision::Accept => "calls.accepted",
        Decision::Wait { .. } => "calls.put_to_wait",
        Decision::Decline => "calls.declined",
        Decision::Reopen => "calls.reopened",
    };
    tell(tx, ctx, kind, (may.call(), &proposal))?;
    let lead = speakers.first().filter(|lead| !lead.email.is_empty());
    if let Some(lead) = lead.filter(|_| decision != Decision::Reopen) {
        outbox::order(tx, ctx, DECIDED, None, &json!({ "speaker": lead.id }))?;
    }
    Ok(true)
}

/// The lead says yes to what was accepted: it becomes an activity of the draft programme.
pub fn confirm(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    who: &Proposer,
    id: ProposalId,
) -> Result<(), Error<Unwilling>> {
    let (call, found) = accepted(tx, who, id)?;
    let mut proposal = found.proposal.clone();
    proposal.activity = Some(admit::admit(tx, ctx, &call, &found)?);
    proposal.state = State::Confirmed;
    proposal.answered_at = Some(ctx.now());
    proposal.erase_at = None;
    if !rows::move_proposal(tx, &proposal)? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    tell(tx, ctx, "calls.confirmed", (&call, &proposal))?;
    Ok(())
}

/// The lead says no after all.
pub fn refuse(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    who: &Proposer,
    id: ProposalId,
) -> Result<(), Error<Unwilling>> {
    let (call, found) = accepted(tx, who, id)?;
    let mut proposal = found.proposal;
    proposal.state = State::Refused;
    proposal.answered_at = Some(ctx.now());
    proposal.erase_at = Some(ctx.now() + KEEP_REFUSED);
    if !rows::move_proposal(tx, &proposal)? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    tell(tx, ctx, "calls.refused", (&call, &proposal))?;
    Ok(())
}

fn accepted(
    tx: &mut Tx<'_>,
    who: &Proposer,
    id: ProposalId,
) -> Result<(Call, Dossier), Error<Unwilling>> {
    let (call, found) = led(tx, who, id)?;
    if found.proposal.state != State::Accepted {
        return Err(Error::Refused(Unwilling::NotNow));
    }
    Ok((call, found))
}
