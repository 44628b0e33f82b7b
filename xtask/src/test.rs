//! `cargo xtask test`: everything that must hold, in one command.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::machine::{self, Machine};
use crate::postgres::Postgres;
use crate::summary::{Outcome, Summary};
use crate::workspace::{cargo, target};

/// Runs every step, whatever fails, and prints the summary; false when a step failed.
pub fn run(only: &[String]) -> Result<bool> {
    let mut summary = Summary::default();
    if only.is_empty() {
        check(&mut summary, "formatting", cargo().args(["fmt", "--all", "--check"]));
        let lint = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
        check(&mut summary, "clippy without warnings", cargo().args(lint));
        tests(&mut summary, &["--workspace", "--no-fail-fast"].map(str::to_owned))?;
    } else {
        summary.not_run("formatting, clippy and all other tests", "only some tests were asked for");
        tests(&mut summary, only)?;
    }
    println!("\n{summary}");
    Ok(summary.passed())
}

fn check(summary: &mut Summary, name: &str, command: &mut Command) {
    println!("\n== {name}");
    let began = Instant::now();
    let outcome = match command.status() {
        Ok(status) if status.success() => Outcome::Passed,
        Ok(_) => Outcome::Failed,
        Err(fault) => {
            eprintln!("{command:?} did not start: {fault}");
            Outcome::Failed
        }
    };
    summary.step(name, outcome, began.elapsed());
}

/// The tests, with all that they can use and this machine has.
fn tests(summary: &mut Summary, arguments: &[String]) -> Result<()> {
    let machine = machine::ready();
    let target = std::path::absolute(target())?;
    fs::create_dir_all(&target).with_context(|| format!("cannot make {}", target.display()))?;
    let noted = target.join(format!("not-run-{}", process::id()));
    let _ = fs::remove_file(&noted);
    let mut command = cargo();
    command.arg("test").args(arguments).env("GUILDHALL_NOT_RUN", &noted);
    let postgres = offer_postgres(summary, &machine, &target, &mut command);
    offer_chromium(summary, &machine, &mut command);
    offer_data(summary, &mut command)?;
    if let Err(why) = machine.xmllint {
        summary.not_run("checks of XML against its schema", why);
    }

    check(summary, "tests", &mut command);

    drop(postgres);
    summary.tests_not_run(&fs::read_to_string(&noted).unwrap_or_default());
    let _ = fs::remove_file(noted);
    Ok(())
}

/// A PostgreSQL that is installed and does not start is a failure, not something left out.
fn offer_postgres(
    summary: &mut Summary,
    machine: &Machine,
    target: &Path,
    command: &mut Command,
) -> Option<Postgres> {
    if env::var_os("GUILDHALL_TEST_POSTGRES").is_some_and(|url| !url.is_empty()) {
        return None;
    }
    command.env_remove("GUILDHALL_TEST_POSTGRES");
    let bin = match &machine.postgres {
        Ok(bin) => bin,
        Err(why) => {
            summary.not_run("tests on PostgreSQL", why);
            return None;
        }
    };
    let began = Instant::now();
    match Postgres::start(bin, &target.join("postgres")) {
        Ok(postgres) => {
            command.env("GUILDHALL_TEST_POSTGRES", postgres.url());
            Some(postgres)
        }
        Err(fault) => {
            eprintln!("{fault:#}");
            summary.step("start of a private PostgreSQL", Outcome::Failed, began.elapsed());
            summary.not_run("tests on PostgreSQL", "it did not start");
            None
        }
    }
}

fn offer_chromium(summary: &mut Summary, machine: &Machine, command: &mut Command) {
    match &machine.chromium {
        Ok(chromium) => {
            command.env("GUILDHALL_CHROMIUM", chromium);
        }
        Err(why) => summary.not_run("journeys in a browser", why),
    }
    if let (Ok(_), Err(why)) = (&machine.chromium, machine.chinese_font) {
        summary.not_run("Chinese as it is drawn", why);
    }
}

/// Tests run in the folder of their crate, so the path to the published files is made absolute.
fn offer_data(summary: &mut Summary, command: &mut Command) -> Result<()> {
    let named = env::var_os("GUILDHALL_DATA").filter(|named| !named.is_empty()).map(PathBuf::from);
    command.env_remove("GUILDHALL_DATA");
    match named {
        Some(folder) if folder.is_dir() => {
            command.env("GUILDHALL_DATA", std::path::absolute(folder)?);
        }
        Some(folder) => {
            let why = format!("GUILDHALL_DATA names {}, which is no folder", folder.display());
            summary.not_run("published files", &why);
        }
        None => summary.not_run("published files", "GUILDHALL_DATA is not set"),
    }
    Ok(())
}
