//! From a problem to an outcome.

use super::answer::{Answer, answer};
use super::board::Board;
use super::bound::bound;
use super::case::{Case, Plan};
use super::constraints;
use super::moves::Terrain;
use super::problem::Problem;
use super::reasons::impossible;
use crate::invalid::Invalid;
use crate::random::Random;
use crate::run::{Limits, Outcome, Status, Watch};
use crate::score::Score;
use crate::search::{Found, Strategy, portfolio, walk};

/// Solves a problem within the limits; the steps are counted and never the time. Its value is the
/// number of meetings held.
pub fn solve(
    problem: &Problem,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Outcome<Answer>, Invalid> {
    let case = Case::new(problem)?;
    let conflict = impossible(&case);
    if !conflict.is_empty() {
        return Ok(infeasible(conflict, limits.seed));
    }
    let bound = bound(&case, watch);
    let enough = least(&case, bound);
    let found = search(&case, enough, limits, watch);
    Ok(outcome(&case, found, bound, enough))
}

/// No answer scores better: no more than `bound` are held, and nobody is wronged or waits.
fn least(case: &Case, bound: i64) -> Score {
    let wished = case.wishes.iter().filter(|wish| !wish.refused).count() as i64;
    Score::soft((wished - bound).max(0) * i64::from(case.weights.unmet))
}

pub(super) fn search(case: &Case, enough: Score, limits: Limits, watch: Watch<'_>) -> Found<Plan> {
    let empty = Terrain { board: Board::new(case) };
    portfolio(limits, |seed| {
        let mut terrain = empty.clone();
        start(&mut terrain, &mut Random::new(seed));
        let found = walk(terrain, STRATEGY, limits.steps, seed, enough, watch);
        full(&empty, found)
    })
}

/// By measurement; see the crate's README.
const STRATEGY: Strategy = Strategy::Cycle {
    hot: 20_000.0,
    cold: 1.0,
    first_steps: 400_000,
    growth: 1.6,
    hard_weight: 1_000_000.0,
};

/// What is fixed first, then what must be, then what is wished, each where there is room.
fn start(terrain: &mut Terrain<'_>, random: &mut Random) {
    let mut order = terrain.board.unmet.list.clone();
    random.shuffle(&mut order);
    let case = terrain.board.case;
    order.sort_by_key(|&at| {
        let wish = &case.wishes[at as usize];
        let slots = if wish.must { case.slots_of(at).count() } else { 0 };
        (wish.fixed.is_none(), !wish.must, slots)
    });
    for wish in order {
        if let Some(place) = terrain.find_room(wish, Some(usize::MAX), random) {
            terrain.board.put(wish, place);
        }
    }
}

/// Nothing stays away for which there is room.
fn full(empty: &Terrain<'_>, found: Found<Plan>) -> Found<Plan> {
    let mut terrain = empty.clone();
    for (at, place) in (0..).zip(&found.answer) {
        if let Some(place) = *place {
            terrain.board.put(at, place);
        }
    }
    start(&mut terrain, &mut Random::new(found.seed));
    let score = terrain.board.score();
    if score < found.score { Found { answer: terrain.board.plan, score, ..found } } else { found }
}

fn outcome(case: &Case, found: Found<Plan>, bound: i64, enough: Score) -> Outcome<Answer> {
    let (score, penalties) = constraints::count(case, &found.answer);
    let status = match score {
        Score { hard: 1.., .. } => Status::None,
        score if score == enough => Status::Optimal,
        _ => Status::Feasible,
    };
    Outcome {
        value: found.answer.iter().flatten().count() as f64,
        answer: Some(answer(case, &found.answer)),
        status,
        score,
        bound: Some(bound as f64),
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
        value: 0.0,
        bound: None,
        penalties: Vec::new(),
        conflict,
        steps: 0,
        seed,
    }
}
