//! OR-Tools CP-SAT beside our solvers, for the same time: the models in `cpsat/`, under a Python that
//! has the package `ortools`.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::options::Options;
use crate::stopwatch::{Clock, Spent};

/// A Python that has OR-Tools.
pub struct Peer {
    python: PathBuf,
}

/// What a model of `cpsat/` says of one problem.
#[derive(Debug, Deserialize)]
pub struct Said<A> {
    pub status: String,
    pub seconds: f64,
    pub cpu: f64,
    pub bound: f64,
    pub answer: Option<A>,
}

impl Peer {
    /// The peer that was asked for; a line of the table says so when it cannot run.
    pub fn wanted(options: &Options) -> Option<Self> {
        let peer = Self { python: options.beside.clone()? };
        match peer.version() {
            Ok(version) => {
                println!("CP-SAT of OR-Tools {version}, {} workers", options.searches);
                Some(peer)
            }
            Err(error) => {
                println!("CP-SAT is missing from this table: {error:#}");
                println!(
                    "Maybe: python3 -m venv DIR; DIR/bin/pip install ortools; --beside DIR/bin/python"
                );
                None
            }
        }
    }

    fn version(&self) -> Result<String> {
        let asked = ["-c", "import ortools; print(ortools.__version__)"];
        let python = self.python.display();
        let said = Command::new(&self.python).args(asked).output();
        let said = said.with_context(|| format!("{python} does not run"))?;
        let errors = String::from_utf8_lossy(&said.stderr);
        let last = errors.trim().lines().last().unwrap_or_default();
        ensure!(said.status.success(), "{python} has no OR-Tools: {last}");
        Ok(String::from_utf8_lossy(&said.stdout).trim().to_string())
    }

    /// Runs `cpsat/{model}.py` on a problem.
    pub fn solve<A: DeserializeOwned>(
        &self,
        model: &str,
        problem: &Value,
        (clock, seconds): (Clock, f64),
        seed: u64,
        options: &Options,
    ) -> Result<Said<A>> {
        let script = format!("{}/cpsat/{model}.py", env!("CARGO_MANIFEST_DIR"));
        let (clock, seconds) = match clock {
            Clock::Wall => ("wall", seconds),
            Clock::Cpu { cores } => ("cpu", seconds * f64::from(cores)),
        };
        let mut running = Command::new(&self.python)
            .args([&script, &seconds.to_string(), clock])
            .args([options.searches.to_string(), seed.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} does not run", self.python.display()))?;
        let mut asks = running.stdin.take().context("its standard input")?;
        asks.write_all(problem.to_string().as_bytes())?;
        drop(asks);
        let said = running.wait_with_output()?;
        let errors = String::from_utf8_lossy(&said.stderr);
        ensure!(said.status.success(), "{script}: {errors}");
        serde_json::from_slice(&said.stdout).with_context(|| format!("what {script} said"))
    }
}

impl<A> Said<A> {
    pub fn spent(&self) -> Spent {
        Spent { wall: self.seconds, cpu: self.cpu }
    }
}
