//! Seats in activities: whoever has a pass books one on a phone, waits for one, or wishes.
//!
//! ```text
//! release --follow--> seating (what one gets into)       pass --holders--> Holder (whose, proved)
//!                        '----------- book -----------------'--> seat + commitment, or why not
//! ```
//!
//! **Invariants:** never more seats hold a place than there are places, at any load; and nobody holds
//! seats in two places at once, the way between included. Both are held in the transaction that gives
//! the seat: a conditional update of a counter, and the held rows of the calendars.
//!
//! What it is *not*: it makes no pass and scans none. Start with [`verbs::book`].

pub mod api;
pub mod checks;
pub mod follow;
pub mod holders;
pub mod letters;
pub mod lottery;
pub mod model;
pub mod refusal;
pub mod rules;
pub mod store;
#[cfg(test)]
pub mod tests;
pub mod turns;
pub mod verbs;
pub mod web;
