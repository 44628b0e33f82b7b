//! What a reviewer does where two are shown side by side: asks for the next two, says which, declares
//! a conflict of interest.

use std::collections::HashSet;

use kernel::Slug;
use store::Tx;

use super::reviewers::judges_of;
use super::tell;
use crate::access::Actor;
use crate::calls::model::{Call, Dossier, ProposalId};
use crate::calls::verbs as proposed;
use crate::ctx::Ctx;
use crate::editions;
use crate::error::Error;
use crate::review::model::{
    Mode, Pair, PairId, Phase, PhaseId, PhaseState, ReviewState, Reviewer, Said,
};
use crate::review::pairing::{Table, wanted};
use crate::review::refusal::Unwilling;
use crate::review::rules::{Judge, Read};
use crate::review::store as rows;

/// A phase that is judged in pairs, as one of its reviewers sees it.
pub struct Seat {
    pub call: Call,
    pub phase: Phase,
    pub reviewer: Reviewer,
    /// The reviewer's own, the oldest first.
    pub own: Vec<Pair>,
    /// How many comparisons are a fair part for each reviewer.
    pub part: usize,
}

/// The phases of that kind of whoever is signed in.
pub fn seats(tx: &mut Tx<'_>, ctx: &Ctx, edition: &str) -> Result<Vec<Seat>, Error<Unwilling>> {
    let mut all = Vec::new();
    for reviewer in own(tx, ctx, edition)? {
        let call = proposed::calls::by_id(tx, reviewer.call)?.ok_or(Error::Missing)?;
        for phase in rows::phases_of(tx, call.id)? {
            if phase.body.mode == Mode::Pairs && phase.state != PhaseState::Prepared {
                all.push(seated(tx, call.clone(), phase, reviewer.clone())?);
            }
        }
    }
    Ok(all)
}

/// One of them; nobody else knows that it is there.
pub fn seat(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
    id: PhaseId,
) -> Result<Seat, Error<Unwilling>> {
    let reviewers = own(tx, ctx, edition)?;
    let phase = rows::phase(tx, id)?.ok_or(Error::Missing)?;
    let reviewer = reviewers.into_iter().find(|one| one.call == phase.call);
    let reviewer = reviewer.ok_or(Error::Missing)?;
    if phase.state == PhaseState::Prepared || phase.body.mode != Mode::Pairs {
        return Err(Error::Missing);
    }
    let call = proposed::calls::by_id(tx, phase.call)?.ok_or(Error::Missing)?;
    seated(tx, call, phase, reviewer)
}

/// As what whoever is signed in reviews in that edition.
fn own(tx: &mut Tx<'_>, ctx: &Ctx, edition: &str) -> Result<Vec<Reviewer>, Error<Unwilling>> {
    let Actor::Account(account) = ctx.actor else { return Err(Error::Missing) };
    let slug: Slug = edition.parse().map_err(|_| Error::Missing)?;
    let edition = editions::verbs::by_slug(tx, &slug)?.ok_or(Error::Missing)?;
    let mut reviewers = rows::reviewers_by(tx, account, edition.id)?;
    reviewers.retain(|one| one.ended_at.is_none());
    Ok(reviewers)
}

fn seated(
    tx: &mut Tx<'_>,
    call: Call,
    phase: Phase,
    reviewer: Reviewer,
) -> Result<Seat, Error<Unwilling>> {
    let mut pairs = rows::pairs_of(tx, phase.id)?;
    pairs.retain(|pair| pair.reviewer == reviewer.id);
    let proposals = proposed::decide::to_decide(tx, &call)?;
    let all = rows::reviewers_of(tx, call.id)?;
    let there = all.iter().filter(|one| one.ended_at.is_none()).count().max(1);
    let part = wanted(proposals, phase.body.reviews).div_ceil(there);
    Ok(Seat { call, phase, reviewer, own: pairs, part })
}

/// Everything that choosing the next two needs, read in one transaction.
pub struct Task {
    pub seat: Seat,
    judge: Judge,
    reads: Vec<Read>,
    declared: HashSet<ProposalId>,
    pairs: Vec<Pair>,
}

impl Task {
    /// The two that are asked already, as long as both are there.
    pub fn asked(&self) -> Option<PairId> {
        let there = |id: ProposalId| self.reads.iter().any(|read| read.id == id);
        let open = self.seat.own.iter().find(|pair| pair.said.is_none())?;
        (there(open.left) && there(open.right)).then_some(open.id)
    }

    /// The two that would teach most. The model takes a core for a while.
    pub fn next(&self, seed: u64) -> Option<(ProposalId, ProposalId)> {
        let Self { judge, reads, declared, pairs, .. } = self;
        Table { judge, reads, declared, pairs }.next(seed)
    }
}

/// Gathers what the next comparison of whoever is signed in is chosen from.
pub fn task(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
    id: PhaseId,
) -> Result<Task, Error<Unwilling>> {
    let seat = seat(tx, ctx, edition, id)?;
    if seat.phase.state != PhaseState::Open {
        return Err(Error::Refused(Unwilling::NotOpen));
    }
    let judges = judges_of(tx, ctx, &seat.call)?;
    let judge = judges.into_iter().find(|judge| judge.reviewer.id == seat.reviewer.id);
    let judge = judge.ok_or(Error::Missing)?;
    let all = proposed::decide::all_of(tx, &seat.call)?;
    let reads = all.into_iter().map(|one| Read::of(one, &seat.call)).collect();
    let reviews = rows::reviews_of(tx, id)?;
    let declared = reviews
        .into_iter()
        .filter(|one| one.reviewer == seat.reviewer.id && one.state == ReviewState::Conflict);
    let declared = declared.map(|one| one.proposal).collect();
    let pairs = rows::pairs_of(tx, id)?;
    Ok(Task { seat, judge, reads, declared, pairs })
}

/// Puts the two before the reviewer, unless something is before them already: then that stays.
pub fn ask(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, id): (&str, PhaseId),
    (left, right): (ProposalId, ProposalId),
) -> Result<PairId, Error<Unwilling>> {
    let task = task(tx, ctx, edition, id)?;
    if let Some(asked) = task.asked() {
        return Ok(asked);
    }
    let Seat { phase, reviewer, call, own, .. } = task.seat;
    if own.iter().any(|pair| pair.said.is_none()) {
        // One of the two was withdrawn meanwhile.
        rows::drop_asked_of(tx, reviewer.id)?;
    }
    let said = None;
    let pair = Pair {
        id: ctx.id(),
        phase: phase.id,
        reviewer: reviewer.id,
        left,
        right,
        said,
        version: 1,
    };
    rows::ask_pair(tx, &pair, ctx.now())?;
    tell(tx, ctx, ("review.pair_asked", pair.id), &call)?;
    Ok(pair.id)
}

/// Two side by side, with everything that they say.
pub struct Sides {
    pub seat: Seat,
    pub pair: Pair,
    pub left: Dossier,
    pub right: Dossier,
}

/// One comparison, for its reviewer alone.
pub fn sides(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &str,
    id: PairId,
) -> Result<Sides, Error<Unwilling>> {
    let pair = rows::pair(tx, id)?.ok_or(Error::Missing)?;
    let seat = seat(tx, ctx, edition, pair.phase)?;
    if pair.reviewer != seat.reviewer.id {
        return Err(Error::Missing);
    }
    let read =
        |tx: &mut Tx<'_>, id| proposed::dossier(tx, id).map_err(|error| error.map(Unwilling::from));
    let (left, right) = (read(tx, pair.left)?, read(tx, pair.right)?);
    Ok(Sides { seat, pair, left, right })
}

/// Says which of the two, or says it anew while the phase is open.
pub fn say(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, id): (&str, PairId),
    version: i64,
    said: Option<Said>,
) -> Result<PhaseId, Error<Unwilling>> {
    let Sides { seat, pair, .. } = sides(tx, ctx, edition, id)?;
    if seat.phase.state != PhaseState::Open {
        return Err(Error::Refused(Unwilling::NotOpen));
    }
    let said = Some(said.ok_or(Error::Refused(Unwilling::NotSaid))?);
    if !rows::write_pair(tx, &Pair { said, version, ..pair }, ctx.now())? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    tell(tx, ctx, ("review.compared", id), &seat.call)?;
    Ok(seat.phase.id)
}

/// Declares that the reviewer must not judge one of the two: whatever they said of it is taken out,
/// and it is never shown to them again.
pub fn declare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, id): (&str, PairId),
    side: Option<Said>,
) -> Result<PhaseId, Error<Unwilling>> {
    let Sides { seat, pair, .. } = sides(tx, ctx, edition, id)?;
    let proposal = match side {
        Some(Said::Left) => pair.left,
        Some(Said::Right) => pair.right,
        Some(Said::Equal) | None => return Err(Error::Refused(Unwilling::NotSaid)),
    };
    let of = (seat.phase.id, seat.reviewer.id);
    rows::put_conflict(tx, ctx.id(), of, proposal, ctx.now())?;
    rows::drop_pairs_with(tx, of, proposal)?;
    tell(tx, ctx, ("review.conflict_declared", seat.reviewer.id), &seat.call)?;
    Ok(seat.phase.id)
}
