//! People: public profiles, and (beside them, never mixed) accounts.
pub mod checks;
pub mod model;
pub mod profiles;
