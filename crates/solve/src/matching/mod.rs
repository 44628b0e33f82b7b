//! Offers and needs: who fits whom, why, and who is brought together.
//!
//! Every pair is scored from named parts ([`parts`]), each with a weight and a sentence. [`rank()`]
//! scores all pairs through inverted indexes and keeps the best for each entry of both sides;
//! [`assign()`] then brings together as many as capacities allow at the greatest total, exactly.
//!
//! What it is *not*: nothing is learnt and nothing is hidden; [`explain()`] recounts any pair from
//! the entries alone, by other code than the search.

mod assign;
mod check;
pub mod constraints;
mod explain;
pub mod family;
mod index;
pub mod parts;
mod problem;
mod rank;
mod scan;
#[cfg(test)]
mod tests;
mod text;

pub use assign::{Assigned, Matched, assign, matched};
pub use explain::{Explained, Share, explain};
pub use problem::{Entry, Field, Problem, Span, Weights};
pub use rank::{Kept, Ranking, rank};
