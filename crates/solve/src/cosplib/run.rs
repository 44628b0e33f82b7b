//! From a problem to an outcome.

use super::board::Board;
use super::count::count;
use super::model::Model;
use super::moves::{self, Terrain};
use super::problem::{ASKS, CONSTRAINTS, Plan, Problem};
use super::reasons::impossible;
use crate::random::Random;
use crate::run::{Limits, Outcome, Penalty, Status, Watch};
use crate::score::Score;
use crate::search::{Strategy, portfolio, walk};

/// Solves a problem within the limits.
pub fn solve(problem: &Problem, limits: Limits, watch: Watch<'_>) -> Outcome<Plan> {
    let conflict = impossible(problem);
    if !conflict.is_empty() {
        return Outcome {
            answer: None,
            status: Status::Infeasible,
            score: Score::WORST,
            value: f64::INFINITY,
            bound: None,
            penalties: Vec::new(),
            conflict,
            steps: 0,
            seed: limits.seed,
        };
    }
    let model = Model::new(problem);
    let found = portfolio(limits, |seed| {
        let mut board = Board::new(&model);
        moves::start(&mut board, &mut Random::new(seed));
        let terrain = Terrain { problem, board };
        walk(terrain, STRATEGY, limits.steps, seed, Score::ZERO, watch)
    });
    let counts = count(problem, &found.answer);
    let penalties = (0..CONSTRAINTS.len()).map(|at| {
        let (count, weight) = (counts.counts[at], problem.weights[at]);
        Penalty::new((CONSTRAINTS[at], ASKS[at]), count, Score::soft(weight * count))
    });
    let status = match found.score {
        Score { hard: 1.., .. } => Status::None,
        Score { soft: 0, .. } => Status::Optimal,
        _ => Status::Feasible,
    };
    Outcome {
        status,
        score: found.score,
        value: counts.value as f64,
        bound: Some(0.0),
        penalties: penalties.collect(),
        conflict: Vec::new(),
        steps: found.steps,
        seed: found.seed,
        answer: Some(found.answer),
    }
}

/// By measurement; see the crate's README.
const STRATEGY: Strategy =
    Strategy::Cycle { hot: 10.0, cold: 0.2, first_steps: 500_000, growth: 1.5, hard_weight: 20.0 };
