//! Generated conferences at 1x, 4x and 16x: what a step costs and how much memory is held.
//!
//! Halls, parties, tracks and activities grow together, so that what one activity has to do with stays
//! the same.

use anyhow::Result;
use solve::timetable::problem::{Activity, Hall, Party, Problem, Span};
use solve::timetable::solve;
use solve::{Limits, Random, Watch};

use crate::options::Options;
use crate::stopwatch::{cpu_seconds, peak_mib};

pub fn run(options: &Options) -> Result<()> {
    println!(
        "{:>10} {:>7} {:>9} {:>9} {:>6}",
        "activities", "steps", "µs a step", "MiB peak", "hard"
    );
    for size in [1, 4, 16] {
        let problem = generated(size, options.seed);
        let steps = options.steps.unwrap_or(20_000);
        let limits = |steps| Limits { steps, seed: options.seed, searches: 1 };
        let before = cpu_seconds();
        solve(&problem, limits(0), Watch::NONE)?;
        let started = cpu_seconds();
        let outcome = solve(&problem, limits(steps), Watch::NONE)?;
        // Reading, the first timetable and counting cost the same in both runs.
        let walked = (cpu_seconds() - started) - (started - before);
        println!(
            "{:>10} {steps:>7} {:>9.1} {:>9.0} {:>6}",
            problem.activities.len(),
            walked * 1e6 / steps as f64,
            peak_mib(),
            outcome.score.hard
        );
    }
    Ok(())
}

pub fn generated(size: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let day = |day: i32| Span { from: day * 1440 + 540, until: day * 1440 + 1080 };
    let halls = (0..8 * size).map(|at| Hall {
        id: format!("hall {at}"),
        venue: format!("venue {}", at % 5),
        // Nobody finds a seat, so no search ends early.
        capacity: Some(0),
        open: (0..3).map(day).collect(),
        ..Hall::default()
    });
    let parties = (0..250 * size).map(|at| Party { id: format!("party {at}"), ..Party::default() });
    let activities = (0..250 * size).map(|at| Activity {
        id: format!("activity {at}"),
        minutes: [20, 25, 30, 45, 60][random.below(5)],
        parties: vec![format!("party {at}"), format!("party {}", (at * 7 + 3) % (250 * size))]
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect(),
        demand: 1,
        track: Some(format!("track {}", at / 12)),
        ..Activity::default()
    });
    Problem {
        days: ["Fri", "Sat", "Sun"].map(String::from).into(),
        halls: halls.collect(),
        parties: parties.collect(),
        activities: activities.collect(),
        ..Problem::default()
    }
}
