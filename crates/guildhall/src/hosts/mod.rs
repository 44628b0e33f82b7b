//! Communities and organisations.
pub mod model;
