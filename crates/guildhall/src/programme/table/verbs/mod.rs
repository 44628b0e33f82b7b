//! What may be done at the draft table.

pub mod absences;
pub mod answers;
pub mod places;
pub mod runs;
pub mod steps;

use std::time::Duration;

use kernel::Timestamp;
use store::{Fault, Tx};

use super::{runs as run_rows, store as rows};
use crate::ctx::Ctx;

/// Nobody takes back what is older than a season of planning.
const STEPS_KEPT: Duration = Duration::from_secs(180 * 24 * 60 * 60);
/// What was proposed, accepted or thrown away this long ago is in the journal.
const RUNS_KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// Whoever was not heard of for a day is not here.
const PRESENCE_KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// Lets go of steps, runs and presences that nobody needs any more.
pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    let now = ctx.now().as_millis();
    let ago = |span: Duration| Timestamp::from_millis(now - span.as_millis() as i64);
    let gone = rows::sweep(tx, ago(STEPS_KEPT), ago(PRESENCE_KEPT))?;
    Ok(gone + run_rows::sweep(tx, ago(RUNS_KEPT))?)
}
