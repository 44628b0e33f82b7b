//! What a developer runs: `cargo xtask <task>`.
//!
//! This is *not* where rules are checked (tests do that) but where they are run with everything
//! they need: a private PostgreSQL, a Chromium, the published files. Start at [`test`].

mod machine;
mod postgres;
mod summary;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

const USAGE: &str = "\
usage: cargo xtask <task>

  test            formatting, clippy, all tests on SQLite and PostgreSQL, journeys in Chromium
  test ARGS...    only `cargo test ARGS...`, with PostgreSQL and Chromium at hand
  tidy            formats the source
  screenshots     pictures of the site: --base URL --out DIR [--only NAME] [--down POINTS]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((task, arguments)) = arguments.split_first() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let done = match task.as_str() {
        "test" => test::run(arguments),
        "tidy" => tidy(),
        "screenshots" => screenshots(arguments),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        unknown => {
            eprintln!("no task is called {unknown}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("cargo xtask {task}: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn tidy() -> Result<bool> {
    Ok(workspace::cargo().args(["fmt", "--all"]).status()?.success())
}

fn screenshots(arguments: &[String]) -> Result<bool> {
    let machine = machine::ready();
    let mut look = workspace::cargo();
    look.args(["run", "--quiet", "--package", "browser", "--bin", "look", "--"]).args(arguments);
    if let Ok(chromium) = machine.chromium {
        look.env("GUILDHALL_CHROMIUM", chromium);
    }
    Ok(look.status()?.success())
}
