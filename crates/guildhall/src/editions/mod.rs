//! Editions, their parts, venues and pages.
pub mod model;
