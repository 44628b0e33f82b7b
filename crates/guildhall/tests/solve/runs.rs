//! Runs end when they must, and the same run is the same answer.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Command;

use serde_json::Value;

use crate::bench::{Bench, CIRCLE, data, discord};

#[test]
fn the_same_steps_and_seed_give_the_same_bytes() {
    let bench = Bench::new("replay");
    bench.file("discord.json", &discord());
    bench.file("votes.json", CIRCLE);
    bench.file("schedule.xml", include_str!("schedule.xml"));
    let mut cases = vec![
        ("ranking".to_owned(), "discord.json".to_owned()),
        ("ranking".to_owned(), "votes.json".to_owned()),
        ("timetable".to_owned(), "schedule.xml".to_owned()),
    ];
    // Published workbooks join where `GUILDHALL_DATA` names their folder.
    cases.extend(data("cosplib/N2OR.xlsx").map(|file| ("timetable".to_owned(), file)));
    for (model, file) in cases {
        let answer = |out: &str| {
            bench.summary(&[&model, &file, "--steps", "20000", "--seed", "5", "--out", out]);
            fs::read(bench.path(out)).unwrap()
        };

        assert!(answer("once") == answer("again"), "{model} {file}");
    }
}

#[test]
fn a_run_ends_when_its_seconds_are_over() {
    let bench = Bench::new("seconds-over");
    bench.file("discord.json", &discord());

    let summary = bench.summary(&["ranking", "discord.json", "--seconds", "0.3"]);

    assert_eq!(summary["status"], "feasible");
    let seconds = summary["seconds"].as_f64().unwrap();
    assert!((0.3..10.0).contains(&seconds), "{seconds}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_gives_the_best_so_far() {
    let bench = Bench::new("interrupt");
    bench.file("discord.json", &discord());
    let arguments =
        ["ranking", "discord.json", "--seconds", "600", "--json", "--out", "answer.json"];
    let mut running = bench.command(&arguments).spawn().unwrap();
    let mut said = BufReader::new(running.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(line.contains("Ctrl-C gives the best so far"), "{line}");

    let id = running.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let mut out = String::new();
    running.stdout.take().unwrap().read_to_string(&mut out).unwrap();

    assert_eq!(running.wait().unwrap().code(), Some(0));
    let summary: Value = serde_json::from_str(&out).unwrap();
    assert!(summary["seconds"].as_f64().unwrap() < 300.0);
    assert_eq!(summary["status"], "feasible");
    let outcome: Value =
        serde_json::from_slice(&fs::read(bench.path("answer.json")).unwrap()).unwrap();
    assert_eq!(outcome["answer"]["ranking"].as_array().unwrap().len(), 60);
    assert_eq!(outcome["value"], summary["value"]);
}
