//! Who was asked to host together, as rows.

use kernel::Timestamp;
use store::{Columns, Fault, Row, Tx};

use crate::access::AccountId;
use crate::editions::model::EditionId;
use crate::hosting::cohosting::{CoHosting, CoHostingId, State};

store::statements! {
    CO_HOSTING_IN = "select id, edition_id, activity_id, host_id, asking_host_id, state, asked_by,
            asked_at, answered_at, reason
        from co_hosting where edition_id = $1 order by asked_at desc, id desc";
    CO_HOSTING_BY_ID = "select id, edition_id, activity_id, host_id, asking_host_id, state, asked_by,
            asked_at, answered_at, reason
        from co_hosting where id = $1";
    CO_HOSTING_INSERT = "insert into co_hosting
            (id, edition_id, activity_id, host_id, asking_host_id, state, asked_by, asked_at,
            answered_by, answered_at, reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Once, whoever comes first.
    CO_HOSTING_ANSWER = "update co_hosting
        set state = $2, answered_by = $3, answered_at = $4, reason = $5
        where id = $1 and state = 'asked'";
}

impl Row for CoHosting {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, edition, activity) = (columns.take()?, columns.take()?, columns.take()?);
        let (host, asking) = (columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        Ok(Self {
            id,
            edition,
            activity,
            host,
            asking,
            state: State::from_word(&word).ok_or_else(|| format!("{word:?} is no state"))?,
            asked_by: columns.take()?,
            asked_at: columns.take()?,
            answered_at: columns.take()?,
            reason: columns.take()?,
        })
    }
}

pub fn in_edition(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<CoHosting>, Fault> {
    tx.all(CO_HOSTING_IN, (edition,))
}

pub fn find(tx: &mut Tx<'_>, id: CoHostingId) -> Result<Option<CoHosting>, Fault> {
    tx.find(CO_HOSTING_BY_ID, (id,))
}

pub fn insert(
    tx: &mut Tx<'_>,
    one: &CoHosting,
    answered_by: Option<AccountId>,
) -> Result<(), Fault> {
    let CoHosting { id, edition, activity, host, asking, state, asked_by, asked_at, .. } = *one;
    let (word, reason) = (state.word(), one.reason.as_str());
    let (by, at) = (answered_by, one.answered_at);
    let row = (id, edition, activity, host, asking, word, asked_by, asked_at, by, at, reason);
    tx.run(CO_HOSTING_INSERT, row).map(drop)
}

/// True for the first who answers.
pub fn answer(
    tx: &mut Tx<'_>,
    id: CoHostingId,
    (state, reason): (State, &str),
    (by, now): (Option<AccountId>, Timestamp),
) -> Result<bool, Fault> {
    Ok(tx.run(CO_HOSTING_ANSWER, (id, state.word(), by, now, reason))? == 1)
}
