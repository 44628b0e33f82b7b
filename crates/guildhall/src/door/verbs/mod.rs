//! What the door does: a verb a function, permission in, fact out.

pub mod codes;
pub mod keys;
