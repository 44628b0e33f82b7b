//! Conference scheduling (Kheiri, Pylyavskyy, Jacko; EJOR 317(2), 2024).

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use solve::cosplib::{self, Plan, Problem};
use solve::{Outcome, Watch};

use crate::beside::Peer;
use crate::data;
use crate::keep::{Record, keep};
use crate::options::Options;
use crate::stopwatch::Stopwatch;
use crate::table::{self, Row};

/// The best published value of each instance, scored by the library's own checker.
const BEST: [(&str, i64); 5] =
    [("GECCO19", 1_000_116), ("GECCO20", 6_298), ("GECCO21", 11_130), ("N2OR", 2), ("OR60F", 433)];

/// Seconds of wall time for an instance, as the goal has it.
const SECONDS: f64 = 120.0;

pub fn run(options: &Options) -> Result<()> {
    let peer = Peer::wanted(options);
    table::head();
    for file in data::files("cosplib", "xlsx")? {
        let name = data::name(&file);
        if options.wants(&name) {
            let problem = cosplib::read(&std::fs::read(&file)?)?;
            for seed in options.seeds() {
                ours(&name, &problem, seed, options)?;
                if let Some(peer) = &peer {
                    theirs(peer, &name, &problem, seed, options)?;
                }
            }
        }
    }
    Ok(())
}

fn ours(name: &str, problem: &Problem, seed: u64, options: &Options) -> Result<()> {
    let (clock, seconds) = options.budget(SECONDS);
    let watch = Stopwatch::on(clock, seconds);
    let looks_on = Watch { stop: Some(&watch.stop), progress: None };
    let outcome = cosplib::solve(problem, options.limits(seed), looks_on);
    let spent = watch.spent();
    let counts = outcome.answer.as_ref().map(|plan| cosplib::count(problem, plan));
    let agrees = counts.as_ref().is_none_or(|counts| {
        outcome.score.hard > 0 || counts.value == outcome.score.soft && counts.broken.is_empty()
    });
    ensure!(agrees, "the search says {} and the counting {counts:?}", outcome.score.soft);
    let known = best(name);
    Row {
        instance: name,
        by: "here",
        seed: outcome.seed,
        value: counts.as_ref().map(|counts| counts.value),
        hard: counts.as_ref().map_or(0, |counts| counts.broken.len() as i64),
        known,
        bound: outcome.bound,
        status: format!("{:?}", outcome.status),
        spent,
        steps: Some(outcome.steps),
        note: outcome.conflict.join("; ") + &sources(&outcome),
    }
    .print();
    if let (true, Some(plan), Some(counts), Some(published)) =
        (options.keep, &outcome.answer, counts, known)
        && counts.broken.is_empty()
    {
        let (seed, steps) = (outcome.seed, outcome.steps);
        let record = Record { value: counts.value, published, seed, steps };
        keep(name, "xlsx", &cosplib::write(problem, plan)?, &record)?;
    }
    Ok(())
}

fn best(name: &str) -> Option<i64> {
    BEST.iter().find(|(of, _)| *of == name).map(|(_, best)| *best)
}

/// CP-SAT on the same problem, its answer scored by our counting.
fn theirs(peer: &Peer, name: &str, problem: &Problem, seed: u64, options: &Options) -> Result<()> {
    let asked = asked(problem);
    let budget = options.budget(SECONDS);
    let said = peer.solve::<Vec<[usize; 3]>>("cosplib", &asked, budget, seed, options)?;
    let counts = said.answer.as_ref().map(|answer| cosplib::count(problem, &plan(problem, answer)));
    Row {
        instance: name,
        by: "CP-SAT",
        seed,
        value: counts.as_ref().map(|counts| counts.value),
        hard: counts.as_ref().map_or(0, |counts| counts.broken.len() as i64),
        known: best(name),
        bound: Some(said.bound),
        spent: said.spent(),
        status: said.status,
        steps: None,
        note: String::new(),
    }
    .print();
    Ok(())
}

fn plan(problem: &Problem, answer: &[[usize; 3]]) -> Plan {
    let mut plan = problem.empty_plan();
    for (at, [session, room, start]) in answer.iter().enumerate() {
        for slot in *start..start + problem.submissions[at].slots {
            plan.slots[*session][*room][slot] = Some(at as u32);
        }
    }
    plan
}

fn asked(problem: &Problem) -> Value {
    let tracks = problem.tracks.iter().map(|track| json!({ "chairs": track.chairs }));
    let submissions = problem.submissions.iter().map(|one| {
        json!({
            "track": one.track,
            "slots": one.slots,
            "order": one.order,
            "presenters": one.presenters,
            "attendees": one.attendees,
            "session_penalty": one.session_penalty,
            "room_penalty": one.room_penalty,
            "zone_penalty": one.zone_penalty,
        })
    });
    json!({
        "sessions": problem.sessions.iter().map(|session| session.slots).collect::<Vec<_>>(),
        "rooms": problem.rooms,
        "tracks": tracks.collect::<Vec<_>>(),
        "submissions": submissions.collect::<Vec<_>>(),
        "track_sessions": problem.track_sessions,
        "track_rooms": problem.track_rooms,
        "similar": problem.similar,
        "session_rooms": problem.session_rooms,
        "weights": problem.weights,
    })
}

fn sources(outcome: &Outcome<Plan>) -> String {
    let costly = outcome.penalties.iter().filter(|one| one.score.soft > 0);
    let parts = costly.map(|one| format!("{} {}", one.constraint, one.score.soft));
    parts.collect::<Vec<_>>().join(", ")
}
