//! Activities, placements, drafts and releases.
//!
//! ```text
//! rows (the draft) --read--> Programme --freeze--> Release --> every public page, feed and file
//!        ^                      |
//!        +-------- write -------+   (import, demo data; only what differs is touched)
//! ```
//!
//! What it is *not*: pages are `site`'s, venues `editions`', profiles `people`'s. Start with
//! [`model::Programme`].
pub mod conflicts;
pub mod draft;
#[doc(hidden)]
pub mod fixture;
pub mod index;
mod kind;
pub mod model;
pub mod release;
pub mod remainder;
pub mod store;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod verb_tests;
pub mod verbs;
pub mod web;
