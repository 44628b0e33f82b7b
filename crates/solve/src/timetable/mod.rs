//! A conference's timetable: activities to (hall, start) across venues and days, in minutes, with
//! everything that a conference asks of it, and the same again after something went wrong.
//!
//! What it is *not*: it knows no edition, no draft and no release of the product, and no published
//! format; those are turned into a [`Problem`] elsewhere.
//!
//! Start with [`problem`] (what is given), [`constraints`] (what is asked, each one function, counted
//! from nothing), then [`board`] (the same by differences), [`moves`] and [`run`].

pub mod board;
pub mod case;
pub mod constraints;
pub mod domain;
pub mod explain;
mod fewest;
mod fill;
#[cfg(test)]
mod hostile;
pub mod links;
#[cfg(test)]
mod mending_tests;
pub mod moves;
mod names;
mod nowhere;
mod order;
mod pairs;
pub mod problem;
pub mod reason;
mod reasons;
pub mod replan;
mod room;
mod run;
mod start;
mod stood;
mod suits;
#[cfg(test)]
mod tests;
pub mod validate;
mod work;

pub use crate::invalid::Invalid;
pub use case::Case;
pub use explain::{Explanation, Violated, explain, violated};
pub use problem::{Placed, Problem};
pub use reason::Reason;
pub use replan::{Event, Mended, replan};
pub use run::{Answer, plan, reasons, solve};
pub use validate::read;
