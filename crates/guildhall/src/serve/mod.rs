//! The web floor: what lies ready on the shelf, and how it is handed out.
//!
//! ```text
//! Release --Site::render--> HTML --press--> Kept (brotli, zstd, gzip, strong tags) --> Shelf
//!
//! door --> desk --> floor --at hand?--> Shelf ---------------------> answer
//!                     |  \--made?-----> filtered programme, search --> answer
//!                     \------------------> router: accounts, forms --> answer, or 404
//! ```
//!
//! What it is *not*: it makes no pages; `site` does. Start with [`shelf::Shelf`], then
//! [`floor::Floor`], then [`door::open`].

pub mod access_log;
mod answer;
mod asked;
mod behind;
mod calendars;
pub mod changes;
mod class;
mod desks;
pub mod door;
mod encoding;
mod feeds;
pub mod floor;
mod found;
mod house;
mod meters;
mod notice;
mod page;
pub mod publish;
mod published;
mod pulse;
pub mod shelf;
#[cfg(test)]
mod tests;
mod web;
mod wire;

pub use house::PublicHouse;
pub use meters::resident_bytes;
pub use published::{Extra, Published};
pub use pulse::{Pulse, STATEMENTS};
