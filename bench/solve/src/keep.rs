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

#[cfg(test)]
mod tests {
    use solve::cosplib::{count, read, read_plan};

    use super::*;
    use crate::data;

    #[test]
    fn with_guildhall_data_the_kept_answers_are_what_they_claim() {
        if std::env::var_os("GUILDHALL_DATA").is_none() {
            return;
        }
        for file in data::files("cosplib", "xlsx").expect("the published problems") {
            let name = data::name(&file);
            let problem = read(&std::fs::read(&file).expect("published")).expect("sound");
            let kept = |extension: &str| folder().join(format!("{name}.{extension}"));
            let sheet = std::fs::read(kept("xlsx")).expect("kept");
            let record = std::fs::read(kept("json")).expect("kept");
            let record: Record = serde_json::from_slice(&record).expect("a record");

            let counts = count(&problem, &read_plan(&problem, &sheet).expect("a plan"));

            assert_eq!(counts.broken, [] as [String; 0], "{name}");
            assert_eq!(counts.value, record.value, "{name}");
            assert!(counts.value < record.published, "{name}");
        }
    }
}
