//! Editions, their parts, venues and pages.
//!
//! What it is *not*: activities and their placements are the programme's. Start with
//! [`model::Edition`].
pub mod checks;
pub mod model;
pub mod store;
pub mod verbs;
