//! The command line: one subcommand an act, the same flags everywhere.

mod check;
mod demo;
mod export;
mod import;
mod init;
mod publish;
mod serve;
mod solve;
mod system;
mod tasks;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use store::{Db, DbUrl, Options, migrate};

use crate::migrations::MIGRATIONS;

pub use system::SystemClock;

/// Guildhall runs a conference of communities.
#[derive(Parser)]
#[command(version, about)]
pub struct Command {
    #[command(subcommand)]
    act: Act,
    #[command(flatten)]
    place: Place,
}

#[derive(Subcommand)]
enum Act {
    /// Load the demo conference into the embedded database and serve it
    Demo(serve::Listen),
    /// Prepare an empty database: the first organiser, and a first edition if wished
    Init(init::First),
    /// Serve the current release of every edition
    Serve(serve::Listen),
    /// Write the public site as static files for any web server or CDN
    Publish(publish::Folder),
    /// Bring a published schedule in
    #[command(subcommand)]
    Import(import::What),
    /// Give a released programme out
    #[command(subcommand)]
    Export(export::What),
    /// Verify stored rows against the invariants; fails with a list when one does not hold
    Check,
    /// Place, match, allot or rank what a file asks for
    Solve(solve::Solve),
}

/// Where the data is.
#[derive(Args)]
struct Place {
    /// Folder of the embedded database and files
    #[arg(long, global = true, env = "GUILDHALL_DATA_DIR", default_value = "guildhall-data")]
    data: PathBuf,
    /// `sqlite:PATH` or `postgres://…`; the embedded database when absent
    #[arg(long, global = true, env = "GUILDHALL_DATABASE", hide_env_values = true)]
    database: Option<DbUrl>,
}

/// Does what the command line says.
pub fn run(command: Command) -> anyhow::Result<()> {
    let Command { act, place } = command;
    match act {
        Act::Demo(listen) => demo::run(&place, &listen),
        Act::Init(first) => init::run(&place, &first),
        Act::Serve(listen) => serve::run(&place, &listen),
        Act::Publish(folder) => publish::run(&place, &folder),
        Act::Import(what) => import::run(&place, &what),
        Act::Export(what) => export::run(&place, &what),
        Act::Check => check::run(&place),
        Act::Solve(asked) => solve::run(&asked),
    }
}

impl Place {
    /// The database, its schema up to date.
    fn open(&self) -> anyhow::Result<Db> {
        let url = match &self.database {
            Some(url) => url.clone(),
            None => {
                std::fs::create_dir_all(&self.data).with_context(|| {
                    format!("cannot make the folder {}; choose another --data", self.data.display())
                })?;
                let path = self.data.join("guildhall.sqlite");
                format!("sqlite:{}", path.display()).parse()?
            }
        };
        let db = Db::open(&url, Options::default())?;
        migrate(&db, MIGRATIONS, SystemClock::moment())?;
        Ok(db)
    }
}
