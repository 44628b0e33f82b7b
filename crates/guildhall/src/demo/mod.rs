//! The demo conference: the 2025 Global Developer Conference as a [`Programme`].
//!
//! The data are the TOML and Markdown files of `demo/gdc-2025/`, compiled in, so the demo needs
//! nothing beside the program. Facts in them carry a `source`, inventions carry `sample = true`;
//! nothing may carry neither. [`written`] is the form of the files, `resolve` and `activities` turn
//! slugs into ids. Ids are [`kernel::Id::named`], so every load gives the same ones.
//!
//! [`accounts`] are the samples that one can sign in as, [`grants`] what communities may spend,
//! [`requests`] what they ask beyond that,
//! [`calls`] what is asked for and was proposed, [`reviews`] how it is judged, [`translation`]
//! what of the draft is translated, [`drafting`] what it has changed since the release, [`letters`] whom its people are reached at,
//! [`guests`] who is to come, [`seats`] who sits where.
//!
//! What it is *not*: it writes no programme to a database and checks no timetable. A released programme's
//! conflicts are found by `programme`; the tests here hold that this one has none.

pub mod accounts;
mod activities;
pub mod calls;
pub mod drafting;
mod error;
mod files;
pub mod gates;
pub mod grants;
pub mod guests;
mod hosts;
pub mod letters;
pub mod passes;
mod places;
pub mod requests;
mod resolve;
pub mod reviews;
pub mod seats;
#[cfg(test)]
mod tests;
pub mod translation;
pub mod webhooks;
mod written;

pub use error::{DemoError, Problem};

use crate::programme::model::Programme;

/// The whole demo conference, every reference resolved.
pub fn programme() -> Result<Programme, DemoError> {
    resolve::programme(&files::read()?)
}
