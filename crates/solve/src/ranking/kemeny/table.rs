//! Who is put above whom, how often.

use crate::ranking::case::Order;

/// `over(a, b)` judges put `a` above `b`.
#[derive(Clone)]
pub struct Table {
    pub entries: usize,
    over: Vec<i64>,
}

impl Table {
    pub fn of<'a>(entries: usize, orders: impl Iterator<Item = &'a Order>) -> Self {
        let mut table = Self { entries, over: vec![0; entries * entries] };
        for order in orders {
            table.add(order, order.times);
        }
        table
    }

    pub fn over(&self, above: usize, below: usize) -> i64 {
        self.over[above * self.entries + below]
    }

    /// How many more disagree with `above` before `below` than with the other way round.
    pub fn lead(&self, above: usize, below: usize) -> i64 {
        self.over(below, above) - self.over(above, below)
    }

    /// Counts an order once more, `times` times; fewer when `times` is negative.
    pub fn add(&mut self, order: &Order, times: i64) {
        for (at, above) in order.groups.iter().enumerate() {
            for &above in above {
                let line = &mut self.over[above * self.entries..][..self.entries];
                for &below in order.groups[at + 1..].iter().flatten() {
                    line[below] += times;
                }
            }
        }
    }

    /// Disagreements with an order of some entries.
    pub fn cost(&self, order: &[usize]) -> i64 {
        let below =
            |at: usize| order[at + 1..].iter().map(move |&below| self.over(below, order[at]));
        (0..order.len()).flat_map(below).sum()
    }

    /// The share of its judgements that an entry won; one half when there were none.
    pub fn won(&self, entry: usize) -> f64 {
        let won: i64 = (0..self.entries).map(|other| self.over(entry, other)).sum();
        let lost: i64 = (0..self.entries).map(|other| self.over(other, entry)).sum();
        if won + lost == 0 { 0.5 } else { won as f64 / (won + lost) as f64 }
    }
}
