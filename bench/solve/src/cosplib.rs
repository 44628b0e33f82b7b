//! Conference scheduling (Kheiri, Pylyavskyy, Jacko; EJOR 317(2), 2024).

use anyhow::{Result, ensure};
use solve::cosplib::{self, Plan, Problem};
use solve::{Outcome, Watch};

use crate::data;
use crate::keep::{Record, keep};
use crate::options::Options;
use crate::stopwatch::{Stopwatch, cpu_seconds};

/// The best published value of each instance, scored by the library's own checker.
const BEST: [(&str, i64); 5] =
    [("GECCO19", 1_000_116), ("GECCO20", 6_298), ("GECCO21", 11_130), ("N2OR", 2), ("OR60F", 433)];

/// Seconds of wall time for an instance, as the goal has it.
const SECONDS: f64 = 120.0;

pub fn run(options: &Options) -> Result<()> {
    println!(
        "{:<9} {:>9} {:>9} {:>4} {:>7} {:>7} {:>11} {:>4}  where it comes from",
        "instance", "value", "published", "hard", "wall s", "cpu s", "steps", "seed"
    );
    for file in data::files("cosplib", "xlsx")? {
        let name = data::name(&file);
        if options.wants(&name) {
            let problem = cosplib::read(&std::fs::read(&file)?)?;
            for seed in options.seeds() {
                measure(&name, &problem, seed, options)?;
            }
        }
    }
    Ok(())
}

fn measure(name: &str, problem: &Problem, seed: u64, options: &Options) -> Result<()> {
    let watch = Stopwatch::start(options.seconds.unwrap_or(SECONDS));
    let before = cpu_seconds();
    let outcome = cosplib::solve(
        problem,
        options.limits(seed),
        Watch { stop: Some(&watch.stop), progress: None },
    );
    let (seconds, cpu) = (watch.seconds(), cpu_seconds() - before);
    let Some(plan) = &outcome.answer else {
        println!("{name:<9} infeasible: {}", outcome.conflict.join("; "));
        return Ok(());
    };
    let counts = cosplib::count(problem, plan);
    ensure!(
        outcome.score.hard > 0 || counts.value == outcome.score.soft && counts.broken.is_empty(),
        "the search says {} and the counting {}: {:?}",
        outcome.score.soft,
        counts.value,
        counts.broken
    );
    let best = BEST.iter().find(|(of, _)| *of == name).map(|(_, best)| *best);
    println!(
        "{name:<9} {:>9} {:>9} {:>4} {seconds:>7.1} {cpu:>7.1} {:>11} {:>4}  {}",
        counts.value,
        best.map_or_else(|| "-".to_string(), |best| best.to_string()),
        counts.broken.len(),
        outcome.steps,
        outcome.seed,
        sources(&outcome)
    );
    if let (true, Some(published)) = (options.keep && counts.broken.is_empty(), best) {
        let (seed, steps) = (outcome.seed, outcome.steps);
        let record = Record { value: counts.value, published, seed, steps };
        keep(name, "xlsx", &cosplib::write(problem, plan)?, &record)?;
    }
    Ok(())
}

fn sources(outcome: &Outcome<Plan>) -> String {
    let costly = outcome.penalties.iter().filter(|one| one.score.soft > 0);
    let parts = costly.map(|one| format!("{} {}", one.constraint, one.score.soft));
    parts.collect::<Vec<_>>().join(", ")
}
