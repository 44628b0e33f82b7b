//! Releasing a draft: what stands in its way, what it would change, who would be told, and the press.
//!
//! ```text
//! draft --list of checks--> blocks? --press (or press all the same)--> release --> letters ordered
//!                                                                         in the same transaction
//! ```
//!
//! Whoever releases (the page, the API, an import at the command line) does it by [`verbs::release`], so
//! nobody whose things changed hears of it only from one of them (`tests/rules/releases.rs`).
//!
//! What it is *not*: freezing a programme is `programme`'s verb, letters are `letters`'. Start with
//! [`list::checked`] and [`verbs::release`].

pub mod api;
pub mod list;
#[cfg(test)]
mod tests;
pub mod verbs;
pub mod web;
