//! The likelihood, its slope and its curvature, each in time linear in the lists.
//!
//! For one list, `share[t]` is the chance of item `t` among the items from `t` on. Everything else
//! follows from it by running sums whose factors are at most 1, so strengths thousands apart do no
//! harm.

use super::lists::{List, Lists};
use crate::random::Random;

/// The lists seen from one vector of strengths.
pub(super) struct Seen<'a> {
    lists: &'a Lists,
    /// Chance of each item among itself and what follows it.
    share: Vec<f64>,
    /// Chance of what follows it: `1 - share`, without loss of digits.
    rest: Vec<f64>,
    /// Logarithm of the likelihood, with the prior.
    pub value: f64,
}

impl<'a> Seen<'a> {
    pub fn from(lists: &'a Lists, strength: &[f64]) -> Self {
        let mut share = vec![0.0; lists.items.len()];
        let mut rest = vec![0.0; lists.items.len()];
        let mut value = -0.5 * lists.prior * strength.iter().map(|one| one * one).sum::<f64>();
        for list in &lists.lists {
            let mut below = f64::NEG_INFINITY;
            for at in (list.start..list.end).rev() {
                let own = strength[lists.items[at] as usize];
                let high = own.max(below);
                let all = high + ((own - high).exp() + (below - high).exp()).ln();
                share[at] = (own - all).exp();
                rest[at] = (below - all).exp();
                if at < list.start + list.stages {
                    value += list.weight * (own - all);
                }
                below = all;
            }
        }
        Self { lists, share, rest, value }
    }

    /// The slope of [`Seen::value`] at `strength`.
    pub fn slope(&self, strength: &[f64]) -> Vec<f64> {
        let mut slope: Vec<f64> = strength.iter().map(|one| -self.lists.prior * one).collect();
        for list in &self.lists.lists {
            let chosen_end = list.start + list.stages;
            let mut sum = 0.0;
            for at in list.start..list.end {
                let is_chosen = f64::from(u8::from(at < chosen_end));
                sum += is_chosen;
                let item = self.lists.items[at] as usize;
                slope[item] += list.weight * (is_chosen - self.share[at] * sum);
                sum *= self.rest[at];
            }
        }
        slope
    }

    /// How many places all lists have.
    pub fn items(&self) -> usize {
        self.lists.items.len()
    }

    /// Room for [`Seen::curved`].
    pub fn buffer(&self) -> Vec<f64> {
        vec![0.0; self.lists.items.len()]
    }

    /// The curvature (the negative second derivative) times `vector`.
    pub fn curved(&self, vector: &[f64], mean: &mut [f64]) -> Vec<f64> {
        let mut curved: Vec<f64> = vector.iter().map(|one| self.lists.prior * one).collect();
        for list in &self.lists.lists {
            let mut below = 0.0;
            for (at, mean) in mean.iter_mut().enumerate().take(list.end).skip(list.start).rev() {
                let own = vector[self.lists.items[at] as usize];
                below = self.share[at] * own + self.rest[at] * below;
                *mean = below;
            }
            let chosen_end = list.start + list.stages;
            let (mut sum, mut means) = (0.0, 0.0);
            for (at, mean) in mean.iter().enumerate().take(list.end).skip(list.start) {
                if at < chosen_end {
                    sum += 1.0;
                    means += mean;
                }
                let item = self.lists.items[at] as usize;
                curved[item] += list.weight * self.share[at] * (vector[item] * sum - means);
                sum *= self.rest[at];
                means *= self.rest[at];
            }
        }
        curved
    }

    /// The diagonal of the curvature.
    pub fn diagonal(&self) -> Vec<f64> {
        let mut diagonal = vec![self.lists.prior; self.lists.entries];
        for list in &self.lists.lists {
            let chosen_end = list.start + list.stages;
            let (mut sum, mut squares) = (0.0, 0.0);
            for at in list.start..list.end {
                if at < chosen_end {
                    sum += 1.0;
                    squares += 1.0;
                }
                let share = self.share[at];
                let item = self.lists.items[at] as usize;
                diagonal[item] += list.weight * (share * sum - share * share * squares);
                sum *= self.rest[at];
                squares *= self.rest[at] * self.rest[at];
            }
        }
        diagonal
    }

    /// A random vector whose covariance is the curvature, for each choice
    /// the difference between one drawn at random and the expected one.
    pub fn shaken(&self, random: &mut Random) -> Vec<f64> {
        let mut shaken: Vec<f64> =
            (0..self.lists.entries).map(|_| self.lists.prior.sqrt() * normal(random)).collect();
        for list in &self.lists.lists {
            let root = list.weight.sqrt();
            if list.end - list.start == 2 {
                let push =
                    root * (self.share[list.start] * self.rest[list.start]).sqrt() * normal(random);
                shaken[self.lists.items[list.start] as usize] += push;
                shaken[self.lists.items[list.start + 1] as usize] -= push;
                continue;
            }
            self.shake_list(list, &mut shaken, random);
        }
        shaken
    }

    fn shake_list(&self, list: &List, shaken: &mut [f64], random: &mut Random) {
        let root = list.weight.sqrt();
        // Logarithm of the chance that none of the items so far is drawn.
        let mut falls = Vec::with_capacity(list.end - list.start);
        let mut fall = 0.0;
        for rest in &self.rest[list.start..list.end] {
            fall += rest.ln();
            falls.push(fall);
        }
        let mut sum = 0.0;
        for at in list.start..list.end {
            if at < list.start + list.stages {
                let sign = if random.chance(0.5) { root } else { -root };
                let before = if at > list.start { falls[at - list.start - 1] } else { 0.0 };
                let drawn_fall = before + (1.0 - random.unit()).ln();
                let drawn = falls[at - list.start..].partition_point(|&fall| fall > drawn_fall);
                let drawn = (at + drawn).min(list.end - 1);
                shaken[self.lists.items[drawn] as usize] += sign;
                sum += sign;
            }
            shaken[self.lists.items[at] as usize] -= self.share[at] * sum;
            sum *= self.rest[at];
        }
    }
}

/// One number of the standard normal distribution (Box and Muller, 1958).
pub(in crate::ranking) fn normal(random: &mut Random) -> f64 {
    let radius = (-2.0 * (1.0 - random.unit()).ln()).sqrt();
    radius * (std::f64::consts::TAU * random.unit()).cos()
}
