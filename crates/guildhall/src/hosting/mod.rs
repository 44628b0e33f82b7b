//! A host at home: who acts for it, what it was granted and what of that is spent.
//!
//! ```text
//! invitation: made --(letter)--> sent --link--> used
//!               '------- withdrawn, expired <-----'
//! grant:      set by the organiser --> spent by what the draft holds (computed, never stored)
//! ```
//!
//! A *grant* is a budget that a host may spend alone: hall time, activities, seats and more. What is
//! spent is counted from the draft each time, so it cannot disagree with it ([`rules`]).
//!
//! What it is *not*: the hosts themselves and their profiles are in `hosts`, roles as rows in
//! `access`. Start with [`rules::balance`].

pub mod api;
pub mod checks;
pub mod cohosting;
pub mod letters;
pub mod model;
pub mod refusal;
pub mod requests;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;
pub mod verbs;
pub mod web;
pub mod wish;
