//! Who reads what, and the order that follows: by the models of `solve`, from a seed that is kept.

use store::Tx;

use super::phases::changed;
use super::reviewers::judges;
use super::{current, tell};
use crate::calls::verbs::decide;
use crate::calls::verbs::gate::Runs;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::review::model::{Mode, Pair, Phase, Ranked, Review};
use crate::review::pairing;
use crate::review::refusal::Unwilling;
use crate::review::rules::{self, Judge, Read};
use crate::review::store as rows;

/// Everything that the model needs, read in one transaction, so that it may work outside of it.
pub struct Task {
    pub phase: Phase,
    pub judges: Vec<Judge>,
    pub reads: Vec<Read>,
    pub there: Vec<Review>,
}

/// Gathers what is to be assigned.
pub fn task(tx: &mut Tx<'_>, ctx: &Ctx, may: &Runs) -> Result<Task, Error<Unwilling>> {
    let phase = current(tx, may.call())?.ok_or(Error::Refused(Unwilling::NoPhase))?;
    let mut judges = judges(tx, ctx, may)?;
    judges.retain(|judge| judge.reviewer.ended_at.is_none());
    if phase.body.mode == Mode::Pairs {
        return Err(Error::Refused(Unwilling::NotAssigned));
    }
    let all = decide::all(tx, may).map_err(|error| error.map(Unwilling::from))?;
    let reads = all.into_iter().map(|one| Read::of(one, may.call()));
    let there = rows::reviews_of(tx, phase.id)?;
    Ok(Task { reads: reads.collect(), phase, judges, there })
}

impl Task {
    /// The new pairs, or why the loads cannot be kept.
    pub fn solve(&self, seed: u64) -> Result<Vec<(usize, usize)>, String> {
        rules::assign(&self.phase.body, &self.judges, &self.reads, &self.there, seed)
    }
}

/// Keeps what the model found, unless the phase was changed meanwhile.
pub fn keep(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    task: &Task,
    (seed, pairs): (i64, &[(usize, usize)]),
) -> Result<usize, Error<Unwilling>> {
    let now = ctx.now();
    let phase = Phase { seed: Some(seed), assigned_at: Some(now), ..task.phase.clone() };
    changed(tx, &phase)?;
    let rows_of: Vec<_> = pairs
        .iter()
        .map(|(judge, read)| {
            let (reviewer, proposal) = (task.judges[*judge].reviewer.id, task.reads[*read].id);
            (ctx.id(), phase.id, proposal, reviewer, now)
        })
        .collect();
    rows::insert_reviews(tx, rows_of)?;
    tell(tx, ctx, ("review.assigned", phase.id), may.call())?;
    Ok(pairs.len())
}

/// What was said in a phase so far.
pub enum Given {
    Marks(Vec<Review>),
    Pairs(Vec<Pair>),
}

impl Given {
    /// The order that follows. The model takes a core for a while.
    pub fn rank(&self, phase: &Phase, seed: u64) -> Option<Vec<Ranked>> {
        match self {
            Self::Marks(reviews) => rules::rank(&phase.body, reviews, seed),
            Self::Pairs(pairs) => pairing::rank(pairs, seed),
        }
    }
}

/// What the phase that is on says as it is now, for the order.
pub fn given(tx: &mut Tx<'_>, may: &Runs) -> Result<(Phase, Given), Error<Unwilling>> {
    let phase = current(tx, may.call())?.ok_or(Error::Refused(Unwilling::NoPhase))?;
    let given = match phase.body.mode {
        Mode::Pairs => Given::Pairs(rows::pairs_of(tx, phase.id)?),
        Mode::Rubric | Mode::YesNo => Given::Marks(rows::reviews_of(tx, phase.id)?),
    };
    Ok((phase, given))
}

/// Keeps an order in place of the one before.
pub fn keep_order(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    (phase, order): (&Phase, &[Ranked]),
) -> Result<(), Error<Unwilling>> {
    let now = rows::phase(tx, phase.id)?.ok_or(Error::Missing)?;
    let phase = Phase { ranked_at: Some(ctx.now()), ..now };
    changed(tx, &phase)?;
    rows::put_results(tx, phase.id, order)?;
    tell(tx, ctx, ("review.ranked", phase.id), may.call())?;
    Ok(())
}
