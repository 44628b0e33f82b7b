//! Ranked wishes of generated people and groups, at 1x, 4x, 16x: 2,225, 8,900 and 35,600 parties.

use anyhow::{Result, ensure};
use solve::allocation::family::{Kind, generated};
use solve::allocation::{Rule, constraints, solve};
use solve::{Limits, Watch};

use crate::options::Options;
use crate::stopwatch::{Stopwatch, cpu_seconds, peak_mib};

const KINDS: [(&str, Kind); 3] =
    [("alone", Kind::Alone), ("slots", Kind::Slots), ("groups", Kind::Groups)];
const RULES: [(&str, Rule); 3] =
    [("lottery", Rule::Lottery), ("rank", Rule::RankMaximal), ("fair", Rule::Fair)];
const SIZES: [(&str, usize); 3] = [("x1", 2_225), ("x4", 8_900), ("x16", 35_600)];

pub fn run(options: &Options) -> Result<()> {
    println!(
        "what               seed served  wishes  by rank (bound below where it is not met)   proved status   seconds cpu    ns/step steps      MiB"
    );
    for (kind_name, kind) in KINDS {
        for (rule_name, rule) in RULES {
            for (size_name, parties) in SIZES {
                let name = format!("{kind_name}-{rule_name}-{size_name}");
                if options.wants(&name) {
                    one(&name, (kind, rule, parties), options)?;
                }
            }
        }
    }
    Ok(())
}

fn one(name: &str, (kind, rule, parties): (Kind, Rule, usize), options: &Options) -> Result<()> {
    for seed in options.seed..options.seed + options.seeds {
        let problem = generated(kind, rule, parties, seed);
        let limits = Limits { seed, ..options.limits(seed) };
        let cpu = cpu_seconds();
        let clock = Stopwatch::start(options.seconds.unwrap_or(60.0));
        let watch = Watch { stop: Some(&clock.stop), progress: None };
        let outcome = solve(&problem, limits, watch)?;
        let (seconds, cpu) = (clock.seconds(), cpu_seconds() - cpu);
        let Some(answer) = outcome.answer else { continue };
        // Counted from nothing, apart from the search.
        let broken = constraints::penalties(&problem, &answer).iter().any(|one| one.count > 0);
        ensure!(!broken, "{name}: a demand is broken");
        let (ranks, served) = constraints::ranks(&problem, &answer);
        let met = answer.proved.iter().take_while(|one| one.bound == Some(one.reached)).count();
        println!(
            "{name:<18} {seed:<4} {served:<7} {:<7} {:<43} {:<6} {:<8} {seconds:<7.1} {cpu:<6.1} {:<7.0} {:<10} {:.0}",
            ranks.iter().sum::<i64>(),
            format!("{ranks:?}"),
            format!("{met}/{}", answer.proved.len()),
            format!("{:?}", outcome.status),
            cpu * 1e9 / outcome.steps.max(1) as f64,
            outcome.steps,
            peak_mib(),
        );
        if met < answer.proved.len() {
            for level in answer.proved.iter().skip(met).take(2) {
                println!("    {:?}: {} reached, bound {:?}", level.aim, level.reached, level.bound);
            }
        }
    }
    Ok(())
}
