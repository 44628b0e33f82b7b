//! What may be done with seats. Every verb tells one fact.

mod booking;
mod presence;
mod seatings;
mod turns;
mod waiting;
mod wishing;

pub use booking::{Asked, Booked, book, cancel};
pub use presence::{Came, attend, leave};
pub use seatings::{PLACES_MAX, Runner, Wish, find, list, set};
pub use turns::{promote, round, task};
pub use waiting::{take, wait};
pub use wishing::{WISHES_MAX, draw, wish};
