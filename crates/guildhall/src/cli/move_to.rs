use anyhow::bail;
use clap::Args;
use store::copy::{Fingerprint, Onto, Transfer, fingerprints, transfer};
use store::{Db, DbUrl, Options};

use super::place::DatabaseParser;
use super::progress::Bar;
use super::{Place, SystemClock};
use crate::journal;
use crate::migrations::MIGRATIONS;

#[derive(Args)]
pub struct Target {
    /// Empty database to copy to: `sqlite:PATH` or `postgres://…`
    #[arg(long, value_name = "URL", value_parser = DatabaseParser)]
    to: DbUrl,
}

/// Copies everything to another database, compares both, and leaves this one as it is.
pub fn run(place: &Place, target: &Target) -> anyhow::Result<()> {
    let from = place.look_as_it_is()?;
    let to = Db::open(&target.to, Options::default())?;
    let (bar, now) = (Bar::new("moving"), SystemClock::moment());
    let (onto, watch) = (Onto::Empty, bar.watch());
    let copied =
        transfer(&Transfer { from: &from, to: &to, migrations: MIGRATIONS, onto, now, watch })?;
    bar.end();
    let tables: Vec<&str> = copied.iter().map(|print| print.table.as_str()).collect();
    let (here, there) = (fingerprints(&from, &tables)?, fingerprints(&to, &tables)?);
    let heads = (from.read_now(journal::head)?, to.read_now(journal::head)?);
    if here != there || heads.0 != heads.1 {
        bail!(
            "{} has changed since it was copied, so {} holds the past; stop what uses it, empty \
             the target and move again",
            from.url(),
            to.url(),
        );
    }
    println!("Moved {} from {} to {}", rows(&copied), from.url(), to.url());
    let (position, hash) = heads.1;
    let hash: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    println!("Both hold the same; the journal ends at fact {position}, hash {hash}…");
    println!("From now on: --database {}", to.url());
    Ok(())
}

/// How much was copied.
pub fn rows(copied: &[Fingerprint]) -> String {
    let rows: u64 = copied.iter().map(|print| print.rows).sum();
    format!("{rows} rows of {} tables", copied.len())
}
