//! Prices of organisations at which the chains of a pool are worth least: the dual of choosing
//! among them, by subgradients with Polyak's step.
//!
//! Each seat of the anchor layer chooses for itself the chain that gains most over the prices of
//! the others, so one round of pricing brings as many chains as the layer has seats.

use super::board::{Board, Seat};

/// Chains found so far, grouped by the seat of the anchor layer they go through.
pub struct Pool {
    pub anchor: usize,
    /// For each seat of the anchor layer: the other organisations, and the value.
    by_anchor: Vec<Vec<Column>>,
    known: std::collections::BTreeSet<Vec<Seat>>,
    /// Whether an organisation has a price: all that do not sit in the anchor layer alone.
    pub priced: Vec<bool>,
}

struct Column {
    chain: Vec<Seat>,
    organisations: Vec<u32>,
    value: f64,
}

/// Prices by organisation, and what they prove of the pool.
#[derive(Clone, Debug)]
pub struct Prices {
    pub of: Vec<f64>,
    pub bound: f64,
}

impl Pool {
    pub fn new(board: &Board) -> Self {
        let room = |layer: usize| -> u64 {
            let seats = board.seats(layer);
            seats.map(|seat| u64::from(board.capacity[board.organisation[seat] as usize])).sum()
        };
        let anchor = (0..board.layers).min_by_key(|&layer| room(layer)).unwrap_or(0);
        let mut priced = vec![false; board.capacity.len()];
        for layer in (0..board.layers).filter(|&layer| layer != anchor) {
            board.seats(layer).for_each(|seat| priced[board.organisation[seat] as usize] = true);
        }
        let by_anchor = board.seats(anchor).map(|_| Vec::new()).collect();
        Self { anchor, by_anchor, known: std::collections::BTreeSet::new(), priced }
    }

    pub fn add(&mut self, board: &Board, chain: &[Seat]) -> bool {
        let Some(value) = board.value(chain) else { return false };
        if value <= 0 || !self.known.insert(chain.to_vec()) {
            return false;
        }
        let organisations = chain.iter().map(|&seat| board.organisation[seat as usize]);
        let organisations = organisations.filter(|&one| self.priced[one as usize]).collect();
        let anchor = chain[self.anchor] as usize - board.seats(self.anchor).start;
        let value = value as f64;
        self.by_anchor[anchor].push(Column { chain: chain.to_vec(), organisations, value });
        true
    }

    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// What each anchor seat gains at most over the prices, and by which of its chains.
    fn chosen(&self, prices: &[f64]) -> Vec<(f64, usize)> {
        let best = |columns: &Vec<Column>| {
            let mut best = (0.0, usize::MAX);
            for (column, at) in columns.iter().zip(0..) {
                let price: f64 = column.organisations.iter().map(|&one| prices[one as usize]).sum();
                let gain = column.value - price;
                if gain > best.0 {
                    best = (gain, at);
                }
            }
            best
        };
        self.by_anchor.iter().map(best).collect()
    }

    /// Lowers the bound that the pool's chains allow; `worth` is what is known to be reached.
    pub fn prices(&self, board: &Board, start: &[f64], worth: f64, rounds: usize) -> Prices {
        let mut prices = start.to_vec();
        let mut best = Prices { of: prices.clone(), bound: f64::INFINITY };
        let mut step = 1.0;
        let mut since = 0;
        let mut slope = vec![0.0; prices.len()];
        let mut heading = vec![0.0; prices.len()];
        for _ in 0..rounds {
            let chosen = self.chosen(&prices);
            let gains: Vec<f64> = chosen.iter().map(|one| one.0).collect();
            let (bound, times) = bound(board, self, &prices, &gains);
            if bound < best.bound * (1.0 - 1e-6) {
                since = 0;
            } else {
                since += 1;
            }
            if bound < best.bound {
                best = Prices { of: prices.clone(), bound };
            }
            if since >= 20 {
                step *= 0.7;
                since = 0;
                prices.clone_from(&best.of);
                heading.fill(0.0);
                if step < 1e-3 {
                    break;
                }
                continue;
            }
            for (slope, (&capacity, &priced)) in
                slope.iter_mut().zip(board.capacity.iter().zip(&self.priced))
            {
                *slope = if priced { f64::from(capacity) } else { 0.0 };
            }
            for ((columns, one), times) in self.by_anchor.iter().zip(&chosen).zip(times) {
                if let Some(column) = columns.get(one.1) {
                    for &organisation in &column.organisations {
                        slope[organisation as usize] -= times;
                    }
                }
            }
            for (heading, slope) in heading.iter_mut().zip(&slope) {
                *heading = 0.5 * *heading + slope;
            }
            let length: f64 = heading.iter().map(|one| one * one).sum();
            if length < 1e-9 || bound <= worth * (1.0 + 1e-4) {
                break;
            }
            let far = step * (bound - worth) / length;
            for (price, heading) in prices.iter_mut().zip(&heading) {
                *price = (*price - far * heading).max(0.0);
            }
        }
        best
    }

    /// Chains that gain at least `least` (mostly a little below nothing) over the prices.
    pub fn near(&self, prices: &[f64], least: f64) -> Vec<&[Seat]> {
        let columns = self.by_anchor.iter().flatten().filter(|column| {
            let price: f64 = column.organisations.iter().map(|&one| prices[one as usize]).sum();
            column.value - price >= least
        });
        columns.map(|column| &column.chain[..]).collect()
    }
}

/// What prices prove when each anchor seat gains at most so much over them, and how often each is
/// then used: all that organisations could earn, and the best of the anchors.
pub fn bound(board: &Board, pool: &Pool, prices: &[f64], gains: &[f64]) -> (f64, Vec<f64>) {
    let earned = board.capacity.iter().zip(prices).zip(&pool.priced);
    let earned = earned.map(
        |((&capacity, price), &priced)| {
            if priced { f64::from(capacity) * price } else { 0.0 }
        },
    );
    let mut order: Vec<usize> = (0..gains.len()).collect();
    order.sort_by(|&one, &other| gains[other].total_cmp(&gains[one]).then(one.cmp(&other)));
    let mut times = vec![0.0; gains.len()];
    let mut left = board.chains_max as f64;
    let mut sum: f64 = earned.sum();
    for at in order {
        let seat = board.seats(pool.anchor).start + at;
        let capacity = f64::from(board.capacity[board.organisation[seat] as usize]);
        times[at] = capacity.min(left);
        left -= times[at];
        sum += times[at] * gains[at].max(0.0);
    }
    (sum, times)
}
