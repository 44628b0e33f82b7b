//! Guildhall: the software that runs a conference of communities.

pub mod cli;
pub mod demo;
pub mod documents;
pub mod editions;
pub mod hosts;
pub mod migrations;
pub mod people;
pub mod programme;
pub mod search;
pub mod serve;
pub mod shell;
pub mod site;
pub mod statements;
pub mod words;
