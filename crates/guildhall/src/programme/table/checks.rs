//! What must be true of the draft table.

use kernel::Timestamp;
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[Invariant {
    name: "table.steps",
    holds: "the steps of a draft are numbered up to its version and not beyond",
    look: steps,
}];

store::statements! {
    STEP_COUNT = "select count(*) from table_step";
    STEP_BEYOND = "select s.version, coalesce(h.version, 0) as head from table_step s
        left join table_head h on h.edition_id = s.edition_id
        where s.version > coalesce(h.version, 0) order by s.version, head";
}

fn steps(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, STEP_COUNT, STEP_BEYOND, |(step, head): (i64, i64)| {
        format!("step {step} is beyond version {head} of its draft")
    })
}
