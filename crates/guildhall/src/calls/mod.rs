//! Calls for proposals: what an edition or one of its hosts asks for, what people propose, what is
//! decided, and how it becomes an activity.
//!
//! ```text
//! call:     draft --announce--> announced (open between its two moments) --close--> closed
//! proposal: draft --submit--> submitted --decide--> accepted --confirm--> confirmed (an activity)
//!                                 |  ^                 |  '----refuse---> refused
//!                     withdrawn <-'  '---- waiting, declined (may be decided again)
//! speaker:  lead | invited --(letter)--> confirmed, declined
//! ```
//!
//! A call's form is designed by whoever runs it ([`form`]). What somebody types is kept as it was
//! typed ([`sheet::Sheet`]); what is wrong with it is computed each time it is asked ([`rules`]), so
//! a draft may be half filled and nothing typed is ever lost. Whoever proposes is known by an
//! address: by their account, or by a link from a letter ([`verbs::links`]).
//!
//! What it is *not*: who reviews is `review`'s; where and when is `programme`'s. Start with
//! [`model::Call`], then [`rules::problems`].

pub mod api;
pub mod checks;
pub mod form;
pub mod letters;
pub mod model;
pub mod refusal;
pub mod rules;
pub mod sheet;
pub mod store;
#[cfg(test)]
pub mod tests;
pub mod verbs;
pub mod web;

pub use web::state_words;
