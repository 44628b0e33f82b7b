//! The hash of one fact, over the hash before it.

use kernel::{Timestamp, Uuid};
use sha2::{Digest, Sha256};

/// A fact exactly as its row has it, the payload not even parsed.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: Uuid,
    pub edition_id: Option<Uuid>,
    pub kind: String,
    pub subject_id: Uuid,
    pub actor_kind: String,
    pub actor_id: Option<Uuid>,
    pub payload: String,
    pub at: Timestamp,
}

pub type Hash = [u8; 32];

/// What the first fact is chained to.
pub const FIRST: Hash = [0; 32];

/// SHA-256 over the hash before, the position and every field, each led by its length, so that no
/// two facts read the same.
pub fn hash(before: &Hash, position: i64, row: &Row) -> Hash {
    let optional = |id: Option<Uuid>| id.map_or(Vec::new(), |id| id.as_bytes().to_vec());
    let fields: [&[u8]; 8] = [
        row.id.as_bytes(),
        &optional(row.edition_id),
        row.kind.as_bytes(),
        row.subject_id.as_bytes(),
        row.actor_kind.as_bytes(),
        &optional(row.actor_id),
        row.payload.as_bytes(),
        &row.at.as_millis().to_be_bytes(),
    ];
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(position.to_be_bytes());
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}
