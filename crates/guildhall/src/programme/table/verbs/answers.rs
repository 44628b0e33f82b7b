//! What an edition answers to conflicts that somebody is about to cause.

use serde_json::json;
use store::Tx;

use crate::access::{Can, EditProgramme};
use crate::ctx::Ctx;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::programme::pen;
use crate::programme::table::model::{Answer, Answers, Sort};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::store as rows;

pub fn of_edition(tx: &mut Tx<'_>, can: Can<EditProgramme>) -> Result<Answers, Error<Unwilling>> {
    Ok(rows::answers(tx, can.edition::<Edition>())?)
}

/// What a form showed of the rules, as a short word.
pub fn seen_of(answers: &Answers) -> String {
    crate::desk::seen(&json!(Sort::ALL.map(|sort| answers.to(sort).word())))
}

/// Sets what is answered from now on; what is so already is left alone. Whoever looked at the rules says
/// what they saw, and sets nothing when somebody else has set them since.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    (wanted, seen): (&[(Sort, Answer)], Option<&str>),
) -> Result<(), Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    pen::hold(tx, edition)?;
    let before = rows::answers(tx, edition)?;
    if seen.is_some_and(|seen| seen != seen_of(&before)) {
        return Err(Error::Refused(Unwilling::RulesChanged));
    }
    for (sort, answer) in wanted.iter().filter(|(sort, answer)| before.to(*sort) != *answer) {
        rows::set_answer(tx, edition, *sort, *answer)?;
        let fact = Fact::new("programme.rule_set", edition).within(can.scope());
        let fact = fact.with("conflict", sort.word()).with("answer", answer.word());
        journal::write(tx, ctx, fact)?;
    }
    Ok(())
}
