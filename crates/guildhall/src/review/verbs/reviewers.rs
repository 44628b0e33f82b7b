//! Those who review: asked by whoever runs the call, with what they know and how much they take.

use kernel::{Lang, Slug};
use serde_json::json;
use store::{Fault, Tx};

use super::tell;
use crate::access::grants;
use crate::calls::model::Call;
use crate::calls::verbs::gate::Runs;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::hosts;
use crate::mail::outbox;
use crate::people::account::Email;
use crate::people::verbs::accounts;
use crate::review::letters::ASKED;
use crate::review::model::{Reviewer, ReviewerId};
use crate::review::refusal::Unwilling;
use crate::review::rules::Judge;
use crate::review::store as rows;

/// Nobody reads more.
pub const LOAD_MAX: i64 = 500;

/// Whom to ask, and for what.
#[derive(Clone, Debug)]
pub struct Wish {
    pub email: Email,
    pub topics: Vec<Slug>,
    pub interests: String,
    pub load_max: i64,
    /// The language of the letter to somebody who has no account yet.
    pub lang: Lang,
}

/// Asks somebody to review, or changes what they take; they are told by a letter the first time.
pub fn put(tx: &mut Tx<'_>, ctx: &Ctx, may: &Runs, wish: &Wish) -> Result<(), Error<Unwilling>> {
    if !(1..=LOAD_MAX).contains(&wish.load_max) {
        return Err(Error::Refused(Unwilling::NoLoad));
    }
    let call = may.call();
    let account = accounts::find_or_make(tx, ctx, &wish.email, wish.lang)?;
    let there = rows::reviewers_of(tx, call.id)?;
    let before = there.iter().find(|one| one.account == account.id);
    let reviewer = Reviewer {
        id: before.map_or_else(|| ctx.id(), |one| one.id),
        call: call.id,
        edition: call.edition,
        account: account.id,
        topics: wish.topics.clone(),
        interests: wish.interests.chars().take(2_000).collect(),
        load_max: wish.load_max,
        ended_at: None,
    };
    rows::put_reviewer(tx, &reviewer, ctx.now())?;
    if before.is_none_or(|one| one.ended_at.is_some()) {
        let payload = json!({ "call": call.id, "lang": wish.lang.code() });
        outbox::order(tx, ctx, ASKED, Some(account.id), &payload)?;
        tell(tx, ctx, ("review.reviewer_asked", reviewer.id), call)?;
    } else {
        tell(tx, ctx, ("review.reviewer_changed", reviewer.id), call)?;
    }
    Ok(())
}

/// Lets a reviewer go; what they have not read yet is for others.
pub fn end(tx: &mut Tx<'_>, ctx: &Ctx, may: &Runs, id: ReviewerId) -> Result<(), Error<Unwilling>> {
    if !rows::end_reviewer(tx, id, may.call().id, ctx.now())? {
        return Err(Error::Missing);
    }
    tell(tx, ctx, ("review.reviewer_ended", id), may.call())?;
    Ok(())
}

/// Those who review now, with what may keep them from judging.
pub fn judges(tx: &mut Tx<'_>, ctx: &Ctx, may: &Runs) -> Result<Vec<Judge>, Fault> {
    judges_of(tx, ctx, may.call())
}

pub(super) fn judges_of(tx: &mut Tx<'_>, ctx: &Ctx, call: &Call) -> Result<Vec<Judge>, Fault> {
    let reviewers = rows::reviewers_of(tx, call.id)?;
    let ids: Vec<_> = reviewers.iter().map(|one| one.account).collect();
    let known = accounts::find_all(tx, &ids)?;
    let hosts = hosts::verbs::of_edition(tx, call.edition)?;
    let acting = grants::in_edition(tx, call.edition.uuid())?;
    let judge = |reviewer: Reviewer| {
        let email = known.iter().find(|one| one.id == reviewer.account)?.email.clone();
        let theirs = acting
            .iter()
            .filter(|grant| grant.account == reviewer.account && grant.holding.holds_at(ctx.now()));
        let theirs = theirs.filter_map(|grant| grant.holding.scope.host_uuid());
        let named = theirs.filter_map(|id| hosts.iter().find(|host| host.id.uuid() == id));
        let names = named.flat_map(|host| host.name.iter().map(|(_, name)| name.value.clone()));
        Some(Judge { hosts: names.collect(), email, reviewer })
    };
    Ok(reviewers.into_iter().filter_map(judge).collect())
}
