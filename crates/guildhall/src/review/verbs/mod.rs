//! What may be done to reviews. Every verb tells one fact.

pub mod assign;
pub mod compare;
pub mod give;
pub mod phases;
pub mod reviewers;

use store::{Fault, Tx};

use super::model::Phase;
use super::store as rows;
use crate::calls::model::Call;
use crate::ctx::Ctx;
use crate::journal::{self, Fact};

/// The phase that is on: the last one.
pub fn current(tx: &mut Tx<'_>, call: &Call) -> Result<Option<Phase>, Fault> {
    Ok(rows::phases_of(tx, call.id)?.pop())
}

fn tell<T>(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (kind, subject): (&'static str, kernel::Id<T>),
    call: &Call,
) -> Result<(), Fault> {
    let fact = Fact::new(kind, subject).within(call.scope()).with("call", call.id);
    journal::write(tx, ctx, fact).map(drop)
}
