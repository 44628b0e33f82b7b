//! Finding by words: Chinese by any part of a word, English by its beginning, Chinese by its pinyin.
//!
//! ```text
//! Programme --gather--> entries --letters--> terms --> Dictionary (term -> where, how weighty)
//! query -----letters--> terms --> every term must be met --> best first
//! ```
//!
//! What it is *not*: it makes no pages and reads no request. It is a pure function of a programme and
//! a query, and gives the same hits in the same order always. Start with [`Search`].

mod dictionary;
mod entries;
mod find;
mod letters;
mod nearest;
mod spelling;
#[cfg(test)]
mod tests;

pub use find::{Hit, Search, Target};

/// Longer queries are cut: nobody types so much by hand.
pub const QUERY_LENGTH_MAX: usize = 100;
