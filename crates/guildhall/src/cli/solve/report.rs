//! What the command says when it is done.

use std::io::{Write as _, stdout};

use serde::Serialize;
use solve::Status;

use super::How;
use super::task::{Done, Written};

/// The one object of `--json`.
#[derive(Serialize)]
struct Summary<'a> {
    value: Option<f64>,
    hard: Option<i64>,
    status: Status,
    bound: Option<f64>,
    seconds: f64,
    steps: u64,
    seed: u64,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    conflict: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    explanation: &'a [String],
}

/// The summary, and without `--out` the answer.
pub fn report(how: &How, done: &Done, seconds: f64) -> anyhow::Result<()> {
    let mut out = stdout().lock();
    if how.json {
        let Done { value, hard, status, bound, steps, seed, .. } = *done;
        let (conflict, explanation) = (done.conflict.as_slice(), done.words.as_slice());
        let summary =
            Summary { value, hard, status, bound, seconds, steps, seed, conflict, explanation };
        writeln!(out, "{}", serde_json::to_string(&summary)?)?;
        return Ok(());
    }
    eprintln!("{}", in_words(done, seconds));
    for line in done.conflict.iter().chain(&done.words) {
        eprintln!("{line}");
    }
    match (&how.out, &done.answer) {
        (None, Some(Written::Text(text))) => out.write_all(text.as_bytes())?,
        (None, Some(Written::Bytes(_))) => eprintln!("Give --out to keep the answer."),
        (Some(path), None) => eprintln!("There is no answer; {} is not written.", path.display()),
        (Some(_), Some(_)) | (None, None) => {}
    }
    Ok(())
}

fn in_words(done: &Done, seconds: f64) -> String {
    let status = match done.status {
        Status::Optimal => "optimal",
        Status::Infeasible => "infeasible",
        Status::Feasible => "feasible",
        Status::None => "nothing found that breaks no demand",
    };
    let or_none = |number: Option<f64>| number.map_or("none".to_owned(), |one| format!("{one}"));
    let hard = done.hard.map_or("none".to_owned(), |hard| hard.to_string());
    format!(
        "{status}: value {}, bound {}, hard {hard}; {seconds:.2} s, {} steps, seed {}",
        or_none(done.value),
        or_none(done.bound),
        done.steps,
        done.seed
    )
}
