//! What must be true of letters on their way out.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};
use crate::work::TRIES_MAX;

pub const CHECKS: &[Invariant] = &[Invariant {
    name: "mail.states",
    holds: "every letter is due, sent after a try, or ended: given up after every try, refused or \
            bounced with a reason, or discarded",
    look: states,
}];

store::statements! {
    LETTER_COUNT = "select count(*) from outbox";
    LETTER_TRIES = "select id, attempts,
            case when sent_at is not null then 1 else 0 end as sent,
            case when dead_at is not null then 1 else 0 end as dead,
            case when reason is not null then 1 else 0 end as told,
            coalesce(ending, '') as ending
        from outbox
        where attempts < 0 or sent_at is not null or dead_at is not null or ending is not null
        order by id";
}

fn states(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let mut findings = offenders(tx, LETTER_COUNT, LETTER_TRIES, said)?;
    findings.broken.retain(|line| !line.is_empty());
    Ok(findings)
}

fn said((id, tries, sent, dead, told, ending): (Uuid, i64, bool, bool, bool, String)) -> String {
    let why = match (sent, dead, ending.as_str()) {
        _ if tries < 0 => "it was tried less than never",
        (true, true, _) => "it is both sent and dead",
        (true, false, _) if tries == 0 => "it is sent and was never tried",
        (false, true, "discarded") => return String::new(),
        (false, true, "given_up") if tries < TRIES_MAX => {
            "it is dead and was not tried often enough"
        }
        (false, true, "given_up" | "refused" | "bounced") if told => return String::new(),
        (false, true, "given_up" | "refused" | "bounced") => "it is dead without a reason",
        (_, dead, ending) if dead == ending.is_empty() => {
            "how it ended is not said, or said of one that did not"
        }
        _ => return String::new(),
    };
    format!("letter {id}: {why}")
}
