//! B2B meetings as published (Bofill and others): breaks found, the optimum, what is proved.

use std::fs;

use anyhow::Result;
use solve::Watch;
use solve::b2b;

use crate::data;
use crate::options::Options;
use crate::stopwatch::{Stopwatch, cpu_seconds};

/// Breaks of the best schedule; `None`: no schedule exists.
const OPTIMA: [(&str, Option<u32>); 26] = [
    ("forum-13", Some(0)),
    ("forum-13crafb", Some(6)),
    ("forum-13crafc", Some(1)),
    ("forum-14", Some(2)),
    ("forumt-14", Some(5)),
    ("forumt-14crafc", Some(5)),
    ("forumt-14crafd", Some(4)),
    ("forumt-14crafe", Some(5)),
    ("tic-12", Some(0)),
    ("tic-12crafc", Some(0)),
    ("tic-13", Some(0)),
    ("tic-13crafb", Some(0)),
    ("tic-13crafc", Some(4)),
    ("tic-14crafa", Some(0)),
    ("tic-14crafc", Some(0)),
    ("tic-14crafd", Some(0)),
    ("ticf-13crafa", Some(0)),
    ("ticf-13crafb", Some(3)),
    ("ticf-13crafc", Some(1)),
    ("ticf-14crafa", Some(0)),
    ("forumt-14.fixed020-Forb", Some(7)),
    ("tic-12.fixed020-Forb", Some(1)),
    ("tic-12.forb0003", None),
    ("tic-12.prec15", Some(0)),
    ("tic-13crafb.forb0003", Some(0)),
    ("tic-13crafc.prec15", Some(4)),
];

/// Seconds the goal allows.
const SECONDS: f64 = 10.0;

pub fn run(options: &Options) -> Result<()> {
    println!("instance                  seed value optimum bound status     seconds cpu    steps");
    for folder in ["b2b/original", "b2b/modified"] {
        for file in data::files(folder, "dzn")? {
            let name = data::name(&file);
            if options.wants(&name) {
                let problem = b2b::read(&fs::read_to_string(&file)?)?;
                for seed in options.seeds() {
                    one(&name, &problem, options, seed);
                }
            }
        }
    }
    Ok(())
}

fn one(name: &str, problem: &b2b::Problem, options: &Options, seed: u64) {
    let before = cpu_seconds();
    let watch = Stopwatch::start(options.seconds.unwrap_or(SECONDS));
    let looks_on = Watch { stop: Some(&watch.stop), progress: None };
    let outcome = b2b::solve(problem, options.limits(seed), looks_on);
    let optimum = OPTIMA.iter().find(|(known, _)| *known == name).map(|(_, best)| *best);
    let optimum = match optimum {
        Some(Some(best)) => best.to_string(),
        Some(None) => "none".into(),
        None => "?".into(),
    };
    println!(
        "{name:<25} {seed:<4} {:<5} {optimum:<7} {:<5} {:<10} {:<7.1} {:<6.1} {} {}",
        outcome.value,
        outcome.bound.map_or("-".into(), |bound| bound.to_string()),
        format!("{:?}", outcome.status),
        watch.seconds(),
        cpu_seconds() - before,
        outcome.steps,
        outcome.conflict.join(" "),
    );
}
