//! `guildhall check`: gathers the invariants of every floor and slice and looks at each.

#[cfg(test)]
mod conference_tests;
#[cfg(test)]
mod desk_tests;
#[cfg(test)]
mod program_tests;
#[cfg(test)]
mod proposed_tests;
#[cfg(test)]
mod seat_tests;
#[cfg(test)]
mod tests;

use std::io::Write as _;

use kernel::Timestamp;
use store::Db;

use super::progress::Bar;
use super::{Place, SystemClock};
use crate::invariants::{self, Findings, Invariant, look};
use crate::{
    access, admissions, calls, door, editions, guests, hosting, hosts, integrations, journal,
    letters, mail, people, programme, review, translation, work,
};

/// Everything that is checked, in the order it is told.
pub const INVARIANTS: &[&[Invariant]] = &[
    invariants::CHECKS,
    journal::checks::CHECKS,
    access::checks::CHECKS,
    people::checks::CHECKS,
    work::checks::CHECKS,
    mail::checks::CHECKS,
    editions::checks::CHECKS,
    hosts::checks::CHECKS,
    programme::checks::CHECKS,
    programme::absences::CHECKS,
    programme::stars::CHECKS,
    programme::table::checks::CHECKS,
    hosting::checks::CHECKS,
    integrations::checks::CHECKS,
    calls::checks::CHECKS,
    letters::checks::CHECKS,
    review::checks::CHECKS,
    translation::checks::CHECKS,
    guests::checks::CHECKS,
    admissions::checks::CHECKS,
    door::checks::CHECKS,
    admissions::seats::checks::CHECKS,
    admissions::calendar::checks::CHECKS,
];

/// Something does not hold; what, was told line by line.
#[derive(Debug, thiserror::Error)]
#[error(
    "{broken} of {all} invariants do not hold in {database}; keep a copy of it as it is, then \
     restore a backup from before"
)]
pub struct Broken {
    pub broken: usize,
    pub all: usize,
    pub database: String,
}

pub fn run(place: &Place) -> anyhow::Result<()> {
    let db = place.look()?;
    check(&db, SystemClock::moment())
}

/// Looks at every invariant and tells of each in a line.
pub fn check(db: &Db, now: Timestamp) -> anyhow::Result<()> {
    let all = INVARIANTS.concat();
    let bar = Bar::new("checking");
    let (mut broken, mut looked_at) = (0, 0);
    for (done, invariant) in all.iter().enumerate() {
        bar.at(done as u64, all.len() as u64);
        let findings = look(db, *invariant, now)?;
        broken += usize::from(!findings.broken.is_empty());
        looked_at += findings.looked_at;
        bar.beside(|| tell(invariant, &findings));
    }
    bar.end();
    if broken > 0 {
        let database = db.url().to_string();
        return Err(Broken { broken, all: all.len(), database }.into());
    }
    println!("All {} invariants hold: {looked_at} rows looked at in {}", all.len(), db.url());
    Ok(())
}

fn tell(invariant: &Invariant, findings: &Findings) {
    let verdict = if findings.broken.is_empty() { "holds" } else { "BROKEN" };
    let Invariant { name, holds, .. } = invariant;
    let mut out = std::io::stdout().lock();
    // Whoever has read enough may have closed the pipe.
    let _ = writeln!(out, "{verdict:<6} {:>8}  {name:<28} {holds}", findings.looked_at);
    for line in &findings.broken {
        let _ = writeln!(out, "       {line}");
    }
    for line in &findings.notes {
        let _ = writeln!(out, "       note: {line}");
    }
}
