use std::path::PathBuf;

use clap::Args;

use super::Place;
use super::serve::{Public, published};
use crate::serve::publish::{Siblings, publish};
use crate::serve::shelf::Shelf;
use crate::site::Doors;

#[derive(Args)]
pub struct Folder {
    /// Folder to write; must be new, empty or an earlier published site
    #[arg(long)]
    out: PathBuf,
    /// Write `.br`, `.zst` and `.gz` beside every file as well
    #[arg(long)]
    compress: bool,
    #[command(flatten)]
    public: Public,
}

/// Writes the public site of every released edition as static files.
pub fn run(place: &Place, folder: &Folder) -> anyhow::Result<()> {
    let db = place.open()?;
    let shelf = Shelf::new(published(&db, &folder.public.setting(0, Doors::Closed))?);
    let siblings = if folder.compress { Siblings::Pressed } else { Siblings::None };
    let written = publish(&shelf, &folder.out, siblings, |_, _| {})?;
    let (files, megabytes) = (written.files, written.bytes as f64 / 1e6);
    println!("Wrote {files} files, {megabytes:.1} MB, to {}", folder.out.display());
    Ok(())
}
