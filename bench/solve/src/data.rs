//! Where the published problems lie: `GUILDHALL_DATA`, or `../shared/data` beside the project.

use std::path::PathBuf;

use anyhow::{Context, Result};

/// The files of a family with this extension, by name.
pub fn files(family: &str, extension: &str) -> Result<Vec<PathBuf>> {
    let folder = folder().join(family);
    let listed = std::fs::read_dir(&folder)
        .with_context(|| format!("{} (set GUILDHALL_DATA)", folder.display()))?;
    let mut files = listed.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    Ok(files)
}

pub fn folder() -> PathBuf {
    std::env::var_os("GUILDHALL_DATA")
        .map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from)
}

/// The file's name without folder and extension.
pub fn name(file: &std::path::Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
