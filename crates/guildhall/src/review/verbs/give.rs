//! What a reviewer does: reads, marks, declares a conflict of interest, talks with the others.

use kernel::Slug;
use store::Tx;

use super::tell;
use crate::access::Actor;
use crate::calls::model::{Call, Dossier};
use crate::calls::verbs as proposed;
use crate::ctx::Ctx;
use crate::editions;
use crate::error::Error;
use crate::review::model::{Note, Phase, PhaseState, Review, ReviewId, ReviewState, Reviewer};
use crate::review::refusal::Unwilling;
use crate::review::store as rows;

/// A comment is a page at most.
pub const COMMENT_MAX: usize = 5_000;

/// One review with everything that it is about.
pub struct Sheet {
    pub review: Review,
    pub reviewer: Reviewer,
    pub phase: Phase,
    pub call: Call,
    pub found: Dossier,
    pub notes: Vec<Note>,
}

/// Every review of whoever is signed in, in an edition that a path names.
pub fn mine(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
) -> Result<Vec<(Call, Review, Dossier)>, Error<Unwilling>> {
    let Actor::Account(account) = ctx.actor else { return Err(Error::Missing) };
    let slug: Slug = edition.parse().map_err(|_| Error::Missing)?;
    let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
    let mut all = Vec::new();
    for reviewer in rows::reviewers_by(tx, account, edition.id)? {
        if reviewer.ended_at.is_some() {
            continue;
        }
        let call = proposed::calls::by_id(tx, reviewer.call)?.ok_or(Error::Missing)?;
        for review in rows::reviews_by(tx, reviewer.id)? {
            let found = proposed::dossier(tx, review.proposal);
            let found = found.map_err(|error| error.map(Unwilling::from))?;
            all.push((call.clone(), review, found));
        }
    }
    Ok(all)
}

/// One review, for its reviewer alone; nobody else knows that it is there.
pub fn one(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
    id: ReviewId,
) -> Result<Sheet, Error<Unwilling>> {
    let Actor::Account(account) = ctx.actor else { return Err(Error::Missing) };
    let slug: Slug = edition.parse().map_err(|_| Error::Missing)?;
    let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
    let review = rows::review(tx, id)?.ok_or(Error::Missing)?;
    let phase = rows::phase(tx, review.phase)?.ok_or(Error::Missing)?;
    let reviewers = rows::reviewers_by(tx, account, edition.id)?;
    let own = |one: &Reviewer| one.id == review.reviewer && one.ended_at.is_none();
    let reviewer = reviewers.into_iter().find(own).ok_or(Error::Missing)?;
    if phase.state == PhaseState::Prepared {
        return Err(Error::Missing);
    }
    let call = proposed::calls::by_id(tx, phase.call)?.ok_or(Error::Missing)?;
    let found = proposed::dossier(tx, review.proposal);
    let found = found.map_err(|error| error.map(Unwilling::from))?;
    // Who has not judged yet is not to be led by what others say.
    let notes = match review.state {
        ReviewState::Given => rows::notes_of(tx, review.proposal)?,
        ReviewState::Assigned | ReviewState::Conflict => Vec::new(),
    };
    Ok(Sheet { review, reviewer, phase, call, found, notes })
}

/// Gives marks, or gives them anew.
pub fn give(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, id): (&str, ReviewId),
    version: i64,
    (marks, comment): (&[i64], &str),
) -> Result<(), Error<Unwilling>> {
    let Sheet { review, phase, call, .. } = one(tx, ctx, edition, id)?;
    if phase.state != PhaseState::Open || review.state == ReviewState::Conflict {
        return Err(Error::Refused(Unwilling::NotOpen));
    }
    let may = phase.body.mode.marks().ok_or(Error::Refused(Unwilling::NotOpen))?;
    if marks.len() != phase.body.criteria.len() || !marks.iter().all(|mark| may.contains(mark)) {
        return Err(Error::Refused(Unwilling::NoMarks));
    }
    if comment.chars().count() > COMMENT_MAX {
        return Err(Error::Refused(Unwilling::TooLong));
    }
    let (marks, comment) = (marks.to_vec(), comment.to_owned());
    let review = Review { state: ReviewState::Given, marks, comment, version, ..review };
    if !rows::write_review(tx, &review, Some(ctx.now()))? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    tell(tx, ctx, ("review.given", review.id), &call)?;
    Ok(())
}

/// Declares that the reviewer must not judge this; somebody else is found by the next assignment.
pub fn declare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, id): (&str, ReviewId),
) -> Result<(), Error<Unwilling>> {
    let Sheet { review, call, .. } = one(tx, ctx, edition, id)?;
    let state = ReviewState::Conflict;
    let review = Review { state, marks: Vec::new(), comment: String::new(), ..review };
    if !rows::write_review(tx, &review, None)? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    tell(tx, ctx, ("review.conflict_declared", review.id), &call)?;
    Ok(())
}

/// Says something to the others who review the same, after having judged.
pub fn say(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, id): (&str, ReviewId),
    words: &str,
) -> Result<(), Error<Unwilling>> {
    let Sheet { review, call, .. } = one(tx, ctx, edition, id)?;
    if review.state != ReviewState::Given {
        return Err(Error::Refused(Unwilling::NotOpen));
    }
    let words = words.trim();
    if words.is_empty() {
        return Err(Error::Refused(Unwilling::NothingSaid));
    }
    let words: String = words.chars().take(COMMENT_MAX).collect();
    let note = Note { account: ctx.actor.account(), words, at: ctx.now() };
    rows::insert_note(tx, ctx.id(), review.proposal, &note)?;
    tell(tx, ctx, ("review.discussed", review.proposal), &call)?;
    Ok(())
}
