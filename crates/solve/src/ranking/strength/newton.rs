//! To the maximum of the likelihood, which is concave: Newton's steps, halved while they overshoot,
//! each found by conjugate gradients (Hestenes and Stiefel, 1952). Time and memory of a step are
//! linear in the lists; maximum likelihood by minorisation (Hunter 2004) needs thousands of steps
//! where this needs ten.

use super::likelihood::Seen;
use super::lists::Lists;
use crate::run::Watch;

/// Where the maximum lies, as far as it was approached.
pub(super) struct Fit {
    /// Strengths, mean 0.
    pub strength: Vec<f64>,
    /// Logarithm of the likelihood there, without the prior.
    pub likelihood: f64,
    pub steps: u64,
    pub end: End,
}

/// Why the climb ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At the maximum.
    Maximum,
    /// Out of steps, or stopped.
    Halted,
}

/// A strength is settled when a step moves none by more than this; the step after the last is
/// smaller by orders.
const SETTLED: f64 = 1e-9;
/// Newton's steps near the maximum double the digits; more are needed only far out.
const STEPS_MAX: u64 = 200;
/// Halvings after which a step is as good as none.
const HALVINGS_MAX: u32 = 40;
/// Digits of a long sum that may be lost.
const ROUNDING: f64 = 1e-13;
/// List places that the inner solver may pass over in one step, so that no step takes minutes.
const INNER_WORK: usize = 2_000_000_000;
/// Steps of the inner solver between two looks at the stop flag.
const INNER_WATCH: usize = 64;

/// Climbs from `start` (or from all alike). A maximum must exist, or there must be a prior.
pub(super) fn fit(lists: &Lists, start: Option<&[f64]>, steps_max: u64, watch: Watch<'_>) -> Fit {
    let mut strength = start.map_or_else(|| vec![0.0; lists.entries], <[f64]>::to_vec);
    centre(&mut strength);
    let mut seen = Seen::from(lists, &strength);
    let (mut steps, mut end) = (0, End::Halted);
    while steps < steps_max.min(STEPS_MAX) && !watch.is_stopped() {
        steps += 1;
        let mut step = solve(&seen, &seen.slope(&strength), watch).found;
        centre(&mut step);
        let Some((next, moved)) = climb(lists, &seen, &strength, &mut step) else { break };
        (seen, strength) = (next, moved);
        if step.iter().all(|by| by.abs() <= SETTLED) {
            end = if watch.is_stopped() { End::Halted } else { End::Maximum };
            break;
        }
    }
    centre(&mut strength);
    let prior = 0.5 * lists.prior * strength.iter().map(|one| one * one).sum::<f64>();
    Fit { likelihood: seen.value + prior, strength, steps, end }
}

/// As far along `step` as is no descent, but for rounding; halves `step` to what was gone.
fn climb<'a>(
    lists: &'a Lists,
    from: &Seen<'_>,
    strength: &[f64],
    step: &mut [f64],
) -> Option<(Seen<'a>, Vec<f64>)> {
    let enough = from.value - ROUNDING * from.value.abs();
    for _ in 0..HALVINGS_MAX {
        let moved: Vec<f64> = strength.iter().zip(&*step).map(|(from, by)| from + by).collect();
        let next = Seen::from(lists, &moved);
        if next.value >= enough {
            return Some((next, moved));
        }
        step.iter_mut().for_each(|by| *by /= 2.0);
    }
    None
}

/// What the inner solver found, after how many steps.
pub(super) struct Solved {
    pub found: Vec<f64>,
    pub steps: usize,
}

/// The vector whose curvature is `wanted`: conjugate gradients, scaled by the diagonal. Without a
/// prior the curvature knows only differences; what is solved for then sums to 0.
pub(super) fn solve(seen: &Seen<'_>, wanted: &[f64], watch: Watch<'_>) -> Solved {
    let diagonal = seen.diagonal();
    let least = diagonal.iter().copied().fold(f64::MIN_POSITIVE, f64::max) * 1e-15;
    let scale: Vec<f64> = diagonal.iter().map(|one| 1.0 / one.max(least)).collect();
    let scaled =
        |left: &[f64]| -> Vec<f64> { left.iter().zip(&scale).map(|(a, b)| a * b).collect() };
    let mut found = vec![0.0; wanted.len()];
    let mut left = wanted.to_vec();
    let mut turned = scaled(&left);
    let mut way = turned.clone();
    let mut size = dot(&left, &turned);
    let enough = size * 1e-24;
    let mut buffer = seen.buffer();
    let inner_max = (10 * wanted.len() + 50).min(INNER_WORK / (buffer.len() + 1) + 100);
    let mut steps = 0;
    while steps < inner_max {
        let is_watching = steps.is_multiple_of(INNER_WATCH);
        if size.is_nan() || size <= enough || (is_watching && watch.is_stopped()) {
            break;
        }
        steps += 1;
        let curved = seen.curved(&way, &mut buffer);
        let bend = dot(&way, &curved);
        if bend.is_nan() || bend <= 0.0 {
            break;
        }
        let length = size / bend;
        for at in 0..found.len() {
            found[at] += length * way[at];
            left[at] -= length * curved[at];
        }
        turned = scaled(&left);
        let next = dot(&left, &turned);
        let keep = next / size;
        size = next;
        for (way, turned) in way.iter_mut().zip(&turned) {
            *way = turned + keep * *way;
        }
    }
    Solved { found, steps }
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

fn centre(vector: &mut [f64]) {
    let mean = vector.iter().sum::<f64>() / vector.len().max(1) as f64;
    vector.iter_mut().for_each(|one| *one -= mean);
}
