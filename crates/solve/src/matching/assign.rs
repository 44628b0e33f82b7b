//! Who is brought together: pairs of the greatest total under everyone's capacity.
//!
//! Exact on all pairs, not only on those that were kept: the flow is solved on the best of each,
//! its prices say what any other pair would have to be worth, one more scan looks for pairs that
//! are worth it, and so on until there are none (column generation). Each scan gives a bound.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::constraints;
use super::problem::{Entry, Problem};
use super::rank::{Kept, Ranking, Top, Turns, Within, each_row, ranked, within};
use super::scan::{Scan, Scratch, Side};
use crate::flow::pairing::Verdict;
use crate::flow::{Load, Pair, Pairing};
use crate::invalid::Invalid;
use crate::run::{Limits, Outcome, Status, Watch};
use crate::score::Score;

/// Two who are brought together.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
pub struct Assigned {
    pub offer: u32,
    pub need: u32,
    pub points: u32,
}

/// Scans for pairs worth more than their prices; each costs as much as the first.
const ROUNDS_MAX: u32 = 40;
/// Pairs of each entry that the first flow may choose from; with twenty, scarce capacities leave many
/// without any, and pricing has to bring what they lack.
const FLOW_KEEP: usize = 30;
/// Pairs that one row may bring in a round; more would only slow the flow down.
const BROUGHT_MAX: usize = 16;

/// Who is brought together, and the best of the other side for each entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Matched {
    pub assigned: Vec<Assigned>,
    pub best: Ranking,
}

/// As [`matched()`], without the lists.
pub fn assign(
    problem: &Problem,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Outcome<Vec<Assigned>>, Invalid> {
    Ok(matched(problem, limits, watch)?.map(|matched| matched.assigned))
}

/// Ranks every pair once, and brings together from what was ranked.
pub fn matched(
    problem: &Problem,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Outcome<Matched>, Invalid> {
    matched_from(problem, FLOW_KEEP, limits, watch)
}

/// As [`matched()`], with a first flow from `deep` pairs of each entry, or as many as are kept.
pub(super) fn matched_from(
    problem: &Problem,
    deep: usize,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Outcome<Matched>, Invalid> {
    problem.check()?;
    let scan = Scan::new(problem);
    let whole = within(&scan, limits.steps);
    let keep = problem.keep as usize;
    let mut ranking = ranked(&scan, keep.max(deep), limits, watch);
    let mut pairs = BTreeSet::new();
    if let Some(ranking) = &ranking.answer {
        let (rows, columns) = match scan.row_side {
            Side::Offers => (&ranking.for_offers, &ranking.for_needs),
            Side::Needs => (&ranking.for_needs, &ranking.for_offers),
        };
        for (kept, row) in rows.iter().zip(0..) {
            pairs.extend(kept.iter().map(|kept| (row, kept.other, kept.points)));
        }
        for (kept, column) in columns.iter().zip(0..) {
            pairs.extend(kept.iter().map(|kept| (kept.other, column, kept.points)));
        }
    }
    let mut rounds =
        Rounds { scan: &scan, pairs, steps: whole.steps, bound: None, chosen: Vec::new() };
    let status = if ranking.status == Status::Optimal {
        rounds.run(whole, limits, watch)?
    } else {
        // Rows that were never scored could hold anything: an answer, and no word about the best.
        let paired = rounds.solve(limits, watch)?;
        rounds.take(&paired.verdict);
        Status::Feasible
    };
    let mut best = ranking.answer.take().unwrap_or_default();
    for list in best.for_offers.iter_mut().chain(&mut best.for_needs) {
        list.truncate(keep);
    }
    let assigned = rounds.answer();
    let value = assigned.iter().map(|pair| u64::from(pair.points)).sum::<u64>() as f64;
    let penalties = constraints::penalties(problem, &assigned);
    Ok(Outcome {
        answer: Some(Matched { assigned, best }),
        status,
        score: Score::ZERO,
        value,
        bound: rounds.bound.map(|bound| bound as f64),
        penalties,
        conflict: Vec::new(),
        steps: rounds.steps,
        seed: limits.seed,
    })
}

struct Rounds<'a> {
    scan: &'a Scan<'a>,
    pairs: BTreeSet<(u32, u32, u32)>,
    steps: u64,
    bound: Option<i64>,
    chosen: Vec<(u32, u32, u32)>,
}

impl Rounds<'_> {
    fn run(&mut self, whole: Within, limits: Limits, watch: Watch<'_>) -> Result<Status, Invalid> {
        for _ in 0..ROUNDS_MAX {
            let paired = self.solve(limits, watch)?;
            self.take(&paired.verdict);
            if !matches!(paired.verdict, Verdict::Best(_))
                || self.steps.saturating_add(whole.steps) > limits.steps
            {
                return Ok(Status::Feasible);
            }
            let prices = Prices {
                rows: paired.prices.left.iter().map(|&price| price.max(0)).collect(),
                columns: paired.prices.right.iter().map(|&price| price.max(0)).collect(),
            };
            let Worthwhile { raised, brought } =
                self.worthwhile(&prices, Turns { rows: whole.rows, limits, watch });
            self.steps += whole.steps;
            if watch.is_stopped() {
                return Ok(Status::Feasible);
            }
            let bound = self.bound_of(&prices, raised);
            self.bound = Some(self.bound.map_or(bound, |known| known.min(bound)));
            if brought.is_empty() {
                return Ok(Status::Optimal);
            }
            for (row, top) in brought {
                self.pairs.extend(top.iter().map(|kept| {
                    let prices = prices.of(row, kept.other);
                    (row, kept.other, (i64::from(kept.points) + prices) as u32)
                }));
            }
        }
        Ok(Status::Feasible)
    }

    fn solve(&mut self, limits: Limits, watch: Watch<'_>) -> Result<crate::flow::Paired, Invalid> {
        let loads = |side: &[Entry]| -> Vec<Load> {
            side.iter().map(|one| Load { low: 0, high: i64::from(one.capacity) }).collect()
        };
        let pair = |&(left, right, points): &(u32, u32, u32)| Pair {
            left,
            right,
            gain: i64::from(points),
        };
        let pairing = Pairing {
            lefts: loads(self.scan.rows),
            rights: loads(self.scan.columns),
            pairs: self.pairs.iter().map(pair).collect(),
        };
        let left = limits.steps.saturating_sub(self.steps);
        let paired = pairing.solve(left, watch).map_err(|unfit| Invalid::new("needs", unfit))?;
        self.steps += paired.steps;
        Ok(paired)
    }

    fn take(&mut self, verdict: &Verdict) {
        if let Verdict::Best(chosen) | Verdict::Good(chosen) = verdict {
            let mut chosen = chosen.iter().copied().peekable();
            let numbered = self.pairs.iter().zip(0..);
            self.chosen = numbered
                .filter(|(_, at)| chosen.next_if(|next| next == at).is_some())
                .map(|(pair, _)| *pair)
                .collect();
        }
    }

    /// What every row has that is worth more than its prices.
    fn worthwhile(&self, prices: &Prices, turns: Turns<'_>) -> Worthwhile {
        let scan = self.scan;
        let part = |scratch: &mut Scratch, row: usize, all: &mut Worthwhile| {
            let mut top = Top::default();
            let mut raised = Vec::new();
            for column in 0..scan.columns.len() {
                let price = prices.of(row as u32, column as u32);
                if i64::from(scratch.cheap[column] + scratch.rest_max) <= price {
                    continue;
                }
                let Some(points) = scan.whole(row, column, scratch) else { continue };
                let more = i64::from(points) - price;
                if more > 0 {
                    raised.push(more);
                    let other = column as u32;
                    if !self.pairs.contains(&(row as u32, other, points)) {
                        top.offer(Kept { other, points: more as u32 }, BROUGHT_MAX);
                    }
                }
            }
            let capacity = scan.rows[row].capacity as usize;
            raised.sort_unstable_by(|one, other| other.cmp(one));
            all.raised += raised.iter().take(capacity).sum::<i64>();
            let top = top.sorted();
            if !top.is_empty() && capacity > 0 {
                all.brought.push((row as u32, top));
            }
        };
        let mut whole = Worthwhile::default();
        for part in each_row(scan, turns, Worthwhile::default, part) {
            whole.raised += part.raised;
            whole.brought.extend(part.brought);
        }
        whole
    }

    /// Whatever pairs are chosen, each is worth its prices and what it is worth more; a row has no
    /// more of these than its capacity.
    fn bound_of(&self, prices: &Prices, raised: i64) -> i64 {
        let side = |side: &[Entry], prices: &[i64]| -> i64 {
            side.iter().zip(prices).map(|(one, price)| i64::from(one.capacity) * price).sum()
        };
        side(self.scan.rows, &prices.rows) + side(self.scan.columns, &prices.columns) + raised
    }

    fn answer(&self) -> Vec<Assigned> {
        let one = |&(row, column, points): &(u32, u32, u32)| match self.scan.row_side {
            Side::Offers => Assigned { offer: row, need: column, points },
            Side::Needs => Assigned { offer: column, need: row, points },
        };
        let mut answer: Vec<Assigned> = self.chosen.iter().map(one).collect();
        answer.sort_unstable();
        answer
    }
}

/// Pairs that are worth more than their prices.
#[derive(Default)]
struct Worthwhile {
    /// What all rows together can be worth more, each within its capacity. A pair that is chosen may
    /// be worth more for good: it can be chosen once only.
    raised: i64,
    /// For each row the best of those that no flow has seen, with what they are worth more.
    brought: Vec<(u32, Vec<Kept>)>,
}

struct Prices {
    rows: Vec<i64>,
    columns: Vec<i64>,
}

impl Prices {
    fn of(&self, row: u32, column: u32) -> i64 {
        self.rows[row as usize] + self.columns[column as usize]
    }
}
