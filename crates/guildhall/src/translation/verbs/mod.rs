//! What may be done to texts and to the glossary. Every verb tells one fact.

pub mod terms;
pub mod texts;
