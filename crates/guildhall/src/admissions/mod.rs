//! Admissions: who may come to what. Passes of the edition, and seats in its activities ([`seats`]); the
//! states are written once for all ([`rules`]), and so is everybody's one calendar ([`calendar`]).
//!
//! ```text
//! wished -> waitlisted -> offered -> confirmed -> attended
//!    '----------'------------'-----------'--> released | cancelled, no_show
//! ```
//!
//! **Invariant: never more places are taken than there are.** A place is taken by a conditional update
//! of the category's counter in the transaction that makes the admission, and `check` compares the
//! counter with the rows.
//!
//! What it is *not*: no money is taken here yet; a category with a price takes no orders. Start with
//! [`rules::after`], then [`verbs::orders::place`].

pub mod api;
pub mod calendar;
pub mod checks;
pub mod document;
pub mod model;
pub mod refusal;
pub mod rules;
pub mod seats;
pub mod store;
#[cfg(test)]
pub mod tests;
pub mod verbs;
