//! The program as operators meet it: run as a process, on real databases, with real faults.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod backups;
mod bad_databases;
mod configuration;
mod full_disks;
mod help;
mod kills;
mod program;
mod proxy;
mod serving;
