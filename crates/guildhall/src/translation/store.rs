//! Every SQL statement of this slice.

use kernel::Timestamp;
use store::{Columns, Fault, Row, Tx};

use super::glossary::{Term, TermId};
use crate::access::AccountId;
use crate::editions::model::EditionId;

store::statements! {
    TERMS_IN = "select id, zh, en, note from glossary_term where edition_id = $1 order by zh, id";
    TERM_INSERT = "insert into glossary_term
            (id, edition_id, zh, en, note, changed_by, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    TERM_REMOVE = "delete from glossary_term where id = $1 and edition_id = $2";
}

impl Row for Term {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, zh) = (columns.take()?, columns.take()?);
        Ok(Self { id, zh, en: columns.take()?, note: columns.take()? })
    }
}

pub fn terms(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Term>, Fault> {
    tx.all(TERMS_IN, (edition,))
}

pub fn insert(
    tx: &mut Tx<'_>,
    edition: EditionId,
    term: &Term,
    (by, now): (Option<AccountId>, Timestamp),
) -> Result<(), Fault> {
    let Term { id, zh, en, note } = term;
    let row = (*id, edition, zh.as_str(), en.as_str(), note.as_str(), by, now);
    tx.run(TERM_INSERT, row).map(drop)
}

/// False when the edition has no such term.
pub fn remove(tx: &mut Tx<'_>, edition: EditionId, id: TermId) -> Result<bool, Fault> {
    Ok(tx.run(TERM_REMOVE, (id, edition))? == 1)
}
