use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use kernel::Slug;
use store::{Db, Tx};

use super::Place;
use super::serve::Public;
use crate::editions;
use crate::exchange::files::{Format, written};
use crate::programme::index::Index;
use crate::programme::model::Release;
use crate::programme::release::{self, ReleaseError};

#[derive(Subcommand)]
pub enum What {
    /// The programme of a release, for other systems, phones and spreadsheets
    Schedule(Export),
}

#[derive(Args)]
pub struct Export {
    /// Slug of the edition, for example gdc-2025
    #[arg(long)]
    edition: Slug,
    /// xml and json are read by apps and video teams, ics by calendars, csv by spreadsheets
    #[arg(long)]
    format: Format,
    /// Number of the release; the newest when absent
    #[arg(long)]
    release: Option<i64>,
    /// File to write; standard output when absent
    #[arg(long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    public: Public,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.ending()))
    }
}

pub fn run(place: &Place, what: &What) -> anyhow::Result<()> {
    let What::Schedule(export) = what;
    let db = place.open()?;
    let release = find(&db, export)?;
    let index = Index::of(&release.programme);
    let base_url = export.public.base_url.trim_end_matches('/');
    let bytes = written(&release, &index, export.format, base_url);
    match &export.out {
        Some(path) => std::fs::write(path, &bytes)
            .with_context(|| format!("cannot write {}; choose another --out", path.display())),
        None => match std::io::stdout().lock().write_all(&bytes) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written.context("cannot write to standard output"),
        },
    }
}

fn find(db: &Db, export: &Export) -> anyhow::Result<Release> {
    let slug = export.edition.clone();
    let Some(edition) = db.read_now(move |tx| editions::verbs::by_slug(tx, &slug))? else {
        let all = db.read_now(editions::verbs::all)?;
        let known: Vec<String> = all.iter().map(|edition| edition.slug.to_string()).collect();
        match known.is_empty() {
            true => bail!("there is no edition {}; there is none yet", export.edition),
            false => bail!("there is no edition {}; there is {}", export.edition, known.join(", ")),
        }
    };
    let (id, number) = (edition.id, export.release);
    let found = db.read_now(move |tx: &mut Tx<'_>| -> Result<_, ReleaseError> {
        match number {
            Some(number) => release::find(tx, id, number),
            None => release::newest(tx, id),
        }
    })?;
    match (found, number) {
        (Some(release), _) => Ok(release),
        (None, None) => bail!("nothing of {} is released yet", export.edition),
        (None, Some(number)) => {
            let heads = db.read_now(move |tx| release::heads(tx, id))?;
            match heads.first() {
                Some(newest) => bail!(
                    "{} has no release {number}; the newest is {}",
                    export.edition,
                    newest.number
                ),
                None => bail!("{} has no release {number}; nothing is released", export.edition),
            }
        }
    }
}
