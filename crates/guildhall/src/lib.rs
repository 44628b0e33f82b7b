//! Guildhall: the software that runs a conference of communities.

pub mod editions;
pub mod hosts;
pub mod people;
pub mod programme;
pub mod site;
pub mod words;
