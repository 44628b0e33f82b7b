//! Guests: whom to invite, who follows up, what they need; and the running order of what they come to.
//!
//! ```text
//! found --> invited --> in talks --> accepted
//!              '-----------'-------> declined        (any state may be set: people change their minds)
//!
//! running order: item, item, item …      not begun --next--> item 1 --next--> … --next--> over
//! ```
//!
//! What it is *not*: the public programme, which shows people only when somebody puts them into it; and
//! what guests need is read with a permission of its own. Start with [`model::Guest`] and [`verbs`].

pub mod api;
pub mod checks;
pub mod model;
pub mod refusal;
pub mod store;
#[cfg(test)]
mod tests;
pub mod verbs;
pub mod web;
