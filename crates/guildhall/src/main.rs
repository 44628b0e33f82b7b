//! The program: reads the command line, knows the real clock, says what went wrong.

use std::process::ExitCode;

use clap::Parser;
use guildhall::cli::{Command, run};

fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    match run(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("guildhall: {error:#}");
            ExitCode::FAILURE
        }
    }
}
