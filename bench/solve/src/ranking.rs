//! Ranking: the published cases of choix, and generated contests at 1x, 4x and 16x.

use anyhow::{Context, Result};
use solve::ranking::{
    Criterion, Evidence, Method, Problem, RankingGiven, Sheet, Spread, Unranked, Vote, Winner,
    choix, solve,
};
use solve::{Limits, Random, Watch};

use crate::data;
use crate::options::Options;
use crate::stopwatch::{Stopwatch, cpu_seconds, peak_mib};

const FILES: [&str; 6] =
    ["pairwise-1", "pairwise-2", "rankings-1", "rankings-2", "top1-1", "top1-2"];

pub fn run(options: &Options) -> Result<()> {
    published(options)?;
    println!(
        "\ncontest           entries judges  value          status    cpu s    steps  us/step/entry  MiB"
    );
    for times in [1, 4, 16] {
        let (entries, judges) = (60 * times, 5 * times);
        let marks = scores(entries, judges, options.seed);
        for (name, problem) in [
            ("marks", marks),
            ("votes", votes(entries, judges, options.seed)),
            ("rankings", rankings(entries, judges, Method::Strength, options.seed)),
            ("kemeny", rankings(20 * times, judges, Method::Kemeny, options.seed)),
        ] {
            if options.wants(name) {
                generated(name, &problem, judges, options)?;
            }
        }
    }
    Ok(())
}

/// A contest of one kind at so many times the smallest, with how much was said in it.
pub fn contest(name: &str, times: usize, seed: u64) -> Result<(usize, Problem)> {
    let (entries, judges) = (60 * times, 5 * times);
    Ok(match name {
        "marks" => (4 * entries, scores(entries, judges, seed)),
        "votes" => (20 * entries, votes(entries, judges, seed)),
        // Every judge orders every pair.
        "kemeny" => {
            let entries = 60 * (times as f64).sqrt() as usize;
            (entries * entries / 2 * 5, rankings(entries, 5, Method::Kemeny, seed))
        }
        _ => anyhow::bail!("no contest is called {name}"),
    })
}

fn published(options: &Options) -> Result<()> {
    println!("choix             value          farthest from the published parameters");
    for file in FILES.into_iter().filter(|file| options.wants(file)) {
        let path = data::folder().join(format!("ranking/{file}.json"));
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let file_value: serde_json::Value = serde_json::from_str(&text)?;
        let outcome = solve(&choix::read(&file_value)?, Limits::new(1_000, 1), Watch::NONE)?;
        let answer = outcome.answer.context("no maximum")?;
        let mut farthest: f64 = 0.0;
        for one in &answer.ranking {
            let given = file_value["ml_est"][one.entry.parse::<usize>()?].as_f64();
            farthest = farthest.max((one.value - given.context("ml_est")?).abs());
        }
        println!("{file:<17} {:<14.9} {farthest:.1e}", outcome.value);
    }
    Ok(())
}

fn generated(name: &str, problem: &Problem, judges: usize, options: &Options) -> Result<()> {
    let watch = Stopwatch::start(options.seconds.unwrap_or(60.0));
    let before = cpu_seconds();
    let limits = Limits::new(options.steps.unwrap_or(100_000), options.seed);
    let outcome = solve(problem, limits, Watch { stop: Some(&watch.stop), progress: None })?;
    let cpu = cpu_seconds() - before;
    let entries = problem.entries.len();
    let each = cpu * 1e6 / outcome.steps.max(1) as f64 / entries as f64;
    println!(
        "{name:<17} {entries:<7} {judges:<7} {:<14.4} {:<9} {cpu:<8.3} {:<6} {each:<14.4} {:.0}",
        outcome.value,
        format!("{:?}", outcome.status),
        outcome.steps,
        peak_mib(),
    );
    Ok(())
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("e{at}")).collect()
}

fn problem(count: usize, evidence: Evidence) -> Problem {
    Problem { entries: names(count), evidence, places: Some(count / 6 + 1), confidence: 0.95 }
}

/// Nearly a bell of deviation 1.
fn bell(random: &mut Random) -> f64 {
    (0..12).map(|_| random.unit()).sum::<f64>() - 6.0
}

/// Every entry marked by four judges.
fn scores(entries: usize, judges: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let severity: Vec<f64> = (0..judges).map(|_| bell(&mut random)).collect();
    let mut sheets = Vec::new();
    for entry in 0..entries {
        let quality = 6.0 + bell(&mut random);
        let first = random.below(judges);
        for turn in 0..4.min(judges) {
            let judge = (first + turn * (1 + entry % 3)) % judges;
            let is_twice = sheets
                .iter()
                .rev()
                .take(turn)
                .any(|sheet: &Sheet| sheet.judge == format!("j{judge}"));
            if !is_twice {
                let mark = quality + severity[judge] + 0.5 * bell(&mut random);
                let (judge, entry) = (format!("j{judge}"), format!("e{entry}"));
                sheets.push(Sheet { judge, entry, marks: vec![Some(mark)] });
            }
        }
    }
    let criteria = vec![Criterion { name: "all".into(), weight: 1.0 }];
    problem(entries, Evidence::Scores { criteria, sheets, spread: Spread::Corrected })
}

/// Twenty votes an entry, between any two.
fn votes(entries: usize, judges: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let quality: Vec<f64> = (0..entries).map(|_| bell(&mut random)).collect();
    let mut votes = Vec::new();
    for _ in 0..20 * entries {
        let (one, other) = (random.below(entries), random.below(entries));
        if one != other {
            let chance = 1.0 / (1.0 + (quality[other] - quality[one]).exp());
            let winner = if random.chance(chance) { Winner::First } else { Winner::Second };
            let judge = Some(format!("j{}", random.below(judges)));
            let between = (format!("e{one}"), format!("e{other}"));
            votes.push(Vote { judge, between, winner, times: 1 });
        }
    }
    problem(entries, Evidence::Votes { votes, prior: 0.1 })
}

/// Every judge ranks all, well or badly.
fn rankings(entries: usize, judges: usize, method: Method, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let one = |judge: usize, random: &mut Random| {
        let mut seen: Vec<(f64, usize)> =
            (0..entries).map(|entry| (entry as f64 / 6.0 + 4.0 * bell(random), entry)).collect();
        seen.sort_by(|a, b| a.0.total_cmp(&b.0));
        let order = seen.into_iter().map(|(_, entry)| vec![format!("e{entry}")]).collect();
        let judge = Some(format!("j{judge}"));
        RankingGiven { judge, order, unranked: Unranked::Unseen, times: 1 }
    };
    let rankings = (0..judges).map(|judge| one(judge, &mut random)).collect();
    problem(entries, Evidence::Rankings { rankings, method, prior: 0.1 })
}
