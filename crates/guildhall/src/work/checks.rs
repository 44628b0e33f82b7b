//! What must be true of jobs.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use super::TRIES_MAX;
use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[Invariant {
    name: "work.states",
    holds: "every job is due, or dead after every try and with its reason",
    look: states,
}];

store::statements! {
    JOB_COUNT = "select count(*) from job";
    JOB_TRIES = "select id, attempts,
            case when dead_at is not null then 1 else 0 end as dead,
            case when reason is not null then 1 else 0 end as told
        from job where attempts < 0 or dead_at is not null order by id";
}

fn states(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let mut findings = offenders(tx, JOB_COUNT, JOB_TRIES, said)?;
    findings.broken.retain(|line| !line.is_empty());
    Ok(findings)
}

fn said((id, tries, dead, told): (Uuid, i64, bool, bool)) -> String {
    let why = match dead {
        _ if tries < 0 => "it was tried less than never",
        true if tries < TRIES_MAX => "it is dead and was not tried often enough",
        true if !told => "it is dead without a reason",
        _ => return String::new(),
    };
    format!("job {id}: {why}")
}
