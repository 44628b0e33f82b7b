//! What an edition answers to conflicts that somebody is about to cause.

use store::Tx;

use crate::access::{Can, EditProgramme};
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::programme::table::model::{Answer, Answers, Sort};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::store as rows;

pub fn of_edition(tx: &mut Tx<'_>, can: Can<EditProgramme>) -> Result<Answers, Error<Unwilling>> {
    Ok(rows::answers(tx, can.edition::<Edition>())?)
}

/// Sets what is answered from now on; what is so already is left alone.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    wanted: &[(Sort, Answer)],
) -> Result<(), Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let before = rows::answers(tx, edition)?;
    for (sort, answer) in wanted.iter().filter(|(sort, answer)| before.to(*sort) != *answer) {
        rows::set_answer(tx, edition, *sort, *answer)?;
        let fact = Fact::new("programme.rule_set", edition).within(can.scope());
        let fact = fact.with("conflict", sort.word()).with("answer", answer.word());
        journal::write(tx, ctx, fact)?;
    }
    Ok(())
}
