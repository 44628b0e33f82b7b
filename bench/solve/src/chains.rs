//! Consortia of generated organisations: 1,000 in 7 layers, of several kinds.

use anyhow::Result;
use solve::chains::family::{Kind, generated};
use solve::chains::solve;
use solve::{Limits, Watch};

use crate::options::Options;
use crate::stopwatch::{Stopwatch, cpu_seconds, peak_mib};

const KINDS: [(&str, Kind); 5] = [
    ("features", Kind::Features),
    ("mixed", Kind::Mixed),
    ("neighbours", Kind::Neighbours),
    ("sparse", Kind::Sparse),
    ("uniform", Kind::Uniform),
];
const ORGANISATIONS: usize = 1_000;

pub fn run(options: &Options) -> Result<()> {
    println!("kind        seed value    bound    gap %  status   seconds cpu    steps       MiB");
    for (name, kind) in KINDS {
        for seed in options.seed..options.seed + options.seeds {
            if !options.wants(name) {
                continue;
            }
            let problem = generated(kind, ORGANISATIONS, seed);
            let steps = options.steps.unwrap_or(u64::MAX);
            let limits = Limits { searches: options.searches, ..Limits::new(steps, seed) };
            let cpu = cpu_seconds();
            let clock = Stopwatch::start(options.seconds.unwrap_or(30.0));
            let watch = Watch { stop: Some(&clock.stop), progress: None };
            let outcome = solve(&problem, limits, watch)?;
            let bound = outcome.bound.unwrap_or(f64::NAN);
            println!(
                "{name:<11} {seed:<4} {:<8} {bound:<8} {:<6.2} {:<8} {:<7.1} {:<6.1} {:<11} {:.0}",
                outcome.value,
                100.0 * (bound - outcome.value) / bound,
                format!("{:?}", outcome.status),
                clock.seconds(),
                cpu_seconds() - cpu,
                outcome.steps,
                peak_mib(),
            );
        }
    }
    Ok(())
}
