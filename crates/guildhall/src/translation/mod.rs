//! Translation as work: what is missing, out of date or unread in each language, the page on which it
//! is mended, the terms that all hosts share, and drafts by a machine where the operator named one.
//!
//! ```text
//! missing --written--> checked --(the original changes)--> stale --written or read--> checked
//!    '---machine---> machine --------------- read ------------------------------------^
//! ```
//!
//! What it is *not*: the rule of statuses is `kernel::Text::revised`, the list of texts is
//! `programme::texts`, and what a release leaves out is `programme::publishable`. Start with
//! [`work::lines`].

pub mod api;
pub mod checks;
pub mod glossary;
pub mod machine;
pub mod refusal;
pub mod store;
#[cfg(test)]
mod tests;
pub mod verbs;
pub mod web;
pub mod work;
