//! Conference scheduling (Kheiri, Pylyavskyy, Jacko; EJOR 317(2), 2024).

use anyhow::{Result, ensure};
use solve::cosplib;
use solve::{Limits, Watch};

use crate::data;
use crate::options::Options;
use crate::stopwatch::{Stopwatch, cpu_seconds};

/// The best published value of each instance, and whether the goal is to be below it.
const BEST: [(&str, i64); 5] =
    [("GECCO19", 1_000_116), ("GECCO20", 6_298), ("GECCO21", 11_130), ("N2OR", 2), ("OR60F", 433)];

pub fn run(options: &Options) -> Result<()> {
    println!(
        "{:<9} {:>9} {:>9} {:>4} {:>7} {:>7} {:>11} {:>4}  {}",
        "instance",
        "value",
        "published",
        "hard",
        "wall s",
        "cpu s",
        "steps",
        "seed",
        "by constraint"
    );
    for file in data::files("cosplib", "xlsx")? {
        let name = data::name(&file);
        if !options.wants(&name) {
            continue;
        }
        let problem = cosplib::read(&std::fs::read(&file)?)?;
        let best = BEST.iter().find(|(of, _)| *of == name).map(|(_, best)| *best);
        for seed in (options.seed..).step_by(options.searches as usize).take(options.seeds as usize)
        {
            let watch = Stopwatch::start(options.seconds.unwrap_or(120.0));
            let before = cpu_seconds();
            let limits = Limits {
                steps: options.steps.unwrap_or(u64::MAX),
                seed,
                searches: options.searches,
            };
            let looks = Watch { stop: Some(&watch.stop), progress: None };
            let outcome = cosplib::solve(&problem, limits, looks);
            let (seconds, cpu) = (watch.seconds(), cpu_seconds() - before);
            let Some(plan) = &outcome.answer else {
                println!("{name:<9} infeasible: {}", outcome.conflict.join("; "));
                continue;
            };
            let counts = cosplib::count(&problem, plan);
            ensure!(
                outcome.score.hard > 0
                    || (counts.value == outcome.score.soft && counts.broken.is_empty()),
                "the search and the counting differ: {} and {}: {:?}",
                outcome.score.soft,
                counts.value,
                counts.broken
            );
            let parts: Vec<String> = outcome
                .penalties
                .iter()
                .filter(|one| one.score.soft > 0)
                .map(|one| format!("{} {}", one.constraint, one.score.soft))
                .collect();
            println!(
                "{name:<9} {:>9} {:>9} {:>4} {seconds:>7.1} {cpu:>7.1} {:>11} {:>4}  {}",
                counts.value,
                best.map_or_else(|| "-".to_string(), |best| best.to_string()),
                counts.broken.len(),
                outcome.steps,
                outcome.seed,
                parts.join(", ")
            );
        }
    }
    Ok(())
}
