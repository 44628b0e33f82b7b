//! Releases: immutable, numbered versions of the programme. A release is only ever superseded.

use kernel::{Text, Timestamp};
use sha2::{Digest, Sha256};
use store::{Fault, Tx};

use super::changes::{Change, between};
use super::model::{Programme, Release, ReleaseId};
pub use super::store::ReleaseHead;
use super::store::{self as rows, ReleaseRow};
use crate::editions::model::EditionId;

/// Freezes `programme` as the next release of its edition.
pub(super) fn freeze(
    tx: &mut Tx<'_>,
    id: ReleaseId,
    released_at: Timestamp,
    note: Text,
    programme: Programme,
) -> Result<Release, Fault> {
    let edition = programme.edition.id;
    let number = rows::release_number_last(tx, edition)? + 1;
    let changes = match find(tx, edition, number - 1) {
        Ok(before) => Some(between(before.as_ref().map(|one| &one.programme), &programme)),
        Err(ReleaseError::Fault(fault)) => return Err(fault),
        // A release that cannot be read is the operator's to mend; the next one does not wait.
        Err(_) => None,
    };
    let body = serde_json::to_string(&programme).expect("models have only string keys");
    let row = ReleaseRow { id, number, released_at, note, digest: digest(&body), body };
    rows::insert_release(tx, edition, &row, changes.as_deref())?;
    Ok(Release { id, number, released_at, note: row.note, programme })
}

/// The releases of an edition without their documents, newest first.
pub fn heads(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<ReleaseHead>, Fault> {
    rows::release_heads(tx, edition)
}

/// What a release changed since the one before, everything in the first; `None` when that was not noted.
pub fn changes(
    tx: &mut Tx<'_>,
    edition: EditionId,
    number: i64,
) -> Result<Option<Vec<Change>>, Fault> {
    rows::release_changes(tx, edition, number)
}

/// The number of every edition's newest release, in a stable order.
pub fn newest_numbers(tx: &mut Tx<'_>) -> Result<Vec<(EditionId, i64)>, Fault> {
    rows::release_numbers(tx)
}

/// The number of an edition's newest release; 0 before the first.
pub fn newest_number(tx: &mut Tx<'_>, edition: EditionId) -> Result<i64, Fault> {
    rows::release_number_last(tx, edition)
}

/// The release of that number; `None` when there is none.
pub fn find(
    tx: &mut Tx<'_>,
    edition: EditionId,
    number: i64,
) -> Result<Option<Release>, ReleaseError> {
    let Some(row) = rows::release(tx, edition, number)? else { return Ok(None) };
    if digest(&row.body) != row.digest {
        return Err(ReleaseError::Altered { number });
    }
    let programme = serde_json::from_str(&row.body)
        .map_err(|why| ReleaseError::Unreadable { number, why: why.to_string() })?;
    let ReleaseRow { id, released_at, note, .. } = row;
    Ok(Some(Release { id, number, released_at, note, programme }))
}

/// The digest of the release of that number, and the number of the newest for 0.
pub(super) fn digest_at(
    tx: &mut Tx<'_>,
    edition: EditionId,
    number: i64,
) -> Result<Option<(i64, String)>, Fault> {
    let number = if number == 0 { rows::release_number_last(tx, edition)? } else { number };
    Ok(rows::release_digest(tx, edition, number)?.map(|digest| (number, digest)))
}

/// The newest release; `None` before the first.
pub fn newest(tx: &mut Tx<'_>, edition: EditionId) -> Result<Option<Release>, ReleaseError> {
    let number = rows::release_number_last(tx, edition)?;
    find(tx, edition, number)
}

/// A release that cannot be shown as it was frozen.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("release {number} was altered after it was frozen; restore it from a backup")]
    Altered { number: i64 },
    #[error("release {number} cannot be read: {why}; maybe a newer program wrote it")]
    Unreadable { number: i64, why: String },
}

/// The digest that a release of `programme` would have.
pub(super) fn digest_of(programme: &Programme) -> String {
    digest(&serde_json::to_string(programme).expect("models have only string keys"))
}

/// SHA-256 of the document, in hexadecimal.
fn digest(body: &str) -> String {
    Sha256::digest(body.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
