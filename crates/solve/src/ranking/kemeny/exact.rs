//! The best order of a small group, over all its subsets (Held and Karp's way, 1962; for Kemeny's
//! order Betzler et al., Theoretical Computer Science 410, 2009).

use super::table::Table;

/// Entries of a group that is solved exactly: two numbers for each of a million subsets.
pub(super) const EXACT_MAX: usize = 20;
/// A sum over a subset is looked up in two halves of so many entries.
const HALF: usize = 10;

/// The best order of a group, and how many orders are as good. `members` are at most [`EXACT_MAX`].
pub(super) fn best(table: &Table, members: &[usize]) -> (Vec<usize>, u64) {
    let size = members.len();
    let costs = Costs::of(table, members);
    let mut least = vec![0_i64; 1 << size];
    let mut ways = vec![1_u64; 1 << size];
    for set in 1..1_usize << size {
        let (mut cost, mut count) = (i64::MAX, 0_u64);
        let mut left = set;
        while left != 0 {
            let last = left.trailing_zeros() as usize;
            left &= left - 1;
            let above = set & !(1 << last);
            let with = least[above] + costs.below(last, above);
            if with < cost {
                (cost, count) = (with, ways[above]);
            } else if with == cost {
                count = count.saturating_add(ways[above]);
            }
        }
        least[set] = cost;
        ways[set] = count;
    }
    let full = (1 << size) - 1;
    let mut order = Vec::with_capacity(size);
    let mut set = full;
    while set != 0 {
        // Of equals the one that was entered last goes last, so that equals keep their order.
        let is_last = |&last: &usize| {
            let above = set & !(1 << last);
            set & (1 << last) != 0 && least[above] + costs.below(last, above) == least[set]
        };
        let last =
            (0..size).rev().find(is_last).expect("some entry of the set made its least cost");
        order.push(members[last]);
        set &= !(1 << last);
    }
    order.reverse();
    (order, ways[full])
}

/// What it costs to put an entry below a set of others.
struct Costs {
    low: Vec<i64>,
    high: Vec<i64>,
}

impl Costs {
    fn of(table: &Table, members: &[usize]) -> Self {
        let half = |start: usize| {
            let mut sums = vec![0; members.len() << HALF];
            for (entry, sums) in sums.chunks_exact_mut(1 << HALF).enumerate() {
                for set in 1..1_usize << HALF {
                    let one = start + set.trailing_zeros() as usize;
                    let before = sums[set & (set - 1)];
                    let more =
                        members.get(one).map_or(0, |&above| table.over(members[entry], above));
                    sums[set] = before + more;
                }
            }
            sums
        };
        Self { low: half(0), high: half(HALF) }
    }

    fn below(&self, entry: usize, above: usize) -> i64 {
        let low = above & ((1 << HALF) - 1);
        self.low[(entry << HALF) + low] + self.high[(entry << HALF) + (above >> HALF)]
    }
}
