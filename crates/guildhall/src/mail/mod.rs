//! Letters to people: an order in the verb's transaction, written out late, sent by a task.
//!
//! ```text
//! verb --order--> outbox row --(yes, when one is asked for)--(due)--> compose --send--> sent
//!                     ^                                                          |
//!                     '------ again after 1, 2, 4, … minutes --------------------+--> given up
//!                                         refused for good: noted as a bounce <--'
//! ```
//!
//! A row names an account and holds ids, never an address and no secret: the link in a sign-in
//! letter is made when the letter is. What was sent is kept for two weeks where the letter says that
//! it holds no secret. A letter may go out twice when a node dies between sending and saying so; both
//! have one Message-ID.
//!
//! What it is *not*: it knows no letter. Slices offer theirs as [`Kind`]s or, with files enclosed, as
//! [`WholeKind`]s; what an edition may say in its own words as [`wording::Sort`]s. Start with
//! [`outbox::order`] and [`outbox::sender`].

pub mod bounces;
pub mod checks;
pub mod entries;
pub mod outbox;
mod outlet;
pub mod switches;
#[cfg(test)]
mod tests;
pub mod wording;

pub use outbox::{Compose, Kind, Order, OrderId, WholeKind};
pub use outlet::{Outlet, OutletError, Refused};

/// A letter as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    pub name: String,
    /// With its parameters: `text/calendar; charset=utf-8; method=REQUEST`.
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// Whether the house may read a letter again after it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It may hold a secret.
    Forget,
    Keep,
}

/// A letter with what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub letter: Letter,
    pub enclosed: Vec<Enclosure>,
    pub keeping: Keeping,
}

/// True for an address that letters can go to.
pub fn is_address(text: &str) -> bool {
    text.parse::<lettre::Address>().is_ok()
}
