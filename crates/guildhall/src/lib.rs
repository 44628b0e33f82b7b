//! Guildhall: the software that runs a conference of communities.

pub mod access;
pub mod admissions;
pub mod api;
pub mod calls;
pub mod cli;
pub mod ctx;
pub mod demo;
pub mod desk;
pub mod documents;
pub mod door;
pub mod editions;
pub mod error;
pub mod exchange;
pub mod guests;
pub mod hosting;
pub mod hosts;
pub mod integrations;
pub mod invariants;
pub mod journal;
pub mod letters;
pub mod mail;
pub mod migrations;
pub mod people;
pub mod programme;
pub mod releasing;
pub mod review;
pub mod search;
pub mod serve;
pub mod shell;
pub mod site;
pub mod statements;
pub mod translation;
#[cfg(test)]
mod trial;
pub mod words;
pub mod work;
