//! Conference scheduling as the library CoSPLib has it (Kheiri, Pylyavskyy, Jacko, "A generic
//! approach to conference scheduling with integer programming", EJOR 317(2), 2024): tracks to
//! (session, room) cells, submissions to time slots of cells of their track.
//!
//! What it is *not*: the conference of this house, which knows minutes, travel and calendars; that is
//! [`crate::timetable`]. Start with [`problem`], then [`count`] (what an answer costs, written apart
//! from the search), then [`board`] (the same by differences) and [`moves`].

#[cfg(test)]
mod bad_files;
pub mod board;
mod clock;
pub mod count;
mod fill;
mod grid;
pub mod model;
mod moves;
pub mod problem;
mod read;
mod reasons;
mod run;
#[cfg(test)]
mod tests;
mod write;

pub use count::{Counts, count};
pub use grid::ReadError;
pub use problem::{Plan, Problem};
pub use read::{read, read_plan};
pub use run::solve;
pub use write::write;
