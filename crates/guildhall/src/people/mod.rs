//! People: public profiles, and (beside them, never mixed) accounts.
//!
//! ```text
//! address --ask--> letter with a link --redeem--> session --> may do what its grants say
//!         '--password: begin, verify, succeed ------^
//! ```
//!
//! What it is *not*: who may do what is `access`'s, what the programme shows is in [`model`] and
//! [`profiles`]. Start with [`account::Account`] and [`verbs`].
pub mod account;
pub mod api;
pub mod checks;
pub mod contacts;
pub mod letters;
pub mod model;
pub mod profiles;
pub mod refusal;
pub mod store;
#[cfg(test)]
pub mod tests;
pub mod verbs;
pub mod web;
