//! What must be true of the glossary.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[Invariant {
    name: "translation.terms",
    holds: "every term of a glossary is said in both languages, without space around it",
    look: terms,
}];

store::statements! {
    TERM_COUNT = "select count(*) from glossary_term";
    TERM_WRONG = "select id, zh from glossary_term
        where zh <> trim(zh) or en <> trim(en) or zh = '' or en = '' order by id";
}

fn terms(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, TERM_COUNT, TERM_WRONG, |(id, zh): (Uuid, String)| {
        format!("term {id} ({zh:?}): it lacks a language, or has space around it")
    })
}
