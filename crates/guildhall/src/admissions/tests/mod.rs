//! Stories of passes and orders on every engine.

pub mod orders;
