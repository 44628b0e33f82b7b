//! B2B meetings as published (Bofill and others): breaks found, the optimum, what is proved.

use std::fs;

use anyhow::Result;
use serde_json::{Value, json};
use solve::Watch;
use solve::b2b;

use crate::beside::Peer;
use crate::data;
use crate::options::Options;
use crate::stopwatch::Stopwatch;
use crate::table::{self, Row};

/// Breaks of the best schedule; `None`: no schedule exists.
const OPTIMA: [(&str, Option<u32>); 26] = [
    ("forum-13", Some(0)),
    ("forum-13crafb", Some(6)),
    ("forum-13crafc", Some(1)),
    ("forum-14", Some(2)),
    ("forumt-14", Some(5)),
    ("forumt-14crafc", Some(5)),
    ("forumt-14crafd", Some(4)),
    ("forumt-14crafe", Some(5)),
    ("tic-12", Some(0)),
    ("tic-12crafc", Some(0)),
    ("tic-13", Some(0)),
    ("tic-13crafb", Some(0)),
    ("tic-13crafc", Some(4)),
    ("tic-14crafa", Some(0)),
    ("tic-14crafc", Some(0)),
    ("tic-14crafd", Some(0)),
    ("ticf-13crafa", Some(0)),
    ("ticf-13crafb", Some(3)),
    ("ticf-13crafc", Some(1)),
    ("ticf-14crafa", Some(0)),
    ("forumt-14.fixed020-Forb", Some(7)),
    ("tic-12.fixed020-Forb", Some(1)),
    ("tic-12.forb0003", None),
    ("tic-12.prec15", Some(0)),
    ("tic-13crafb.forb0003", Some(0)),
    ("tic-13crafc.prec15", Some(4)),
];

/// Seconds the goal allows.
const SECONDS: f64 = 10.0;

pub fn run(options: &Options) -> Result<()> {
    let peer = Peer::wanted(options);
    table::head();
    for folder in ["b2b/original", "b2b/modified"] {
        for file in data::files(folder, "dzn")? {
            let name = data::name(&file);
            if options.wants(&name) {
                let problem = b2b::read(&fs::read_to_string(&file)?)?;
                for seed in options.seeds() {
                    ours(&name, &problem, options, seed);
                    if let Some(peer) = &peer {
                        theirs(peer, &name, &problem, options, seed)?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn ours(name: &str, problem: &b2b::Problem, options: &Options, seed: u64) {
    let (clock, seconds) = options.budget(SECONDS);
    let watch = Stopwatch::on(clock, seconds);
    let looks_on = Watch { stop: Some(&watch.stop), progress: None };
    let outcome = b2b::solve(problem, options.limits(seed), looks_on);
    let spent = watch.spent();
    let checked = outcome.answer.map(|answer| b2b::check(problem, &answer));
    Row {
        instance: name,
        by: "here",
        seed,
        value: checked.as_ref().map(|checked| i64::from(checked.breaks)),
        hard: checked.map_or(0, |checked| i64::from(checked.hard())),
        known: optimum(name),
        bound: outcome.bound,
        status: format!("{:?}", outcome.status),
        spent,
        steps: Some(outcome.steps),
        note: outcome.conflict.join(" "),
    }
    .print();
}

fn optimum(name: &str) -> Option<i64> {
    OPTIMA.iter().find(|(known, _)| *known == name).and_then(|(_, best)| best.map(i64::from))
}

/// CP-SAT on the same problem, its answer scored by our checker.
fn theirs(
    peer: &Peer,
    name: &str,
    problem: &b2b::Problem,
    options: &Options,
    seed: u64,
) -> Result<()> {
    let asked = asked(problem);
    let said = peer.solve::<Vec<u32>>("b2b", &asked, options.budget(SECONDS), seed, options)?;
    let checked = said.answer.as_ref().map(|answer| b2b::check(problem, answer));
    Row {
        instance: name,
        by: "CP-SAT",
        seed,
        value: checked.as_ref().map(|checked| i64::from(checked.breaks)),
        hard: checked.map_or(0, |checked| i64::from(checked.hard())),
        known: optimum(name),
        bound: (said.status != "Infeasible").then_some(said.bound),
        spent: said.spent(),
        status: said.status,
        steps: None,
        note: String::new(),
    }
    .print();
    Ok(())
}

fn asked(problem: &b2b::Problem) -> Value {
    let meetings = problem.meetings.iter().enumerate().map(|(at, meeting)| {
        let domain = problem.domain(at);
        let slots: Vec<usize> =
            (0..problem.slots).filter(|slot| domain & (1 << slot) != 0).collect();
        json!({ "parties": meeting.parties, "slots": slots, "after": meeting.after })
    });
    json!({
        "participants": problem.participants,
        "tables": problem.tables,
        "slots": problem.slots,
        "spread_max": b2b::SPREAD_MAX,
        "meetings": meetings.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use solve::{Limits, Status};

    use super::*;

    /// Those that are answered in about a second.
    const QUICK: [&str; 5] =
        ["tic-12", "tic-12.prec15", "tic-12.forb0003", "tic-13crafb.forb0003", "ticf-13crafa"];

    #[test]
    fn with_guildhall_data_every_published_file_is_read_and_the_quick_ones_are_proved() {
        if std::env::var_os("GUILDHALL_DATA").is_none() {
            return;
        }
        let mut asked = 0;
        for folder in ["b2b/original", "b2b/modified"] {
            for file in data::files(folder, "dzn").expect("the published problems") {
                let name = data::name(&file);
                let text = fs::read_to_string(&file).expect("published");
                let problem = b2b::read(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
                if QUICK.contains(&name.as_str()) {
                    asked += 1;
                    is_proved(&name, &problem);
                }
            }
        }
        assert_eq!(asked, QUICK.len());
    }

    fn is_proved(name: &str, problem: &b2b::Problem) {
        let outcome = b2b::solve(problem, Limits::new(300_000_000, 1), Watch::NONE);
        let known = OPTIMA.iter().find(|(of, _)| *of == name).expect("an optimum").1;
        let Some(best) = known else {
            assert_eq!(outcome.status, Status::Infeasible, "{name}");
            assert!(outcome.conflict.iter().any(|words| words.ends_with('.')), "{name}");
            assert_eq!(outcome.answer, None);
            return;
        };
        let checked = b2b::check(problem, &outcome.answer.expect("an answer"));
        assert_eq!((checked.hard(), checked.breaks), (0, best), "{name}");
        assert_eq!(outcome.status, Status::Optimal, "{name}");
    }

    #[test]
    fn with_guildhall_data_a_damaged_published_file_is_refused_by_line_and_field() {
        if std::env::var_os("GUILDHALL_DATA").is_none() {
            return;
        }
        let file = data::folder().join("b2b/original/tic-12.dzn");
        let text = fs::read_to_string(file).expect("published");
        let line = 1 + text.lines().position(|row| row.contains("nTables")).expect("a field");
        let damaged: Vec<String> = text
            .lines()
            .map(|row| if row.contains("nTables") { "nTables = many;".into() } else { row.into() })
            .collect();

        let refused = b2b::read(&damaged.join("\n")).expect_err("no number");

        let said = format!("line {line}: nTables: \"many\" is not a number from 0 to 10000");
        assert_eq!(refused.to_string(), said);
        let cut = &text[..text.len() / 2];
        let refused = b2b::read(cut).expect_err("half a file is no problem").to_string();
        assert!(refused.ends_with("does not end; the file may be cut off"), "{refused}");
    }
}
