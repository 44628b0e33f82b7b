//! What may be done with guests and running orders. Each verb asks the policy's proof and tells one fact.

pub mod pipeline;
pub mod show;
