//! What is known of all entries together, and what follows: places with their ranges, the chance to
//! belong to the first, whether judging may stop.
//!
//! A belief is many equally likely worlds, each with a value for every entry. A question about
//! places is answered by counting worlds (for ranks of estimates see Goldstein and Spiegelhalter,
//! Journal of the Royal Statistical Society A 159, 1996).

use super::answer::{Stopping, Verdict};

/// Values of all entries, with their joint uncertainty.
pub struct Belief {
    pub(super) mean: Vec<f64>,
    /// Standard errors.
    pub(super) error: Vec<f64>,
    /// Worlds, one after the other, each a value for every entry.
    pub(super) worlds: Vec<f64>,
    /// Covariance by rows, when it was small enough to be had.
    pub(super) covariance: Option<Vec<f64>>,
}

/// Worlds by numbers in memory.
const WORLD_VALUES_MAX: usize = 2_000_000;
const WORLDS_MIN: usize = 64;
/// The error of a chance of one half is then 1 %.
const WORLDS_MAX: usize = 2_500;
/// Values nearer than this share a place.
const TIED: f64 = 1e-9;
/// Left out on each side of a range of places.
const RANGE_TAIL: f64 = 0.05;

/// How many worlds are drawn for so many entries.
pub(super) fn worlds_for(entries: usize) -> usize {
    (WORLD_VALUES_MAX / entries.max(1)).clamp(WORLDS_MIN, WORLDS_MAX)
}

/// Entries from the best on; equals in their given order.
pub(super) fn order(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    order
}

/// The place of each entry, from 1; equals share the better place.
pub(super) fn places(values: &[f64]) -> Vec<usize> {
    let order = order(values);
    let largest = values.iter().map(|value| value.abs()).fold(1.0, f64::max);
    let mut places = vec![0; values.len()];
    let mut place = 1;
    for (at, &entry) in order.iter().enumerate() {
        if at > 0 && values[order[at - 1]] - values[entry] > TIED * largest {
            place = at + 1;
        }
        places[entry] = place;
    }
    places
}

/// How the worlds place the entries.
pub(super) struct Placings {
    entries: usize,
    worlds: usize,
    /// One world after the other, the place of every entry.
    places: Vec<u32>,
}

impl Belief {
    pub(super) fn placings(&self) -> Placings {
        let entries = self.mean.len();
        let mut all = vec![0; self.worlds.len()];
        for (world, out) in
            self.worlds.chunks_exact(entries.max(1)).zip(all.chunks_exact_mut(entries.max(1)))
        {
            for (at, entry) in order(world).into_iter().enumerate() {
                out[entry] = at as u32 + 1;
            }
        }
        Placings { entries, worlds: self.worlds.len() / entries.max(1), places: all }
    }

    /// The variance of the difference of two entries.
    pub(super) fn difference_variance(&self, one: usize, other: usize) -> f64 {
        let entries = self.mean.len();
        if let Some(covariance) = &self.covariance {
            let at = |a: usize, b: usize| covariance[a * entries + b];
            return (at(one, one) + at(other, other) - 2.0 * at(one, other)).max(0.0);
        }
        let middle = self.mean[one] - self.mean[other];
        let worlds = self.worlds.chunks_exact(entries);
        let count = worlds.len().max(1) as f64;
        worlds.map(|world| (world[one] - world[other] - middle).powi(2)).sum::<f64>() / count
    }
}

impl Placings {
    fn worlds(&self) -> impl Iterator<Item = &[u32]> {
        self.places.chunks_exact(self.entries.max(1))
    }

    /// The places between which an entry lies nine times of ten.
    pub fn range(&self, entry: usize) -> (usize, usize) {
        let mut places: Vec<u32> = self.worlds().map(|world| world[entry]).collect();
        places.sort_unstable();
        let cut = (self.worlds as f64 * RANGE_TAIL) as usize;
        (places[cut] as usize, places[self.worlds - 1 - cut] as usize)
    }

    /// The chance of an entry to be of the first `first`.
    pub fn chance(&self, entry: usize, first: usize) -> f64 {
        let among = self.worlds().filter(|world| world[entry] as usize <= first).count();
        among as f64 / self.worlds as f64
    }

    /// Whether the first `first` of `order` are sure enough.
    pub fn stopping(&self, order: &[usize], first: usize, confidence: f64) -> Stopping {
        let chosen = &order[..first];
        let count = self.worlds as f64;
        let (mut right, mut wrong, mut off) = (0_usize, 0_usize, 0_usize);
        for world in self.worlds() {
            let outside = chosen.iter().filter(|&&entry| world[entry] as usize > first).count();
            right += usize::from(outside == 0);
            wrong += outside;
            off += (order.iter().enumerate())
                .map(|(at, &entry)| (world[entry] as usize).abs_diff(at + 1))
                .sum::<usize>();
        }
        let set_right = right as f64 / count;
        let verdict = if set_right >= confidence { Verdict::Stop } else { Verdict::GoOn };
        let off_expected = off as f64 / count / self.entries as f64;
        Stopping { set_right, wrong_expected: wrong as f64 / count, off_expected, verdict }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn belief(worlds: &[[f64; 3]]) -> Belief {
        let mean: Vec<f64> = (0..3)
            .map(|at| worlds.iter().map(|world| world[at]).sum::<f64>() / worlds.len() as f64)
            .collect();
        Belief { mean, error: vec![1.0; 3], worlds: worlds.concat(), covariance: None }
    }

    #[test]
    fn a_set_that_is_right_in_three_worlds_of_four_is_three_quarters_sure() {
        let placings = belief(&[[3., 2., 1.], [2., 3., 1.], [3., 2., 0.], [3., 1., 2.]]).placings();

        let stopping = placings.stopping(&[0, 1, 2], 2, 0.8);

        let expected = Stopping {
            set_right: 0.75,
            wrong_expected: 0.25,
            off_expected: 4.0 / 4.0 / 3.0,
            verdict: Verdict::GoOn,
        };
        assert_eq!(stopping, expected);
        assert_eq!(placings.stopping(&[0, 1, 2], 2, 0.75).verdict, Verdict::Stop);
        assert_eq!(placings.chance(2, 2), 0.25);
        assert_eq!(placings.range(0), (1, 2));
    }

    #[test]
    fn equals_share_the_better_place() {
        assert_eq!(places(&[1.0, 2.0, 1.0, 0.5]), [2, 1, 2, 4]);
    }
}
