//! What may be done at the draft table.

pub mod absences;
pub mod answers;
pub mod places;
pub mod runs;
pub mod steps;
