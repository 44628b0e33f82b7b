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
pub mod absences;
pub mod address;
pub mod api;
pub mod changes;
pub mod checks;
pub mod conflicts;
pub mod draft;
#[doc(hidden)]
pub mod fixture;
pub mod index;
mod kind;
pub mod model;
pub mod pen;
#[cfg(test)]
mod pen_tests;
pub mod publishable;
pub mod release;
pub mod remainder;
pub mod rules;
pub mod seated;
pub mod stars;
#[cfg(test)]
mod stars_tests;
pub mod store;
pub mod table;
#[cfg(test)]
mod tests;
pub mod texts;
pub mod timetable;
/// For tests that need rows no verb would write.
#[cfg(test)]
pub(crate) mod unguarded;
#[cfg(test)]
mod verb_tests;
pub mod verbs;
pub mod web;
