//! The rules of the house, held by tests instead of memory. Each reads the source as it stands.
#![expect(clippy::unwrap_used, reason = "a rule that cannot read the source has failed")]

mod arrows;
mod manual;
mod one_way;
mod sizes;
mod statements;
mod tree;
mod wording;
