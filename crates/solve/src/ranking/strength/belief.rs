//! How sure strengths are: near its maximum the likelihood is a bell whose covariance is the
//! inverse of the curvature.

use super::likelihood::{Seen, normal};
use super::lists::Lists;
use super::newton::{Solved, solve};
use crate::random::Random;
use crate::ranking::belief::{Belief, worlds_for};
use crate::ranking::dense::Factor;
use crate::run::Watch;

/// Entries up to which the covariance is had whole: its inverse takes the cube of them.
const DENSE_MAX: usize = 400;
/// List places that drawing worlds may pass over; the least number of worlds is drawn all the same.
const WORK: usize = 200_000_000;
const WORLDS_MIN: usize = 32;

pub(super) fn belief(lists: &Lists, strength: &[f64], seed: u64, watch: Watch<'_>) -> Belief {
    let seen = Seen::from(lists, strength);
    let mut random = Random::new(seed);
    let dense = if lists.entries <= DENSE_MAX { dense(&seen, lists) } else { None };
    match dense {
        Some(dense) => dense.belief(strength, &mut random),
        None => drawn(&seen, strength, &mut random, watch),
    }
}

struct Dense {
    factor: Factor,
    covariance: Vec<f64>,
}

/// Only differences are known, so the direction in which all move alike is given a curvature of
/// its own and taken out again.
fn dense(seen: &Seen<'_>, lists: &Lists) -> Option<Dense> {
    let size = lists.entries;
    let diagonal = seen.diagonal();
    let own = diagonal.iter().sum::<f64>() / size as f64;
    let mut buffer = seen.buffer();
    let mut curvature = Vec::with_capacity(size * size);
    let mut unit = vec![0.0; size];
    for at in 0..size {
        unit[at] = 1.0;
        let column = seen.curved(&unit, &mut buffer);
        curvature.extend(column.into_iter().map(|one| one + own / size as f64));
        unit[at] = 0.0;
    }
    let factor = Factor::of(curvature, size)?;
    let alike = 1.0 / (own + lists.prior) / size as f64;
    let covariance = factor.inverse().into_iter().map(|one| one - alike).collect();
    Some(Dense { factor, covariance })
}

impl Dense {
    fn belief(self, strength: &[f64], random: &mut Random) -> Belief {
        let size = strength.len();
        let mut worlds = Vec::with_capacity(worlds_for(size) * size);
        for _ in 0..worlds_for(size) {
            let mut world: Vec<f64> = (0..size).map(|_| normal(random)).collect();
            self.factor.backward(&mut world);
            place_around(strength, &mut world);
            worlds.extend(world);
        }
        let error = (0..size).map(|at| self.covariance[at * size + at].max(0.0).sqrt()).collect();
        Belief { mean: strength.to_vec(), error, worlds, covariance: Some(self.covariance) }
    }
}

/// Worlds without the covariance: a random slope whose covariance is the curvature, turned back
/// through the curvature, has the covariance that is wanted (Papandreou and Yuille, *Gaussian
/// sampling by local perturbations*, NIPS 2010).
fn drawn(seen: &Seen<'_>, strength: &[f64], random: &mut Random, watch: Watch<'_>) -> Belief {
    let size = strength.len();
    let (mut worlds, mut work): (Vec<f64>, usize) = (Vec::new(), 0);
    for drawn in 0..worlds_for(size) {
        if (drawn >= WORLDS_MIN && work > WORK) || (drawn > 0 && watch.is_stopped()) {
            break;
        }
        let Solved { found: mut world, steps } = solve(seen, &seen.shaken(random), watch);
        work += (steps + 1) * (seen.items() + size);
        place_around(strength, &mut world);
        worlds.extend(world);
    }
    let error = |at: usize| {
        let apart = worlds.chunks_exact(size).map(|world| (world[at] - strength[at]).powi(2));
        (apart.sum::<f64>() / (worlds.len() / size) as f64).sqrt()
    };
    let error = (0..size).map(error).collect();
    Belief { mean: strength.to_vec(), error, worlds, covariance: None }
}

fn place_around(strength: &[f64], world: &mut [f64]) {
    let mean = world.iter().sum::<f64>() / world.len() as f64;
    world.iter_mut().zip(strength).for_each(|(one, strength)| *one += strength - mean);
}
