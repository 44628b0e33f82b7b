//! What a step costs and how much memory is held as generated problems grow to 4 and 16 times: every
//! model in one table. `growth` for all, `growth chains meetings` for some.
//!
//! A row is a process of its own, so that the most memory it ever held is its own. Where a model walks,
//! a step is a move and is timed between two words of the walk, without reading, bounds or proofs;
//! elsewhere the whole run is timed. One search, one thread.

use std::process::Command;
use std::sync::Mutex;

use anyhow::{Context, Result, bail, ensure};
use solve::matching::family::Size;
use solve::{Limits, Progress, Watch, allocation, chains, matching, meetings, timetable};

use crate::options::Options;
use crate::stopwatch::{cpu_seconds, peak_mib};
use crate::{expo, ranking, scale};

/// What a run did.
struct Run {
    /// What the problem says, in the model's own unit.
    size: usize,
    steps: u64,
    /// Processor seconds of these steps.
    cpu: f64,
}

/// The model, what its size counts, and a run at so many times the smallest size.
type Model = (&'static str, &'static str, fn(usize, u64) -> Result<Run>);

const MODELS: &[Model] = &[
    ("timetable", "activities", timetable),
    ("meetings", "wishes", meetings),
    ("allocation-rank", "parties", |times, seed| {
        allocation((allocation::family::Kind::Groups, allocation::Rule::RankMaximal), times, seed)
    }),
    ("allocation-lottery", "parties", |times, seed| {
        allocation((allocation::family::Kind::Groups, allocation::Rule::Lottery), times, seed)
    }),
    ("matching-rank", "pairs", |times, seed| matching(times, seed, false)),
    ("matching-assign", "pairs", |times, seed| matching(times, seed, true)),
    ("chains-features", "pairs", |times, seed| chains(chains::family::Kind::Features, times, seed)),
    ("chains-mixed", "pairs", |times, seed| chains(chains::family::Kind::Mixed, times, seed)),
    ("ranking-marks", "marks", |times, seed| ranking("marks", times, seed)),
    ("ranking-votes", "votes", |times, seed| ranking("votes", times, seed)),
    ("ranking-kemeny", "pairs", |times, seed| ranking("kemeny", times, seed)),
];

const TIMES: [usize; 3] = [1, 4, 16];

pub fn run(options: &Options) -> Result<()> {
    if let [one, name, times] = options.names.as_slice()
        && one == "one"
    {
        let model = MODELS.iter().find(|model| model.0 == name).context("no such model")?;
        let run = (model.2)(times.parse()?, options.seed)?;
        println!("{} {} {} {}", run.size, run.steps, run.cpu, peak_mib());
        return Ok(());
    }
    println!(
        "{:<20} {:>10} {:<14} {:>10} {:>10} {:>8} {:>14} {:>14}",
        "model", "size", "of", "steps", "ns a step", "MiB", "time ~ size^", "memory ~ size^"
    );
    for &(name, of, _) in MODELS.iter().filter(|model| options.wants(model.0)) {
        let mut before: Option<[f64; 3]> = None;
        for times in TIMES {
            let [size, steps, cpu, mib] = apart(name, times, options.seed)?;
            let each = cpu * 1e9 / steps.max(1.0);
            let grew = |now: f64, then: f64, by: f64| format!("{:.2}", (now / then).ln() / by.ln());
            let powers = before.map(|[smaller, step, held]| {
                (grew(each, step, size / smaller), grew(mib, held, size / smaller))
            });
            let (time, memory) = powers.unwrap_or_default();
            println!(
                "{name:<20} {size:>10} {of:<14} {steps:>10} {each:>10.0} {mib:>8.0} {time:>14} {memory:>14}"
            );
            before = Some([size, each, mib]);
        }
    }
    Ok(())
}

/// One row in a process of its own: size, steps, processor seconds, MiB.
fn apart(name: &str, times: usize, seed: u64) -> Result<[f64; 4]> {
    let output = Command::new(std::env::current_exe()?)
        .args(["growth", "one", name, &times.to_string(), "--seed", &seed.to_string()])
        .output()?;
    if !output.status.success() {
        bail!("{name} at {times}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let text = String::from_utf8(output.stdout)?;
    let numbers = text.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
    <[f64; 4]>::try_from(numbers).ok().context("a row has four numbers")
}

/// Times a walk between its first word and its last; searches that follow are not waited for.
fn walked(size: usize, steps: u64, solve: impl FnOnce(Watch<'_>) -> Result<()>) -> Result<Run> {
    let seen: Mutex<Vec<(u64, f64)>> = Mutex::new(Vec::new());
    let stop = std::sync::atomic::AtomicBool::new(false);
    let tell = |progress: Progress| {
        let mut seen = seen.lock().expect("nobody panics while holding it");
        if seen.last().is_none_or(|last| last.0 < progress.steps) {
            seen.push((progress.steps, cpu_seconds()));
        }
        if progress.steps >= steps {
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
        }
    };
    solve(Watch { stop: Some(&stop), progress: Some(&tell) })?;
    let seen = seen.into_inner().expect("nobody panics while holding it");
    let (first, last) = (seen.first().context("it never walked")?, seen.last().expect("the same"));
    ensure!(last.0 > first.0, "it walked too little to be timed");
    Ok(Run { size, steps: last.0 - first.0, cpu: last.1 - first.1 })
}

fn limits(seed: u64) -> Limits {
    Limits { steps: u64::MAX, seed, searches: 1 }
}

fn timetable(times: usize, seed: u64) -> Result<Run> {
    let problem = scale::generated(times, seed);
    walked(problem.activities.len(), 40_000, |watch| {
        timetable::solve(&problem, limits(seed), watch)?;
        Ok(())
    })
}

fn meetings(times: usize, seed: u64) -> Result<Run> {
    let problem = expo::generated(times, seed);
    walked(problem.wishes.len(), 400_000, |watch| {
        meetings::solve(&problem, limits(seed), watch)?;
        Ok(())
    })
}

fn chains(kind: chains::family::Kind, times: usize, seed: u64) -> Result<Run> {
    // A problem says what each two are worth: 16 times the organisations are 256 times the pairs.
    let all = 250 * times;
    let problem = chains::family::generated(kind, all, seed);
    walked(all * (all - 1) / 2, 2_500_000, |watch| {
        chains::solve(&problem, limits(seed), watch)?;
        Ok(())
    })
}

/// Times a whole run.
fn whole(size: usize, solve: impl FnOnce() -> Result<u64>) -> Result<Run> {
    let before = cpu_seconds();
    let steps = solve()?;
    Ok(Run { size, steps, cpu: cpu_seconds() - before })
}

fn allocation(
    (kind, rule): (allocation::family::Kind, allocation::Rule),
    times: usize,
    seed: u64,
) -> Result<Run> {
    let problem = allocation::family::generated(kind, rule, 2_225 * times, seed);
    // The search is given as many tries for each party.
    let limits = Limits { steps: 200_000 * times as u64, seed, searches: 1 };
    whole(problem.parties.len(), || Ok(allocation::solve(&problem, limits, Watch::NONE)?.steps))
}

fn matching(times: usize, seed: u64, assigns: bool) -> Result<Run> {
    // Pairs grow to 4 and 16 times when both sides are doubled.
    let side = (times as f64).sqrt() as usize;
    let size = Size { offers: 1_000 * side, needs: 2_225 * side };
    let problem = matching::family::generated(size, seed);
    whole(size.offers * size.needs, || {
        let outcome_steps = if assigns {
            matching::assign(&problem, limits(seed), Watch::NONE)?.steps
        } else {
            matching::rank(&problem, limits(seed), Watch::NONE)?.steps
        };
        Ok(outcome_steps)
    })
}

fn ranking(name: &str, times: usize, seed: u64) -> Result<Run> {
    let (size, problem) = ranking::contest(name, times, seed)?;
    let limits = Limits::new(2_000_000, seed);
    whole(size, || Ok(solve::ranking::solve(&problem, limits, Watch::NONE)?.steps))
}
