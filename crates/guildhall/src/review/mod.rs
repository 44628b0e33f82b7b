//! Reviews of what was proposed to a call: who reads what, what they say, and the order that follows.
//!
//! ```text
//! phase:  prepared --open--> open --close--> closed --(the next phase)--> prepared
//! review: assigned --give--> given (may be given anew while the phase is open)
//!             '---- conflict: somebody else reads it
//! given --rank--> result: corrected for severe and mild reviewers, with its uncertainty
//! ```
//!
//! Who reads what is decided by the allocation model of `solve` under loads, topics and conflicts of
//! interest ([`rules`]), from a seed that is kept; the order by its ranking model. Neither decides:
//! whoever runs the call does, in the list of `calls`.
//!
//! What it is *not*: proposals and decisions are `calls`'. Start with [`model::Phase`], then
//! [`verbs::assign`].

pub mod api;
pub mod checks;
pub mod letters;
pub mod model;
pub mod pairing;
pub mod refusal;
pub mod rules;
pub mod store;
#[cfg(test)]
pub mod tests;
pub mod verbs;
pub mod web;
