//! The command line: one subcommand an act, the same flags everywhere.
//!
//! Each command is a file that gathers what it needs and hands it on. What they share: [`settings`]
//! (flags, environment, file), [`place`](self::place) (which database), [`exit`](self::exit) (how
//! the program ends), logs and progress bars.

mod backup;
pub mod check;
mod config;
mod demo;
mod exit;
mod export;
mod import;
mod import_proposals;
mod init;
pub mod interface;
mod logs;
mod move_to;
mod place;
mod progress;
mod publish;
mod refused;
mod restore;
mod serve;
pub mod settings;
mod solve;
mod system;
mod tasks;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use exit::Exit;
use logs::Logs;
use place::Place;
use settings::{Read, Unread};
pub use system::SystemClock;

/// Guildhall runs a conference of communities.
///
/// Every flag with an environment variable can also stand in a file, by the name of the flag:
/// guildhall.toml in the working directory, or the one that --config names. A flag comes before the
/// environment, the environment before the file. `guildhall config` shows what holds.
#[derive(Parser)]
#[command(version, about, long_about, max_term_width = 100, after_help = exit_codes())]
pub struct Command {
    #[command(subcommand)]
    act: Act,
    #[command(flatten)]
    place: Place,
    /// Configuration file; guildhall.toml is read when it is there and no other is named
    #[arg(long, global = true, env = "GUILDHALL_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    logs: Logs,
}

#[derive(Subcommand)]
enum Act {
    /// Load the demo conference into the database and serve it
    Demo(serve::Listen),
    /// Prepare an empty database: the first organiser, and a first edition if wished
    Init(init::First),
    /// Serve the current release of every edition
    Serve(serve::Listen),
    /// Write the public site as static files for any web server or CDN
    Publish(publish::Folder),
    /// Bring a published schedule in, or proposals to a call
    #[command(subcommand)]
    Import(import::What),
    /// Give a released programme out
    #[command(subcommand)]
    Export(export::What),
    /// Verify stored rows against the invariants; fails with a list when one does not hold
    Check,
    /// Copy everything to another, empty database, compare both, and leave this one as it is
    Move(move_to::Target),
    /// Keep the whole database in one file, as it is at one moment, beside a running server
    Backup(backup::File),
    /// Bring a backup back into an empty database, and check it
    Restore(restore::Kept),
    /// Show every setting and where its value comes from, without secrets
    Config,
    /// Place, match, allot or rank what a file asks for
    Solve(solve::Solve),
}

fn exit_codes() -> String {
    let lines = Exit::ALL.map(|(exit, about)| format!("  {}  {about}", exit as u8));
    format!("Exit codes:\n{}", lines.join("\n"))
}

/// Does what the command line says, and says what went wrong.
pub fn main() -> ExitCode {
    let read = match settings::read(std::env::args_os()) {
        Ok(read) => read,
        Err(Unread::Usage(error)) => error.exit(),
        Err(Unread::File(error)) => return failed(&error.into()),
    };
    read.command.logs.begin();
    match run(read) {
        Ok(()) => Exit::Done.code(),
        Err(error) => failed(&error),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("guildhall: {error:#}");
    Exit::of(error).code()
}

fn run(Read { command, shown }: Read) -> anyhow::Result<()> {
    let Command { act, place, logs, .. } = command;
    match act {
        Act::Demo(listen) => demo::run(&place, &listen, &logs),
        Act::Init(first) => init::run(&place, &first),
        Act::Serve(listen) => serve::run(&place, &listen, &logs),
        Act::Publish(folder) => publish::run(&place, &folder),
        Act::Import(what) => import::run(&place, &what),
        Act::Export(what) => export::run(&place, &what),
        Act::Check => check::run(&place),
        Act::Move(target) => move_to::run(&place, &target),
        Act::Backup(file) => backup::run(&place, &file),
        Act::Restore(kept) => restore::run(&place, &kept),
        Act::Config => {
            config::run(&shown);
            Ok(())
        }
        Act::Solve(asked) => solve::run(&asked),
    }
}
