//! Reviewers to papers (fair-matching, KDD 2019).

use anyhow::{Context, Result};
use solve::allocation::midl;
use solve::{Limits, Watch};

use crate::data;
use crate::options::Options;
use crate::stopwatch::{Stopwatch, peak_mib};

/// Far more pivots than such tables take.
const STEPS: u64 = 10_000_000;

/// As published: sums of affinities rounded to six places.
const PUBLISHED: [(&str, bool, f64); 2] =
    [("upper loads", false, 201.884_878), ("lower loads too", true, 150.043_125)];

pub fn run(options: &Options) -> Result<()> {
    let folder = data::folder().join("midl");
    let text = |name: &str| {
        let file = folder.join(name);
        std::fs::read_to_string(&file).with_context(|| format!("{}", file.display()))
    };
    let (scores, covers) = (text("scores.csv")?, text("covs.csv")?);
    let (at_most, at_least) = (text("loads.csv")?, text("loads-lb.csv")?);
    println!(
        "instance         published     value          bound          worst paper    status   seconds steps  MiB"
    );
    for (name, lower, published) in PUBLISHED {
        let at_least = lower.then_some(&at_least[..]);
        let watch = Stopwatch::start(options.seconds.unwrap_or(10.0));
        let tables = midl::Tables { scores: &scores, covers: &covers, at_most: &at_most, at_least };
        let reviews = midl::read(tables)?;
        let limits = Limits::new(options.steps.unwrap_or(STEPS), options.seed);
        let outcome = reviews.solve(limits, Watch { stop: Some(&watch.stop), progress: None })?;
        let worst = outcome.answer.as_ref().and_then(|reading| reading.worst);
        let worst =
            worst.map_or_else(String::new, |(paper, sum)| format!("p{} {sum:.6}", paper + 1));
        println!(
            "{name:<16} {published:<13} {:<14.10} {:<14.10} {worst:<14} {:<8} {:<7.3} {:<6} {:.0}",
            outcome.value,
            outcome.bound.unwrap_or(f64::NAN),
            format!("{:?}", outcome.status),
            watch.seconds(),
            outcome.steps,
            peak_mib(),
        );
    }
    Ok(())
}
