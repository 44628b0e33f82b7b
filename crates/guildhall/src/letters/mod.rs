//! The letters of an edition, for its organisers: what waits and what was sent, the words they are
//! written in, whom the programme's people are reached at, letters to many, and what a release tells
//! those whose things changed.
//!
//! ```text
//! release ----changes per reader--.
//! group letter --audience---------+--order--> mail's outbox --> a letter in the reader's language
//!                                                ^ yes, now, discard: this slice's desk
//! ```
//!
//! What it is *not*: it sends nothing (`mail`), and letters of other slices are written there. Start
//! with [`readers::Reader`] and [`verbs`].

pub mod api;
pub mod changed;
pub mod checks;
pub mod group;
pub mod model;
pub mod readers;
pub mod refusal;
pub mod sorts;
pub mod store;
#[cfg(test)]
mod tests;
pub mod verbs;
pub mod web;

use crate::mail::WholeKind;

/// Every sort of letter that is written here.
pub const WHOLE_KINDS: &[WholeKind] = &[
    WholeKind { name: changed::CHANGED, compose: changed::compose },
    WholeKind { name: group::GROUP, compose: group::compose },
];
