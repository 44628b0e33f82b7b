//! Consortia of generated organisations: 1,000 in 7 layers, of several kinds; and `scale`, two of the
//! kinds at 250, 1,000 and 4,000 organisations for the same steps.

use anyhow::{Result, ensure};
use solve::chains::family::{Kind, generated};
use solve::chains::{constraints, solve};
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
const SIZES: [(&str, usize); 3] = [("x1", 250), ("x4", 1_000), ("x16", 4_000)];
/// Steps of each size where what a step costs is compared.
const SCALE_STEPS: u64 = 20_000_000;

pub fn run(options: &Options) -> Result<()> {
    println!(
        "kind               seed value    bound    gap %  worst status   seconds cpu    ns/step steps       MiB"
    );
    for (name, kind) in KINDS {
        if options.wants(name) {
            one(name, (kind, ORGANISATIONS), options.steps.unwrap_or(u64::MAX), options)?;
        }
    }
    for (name, kind) in &KINDS[..2] {
        for (size, organisations) in SIZES {
            let name = format!("scale-{name}-{size}");
            // Only when asked for: the goal is at 1,000.
            if options
                .names
                .iter()
                .any(|wanted| wanted.starts_with("scale") && name.contains(wanted))
            {
                one(&name, (*kind, organisations), options.steps.unwrap_or(SCALE_STEPS), options)?;
            }
        }
    }
    Ok(())
}

fn one(name: &str, (kind, size): (Kind, usize), steps: u64, options: &Options) -> Result<()> {
    for seed in options.seed..options.seed + options.seeds {
        let problem = generated(kind, size, seed);
        let limits = Limits { searches: options.searches, ..Limits::new(steps, seed) };
        let cpu = cpu_seconds();
        let clock = Stopwatch::start(options.seconds.unwrap_or(30.0));
        let watch = Watch { stop: Some(&clock.stop), progress: None };
        let outcome = solve(&problem, limits, watch)?;
        let (seconds, cpu) = (clock.seconds(), cpu_seconds() - cpu);
        let bound = outcome.bound.unwrap_or(f64::NAN);
        // Counted from nothing, apart from the search.
        let chains = outcome.answer.unwrap_or_default();
        let broken = constraints::penalties(&problem, &chains).iter().any(|one| one.count > 0);
        let (worth, worst) = constraints::worth(&problem, &chains);
        ensure!(!broken && worth as f64 == outcome.value, "{name}: not what it says");
        println!(
            "{name:<18} {seed:<4} {:<8} {bound:<8} {:<6.2} {:<5} {:<8} {seconds:<7.1} {cpu:<6.1} {:<7.0} {:<11} {:.0}",
            outcome.value,
            100.0 * (bound - outcome.value) / bound,
            worst.into_iter().min().unwrap_or(0),
            format!("{:?}", outcome.status),
            cpu * 1e9 / outcome.steps.max(1) as f64,
            outcome.steps,
            peak_mib(),
        );
    }
    Ok(())
}
