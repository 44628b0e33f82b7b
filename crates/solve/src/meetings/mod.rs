//! The house's meetings: who meets whom, when, at which table and with which interpreter, when not
//! every wish can be met.
//!
//! What it is *not*: the published B2B problem, which is [`crate::b2b`]; and it knows no edition, no
//! account and no letter of the product.
//!
//! Start with [`problem`] (what is given), [`constraints`] (what is asked, each one function, counted
//! from nothing), then [`board`] (the same by differences), [`moves`] and [`run`]; [`bound`] and
//! [`reasons`] say what no answer can do, [`explain`] why a wish was not met.

mod answer;
pub mod board;
mod bound;
pub mod case;
mod check;
pub mod constraints;
mod domain;
pub mod explain;
mod hall;
mod moves;
pub mod problem;
mod reasons;
mod run;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Held, Share, Unmet};
pub use case::Case;
pub use explain::{Violated, violated};
pub use problem::Problem;
pub use run::solve;
