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
    /// Annealing again and again, from `hot` to `cold` in rounds of which each is `growth` times
    /// as long as the one before. It does not ask how many steps there will be, so a run that was
    /// stopped replays with as many steps as it did. What a demand counts starts at `hard_weight`
    /// and follows how often it is met: more while none of the last steps met all, less while all
    /// did.
    Cycle { hot: f64, cold: f64, first_steps: u64, growth: f64, hard_weight: f64 },
}

/// A strategy with what it remembers.
pub(super) enum Judge {
    Anneal { hot: f64, cold: f64, round_steps: u64, hard_weight: f64, heat: f64 },
    Late { past: Vec<f64>, at: usize, hard_weight: f64 },
    Cycle { hot: f64, cold: f64, growth: f64, round: Round, heat: f64, demand: Demand },
}

/// A round of annealing: its first step and its length.
pub(super) struct Round {
    start: u64,
    steps: f64,
}

/// What a demand counts, and what the steps since the last look said about it.
pub(super) struct Demand {
    weight: f64,
    met: u64,
    seen: u64,
}

impl Demand {
    const GROWS: f64 = 1.5;
    const FADES: f64 = 0.97;
    const WEIGHT_MIN: f64 = 1.0;
    const WEIGHT_MAX: f64 = 1e12;

    fn see(&mut self, now: Score) {
        self.seen += 1;
        self.met += u64::from(now.hard == 0);
        if self.seen == HEAT_STEPS * 4 {
            let change = match self.met {
                0 => Self::GROWS,
                met if met == self.seen => Self::FADES,
                _ => 1.0,
            };
            self.weight = (self.weight * change).clamp(Self::WEIGHT_MIN, Self::WEIGHT_MAX);
            (self.met, self.seen) = (0, 0);
        }
    }
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
            Self::Cycle { hot, cold, first_steps, growth, hard_weight } => {
                let round = Round { start: 0, steps: first_steps.max(1) as f64 };
                let demand = Demand { weight: hard_weight, met: 0, seen: 0 };
                Judge::Cycle { hot, cold, growth, round, heat: hot, demand }
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
            Self::Cycle { hot, cold, growth, round, heat, demand } => {
                if step.is_multiple_of(HEAT_STEPS) {
                    if (step - round.start) as f64 >= round.steps {
                        *round = Round { start: step, steps: round.steps * *growth };
                    }
                    let gone = (step - round.start) as f64 / round.steps;
                    *heat = *hot * (*cold / *hot).powf(gone);
                }
                demand.see(now);
                let worse = energy(delta, demand.weight);
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
