//! From a problem to an outcome.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::board::{Board, Ground};
use super::case::{Case, Place, Plan};
use super::constraints;
use super::domain::{Domains, RANGES_MAX};
use super::links;
use super::moves::Terrain;
use super::names::minute;
use super::problem::{Placed, Problem};
use super::reason::Reason;
use super::reasons::impossible;
use super::start::start;
use crate::invalid::Invalid;
use crate::random::Random;
use crate::run::{Limits, Outcome, Status, Watch};
use crate::score::Score;
use crate::search::{Found, Strategy, portfolio, walk};

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub placed: Vec<Placed>,
}

/// Solves a problem within the limits; the steps are counted and never the time.
pub fn solve(
    problem: &Problem,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Outcome<Answer>, Invalid> {
    let case = Case::new(problem)?;
    Ok(solve_on(&ground(&case)?, STRATEGY, limits, watch).0)
}

/// Why no timetable can exist, as data; empty when nothing plain says so. Where [`solve`] answers
/// *infeasible* it says the same in English.
pub fn reasons(problem: &Problem) -> Result<Vec<Reason>, Invalid> {
    let case = Case::new(problem)?;
    Ok(impossible(&case, &ground(&case)?.domains))
}

pub(super) fn solve_on(
    ground: &Ground<'_>,
    strategy: Strategy,
    limits: Limits,
    watch: Watch<'_>,
) -> (Outcome<Answer>, Vec<Reason>) {
    let reasons = impossible(ground.case, &ground.domains);
    if reasons.is_empty() {
        return (outcome(ground.case, search(ground, strategy, limits, watch)), reasons);
    }
    let words = reasons.iter().map(|reason| reason.words(&ground.case.days)).collect();
    (infeasible(words, limits.seed), reasons)
}

/// What does not change while searching; refused when it would need too much memory.
pub fn ground(case: &Case) -> Result<Ground<'_>, Invalid> {
    let domains = Domains::new(case).ok_or_else(|| {
        let says = format!("activities times halls times openings: more than {RANGES_MAX}");
        Invalid::new("activities", says)
    })?;
    Ok(Ground::new(case, domains, links::links(case)))
}

fn search(
    ground: &Ground<'_>,
    strategy: Strategy,
    limits: Limits,
    watch: Watch<'_>,
) -> Found<Plan> {
    portfolio(limits, |seed| {
        let mut board = Board::new(ground);
        start(&mut board, &mut Random::new(seed), watch);
        walk(Terrain { board }, strategy, limits.steps, seed, Score::ZERO, watch)
    })
}

/// By measurement; see the crate's README.
const STRATEGY: Strategy =
    Strategy::Cycle { hot: 60.0, cold: 1.0, first_steps: 8_000, growth: 1.5, hard_weight: 120.0 };

fn outcome(case: &Case, found: Found<Plan>) -> Outcome<Answer> {
    let (score, penalties) = constraints::count(case, &found.answer);
    let status = match score {
        Score { hard: 1.., .. } => Status::None,
        Score { soft: 0, .. } => Status::Optimal,
        _ => Status::Feasible,
    };
    Outcome {
        answer: Some(answer(case, &found.answer)),
        status,
        score,
        value: score.soft as f64,
        bound: Some(0.0),
        penalties,
        conflict: Vec::new(),
        steps: found.steps,
        seed: found.seed,
    }
}

fn infeasible(conflict: Vec<String>, seed: u64) -> Outcome<Answer> {
    Outcome {
        answer: None,
        status: Status::Infeasible,
        score: Score::WORST,
        value: f64::INFINITY,
        bound: None,
        penalties: Vec::new(),
        conflict,
        steps: 0,
        seed,
    }
}

/// A plan by names.
pub fn answer(case: &Case, plan: &Plan) -> Answer {
    let placed = (0..).zip(plan).filter_map(|(at, place)| {
        let Place { hall, start } = (*place)?;
        let (activity, hall) = (case.name(at).to_string(), case.hall_name(hall).to_string());
        Some(Placed { activity, hall, start })
    });
    Answer { placed: placed.collect() }
}

/// A plan by numbers; what is wrong is named by its field.
pub fn plan(case: &Case, answer: &Answer) -> Result<Plan, Invalid> {
    let activities: BTreeMap<&str, usize> =
        case.activities.iter().map(|one| one.id.as_str()).zip(0..).collect();
    let halls: BTreeMap<&str, u32> =
        case.halls.iter().map(|one| one.id.as_str()).zip(0..).collect();
    let mut plan = vec![None; case.activities.len()];
    for (at, placed) in answer.placed.iter().enumerate() {
        let path = |field: &str| format!("placed[{at}].{field}");
        let unknown = |field: &str, name: &str| {
            Invalid::new(path(field), format!("there is no {field} \"{name}\""))
        };
        let activity = activities.get(placed.activity.as_str());
        let activity = *activity.ok_or_else(|| unknown("activity", &placed.activity))?;
        let hall = halls.get(placed.hall.as_str());
        let hall = *hall.ok_or_else(|| unknown("hall", &placed.hall))?;
        let start = minute(placed.start, || path("start"))?;
        if plan[activity].replace(Place { hall, start }).is_some() {
            let says = format!("\"{}\" is placed twice", placed.activity);
            return Err(Invalid::new(path("activity"), says));
        }
    }
    Ok(plan)
}
