//! What may be done with seats. Every verb tells one fact.

mod booking;
mod seatings;
mod turns;
mod waiting;

pub use booking::{Asked, Booked, book, cancel};
pub use turns::{promote, round, task};
pub use waiting::{take, wait};
pub use seatings::{PLACES_MAX, Runner, Wish, find, list, set};
