pub mod midl;
pub mod reviews;
