//! What must be true of letters on their way out.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};
use crate::work::TRIES_MAX;

pub const CHECKS: &[Invariant] = &[Invariant {
    name: "mail.states",
    holds: "every letter is due, sent after a try, or dead after every try and with its reason",
    look: states,
}];

store::statements! {
    LETTER_COUNT = "select count(*) from outbox";
    LETTER_TRIES = "select id, attempts,
            case when sent_at is not null then 1 else 0 end as sent,
            case when dead_at is not null then 1 else 0 end as dead,
            case when reason is not null then 1 else 0 end as told
        from outbox
        where attempts < 0 or sent_at is not null or dead_at is not null
        order by id";
}

fn states(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let mut findings = offenders(tx, LETTER_COUNT, LETTER_TRIES, said)?;
    findings.broken.retain(|line| !line.is_empty());
    Ok(findings)
}

fn said((id, tries, sent, dead, told): (Uuid, i64, bool, bool, bool)) -> String {
    let why = match (sent, dead) {
        _ if tries < 0 => "it was tried less than never",
        (true, true) => "it is both sent and dead",
        (true, false) if tries == 0 => "it is sent and was never tried",
        (false, true) if tries < TRIES_MAX => "it is dead and was not tried often enough",
        (false, true) if !told => "it is dead without a reason",
        _ => return String::new(),
    };
    format!("letter {id}: {why}")
}
