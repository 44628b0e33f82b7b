//! Guildhall: the software that runs a conference of communities.

pub mod documents;
pub mod editions;
pub mod hosts;
pub mod migrations;
pub mod people;
pub mod programme;
pub mod shell;
pub mod serve;
pub mod site;
pub mod words;
