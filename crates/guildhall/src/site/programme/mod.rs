//! The programme: a day as a grid of halls by time, or days as a list; both filtered by the address.

mod axis;
mod board;
mod facets;
pub mod filter;
mod lanes;
mod pages;

pub(super) use board::{Plan, rules};
pub(super) use facets::Facets;
pub use filter::Filter;

/// How the programme is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// One day, halls by time.
    Grid,
    /// One day or all of them, by time.
    List,
}
