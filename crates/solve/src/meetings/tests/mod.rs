//! The board against counting from nothing, small problems against trying everything, and hostile ones.

mod hostile;
mod proofs;
mod search;
