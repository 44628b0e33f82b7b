//! Which vote to ask for next: the one that is expected to teach most.
//!
//! What a vote teaches is how much less is known of its result before than if the strengths were
//! known: the mutual information of the vote and the strengths (Lindley, Annals of Mathematical
//! Statistics 27, 1956; for paired comparisons Glickman and Jensen, Journal of Statistical
//! Planning and Inference 127, 2005). It is large where two are close and little is known of them.

use super::answer::NextPair;
use super::belief::{Belief, order};

/// Entries up to which every pair is looked at.
const ALL_MAX: usize = 400;
/// Beyond, an entry is put against so many of those that come next and may be asked.
const NEAR: usize = 12;
/// Standard deviations that the sum over a normal distribution reaches, and its parts.
const REACH: f64 = 4.0;
const PARTS: i32 = 32;

/// The `count` pairs that would teach most among those that `may` be asked, the best first.
pub(super) fn next(
    belief: &Belief,
    entries: &[String],
    count: usize,
    may: impl Fn(usize, usize) -> bool,
) -> Vec<NextPair> {
    let order = order(&belief.mean);
    let near = if order.len() <= ALL_MAX { order.len() } else { NEAR };
    let mut found = Vec::new();
    for (at, &one) in order.iter().enumerate() {
        let others = order[at + 1..].iter().copied().filter(|&other| may(one, other));
        for other in others.take(near) {
            let apart = belief.mean[one] - belief.mean[other];
            found.push((bits(apart, belief.difference_variance(one, other)), one, other));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    found.truncate(count);
    let named = |(bits, one, other): (f64, usize, usize)| NextPair {
        between: (entries[one].clone(), entries[other].clone()),
        bits,
    };
    found.into_iter().map(named).collect()
}

/// What a vote teaches between two whose strengths differ by `apart`, known to `variance`.
fn bits(apart: f64, variance: f64) -> f64 {
    let deviation = variance.sqrt();
    let (mut weights, mut chance, mut doubt) = (0.0, 0.0, 0.0);
    for part in -PARTS..=PARTS {
        let away = REACH * f64::from(part) / f64::from(PARTS);
        let weight = (-away * away / 2.0).exp();
        let wins = 1.0 / (1.0 + (-(apart + deviation * away)).exp());
        weights += weight;
        chance += weight * wins;
        doubt += weight * entropy(wins);
    }
    (entropy(chance / weights) - doubt / weights).max(0.0)
}

/// Bits in the answer to a question that is answered yes with this chance.
fn entropy(chance: f64) -> f64 {
    let part = |chance: f64| if chance > 0.0 { -chance * chance.log2() } else { 0.0 };
    part(chance) + part(1.0 - chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_between_equals_of_whom_little_is_known_teaches_most() {
        assert!(bits(0.0, 4.0) > bits(0.0, 1.0));
        assert!(bits(0.0, 1.0) > bits(3.0, 1.0));
        assert!(bits(0.0, 0.0) < 1e-12, "what is known already teaches nothing");
        assert!(bits(0.0, 1e12) <= 1.0, "one answer is one bit at most");
    }
}
