//! Orders of large groups, by search.

use super::descent::shift;
use super::table::Table;
use crate::random::Random;
use crate::run::{Limits, Watch};
use crate::score::Score;
use crate::search::{Landscape, Strategy, portfolio, walk};

/// An order, changed by taking one entry out and putting it elsewhere.
#[derive(Clone)]
pub(super) struct Orders<'a> {
    pub table: &'a Table,
    pub order: Vec<usize>,
    pub cost: i64,
}

pub(super) struct Move {
    from: usize,
    to: usize,
}

/// Most moves that help are short.
const NEAR: usize = 6;

impl Landscape for Orders<'_> {
    type Move = Move;
    type Answer = Vec<usize>;

    fn score(&self) -> Score {
        Score::soft(self.cost)
    }

    fn propose(&mut self, random: &mut Random) -> Option<Move> {
        let size = self.order.len();
        let from = random.below(size);
        let to = if random.chance(0.5) {
            random.below(size)
        } else {
            let reach = NEAR.min(size - 1);
            (from + size + random.below(2 * reach + 1) - reach) % size
        };
        (from != to).then_some(Move { from, to })
    }

    fn delta(&mut self, change: &Move) -> Score {
        let Move { from, to } = *change;
        let entry = self.order[from];
        let delta: i64 = if from < to {
            self.order[from + 1..=to].iter().map(|&other| self.table.lead(other, entry)).sum()
        } else {
            self.order[to..from].iter().map(|&other| self.table.lead(entry, other)).sum()
        };
        Score::soft(delta)
    }

    fn apply(&mut self, change: &Move) -> Score {
        let delta = self.delta(change);
        shift(&mut self.order, change.from, change.to);
        self.cost += delta.soft;
        delta
    }

    fn undo(&mut self, change: &Move) {
        let back = Move { from: change.to, to: change.from };
        self.apply(&back);
    }

    fn answer(&self) -> Vec<usize> {
        self.order.clone()
    }
}

/// The best order found, and the steps done.
pub(super) fn search(
    table: &Table,
    start: Vec<usize>,
    enough: i64,
    limits: Limits,
    watch: Watch<'_>,
) -> (Vec<usize>, u64) {
    let cost = table.cost(&start);
    let pairs = (start.len() * start.len() / 2) as f64;
    // From a heat at which an average pair may be broken down to one at which none is.
    let hot = (cost as f64 / pairs).max(1.0);
    let strategy = Strategy::Cycle {
        hot,
        cold: hot / 100.0,
        first_steps: 20_000,
        growth: 1.5,
        hard_weight: 1.0,
    };
    let found = portfolio(limits, |seed| {
        let orders = Orders { table, order: start.clone(), cost };
        walk(orders, strategy, limits.steps, seed, Score::soft(enough), watch)
    });
    (found.answer, found.steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::case::Order;
    use crate::search::check_moves;

    #[test]
    fn moves_cost_what_they_promise() {
        let mut random = Random::new(5);
        let orders: Vec<Order> = (0..7)
            .map(|_| {
                let mut entries: Vec<usize> = (0..25).collect();
                random.shuffle(&mut entries);
                let groups = entries.into_iter().map(|entry| vec![entry]).collect();
                Order { judge: None, times: 1, groups, unranked_below: false }
            })
            .collect();
        let table = Table::of(25, orders.iter());
        let order: Vec<usize> = (0..25).collect();
        let orders = Orders { cost: table.cost(&order), table: &table, order };

        check_moves(orders, 1, 2_000, |orders| Score::soft(table.cost(&orders.order)));
    }
}
