//! Solvers for what a conference has to decide: when and where, who meets whom, who gets a place,
//! who fits whom, who ranks first.
//!
//! Each model is a plain function from a problem to an [`Outcome`]: seeded, limited by steps,
//! watched through [`Watch`]. Problems and answers are serde types, so a case that fails is saved
//! and becomes a test.
//!
//! What it is *not*: it reads no files and no clock, draws no randomness but from the seed, and
//! knows nothing of editions, databases or pages. Start with [`run`], then [`search`], then a model.

pub mod allocation;
pub mod b2b;
pub mod chains;
pub mod cosplib;
pub mod flow;
pub mod invalid;
pub mod matching;
pub mod meetings;
pub mod random;
pub mod ranking;
pub mod run;
pub mod score;
pub mod search;
pub mod sheets;
pub mod timetable;

pub use invalid::Invalid;
pub use random::Random;
pub use run::{Limits, Outcome, Penalty, Progress, Status, Watch};
pub use score::Score;
