//! From a problem to an outcome.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::board::{Board, Ground};
use super::case::{Case, Place, Plan};
use super::constraints;
use super::domain::{Domains, RANGES_MAX};
use super::links::{self, LINKS_MAX};
use super::moves::Terrain;
use super::problem::{Placed, Problem};
use super::reasons::impossible;
use super::start::start;
use super::validate::Invalid;
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
    Ok(solve_on(&ground(&case)?, STRATEGY, limits, watch))
}

pub(super) fn solve_on(
    ground: &Ground<'_>,
    strategy: Strategy,
    limits: Limits,
    watch: Watch<'_>,
) -> Outcome<Answer> {
    let conflict = impossible(ground.case, &ground.domains);
    if !conflict.is_empty() {
        return infeasible(conflict, limits.seed);
    }
    outcome(ground.case, search(ground, strategy, limits, watch))
}

/// What does not change while searching; refused when it would need too much memory.
pub fn ground(case: &Case) -> Result<Ground<'_>, Invalid> {
    let too_many = |path: &str, what: &str, most: usize| Invalid {
        path: path.to_string(),
        reason: format!("{what}: more than {most}"),
    };
    let domains = Domains::new(case).ok_or_else(|| {
        too_many("activities", "activities times halls times openings", RANGES_MAX)
    })?;
    let links = links::links(case).ok_or_else(|| {
        too_many("parties", "pairs of activities with something in common", LINKS_MAX)
    })?;
    Ok(Ground::new(case, domains, links))
}

fn search(
    ground: &Ground<'_>,
    strategy: Strategy,
    limits: Limits,
    watch: Watch<'_>,
) -> Found<Plan> {
    portfolio(limits, |seed| {
        let mut board = Board::new(ground);
        start(&mut board, &mut Random::new(seed));
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

/// A plan by numbers; the path says which name is not known.
pub fn plan(case: &Case, answer: &Answer) -> Result<Plan, Invalid> {
    let mut plan = vec![None; case.activities.len()];
    for (at, placed) in answer.placed.iter().enumerate() {
        let unknown = |field: &str, name: &str| Invalid {
            path: format!("placed[{at}].{field}"),
            reason: format!("there is no {field} \"{name}\""),
        };
        let activity = case.activities.iter().position(|it| it.id == placed.activity);
        let activity = activity.ok_or_else(|| unknown("activity", &placed.activity))?;
        let hall = case.halls.iter().position(|it| it.id == placed.hall);
        let hall = hall.ok_or_else(|| unknown("hall", &placed.hall))? as u32;
        plan[activity] = Some(Place { hall, start: placed.start });
    }
    Ok(plan)
}
