//! Requests and their messages as rows.

use kernel::Timestamp;
use store::{Columns, Fault, Json, Row, Tx};

use crate::access::AccountId;
use crate::editions::model::EditionId;
use crate::hosting::requests::{Message, Request, RequestId, Side, State};
use crate::hosts::model::HostId;

store::statements! {
    REQUESTS_IN = "select id, edition_id, host_id, asked, activity, state, reason, asked_by, asked_at,
            decided_by, decided_at
        from host_request where edition_id = $1 order by asked_at desc, id desc";
    REQUESTS_OF = "select id, edition_id, host_id, asked, activity, state, reason, asked_by, asked_at,
            decided_by, decided_at
        from host_request where host_id = $1 order by asked_at desc, id desc";
    REQUEST_BY_ID = "select id, edition_id, host_id, asked, activity, state, reason, asked_by, asked_at,
            decided_by, decided_at
        from host_request where id = $1";
    REQUEST_INSERT = "insert into host_request
            (id, edition_id, host_id, asked, activity_id, activity, state, reason, asked_by, asked_at)
        values ($1, $2, $3, $4, $5, $6, 'open', '', $7, $8)";
    /// Once, whoever comes first.
    REQUEST_END = "update host_request
        set state = $2, asked = $3, reason = $4, decided_by = $5, decided_at = $6
        where id = $1 and state = 'open'";
    MESSAGES_OF = "select id, side, written_by, written_at, words from host_request_message
        where request_id = $1 order by written_at, id";
    MESSAGE_INSERT = "insert into host_request_message
            (id, request_id, side, written_by, written_at, words)
        values ($1, $2, $3, $4, $5, $6)";
}

impl Row for Request {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, edition, host) = (columns.take()?, columns.take()?, columns.take()?);
        let Json(asked) = columns.take()?;
        let activity: Option<Json<_>> = columns.take()?;
        let word: String = columns.take()?;
        Ok(Self {
            id,
            edition,
            host,
            asked,
            activity: activity.map(|Json(activity)| activity),
            state: State::from_word(&word).ok_or_else(|| format!("{word:?} is no state"))?,
            reason: columns.take()?,
            asked_by: columns.take()?,
            asked_at: columns.take()?,
            decided_by: columns.take()?,
            decided_at: columns.take()?,
        })
    }
}

impl Row for Message {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let id = columns.take()?;
        let word: String = columns.take()?;
        let side = Side::from_word(&word).ok_or_else(|| format!("{word:?} is no side"))?;
        let (by, at, words) = (columns.take()?, columns.take()?, columns.take()?);
        Ok(Self { id, side, by, at, words })
    }
}

pub fn in_edition(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Request>, Fault> {
    tx.all(REQUESTS_IN, (edition,))
}

pub fn of_host(tx: &mut Tx<'_>, host: HostId) -> Result<Vec<Request>, Fault> {
    tx.all(REQUESTS_OF, (host,))
}

pub fn find(tx: &mut Tx<'_>, id: RequestId) -> Result<Option<Request>, Fault> {
    tx.find(REQUEST_BY_ID, (id,))
}

pub fn insert(tx: &mut Tx<'_>, request: &Request) -> Result<(), Fault> {
    let Request { id, edition, host, asked_by, asked_at, .. } = *request;
    let activity = request.activity.as_ref().map(Json);
    let row = (
        id,
        edition,
        host,
        Json(&request.asked),
        request.activity_id(),
        activity,
        asked_by,
        asked_at,
    );
    tx.run(REQUEST_INSERT, row).map(drop)
}

/// True for the first who ends it.
pub fn end(
    tx: &mut Tx<'_>,
    request: &Request,
    (by, now): (Option<AccountId>, Timestamp),
) -> Result<bool, Fault> {
    let Request { id, state, asked, reason, .. } = request;
    let row = (*id, state.word(), Json(asked), reason.as_str(), by, now);
    Ok(tx.run(REQUEST_END, row)? == 1)
}

pub fn messages(tx: &mut Tx<'_>, id: RequestId) -> Result<Vec<Message>, Fault> {
    tx.all(MESSAGES_OF, (id,))
}

pub fn say(tx: &mut Tx<'_>, request: RequestId, message: &Message) -> Result<(), Fault> {
    let Message { id, side, by, at, .. } = *message;
    tx.run(MESSAGE_INSERT, (id, request, side.word(), by, at, message.words.as_str())).map(drop)
}
