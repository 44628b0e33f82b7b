//! The floor under `/api/v1`: one table of routes makes the router and the description of it.
//!
//! A slice offers [`Route`]s whose acts are plain functions over `&mut Tx`, as its verbs are. The floor
//! does the rest once for all: who asks (a token, never a cookie), what it may reach, how fast, JSON
//! in and out, problems in the reader's language (RFC 9457), pages by cursor, entity tags, repeated
//! requests (`Idempotency-Key`), and the OpenAPI document.
//!
//! ```text
//! request --token, rate, size--> one transaction: whom it speaks for --act (slice)--> verbs
//!                                       '-- Trouble: undone, told as application/problem+json
//! ```
//!
//! What it is *not*: it knows no slice and decides nothing; an act asks the policy as a page does.
//! Start with [`Route`], then [`Api`].

mod asked;
mod bell;
pub mod document;
mod door;
mod problem;
mod rates;
mod repeats;
mod reply;
mod route;
mod sending;
mod shapes;
#[cfg(test)]
pub mod tests;

pub use asked::{Asked, Given, Paging};
pub use door::{Api, Limits};
pub use problem::{Problem, Trouble, told};
pub use rates::Allowance;
pub use repeats::{STATEMENTS, sweep};
pub use reply::{Listed, Nothing, Reply};
pub use route::{Gate, Match, Parameter, Repeats, Route};
pub use shapes::{IdText, Moment, Said, word};

/// Where every route begins.
pub const ROOT: &str = "/api/v1";

/// True for what a program asks.
pub fn is_ours(path: &str) -> bool {
    path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
