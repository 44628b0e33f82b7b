//! What may be done to categories of passes and to orders. Every verb tells one fact.

pub mod arrivals;
pub mod categories;
pub mod orders;
