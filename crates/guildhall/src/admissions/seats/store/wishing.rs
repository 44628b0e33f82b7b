//! Statements of wishes and draws.

use kernel::{Id, Timestamp};
use store::{Columns, Fault, Json, Row, Tx};

use crate::access::AccountId;
use crate::admissions::seats::lottery::Draw;
use crate::admissions::seats::model::Seat;
use crate::editions::model::EditionId;

store::statements! {
    WISHES = "select id, edition_id, activity_id, pass_id, group_id, state, state_at, asked_at,
            expires_at, choice
        from seat where edition_id = $1 and state = 'wished' order by group_id, choice, pass_id";
    DRAW_INSERT = "insert into lottery (id, edition_id, number, seed, drawn_at, drawn_by, body)
        values ($1, $2, $3, $4, $5, $6, $7)";
    DRAWS = "select id, number, seed, drawn_at, body from lottery where edition_id = $1
        order by number desc";
}

/// Names one draw.
pub enum DrawKey {}

/// A draw of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub id: Id<DrawKey>,
    /// 1, 2, 3, … within the edition.
    pub number: i64,
    pub seed: i64,
    pub drawn_at: Timestamp,
    pub draw: Draw,
}

impl Row for Drawn {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, number, seed) = (columns.take()?, columns.take()?, columns.take()?);
        let drawn_at = columns.take()?;
        let Json(draw) = columns.take()?;
        Ok(Self { id, number, seed, drawn_at, draw })
    }
}

/// Every wish of an edition that nothing has come of yet.
pub fn wishes(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Seat>, Fault> {
    tx.all(WISHES, (edition,))
}

pub fn insert_draw(
    tx: &mut Tx<'_>,
    edition: EditionId,
    one: &Drawn,
    by: Option<AccountId>,
) -> Result<(), Fault> {
    let row = (one.id, edition, one.number, one.seed, one.drawn_at, by, Json(&one.draw));
    tx.run(DRAW_INSERT, row).map(drop)
}

/// The draws of an edition, newest first.
pub fn draws(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Drawn>, Fault> {
    tx.all(DRAWS, (edition,))
}
