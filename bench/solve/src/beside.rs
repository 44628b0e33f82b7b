//! OR-Tools CP-SAT beside our solvers, for the same seconds: `cpsat.py` under a Python that has it.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// What `cpsat.py` says of one file.
#[derive(Debug, Deserialize)]
pub struct Peer {
    pub status: String,
    pub seconds: f64,
    pub bound: f64,
    pub answer: Option<Vec<u32>>,
}

pub fn cpsat(python: &Path, file: &Path, seconds: f64, workers: u32, seed: u64) -> Result<Peer> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/cpsat.py");
    let said = Command::new(python)
        .arg(script)
        .arg(file)
        .args([seconds.to_string(), workers.to_string(), seed.to_string()])
        .output()
        .with_context(|| format!("{} does not run", python.display()))?;
    let errors = String::from_utf8_lossy(&said.stderr);
    ensure!(said.status.success(), "{} {script}: {errors}", python.display());
    serde_json::from_slice(&said.stdout).context("what cpsat.py said")
}
