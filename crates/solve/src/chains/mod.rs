pub mod board;
mod check;
pub mod dual;
pub mod family;
pub mod price;
mod problem;
pub mod seating;
pub use problem::{Between, Chain, Fit, Organisation, PairFit, Problem, Weights};
