//! Co-speakers: named by the lead, asked by a letter, in once they say so.

use kernel::Lang;
use serde_json::json;
use store::Tx;

use super::gate::Proposer;
use super::proposals::{led, names, one_of};
use super::tell;
use crate::calls::letters::INVITED;
use crate::calls::model::{
    Call, Dossier, ProposalId, Speaker, SpeakerId, SpeakerState, Standing, State,
};
use crate::calls::refusal::Unwilling;
use crate::calls::rules;
use crate::calls::sheet::Profile;
use crate::calls::store as rows;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::mail::outbox;
use crate::people::account::Email;

/// Names somebody who is to speak too, and asks them by a letter.
pub fn invite(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    who: &Proposer,
    id: ProposalId,
    (email, name, lang): (&Email, &str, Lang),
) -> Result<SpeakerId, Error<Unwilling>> {
    let (call, found) = led(tx, who, id)?;
    changeable(ctx, &call, &found)?;
    if found.speaker_at(email.as_str()).is_some() {
        return Err(Error::Refused(Unwilling::Named));
    }
    let asked = found.speakers.iter().filter(|one| one.state != SpeakerState::Declined).count();
    if asked > call.body.co_speakers_max {
        return Err(Error::Refused(Unwilling::TooManySpeakers));
    }
    let name: String = name.trim().chars().take(rules::NAME_MAX).collect();
    let speaker = Speaker {
        id: ctx.id(),
        proposal: id,
        position: found.speakers.last().map_or(1, |last| last.position + 1),
        state: SpeakerState::Invited,
        email: email.as_str().to_owned(),
        lang,
        profile: Profile { name, ..Profile::default() },
        person: None,
        invited_at: ctx.now(),
        answered_at: None,
    };
    rows::insert_speaker(tx, call.edition, &speaker)?;
    let payload = json!({ "speaker": speaker.id });
    outbox::order(tx, ctx, INVITED, None, &payload)?;
    tell(tx, ctx, "calls.co_speaker_named", (&call, &found.proposal))?;
    Ok(speaker.id)
}

/// Takes a co-speaker out.
pub fn remove(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    who: &Proposer,
    id: ProposalId,
    speaker: SpeakerId,
) -> Result<(), Error<Unwilling>> {
    let (call, found) = led(tx, who, id)?;
    changeable(ctx, &call, &found)?;
    let there = found.speakers.iter().find(|one| one.id == speaker).ok_or(Error::Missing)?;
    if !rows::remove_speaker(tx, speaker)? {
        return Err(Error::Missing);
    }
    rows::remove_links(tx, call.edition, &there.email)?;
    tell(tx, ctx, "calls.co_speaker_removed", (&call, &found.proposal))?;
    Ok(())
}

fn changeable(ctx: &Ctx, call: &Call, found: &Dossier) -> Result<(), Error<Unwilling>> {
    let open = call.standing(ctx.now()) == Standing::Open;
    match found.proposal.state {
        State::Draft | State::Submitted if open => Ok(()),
        // Those who were accepted may still find somebody to speak with them.
        State::Accepted => Ok(()),
        State::Draft | State::Submitted => Err(Error::Refused(Unwilling::Over)),
        _ => Err(Error::Refused(Unwilling::NotNow)),
    }
}

/// What a co-speaker answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Confirm,
    Decline,
}

/// A co-speaker says whether they speak, and who they are; they may change it until it is decided.
pub fn answer(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    who: &Proposer,
    id: ProposalId,
    (answer, profile): (Answer, &Profile),
) -> Result<(), Error<Unwilling>> {
    let (call, found) = one_of(tx, who, id)?;
    let speaker = found.speaker_at(who.email().as_str()).ok_or(Error::Missing)?;
    if matches!(found.proposal.state, State::Withdrawn | State::Declined | State::Refused) {
        return Err(Error::Refused(Unwilling::NotNow));
    }
    let (state, kind, profile) = match answer {
        Answer::Confirm => {
            let problems = rules::profile_problems(profile);
            if !problems.is_empty() {
                let named = problems.into_iter().map(|(name, one)| (name.to_owned(), one));
                return Err(Error::Refused(Unwilling::Incomplete(named.collect())));
            }
            (SpeakerState::Confirmed, "calls.co_speaker_confirmed", profile.clone())
        }
        // Who does not speak leaves nothing behind but their name as the lead wrote it.
        Answer::Decline => {
            let name = speaker.profile.name.clone();
            let left = Profile { name, ..Profile::default() };
            (SpeakerState::Declined, "calls.co_speaker_declined", left)
        }
    };
    if !rows::answer_speaker(tx, speaker.id, (state, &profile, ctx.now()))? {
        return Err(Error::Missing);
    }
    let lead = found.lead().map(|lead| lead.profile.clone()).unwrap_or_default();
    let speakers = rows::speakers_of(tx, id)?;
    rows::note_names(tx, &found.proposal, &names(&speakers, &lead))?;
    tell(tx, ctx, kind, (&call, &found.proposal))?;
    Ok(())
}
