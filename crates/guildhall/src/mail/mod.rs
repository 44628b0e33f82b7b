//! Letters to people: an order in the verb's transaction, written out late, sent by a task.
//!
//! ```text
//! verb --order--> outbox row --(due)--> compose in the reader's language --send--> sent
//!                     ^                                             |
//!                     '------ again after 1, 2, 4, … minutes -------'--> dead, with the reason
//! ```
//!
//! A row names an account and holds ids, never an address or a text, and no secret: the link in a
//! sign-in letter is made when the letter is. A letter may go out twice when a node dies between
//! sending and saying so; both have one Message-ID.
//!
//! What it is *not*: it knows no letter. Slices offer theirs as [`Kind`]s. Start with
//! [`outbox::order`] and [`outbox::sender`].

pub mod outbox;
mod outlet;
#[cfg(test)]
mod tests;

pub use outbox::{Compose, Kind, Order, OrderId};
pub use outlet::{Outlet, OutletError};

/// A letter as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// True for an address that letters can go to.
pub fn is_address(text: &str) -> bool {
    text.parse::<lettre::Address>().is_ok()
}
