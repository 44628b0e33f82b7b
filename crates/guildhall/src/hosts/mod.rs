//! Who runs activities: communities, organisations and public bodies of an edition.
//!
//! What it is *not*: grants and membership come with the slice that spends them. Start with
//! [`model::Host`].
pub mod checks;
pub mod model;
pub mod store;
pub mod verbs;
