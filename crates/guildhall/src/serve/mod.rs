//! The web floor: what lies ready on the shelf, and how it is handed out.
//!
//! ```text
//! Release --Site::render--> HTML --press--> Kept (brotli, zstd, gzip, strong tags) --> Shelf
//! ```
//!
//! What it is *not*: it makes no pages; `site` does. Start with [`shelf::Shelf`] and
//! [`web::router`].

pub mod encoding;
pub mod page;
pub mod shelf;
#[cfg(test)]
mod tests;
pub mod web;
