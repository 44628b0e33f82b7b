//! Calls as rows.

use kernel::Timestamp;
use store::{Columns, Fault, Json, Row, Tx};

use crate::calls::model::{Body, Call, CallId, CallState, State};
use crate::editions::model::EditionId;

store::statements! {
    CALLS_IN = "select id, edition_id, host_id, slug, state, opens_at, closes_at, access_code, body,
            version
        from call where edition_id = $1 order by closes_at, id";
    CALL_BY_SLUG = "select id, edition_id, host_id, slug, state, opens_at, closes_at, access_code,
            body, version
        from call where edition_id = $1 and slug = $2";
    CALL_BY_ID = "select id, edition_id, host_id, slug, state, opens_at, closes_at, access_code,
            body, version
        from call where id = $1";
    CALL_INSERT = "insert into call
            (id, edition_id, host_id, slug, state, opens_at, closes_at, access_code, body, version,
             made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)";
    /// Only as it was read: whoever comes second changes nothing.
    CALL_CHANGE = "update call set slug = $3, state = $4, opens_at = $5, closes_at = $6,
            access_code = $7, body = $8, version = version + 1
        where id = $1 and version = $2";
    CALL_COUNTS = "select call_id, state, count(*) as count from proposal where edition_id = $1
        group by call_id, state order by call_id, state";
}

impl Row for Call {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, edition, host, slug) =
            (columns.take()?, columns.take()?, columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let state = CallState::from_word(&word).ok_or_else(|| format!("{word:?} is no state"))?;
        let (opens_at, closes_at, access_code) =
            (columns.take()?, columns.take()?, columns.take()?);
        let Json(body): Json<Body> = columns.take()?;
        let version = columns.take()?;
        Ok(Self { id, edition, host, slug, state, opens_at, closes_at, access_code, body, version })
    }
}

pub fn calls_in(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Call>, Fault> {
    tx.all(CALLS_IN, (edition,))
}

pub fn call_by_slug(
    tx: &mut Tx<'_>,
    edition: EditionId,
    slug: &str,
) -> Result<Option<Call>, Fault> {
    tx.find(CALL_BY_SLUG, (edition, slug))
}

pub fn call(tx: &mut Tx<'_>, id: CallId) -> Result<Option<Call>, Fault> {
    tx.find(CALL_BY_ID, (id,))
}

pub fn insert_call(tx: &mut Tx<'_>, call: &Call, now: Timestamp) -> Result<(), Fault> {
    let Call { id, edition, host, state, opens_at, closes_at, .. } = *call;
    let (slug, code, body) = (&call.slug, call.access_code.as_str(), Json(&call.body));
    let row = (id, edition, host, slug, state.word(), opens_at, closes_at, code, body, now);
    tx.run(CALL_INSERT, row).map(drop)
}

/// False when somebody else changed it since it was read.
pub fn change_call(tx: &mut Tx<'_>, call: &Call) -> Result<bool, Fault> {
    let Call { id, state, opens_at, closes_at, version, .. } = *call;
    let (slug, code, body) = (&call.slug, call.access_code.as_str(), Json(&call.body));
    let row = (id, version, slug, state.word(), opens_at, closes_at, code, body);
    Ok(tx.run(CALL_CHANGE, row)? == 1)
}

/// How many proposals of each call stand where.
pub fn counts(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<(CallId, State, i64)>, Fault> {
    let rows: Vec<(CallId, String, i64)> = tx.all(CALL_COUNTS, (edition,))?;
    let known = |(call, word, count): (_, String, _)| Some((call, State::from_word(&word)?, count));
    Ok(rows.into_iter().filter_map(known).collect())
}
