//! Other programs: tokens for them, the feed of facts, webhooks, the page that describes the API.
//!
//! ```text
//! fact --sealed--> feed: GET …/facts?after=CURSOR (as far as the token may know)
//!              '-> webhook: held --POST, signed--> 2xx: next fact
//!                             '-- else: again later, longer each time --3 days--> disabled, letter
//! ```
//!
//! A webhook is a queue of its own: facts arrive in the order of the journal, each at least once (a
//! node may die between sending and saying so; `webhook-id` tells the second from the first).
//!
//! What it is *not*: it tells nothing that the journal does not, and the journal holds no personal
//! data. Start with [`feed`], then [`courier`].

mod address;
pub mod api;
pub mod checks;
pub mod courier;
pub mod feed;
pub mod letters;
pub mod model;
pub mod refusal;
pub mod rules;
mod sign;
pub mod store;
#[cfg(test)]
mod tests;
pub mod verbs;
pub mod web;
