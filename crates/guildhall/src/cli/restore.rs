use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use store::copy::{Onto, Transfer, transfer};
use store::{Access, Db, DbUrl, Options, migrate};

use super::check::check;
use super::move_to::rows;
use super::progress::Bar;
use super::{Place, SystemClock};
use crate::migrations::MIGRATIONS;

#[derive(Args)]
pub struct Kept {
    /// File that `guildhall backup` made
    file: PathBuf,
    /// Take out everything that the database holds now; stop the server first
    #[arg(long)]
    replace: bool,
}

/// Brings back what a backup holds, then checks it.
pub fn run(place: &Place, kept: &Kept) -> anyhow::Result<()> {
    let options = Options { access: Access::Read, readers: 1, ..Options::default() };
    let from = Db::open(&DbUrl::File(kept.file.clone()), options)?;
    let to = place.open_as_it_is()?;
    let onto = if kept.replace { Onto::Replaced } else { Onto::Empty };
    let (bar, now) = (Bar::new("bringing back"), SystemClock::moment());
    let watch = bar.watch();
    let copied =
        transfer(&Transfer { from: &from, to: &to, migrations: MIGRATIONS, onto, now, watch })
            .with_context(|| format!("cannot restore {}", kept.file.display()))?;
    bar.end();
    migrate(&to, MIGRATIONS, now)?;
    println!("Brought {} from {} to {}", rows(&copied), kept.file.display(), to.url());
    check(&to, now)
}
