//! What must be true of letters' words and of whom people are reached at.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use super::sorts::sort_of;
use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "letters.words",
        holds: "every edition's own words can be filled in",
        look: words,
    },
    Invariant {
        name: "letters.contacts",
        holds: "every contact is of an edition that is known, its address in lower case",
        look: contacts,
    },
];

store::statements! {
    WORDING_ALL = "select edition_id, kind, lang, subject, body from letter_wording
        order by edition_id, kind, lang";
    CONTACT_COUNT = "select count(*) from contact";
    CONTACT_WRONG = "select person_id, edition_id from contact c
        where email <> lower(email) or email = ''
            or not exists (select 1 from edition e where e.id = c.edition_id)
        order by person_id";
}

fn words(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let all: Vec<(Uuid, String, String, String, String)> = tx.all(WORDING_ALL, ())?;
    let mut findings = Findings { looked_at: all.len() as u64, ..Findings::default() };
    for (edition, kind, lang, subject, text) in all {
        let Some(sort) = sort_of(&kind) else {
            findings.notes.push(format!("{kind} in {lang}: this program writes none"));
            continue;
        };
        if sort.flaw_in_subject(&subject).or_else(|| sort.flaw_in_text(&text)).is_some() {
            let line =
                format!("the words of {kind} in {lang} of edition {edition}: no letter fits");
            findings.broken.push(line);
        }
    }
    Ok(findings)
}

fn contacts(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, CONTACT_COUNT, CONTACT_WRONG, |(person, edition): (Uuid, Uuid)| {
        format!("contact of person {person}: its address has capitals, or no edition {edition} is")
    })
}
