//! How often two orders of the same things agree, counted over all pairs in the time of a sort.

/// Pairs that both put the same way round, and pairs that the first puts either way; a pair that
/// the second holds for equal counts half.
pub(super) fn agreeing(both: &mut [(f64, f64)]) -> (f64, f64) {
    both.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.total_cmp(&right.1)));
    let mut second: Vec<f64> = both.iter().map(|pair| pair.1).collect();
    second.sort_by(f64::total_cmp);
    let mut counts = Counts { sums: vec![0; second.len() + 1] };
    let (mut agree, mut all, mut at) = (0.0, 0.0, 0);
    while at < both.len() {
        let end = at + both[at..].iter().take_while(|pair| pair.0 == both[at].0).count();
        for pair in &both[at..end] {
            let below = counts.sum(second.partition_point(|one| *one < pair.1));
            let not_above = counts.sum(second.partition_point(|one| *one <= pair.1));
            agree += (below + not_above) as f64 / 2.0;
            all += at as f64;
        }
        for pair in &both[at..end] {
            counts.add(second.partition_point(|one| *one < pair.1));
        }
        at = end;
    }
    (agree, all)
}

/// Sums of a growing list of counts (Fenwick, Software: Practice and Experience 24, 1994).
struct Counts {
    sums: Vec<usize>,
}

impl Counts {
    fn add(&mut self, at: usize) {
        let mut node = at + 1;
        while node < self.sums.len() {
            self.sums[node] += 1;
            node += node & node.wrapping_neg();
        }
    }

    /// How many were added before `end`.
    fn sum(&self, end: usize) -> usize {
        let mut node = end;
        let mut sum = 0;
        while node > 0 {
            sum += self.sums[node];
            node -= node & node.wrapping_neg();
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn agreement_is_what_counting_every_pair_gives() {
        let mut random = Random::new(3);
        for size in 0..12 {
            let draw = |random: &mut Random| random.below(5) as f64;
            let mut both: Vec<(f64, f64)> =
                (0..size).map(|_| (draw(&mut random), draw(&mut random))).collect();
            let (mut agree, mut all) = (0.0, 0.0);
            for (at, one) in both.iter().enumerate() {
                for other in &both[..at] {
                    if one.0 != other.0 {
                        all += 1.0;
                        let product = (one.0 - other.0) * (one.1 - other.1);
                        agree += if product > 0.0 {
                            1.0
                        } else if one.1 == other.1 {
                            0.5
                        } else {
                            0.0
                        };
                    }
                }
            }

            assert_eq!(agreeing(&mut both), (agree, all));
        }
    }
}
