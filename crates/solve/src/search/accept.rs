//! Which moves are taken.

use crate::random::Random;
use crate::score::Score;

/// How a walk decides. Demands count `hard_weight` wishes each while walking; the best is kept by
/// whole scores all the same.
#[derive(Clone, Copy, Debug)]
pub enum Strategy {
    /// Simulated annealing (Kirkpatrick, Gelatt, Vecchi, Science 220, 1983), cooled
    /// geometrically from `hot` to `cold` over the steps, `rounds` times.
    Anneal { hot: f64, cold: f64, rounds: u32, hard_weight: f64 },
    /// Late acceptance (Burke and Bykov, EJOR 258, 2017): better than now, or than `memory`
    /// steps ago.
    Late { memory: usize, hard_weight: f64 },
}

/// A strategy with what it remembers.
pub(super) enum Judge {
    Anneal { hot: f64, cold: f64, round_steps: u64, hard_weight: f64, heat: f64 },
    Late { past: Vec<f64>, at: usize, hard_weight: f64 },
}

/// Steps between two looks at the thermometer.
const HEAT_STEPS: u64 = 256;

impl Strategy {
    pub(super) fn judge(self, start: Score, steps: u64) -> Judge {
        match self {
            Self::Anneal { hot, cold, rounds, hard_weight } => {
                let round_steps = (steps / u64::from(rounds.max(1))).max(1);
                Judge::Anneal { hot, cold, round_steps, hard_weight, heat: hot }
            }
            Self::Late { memory, hard_weight } => {
                let past = vec![energy(start, hard_weight); memory.max(1)];
                Judge::Late { past, at: 0, hard_weight }
            }
        }
    }
}

impl Judge {
    pub(super) fn takes(
        &mut self,
        step: u64,
        now: Score,
        delta: Score,
        random: &mut Random,
    ) -> bool {
        match self {
            Self::Anneal { hot, cold, round_steps, hard_weight, heat } => {
                if step.is_multiple_of(HEAT_STEPS) {
                    let gone = (step % *round_steps) as f64 / *round_steps as f64;
                    *heat = *hot * (*cold / *hot).powf(gone);
                }
                let worse = energy(delta, *hard_weight);
                worse <= 0.0 || random.unit() < (-worse / *heat).exp()
            }
            Self::Late { past, at, hard_weight } => {
                let (before, change) = (energy(now, *hard_weight), energy(delta, *hard_weight));
                let after = before + change;
                let takes = change <= 0.0 || after < past[*at];
                let stands = if takes { after } else { before };
                if stands < past[*at] || !takes {
                    past[*at] = stands.min(past[*at]);
                }
                *at = (*at + 1) % past.len();
                takes
            }
        }
    }
}

fn energy(score: Score, hard_weight: f64) -> f64 {
    score.hard as f64 * hard_weight + score.soft as f64
}
