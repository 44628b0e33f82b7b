//! Answers that beat the best known value, kept with what repeats them.

use std::path::PathBuf;

use anyhow::Result;
use serde::{Deserialize, Serialize};

/// How an answer came about; beside it as `NAME.json`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record {
    pub value: i64,
    /// The best value that others published.
    pub published: i64,
    pub seed: u64,
    pub steps: u64,
}

pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/best"))
}

/// Keeps the answer when it is below the published value and below what is kept.
pub fn keep(name: &str, extension: &str, answer: &[u8], record: &Record) -> Result<()> {
    let beside = folder().join(format!("{name}.json"));
    let kept = std::fs::read(&beside).ok();
    let kept = kept.map(|text| serde_json::from_slice::<Record>(&text)).transpose()?;
    if record.value >= record.published || kept.is_some_and(|kept| kept.value <= record.value) {
        return Ok(());
    }
    std::fs::create_dir_all(folder())?;
    std::fs::write(folder().join(format!("{name}.{extension}")), answer)?;
    std::fs::write(beside, serde_json::to_string_pretty(record)? + "\n")?;
    Ok(())
}
