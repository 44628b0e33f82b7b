//! Offers and needs of generated conferences, at 1x, 4x, 16x and at the size of the goal.

use anyhow::Result;
use solve::matching::family::{Size, generated};
use solve::matching::{assign, rank};
use solve::{Limits, Watch};

use crate::options::Options;
use crate::stopwatch::{Stopwatch, cpu_seconds, peak_mib};

const SIZES: [(&str, Size); 4] = [
    ("x1", Size { offers: 1_000, needs: 2_225 }),
    ("x4", Size { offers: 2_000, needs: 4_450 }),
    ("x16", Size { offers: 4_000, needs: 8_900 }),
    ("goal", Size { offers: 4_000, needs: 35_600 }),
];

pub fn run(options: &Options) -> Result<()> {
    println!(
        "what         offers  needs   seed value         bound         status   seconds cpu     ns/pair steps        MiB"
    );
    for (name, size) in SIZES {
        for seed in options.seed..options.seed + options.seeds {
            if ["rank", "assign"].iter().any(|what| options.wants(&format!("{what}-{name}"))) {
                one(name, size, seed, options)?;
            }
        }
    }
    Ok(())
}

fn one(name: &str, size: Size, seed: u64, options: &Options) -> Result<()> {
    let problem = generated(size, seed);
    let steps = options.steps.unwrap_or(u64::MAX);
    let limits = Limits { searches: options.searches, ..Limits::new(steps, seed) };
    for what in ["rank", "assign"] {
        if !options.wants(&format!("{what}-{name}")) {
            continue;
        }
        let clock = Stopwatch::start(options.seconds.unwrap_or(300.0));
        let cpu = cpu_seconds();
        let watch = Watch { stop: Some(&clock.stop), progress: None };
        let (value, bound, status, steps) = if what == "rank" {
            let outcome = rank(&problem, limits, watch)?;
            (outcome.value, outcome.bound, outcome.status, outcome.steps)
        } else {
            let outcome = assign(&problem, limits, watch)?;
            (outcome.value, outcome.bound, outcome.status, outcome.steps)
        };
        let seconds = clock.seconds();
        println!(
            "{:<12} {:<7} {:<7} {seed:<4} {value:<13} {:<13} {:<8} {seconds:<7.2} {:<7.2} {:<7.1} {steps:<12} {:.0}",
            format!("{what}-{name}"),
            size.offers,
            size.needs,
            bound.unwrap_or(f64::NAN),
            format!("{status:?}"),
            cpu_seconds() - cpu,
            (cpu_seconds() - cpu) * 1e9 / (size.offers * size.needs) as f64,
            peak_mib(),
        );
    }
    Ok(())
}
