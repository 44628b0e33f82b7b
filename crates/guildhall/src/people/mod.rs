//! People and their accounts.
pub mod model;
