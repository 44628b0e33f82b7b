//! `cargo run --release -p bench-solve -- FAMILY [--seconds S] [--seed K] [--seeds N] [NAME..]`:
//! the solvers on problems that other people published, with what is known about them beside.
//!
//! A package of its own, so that a run costs seconds of building and not the product's minutes.
//! A family is one file here and one line in [`FAMILIES`].

mod allocation;
mod b2b;
mod beside;
mod chains;
mod cosplib;
mod data;
mod expo;
// The same as the command reads; a bench of its own must not build the product.
#[path = "../../../crates/guildhall/src/cli/solve/schedule.rs"]
#[expect(dead_code, reason = "only the command writes schedules")]
mod fosdem;
mod growth;
mod keep;
mod matching;
mod midl;
mod options;
mod peers;
mod ranking;
mod scale;
mod stopwatch;
mod table;
mod timetable;

use anyhow::{Result, bail};

use crate::options::Options;

/// What the command line calls it, what it measures, and how.
type Family = (&'static str, &'static str, fn(&Options) -> Result<()>);

const FAMILIES: &[Family] = &[
    ("cosplib", "conference scheduling (Kheiri, Pylyavskyy, Jacko)", cosplib::run),
    ("b2b", "B2B meetings (Bofill and others)", b2b::run),
    ("peers", "both of these with CP-SAT beside, in one table", peers::run),
    ("timetable", "the conference itself: placed, and mended after a loss", timetable::run),
    ("chains", "consortia of one organisation a layer, generated", chains::run),
    ("allocation", "ranked wishes by lottery, rank-maximal and fair, generated", allocation::run),
    ("midl", "reviewers to papers (fair-matching)", midl::run),
    ("ranking", "judges, votes and rankings: choix, and generated contests", ranking::run),
    ("matching", "offers and needs, generated", matching::run),
    ("expo", "meetings of an import expo, generated", expo::run),
    ("growth", "what a step costs as problems grow, every model", growth::run),
    ("scale", "generated conferences: what a step costs as they grow", scale::run),
];

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let wanted = arguments.next().unwrap_or_default();
    let options = Options::read(arguments)?;
    match FAMILIES.iter().find(|(name, ..)| *name == wanted) {
        Some((.., run)) => run(&options),
        None => {
            for (name, what, _) in FAMILIES {
                eprintln!("{name:<12} {what}");
            }
            bail!("\"{wanted}\" is no family; name one of those above")
        }
    }
}
