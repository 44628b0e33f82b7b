use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use kernel::Slug;
use store::{Db, Tx};

use super::Place;
use super::serve::Public;
use crate::editions::{self, model::Edition};
use crate::exchange::files::{Format, written};
use crate::programme::draft;
use crate::programme::index::Index;
use crate::programme::model::Release;
use crate::programme::release::{self, ReleaseError};
use crate::programme::timetable::{self, Places};

#[derive(Subcommand)]
pub enum What {
    /// The programme of a release, for other systems, phones and spreadsheets
    Schedule(Export),
    /// The programme as a problem for `guildhall solve timetable`: draft, or a release
    Timetable(Planned),
}

#[derive(Args)]
pub struct Planned {
    /// Slug of the edition, for example gdc-2025
    #[arg(long)]
    edition: Slug,
    /// Number of a release; the draft when absent
    #[arg(long)]
    release: Option<i64>,
    /// Forget where everything stands; without it the answer changes as little as it can
    #[arg(long)]
    drop_places: bool,
    /// File to write; standard output when absent
    #[arg(long)]
    out: Option<PathBuf>,
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
    let db = place.open()?;
    match what {
        What::Schedule(export) => {
            let edition = edition(&db, &export.edition)?;
            let release = release_of(&db, &edition, export.release)?;
            let index = Index::of(&release.programme);
            let base_url = export.public.base_url.trim_end_matches('/');
            give(&written(&release, &index, export.format, base_url), export.out.as_deref())
        }
        What::Timetable(planned) => give(&problem(&db, planned)?, planned.out.as_deref()),
    }
}

/// The problem as JSON.
fn problem(db: &Db, planned: &Planned) -> anyhow::Result<Vec<u8>> {
    let edition = edition(db, &planned.edition)?;
    let programme = match planned.release {
        Some(_) => release_of(db, &edition, planned.release)?.programme,
        None => db.read_now(move |tx| draft::read(tx, edition.clone()))?,
    };
    let places = if planned.drop_places { Places::Dropped } else { Places::Kept };
    let problem = timetable::problem(&programme, &Index::of(&programme), places);
    let mut text = serde_json::to_vec_pretty(&problem)?;
    text.push(b'\n');
    Ok(text)
}

fn give(bytes: &[u8], out: Option<&Path>) -> anyhow::Result<()> {
    match out {
        Some(path) => std::fs::write(path, bytes)
            .with_context(|| format!("cannot write {}; choose another --out", path.display())),
        None => match std::io::stdout().lock().write_all(bytes) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written.context("cannot write to standard output"),
        },
    }
}

fn edition(db: &Db, slug: &Slug) -> anyhow::Result<Edition> {
    let wanted = slug.clone();
    if let Some(edition) = db.read_now(move |tx| editions::verbs::by_slug(tx, &wanted))? {
        return Ok(edition);
    }
    let all = db.read_now(editions::verbs::all)?;
    let known: Vec<String> = all.iter().map(|edition| edition.slug.to_string()).collect();
    match known.is_empty() {
        true => bail!("there is no edition {slug}; there is none yet"),
        false => bail!("there is no edition {slug}; there is {}", known.join(", ")),
    }
}

fn release_of(db: &Db, edition: &Edition, number: Option<i64>) -> anyhow::Result<Release> {
    let (id, slug) = (edition.id, &edition.slug);
    let found = db.read_now(move |tx: &mut Tx<'_>| -> Result<_, ReleaseError> {
        match number {
            Some(number) => release::find(tx, id, number),
            None => release::newest(tx, id),
        }
    })?;
    match (found, number) {
        (Some(release), _) => Ok(release),
        (None, None) => bail!("nothing of {slug} is released yet"),
        (None, Some(number)) => {
            let heads = db.read_now(move |tx| release::heads(tx, id))?;
            match heads.first() {
                Some(newest) => {
                    bail!("{slug} has no release {number}; the newest is {}", newest.number)
                }
                None => bail!("{slug} has no release {number}; nothing is released"),
            }
        }
    }
}
