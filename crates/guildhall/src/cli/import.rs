use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use formats::{Assumed, Reading};
use indicatif::ProgressBar;
use kernel::{Slug, Text, Zone};
use store::{Db, Tx};

use super::Place;
use super::refused::refused;
use super::system::operator;
use crate::access::{self, Scope};
use crate::calls;
use crate::ctx::Ctx;
use crate::editions;
use crate::error::Error;
use crate::exchange::difference::Difference;
use crate::exchange::inward::{self, Notice};
use crate::programme::draft;
use crate::programme::verbs;
use crate::releasing::verbs::{self as releasing, Blocks, Telling, Unwilling, Wish};

#[derive(Subcommand)]
pub enum What {
    /// A published schedule: schedule.xml or schedule.json of frab, pretalx or FOSDEM
    Schedule(Import),
    /// Proposals to a call: CSV, or the JSON of pretalx, Sessionize or Indico
    Proposals(super::import_proposals::Import),
}

#[derive(Args)]
pub struct Import {
    /// The file; `-` reads standard input
    file: PathBuf,
    /// Slug of the edition, for example gdc-2025; made when it is not there
    #[arg(long)]
    edition: Slug,
    /// Change the draft only; nothing is released
    #[arg(long)]
    draft: bool,
    /// Release without a letter to those whose things changed
    #[arg(long)]
    quietly: bool,
    /// Time zone of a file that names none, for example Europe/Brussels
    #[arg(long)]
    zone: Option<Zone>,
}

/// What became of an import.
enum Outcome {
    Same,
    Written { difference: Box<Difference>, release: Option<Made>, notices: Vec<Notice> },
}

/// A release with the letters that were ordered.
struct Made {
    number: i64,
    letters: usize,
}

pub fn run(place: &Place, what: &What) -> anyhow::Result<()> {
    let import = match what {
        What::Schedule(import) => import,
        What::Proposals(import) => return super::import_proposals::run(place, import),
    };
    let name = match import.is_standard_input() {
        true => "standard input".to_owned(),
        false => import.file.display().to_string(),
    };
    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(Duration::from_millis(80));
    bar.set_message(format!("reading {name}"));
    let bytes = import.bytes(&name)?;
    let mut reading = read(&bytes, import.zone.as_ref(), &name)?;
    let db = place.open()?;
    if import.zone.is_none() && zone_was_assumed(&reading) {
        let slug = import.edition.clone();
        let edition = db.read_now(move |tx| editions::verbs::by_slug(tx, &slug))?;
        if let Some(edition) = edition {
            reading = read(&bytes, Some(&edition.zone), &name)?;
        }
    }
    bar.set_message(format!("importing {} events", reading.schedule.events.len()));
    let outcome = write(&db, import, &reading)?;
    bar.finish_and_clear();
    tell(import, &reading, &outcome, &name);
    Ok(())
}

impl Import {
    fn is_standard_input(&self) -> bool {
        self.file == Path::new("-")
    }

    /// The whole file, and never more than a schedule can have.
    fn bytes(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        let limit = u64::try_from(formats::limits::INPUT_BYTES_MAX).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        let read = if self.is_standard_input() {
            std::io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)
        } else {
            std::fs::File::open(&self.file).and_then(|file| {
                let told = file.metadata()?;
                if told.is_file() && told.len() > limit {
                    let words = format!("it has {} bytes; at most {limit} are read", told.len());
                    return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, words));
                }
                file.take(limit + 1).read_to_end(&mut bytes)
            })
        };
        read.with_context(|| format!("cannot read {name}; nothing was imported"))?;
        if bytes.is_empty() {
            bail!("{name} is empty; nothing was imported");
        }
        Ok(bytes)
    }
}

fn read(bytes: &[u8], zone: Option<&Zone>, name: &str) -> anyhow::Result<Reading> {
    let reading = match zone {
        Some(zone) => formats::read_in(bytes, zone),
        None => formats::read(bytes),
    };
    reading.map_err(|error| anyhow::anyhow!("cannot import {name}: {error}; nothing was imported"))
}

fn zone_was_assumed(reading: &Reading) -> bool {
    reading.notes.assumed.iter().any(|assumed| matches!(assumed, Assumed::Zone(_)))
}

/// Reads the draft, merges, writes and releases in one transaction: the whole import or nothing.
fn write(db: &Db, import: &Import, reading: &Reading) -> anyhow::Result<Outcome> {
    let ctx = operator();
    let slug = import.edition.clone();
    let telling = if import.quietly { Telling::Nobody } else { Telling::Everybody };
    let telling = (!import.draft).then_some(telling);
    let schedule = reading.schedule.clone();
    let verb = move |tx: &mut Tx<'_>| -> Result<Outcome, Error<Unwilling>> {
        let edition = editions::verbs::by_slug(tx, &slug)?;
        let before = edition.map(|edition| draft::read(tx, edition)).transpose()?;
        let arrival = inward::merged(&slug, before.clone(), &schedule);
        let after = arrival.programme;
        let scope = Scope::edition(after.edition.id);
        let differs = before.as_ref().is_none_or(|before| inward::differs(before, &after));
        if differs {
            let may = access::require(tx, &ctx, scope).map_err(|no| no.map(Unwilling::from))?;
            verbs::import(tx, &ctx, may, &after).map_err(|no| no.map(Unwilling::Programme))?;
            calls::verbs::admit::follow_the_draft(tx, &ctx)?;
        }
        let release = match telling {
            Some(telling) => publish(tx, &ctx, scope, telling)?,
            None => None,
        };
        if !differs && release.is_none() {
            return Ok(Outcome::Same);
        }
        let after = if differs { &after } else { before.as_ref().unwrap_or(&after) };
        let difference = Box::new(Difference::between(before.as_ref(), after));
        Ok(Outcome::Written { difference, release, notices: arrival.notices })
    };
    let outcome = db.write_now(verb).map_err(refused);
    outcome.with_context(|| format!("cannot import into {}; nothing was changed", import.edition))
}

/// Releases the draft; `None` when the newest release already shows it. What stands in the way of a
/// release stood in the file already, and was shown to the public there.
fn publish(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
    telling: Telling,
) -> Result<Option<Made>, Error<Unwilling>> {
    let may = access::require(tx, ctx, scope).map_err(|no| no.map(Unwilling::from))?;
    let wish = Wish { note: Text::empty(), blocks: Blocks::Override, telling };
    match releasing::release(tx, ctx, may, &wish) {
        Ok((release, told)) => {
            Ok(Some(Made { number: release.number, letters: told.map_or(0, |told| told.letters) }))
        }
        Err(Error::Refused(Unwilling::Programme(verbs::Unwilling::NothingChanged))) => Ok(None),
        Err(error) => Err(error),
    }
}

fn tell(import: &Import, reading: &Reading, outcome: &Outcome, name: &str) {
    let notes = &reading.notes;
    notes.assumed.iter().for_each(|assumed| eprintln!("note: {assumed}"));
    notes.skipped.iter().for_each(|skip| eprintln!("left out: {skip}"));
    if notes.skipped_unnamed > 0 {
        eprintln!("left out: {} more things of other kinds", notes.skipped_unnamed);
    }
    if zone_was_assumed(reading) && import.zone.is_none() {
        eprintln!("note: say --zone, for example --zone Europe/Brussels, when that is wrong");
    }
    let events = reading.schedule.events.len();
    match outcome {
        Outcome::Same => {
            println!("{}: {events} events of {name}; nothing differs", import.edition);
            if std::io::stdout().is_terminal() {
                println!("No release was made.");
            }
        }
        Outcome::Written { difference, release, notices } => {
            notices.iter().for_each(|notice| eprintln!("note: {notice}"));
            println!("{}: {events} events of {name}\n{difference}", import.edition);
            match release {
                Some(Made { number, letters: 0 }) => println!("release {number} is made"),
                Some(Made { number, letters }) => {
                    println!("release {number} is made; {letters} letters are ordered");
                }
                None => println!("the draft is changed; nothing is released"),
            }
        }
    }
}
