//! The journal: what happened, told once, by whom and when.
//!
//! A verb writes its change and one [`Fact`] in the same transaction ([`write`]). A leased sealer
//! ([`seal`]) then gives new facts their feed position and chains their hashes, so the chain is no
//! lock on the hot path and a reader by cursor ([`after`]) never skips a fact whose transaction
//! committed late. [`verify`] recomputes the chain.
//!
//! ```text
//! verb --write--> unsealed --seal (one node at a time, in order)--> position, hash --after--> feeds
//! ```
//!
//! What it is *not*: no log for operators (that is `tracing`), and no place for personal data: a
//! fact names rows by their ids, so that forgetting a person never breaks the chain.

mod chain;
pub mod checks;
mod rows;
mod sealer;
#[cfg(test)]
mod tests;

use kernel::{Id, Timestamp, Uuid};
use serde_json::{Map, Value, json};

use crate::access::{Actor, Scope};

pub use self::rows::{
    STATEMENTS, after, head, in_edition, of_subject, seal, unsealed, verify, write,
};
pub use self::sealer::sealer;

/// The identity of a fact that is written.
pub type FactId = Id<Fact>;

/// Something that happened, before it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// In the past tense after its slice: `people.signed_in`.
    pub kind: &'static str,
    /// The edition it happened in, if in one.
    pub edition: Option<Uuid>,
    /// The row it happened to.
    pub subject: Uuid,
    /// Ids, numbers and words of the program. Never names, addresses or what people wrote.
    pub payload: Map<String, Value>,
}

/// A fact as the journal keeps it. `position` is the feed's cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    pub position: i64,
    pub id: FactId,
    pub kind: String,
    pub edition: Option<Uuid>,
    pub subject: Uuid,
    pub actor: Actor,
    pub payload: Value,
    pub at: Timestamp,
    pub hash: [u8; 32],
}

/// One place where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub position: i64,
    pub why: Break,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// The fact reads differently than when it was sealed.
    Altered,
    /// A fact is gone before this position.
    Gap,
    /// The chain ends here, and was longer.
    CutOff,
}

impl Fact {
    pub fn new<T>(kind: &'static str, subject: Id<T>) -> Self {
        Self { kind, edition: None, subject: subject.uuid(), payload: Map::new() }
    }

    /// The same inside an edition, as the verb's permission names it.
    #[must_use]
    pub fn within(mut self, scope: Scope) -> Self {
        self.edition = scope.edition_uuid();
        self
    }

    /// The same with one more particular: an id, a number or a word of the program.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl serde::Serialize) -> Self {
        self.payload.insert(key.to_owned(), json!(value));
        self
    }
}
