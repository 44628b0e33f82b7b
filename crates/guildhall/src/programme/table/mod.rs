//! The draft table: where organisers put a programme's activities into halls and hours.
//!
//! ```text
//! page, form, drag --place--> verb: head row held, place as seen? conflicts, rules --> rows, step, fact
//!                                       '--> every other editor, through the steps after their version
//! solver --proposal--> accept: the same in one step | discard
//! ```
//!
//! The server keeps the truth. What an editor saw of an activity's place is the version it is changed
//! by, so nobody overwrites what they have not seen; the steps of an edition are numbered in the order of
//! their commits.
//!
//! What it is *not*: it changes nothing of an activity but its place, and nothing that is released.
//! Start with [`verbs::places`].
pub mod api;
pub mod checks;
mod hindrance;
pub mod model;
pub mod refusal;
pub mod rules;
pub mod runs;
pub mod solver;
#[cfg(test)]
mod solver_tests;
mod standing;
pub mod store;
#[cfg(test)]
mod tests;
pub mod verbs;
pub mod web;
pub mod wishes;
