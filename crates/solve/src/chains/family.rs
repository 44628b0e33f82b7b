//! Made-up problems of several kinds, for measuring.

use super::problem::{Between, Fit, Organisation, Problem, Weights};
use crate::random::Random;

/// What the fits of a made-up problem are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Every pair drawn alone, from 0 to 100: the hardest, nothing can be learnt from neighbours.
    Uniform,
    /// Likeness of what both do, of eight features, with a little of chance.
    Features,
    /// Uniform, but only members of layers that follow each other count.
    Neighbours,
    /// Half of the pairs known, the others never together.
    Sparse,
    /// Features, capacities from 1 to 3, competitors, money, and a worst fit that counts.
    Mixed,
}

pub const LAYERS: [&str; 7] =
    ["scenario", "application", "model", "compute", "corpus", "fund", "community"];

pub fn generated(kind: Kind, organisations: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let mut members: Vec<Organisation> =
        (0..organisations).map(|at| member(kind, at, &mut random)).collect();
    let traits: Vec<Vec<f64>> =
        (0..organisations).map(|_| (0..8).map(|_| random.unit()).collect()).collect();
    let likeness = |one: usize, other: usize| {
        let both = traits[one].iter().zip(&traits[other]);
        let apart: f64 = both.map(|(a, b)| (a - b) * (a - b)).sum();
        100.0 * (-apart).exp()
    };
    let mut rows = vec![vec![None; organisations]; organisations];
    let mut pairs = Vec::new();
    for one in 0..organisations {
        for other in one + 1..organisations {
            let points = match kind {
                Kind::Uniform | Kind::Neighbours => Some(random.below(101) as i32),
                Kind::Sparse => random.chance(0.5).then(|| random.below(101) as i32),
                Kind::Features | Kind::Mixed => {
                    Some((likeness(one, other) * 0.9 + 10.0 * random.unit()) as i32)
                }
            };
            pairs.push((one, other, points));
        }
    }
    for (one, other, points) in pairs {
        rows[one][other] = points;
        rows[other][one] = points;
    }
    let mut apart = Vec::new();
    if kind == Kind::Mixed && organisations > 0 {
        for _ in 0..organisations {
            let two = [random.below(organisations), random.below(organisations)];
            apart.push(two.map(|at| members[at].id.clone()));
        }
        for one in members.iter_mut().step_by(17) {
            one.layers = vec![LAYERS[0].to_owned(), LAYERS[1].to_owned()];
        }
    }
    Problem {
        layers: LAYERS.iter().map(|&layer| layer.to_owned()).collect(),
        organisations: members,
        fit: Fit::Matrix(rows),
        between: if kind == Kind::Neighbours { Between::Neighbours } else { Between::All },
        weights: Weights { total: 1, worst: u32::from(kind == Kind::Mixed) },
        fit_min: None,
        apart,
        chains_max: None,
    }
}

fn member(kind: Kind, at: usize, random: &mut Random) -> Organisation {
    let layer = at % LAYERS.len();
    let mixed = kind == Kind::Mixed;
    let asks = if mixed && layer != 5 { random.below(100) as i64 } else { 0 };
    let brings = if mixed && layer == 5 { 200 + random.below(400) as i64 } else { 0 };
    Organisation {
        id: format!("{}-{at}", LAYERS[layer]),
        layers: vec![LAYERS[layer].to_owned()],
        capacity: if mixed { 1 + random.below(3) as u32 } else { 1 },
        asks,
        brings,
        features: Vec::new(),
    }
}
