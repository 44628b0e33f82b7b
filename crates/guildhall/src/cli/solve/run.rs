//! From the command line to the answer.

use std::fs;
use std::io::{Write as _, stdout};

use anyhow::Context as _;
use solve::{Limits, Watch};

use super::clock::{Clock, Limit};
use super::given::Given;
use super::report::report;
use super::task::{Asked, Words};
use super::{How, Other, Solve};

/// How long a run lasts when nobody says.
const SECONDS: f64 = 10.0;

/// Solves what is asked; a proved *infeasible* is an answer and no error.
pub fn run(solve: &Solve) -> anyhow::Result<()> {
    if let Some(Other::Schema { model }) = &solve.other {
        let Some(schemas) = model.model().schemas() else {
            anyhow::bail!("this model reads published formats only and has no JSON of its own");
        };
        let text = serde_json::to_string_pretty(&schemas)?;
        writeln!(stdout().lock(), "{text}")?;
        return Ok(());
    }
    let (Some(model), Some(path)) = (solve.model, &solve.file) else {
        anyhow::bail!("a model and a file are needed; see --help");
    };
    let How { seconds, steps, seed, explain, .. } = solve.how;
    let words = if explain { Words::All } else { Words::Few };
    let given = Given::open(path)?;
    let task = match &solve.how.event {
        Some(event) => model.model().mend(&given, event)?,
        None => model.model().read(&given)?,
    };
    let limit = match steps {
        Some(steps) => Limit::Steps(steps),
        None => Limit::Seconds(seconds.unwrap_or(SECONDS)),
    };
    let clock = Clock::start(limit)?;
    eprintln!("Solving {}; Ctrl-C gives the best so far.", given.path.display());
    let tell = |progress| clock.told(progress);
    let watch = Watch { stop: Some(&clock.stop), progress: Some(&tell) };
    let limits = Limits::new(steps.unwrap_or(u64::MAX), seed);
    let done = task.solve(Asked { limits, watch, words });
    let seconds = clock.seconds();
    clock.end();
    let done = done.with_context(|| given.path.display().to_string())?;
    if let (Some(out), Some(answer)) = (&solve.how.out, &done.answer) {
        fs::write(out, answer.bytes())
            .with_context(|| format!("cannot write {}; choose another --out", out.display()))?;
    }
    report(&solve.how, &done, seconds)
}
