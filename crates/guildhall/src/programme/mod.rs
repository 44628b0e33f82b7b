//! Activities, placements, drafts and releases.
pub mod index;
mod kind;
pub mod model;
