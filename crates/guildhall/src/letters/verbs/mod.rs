//! What may be done with letters. Each verb asks the policy's proof and tells one fact.

pub mod contacts;
pub mod groups;
pub mod outbox;
pub mod releases;
pub mod words;
