//! What may be done with seats. Every verb tells one fact.

mod booking;
mod seatings;

pub use booking::{Asked, Booked, book, cancel};
pub use seatings::{PLACES_MAX, Runner, Wish, find, set};
