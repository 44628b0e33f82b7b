//! Repeated requests: who sends the same `Idempotency-Key` again is answered as before, and nothing
//! happens twice. The answer is kept in the transaction of what it tells of.

use std::time::Duration;

use axum::http::StatusCode;
use kernel::Timestamp;
use sha2::{Digest as _, Sha256};
use store::{Columns, Fault, Row, Tx};

use super::problem::{Problem, Trouble};
use super::reply::Made;
use crate::access::AccountId;
use crate::ctx::Ctx;

/// Longer than any program tries again by itself.
const KEPT: Duration = Duration::from_secs(48 * 3600);
/// Longer keys are no keys.
const KEY_LENGTH_MAX: usize = 200;

store::statements! {
    ANSWER_FIND = "select request_hash, status, body, location, etag from api_answer
        where account_id = $1 and key = $2";
    ANSWER_KEEP = "insert into api_answer
            (account_id, key, request_hash, status, body, location, etag, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (account_id, key) do nothing";
    ANSWERS_SWEEP = "delete from api_answer where made_at <= $1";
}

/// A request that may be repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repeat {
    pub key: String,
    /// Method, path and body.
    pub hash: [u8; 32],
}

impl Repeat {
    /// `None` when the key is none: empty, too long or not plain.
    pub fn of(key: &str, method: &str, path: &str, body: &[u8]) -> Option<Self> {
        let plain = key.bytes().all(|sign| sign.is_ascii_graphic());
        if key.is_empty() || key.len() > KEY_LENGTH_MAX || !plain {
            return None;
        }
        let mut hash = Sha256::new();
        for part in [method.as_bytes(), path.as_bytes(), body] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Some(Self { key: key.to_owned(), hash: hash.finalize().into() })
    }
}

struct Kept {
    hash: [u8; 32],
    made: Made,
}

impl Row for Kept {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let hash = columns.take()?;
        let status: u16 = columns.take()?;
        let status = StatusCode::from_u16(status).map_err(|error| error.to_string())?;
        let (body, location, etag) = (columns.take()?, columns.take()?, columns.take()?);
        let made = Made { status, body, etag, location, next: None, is_empty: false };
        Ok(Self { hash, made })
    }
}

/// What was answered before, if anything was.
pub(super) fn before(
    tx: &mut Tx<'_>,
    account: AccountId,
    repeat: &Repeat,
) -> Result<Option<Made>, Trouble> {
    let kept: Option<Kept> = tx.find(ANSWER_FIND, (account, &repeat.key))?;
    match kept {
        Some(kept) if kept.hash != repeat.hash => Err(Problem::KeyUsed.into()),
        kept => Ok(kept.map(|kept| kept.made)),
    }
}

/// Keeps an answer for whoever asks again.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: AccountId,
    repeat: &Repeat,
    made: &Made,
) -> Result<(), Trouble> {
    let Made { status, body, etag, location, .. } = made;
    let Repeat { key, hash } = repeat;
    let status = i64::from(status.as_u16());
    let row = (account, key, hash, status, body.as_ref(), location.as_ref(), etag.as_ref(), now);
    if tx.run(ANSWER_KEEP, row)? == 1 { Ok(()) } else { Err(Trouble::Again) }
}

/// Forgets answers that nobody asks for again.
pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    tx.run(ANSWERS_SWEEP, (ctx.now() - KEPT,))
}
