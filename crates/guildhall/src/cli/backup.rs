use std::path::PathBuf;

use clap::Args;
use store::copy;

use super::progress::Bar;
use super::{Place, SystemClock};
use crate::migrations::MIGRATIONS;

#[derive(Args)]
pub struct File {
    /// File to make; it must not be there yet
    file: PathBuf,
}

/// Keeps the whole database as it is at one moment in one file, beside a running server.
pub fn run(place: &Place, file: &File) -> anyhow::Result<()> {
    let db = place.look_as_it_is()?;
    let bar = Bar::new("keeping");
    copy::backup(&db, &file.file, MIGRATIONS, SystemClock::moment(), bar.watch())?;
    bar.end();
    let megabytes = std::fs::metadata(&file.file)?.len() as f64 / 1e6;
    println!("Kept {} in {}, {megabytes:.1} MB", db.url(), file.file.display());
    Ok(())
}
