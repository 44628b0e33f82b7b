use std::io::Read as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use kernel::Slug;
use store::Tx;

use super::Place;
use super::refused::refused;
use super::system::operator;
use crate::calls::verbs::{gate, import};

#[derive(Args)]
pub struct Import {
    /// The file: a table whose first row names its columns, or JSON
    file: PathBuf,
    /// Slug of the edition, for example gdc-2025
    #[arg(long)]
    edition: Slug,
    /// Slug of the call, as its address has it
    #[arg(long)]
    call: Slug,
}

/// The whole file or nothing; nobody is written to.
pub fn run(place: &Place, wanted: &Import) -> anyhow::Result<()> {
    let name = wanted.file.display().to_string();
    let limit = u64::try_from(formats::limits::INPUT_BYTES_MAX).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let read = std::fs::File::open(&wanted.file)
        .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    read.with_context(|| format!("cannot read {name}; nothing was imported"))?;
    let read = formats::proposals::read(&bytes);
    let read = read
        .map_err(|error| anyhow::anyhow!("cannot import {name}: {error}; nothing was imported"))?;
    let db = place.open()?;
    let (ctx, edition, call) = (operator(), wanted.edition.clone(), wanted.call.clone());
    let brought = db.write_now(move |tx: &mut Tx<'_>| {
        let may = gate::runs(tx, &ctx, edition.as_str(), call.as_str())?;
        import::bring(tx, &ctx, &may, &read)
    });
    let brought = match brought {
        Err(crate::error::Error::Missing) => {
            bail!("there is no call {} in {}; nothing was imported", wanted.call, wanted.edition)
        }
        other => other.map_err(refused)?,
    };
    println!(
        "{}/{}: {} proposals of {name} added, {} were there already",
        wanted.edition, wanted.call, brought.added, brought.known
    );
    Ok(())
}
