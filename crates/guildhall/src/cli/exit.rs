use std::process::ExitCode;

use store::copy::TransferError;
use store::{Fault, MigrateError, OpenError};

use super::check::Broken;
use super::place::Unprepared;
use super::settings::FileError;
use crate::programme::release::ReleaseError;

/// How the program ends. Scripts rely on the numbers: they never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    Failed = 1,
    Usage = 2,
    Broken = 3,
    Database = 4,
    NotEmpty = 5,
}

impl Exit {
    pub const ALL: [(Self, &str); 6] = [
        (Self::Done, "done"),
        (Self::Failed, "it failed; the message says why"),
        (Self::Usage, "the command line or the configuration file is wrong"),
        (Self::Broken, "an invariant does not hold"),
        (Self::Database, "the database cannot be reached, opened, read or written"),
        (Self::NotEmpty, "the target is not empty; nothing was written"),
    ];

    /// What an error says about the end. The innermost cause that has a number decides.
    pub fn of(error: &anyhow::Error) -> Self {
        error.chain().filter_map(numbered).last().unwrap_or(Self::Failed)
    }

    pub fn code(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

fn numbered(cause: &(dyn std::error::Error + 'static)) -> Option<Exit> {
    if cause.is::<Broken>() {
        return Some(Exit::Broken);
    }
    if cause.is::<FileError>() {
        return Some(Exit::Usage);
    }
    match cause.downcast_ref::<TransferError>() {
        Some(TransferError::NotEmpty { .. }) => return Some(Exit::NotEmpty),
        Some(TransferError::Differs { .. }) => return Some(Exit::Broken),
        Some(_) => return Some(Exit::Database),
        None => {}
    }
    match cause.downcast_ref::<ReleaseError>() {
        Some(ReleaseError::Fault(_)) => return Some(Exit::Database),
        Some(_) => return Some(Exit::Broken),
        None => {}
    }
    let database = cause.is::<OpenError>()
        || cause.is::<MigrateError>()
        || cause.is::<Fault>()
        || cause.is::<Unprepared>();
    database.then_some(Exit::Database)
}
