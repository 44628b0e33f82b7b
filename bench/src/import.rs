//! A published schedule from its bytes to a release, on each engine at hand, in rounds.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use guildhall::exchange::inward;
use guildhall::migrations::MIGRATIONS;
use guildhall::programme::model::{Programme, Release};
use guildhall::programme::release::ReleaseError;
use guildhall::programme::{draft, fixture, release};
use kernel::{Id, Slug, Text};
use store::{Db, Options, Tx, migrate};

const ROUNDS: usize = 7;

/// Where the published files are; none when nobody has said.
pub fn data() -> Option<PathBuf> {
    std::env::var_os("GUILDHALL_DATA").filter(|named| !named.is_empty()).map(PathBuf::from)
}

fn slug() -> Slug {
    "fosdem-2025".parse().expect("a slug")
}

fn bytes(data: &Path) -> anyhow::Result<Vec<u8>> {
    let path = data.join("schedules/fosdem-2025.xml");
    std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// FOSDEM 2025 as its first release.
pub fn imported(data: &Path) -> anyhow::Result<Release> {
    let schedule = formats::read(&bytes(data)?)?.schedule;
    let programme = inward::merged(&slug(), None, &schedule).programme;
    Ok(Release { programme, ..fixture::release(0) })
}

pub fn run(postgres: Option<&str>) -> anyhow::Result<()> {
    let data = data().context("GUILDHALL_DATA must name the folder of published files")?;
    let bytes = bytes(&data)?;
    println!("fosdem-2025.xml, {} bytes: read, mapped, written, released (goal 1 s)", bytes.len());
    println!(
        "{:<12} {:>10} {:>10} {:>10} {:>12}",
        "engine", "read ms", "map ms", "store ms", "whole ms"
    );
    let folder = tempfile::tempdir()?;
    let sqlite = format!("sqlite:{}", folder.path().join("import.sqlite").display());
    measure("SQLite", &sqlite, &bytes)?;
    if let Some(url) = postgres {
        measure("PostgreSQL", url, &bytes)?;
    }
    Ok(())
}

/// Each round is an edition of its own, so that every row is new.
fn measure(name: &str, url: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let db = Db::open(&url.parse()?, Options::default())?;
    migrate(&db, MIGRATIONS, fixture::at(0))?;
    let mut rounds: Vec<[Duration; 4]> = Vec::new();
    for round in 0..ROUNDS {
        let slug: Slug = format!("bench-{}-{round}", std::process::id()).parse()?;
        let begun = Instant::now();
        let schedule = formats::read(bytes)?.schedule;
        let read = begun.elapsed();
        let programme = inward::merged(&slug, None, &schedule).programme;
        let mapped = begun.elapsed();
        ensure!(programme.activities.len() == 943, "not the file that the goal is about");
        keep(&db, programme)?;
        let whole = begun.elapsed();
        rounds.push([read, mapped - read, whole - mapped, whole]);
    }
    let median = |which: usize| {
        let mut spans: Vec<Duration> = rounds.iter().map(|round| round[which]).collect();
        spans.sort_unstable();
        spans[spans.len() / 2].as_secs_f64() * 1e3
    };
    println!(
        "{name:<12} {:>10.0} {:>10.0} {:>10.0} {:>12.0}",
        median(0),
        median(1),
        median(2),
        median(3)
    );
    Ok(())
}

fn keep(db: &Db, programme: Programme) -> anyhow::Result<()> {
    let id = Id::named("bench release", programme.edition.slug.as_str());
    let now = fixture::at(0);
    db.write_now(move |tx: &mut Tx<'_>| -> Result<(), ReleaseError> {
        draft::write(tx, &programme)?;
        release::freeze(tx, id, now, Text::empty(), programme.clone()).map(drop).map_err(Into::into)
    })?;
    Ok(())
}
