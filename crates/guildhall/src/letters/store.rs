//! Every SQL statement of this slice.

use kernel::{Text, Uuid};
use store::{Columns, Fault, Json, Row, Tx};

use super::model::{Audience, GroupLetter, GroupLetterId};
use crate::access::AccountId;

store::statements! {
    GROUP_LETTER_INSERT = "insert into group_letter
            (id, edition_id, audience, subject, body, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    GROUP_LETTER = "select id, edition_id, audience, subject, body, made_at from group_letter
        where id = $1";
    GROUP_LETTERS = "select id, edition_id, audience, subject, body, made_at from group_letter
        where edition_id = $1 order by made_at desc, id desc limit 20";
}

impl Row for GroupLetter {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, edition) = (columns.take()?, columns.take()?);
        let Json(audience): Json<Audience> = columns.take()?;
        let (subject, body): (Text, Text) = (columns.take()?, columns.take()?);
        Ok(Self { id, edition, audience, subject, body, made_at: columns.take()? })
    }
}

pub fn insert(tx: &mut Tx<'_>, letter: &GroupLetter, by: Option<AccountId>) -> Result<(), Fault> {
    let GroupLetter { id, edition, audience, subject, body, made_at } = letter;
    let row = (*id, *edition, Json(audience), subject, body, by, *made_at);
    tx.run(GROUP_LETTER_INSERT, row).map(drop)
}

pub fn find(tx: &mut Tx<'_>, id: GroupLetterId) -> Result<Option<GroupLetter>, Fault> {
    tx.find(GROUP_LETTER, (id,))
}

/// The last ones of an edition, newest first.
pub fn of_edition(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<GroupLetter>, Fault> {
    tx.all(GROUP_LETTERS, (edition,))
}
