//! Phases: prepared, opened, closed, followed by the next.

use store::Tx;

use super::{current, tell};
use crate::calls::verbs::gate::Runs;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::review::model::{Manner, Mode, Phase, PhaseState};
use crate::review::refusal::Unwilling;
use crate::review::store as rows;

/// More reviews of one proposal than this teach nothing more.
pub const REVIEWS_MAX: u32 = 9;
/// A rubric longer than this is not filled in.
pub const CRITERIA_MAX: usize = 8;

/// Sets how the phase that is on is judged; the first one, or the next after a closed one, is made.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    version: i64,
    manner: Manner,
) -> Result<(), Error<Unwilling>> {
    if !(1..=REVIEWS_MAX).contains(&manner.reviews) {
        return Err(Error::Refused(Unwilling::NoReviews));
    }
    let one = matches!(manner.mode, Mode::YesNo | Mode::Pairs);
    let fits = (1..=CRITERIA_MAX).contains(&manner.criteria.len());
    let weighed =
        manner.criteria.iter().all(|it| !it.name.is_empty() && (1..=10).contains(&it.weight));
    if !fits || !weighed || (one && manner.criteria.len() != 1) {
        return Err(Error::Refused(Unwilling::NoCriteria));
    }
    let call = may.call();
    let before = current(tx, call)?;
    match before {
        Some(phase) if phase.state != PhaseState::Closed => {
            // What was judged by another rubric cannot be ranked by this one.
            let given = rows::reviews_of(tx, phase.id)?.iter().any(|one| !one.marks.is_empty())
                || rows::pairs_of(tx, phase.id)?.iter().any(|pair| pair.said.is_some());
            let same = phase.body.mode == manner.mode
                && phase.body.criteria.len() == manner.criteria.len();
            if given && !same {
                return Err(Error::Refused(Unwilling::NoCriteria));
            }
            if phase.body.mode != manner.mode {
                rows::drop_unread(tx, phase.id)?;
                rows::drop_asked(tx, phase.id)?;
            }
            let phase = Phase { body: manner, version, ..phase };
            changed(tx, &phase)?;
            tell(tx, ctx, ("review.phase_changed", phase.id), call)?;
        }
        before => {
            let phase = Phase {
                id: ctx.id(),
                call: call.id,
                edition: call.edition,
                number: before.map_or(1, |phase| phase.number + 1),
                state: PhaseState::Prepared,
                body: manner,
                seed: None,
                assigned_at: None,
                ranked_at: None,
                version: 1,
            };
            rows::insert_phase(tx, &phase, ctx.now())?;
            tell(tx, ctx, ("review.phase_made", phase.id), call)?;
        }
    }
    Ok(())
}

/// Opens or closes the phase that is on.
pub fn set_state(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    may: &Runs,
    version: i64,
    state: PhaseState,
) -> Result<(), Error<Unwilling>> {
    let phase = current(tx, may.call())?.ok_or(Error::Refused(Unwilling::NoPhase))?;
    let phase = Phase { state, version, ..phase };
    changed(tx, &phase)?;
    let kind = match state {
        PhaseState::Prepared => "review.phase_taken_back",
        PhaseState::Open => "review.phase_opened",
        PhaseState::Closed => "review.phase_closed",
    };
    tell(tx, ctx, (kind, phase.id), may.call())?;
    Ok(())
}

pub(super) fn changed(tx: &mut Tx<'_>, phase: &Phase) -> Result<(), Error<Unwilling>> {
    if rows::change_phase(tx, phase)? { Ok(()) } else { Err(Error::Refused(Unwilling::Changed)) }
}
