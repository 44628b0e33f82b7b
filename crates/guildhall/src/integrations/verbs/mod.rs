//! What may be done to tokens and webhooks. Every verb tells one fact.

pub mod tokens;
pub mod webhooks;

use std::time::Duration;

use store::{Fault, Tx};

use crate::access::tokens as rows;
use crate::ctx::Ctx;

/// Dead tokens and tries to deliver are kept this long, for whoever asks what happened.
const KEEP: Duration = Duration::from_secs(30 * 24 * 3600);

/// Lets go of what nobody asks about any more.
pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    let before = ctx.now() - KEEP;
    Ok(rows::sweep(tx, before)? + super::store::sweep(tx, before)?)
}
