//! What the door does: a verb a function, permission in, fact out.

pub mod codes;
pub mod counts;
pub mod devices;
pub mod gates;
pub mod keys;
pub mod lists;
pub mod report;
pub mod scans;
