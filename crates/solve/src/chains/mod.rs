//! Chains: consortia of one organisation for each layer, as good together as can be.
//!
//! [`solve()`] seats and swaps ([`seating`]), then prices organisations ([`dual`], [`price`]) for a
//! bound that holds for every answer (column generation), and swaps again from the best of what
//! was priced. Where only neighbouring layers count one flow does it all ([`way`]).
//!
//! What it is *not*: it says how well two fit nowhere; that is given, or comes from
//! [`matching`](crate::matching). [`constraints`] holds an answer against the problem alone.

mod board;
mod check;
pub mod constraints;
mod dual;
mod explain;
pub mod family;
mod price;
mod problem;
mod seating;
mod solve;
#[cfg(test)]
mod tests;
mod way;

pub use explain::explain;
pub use problem::{Between, Chain, Fit, Organisation, PairFit, Problem, Weights};
pub use solve::solve;
