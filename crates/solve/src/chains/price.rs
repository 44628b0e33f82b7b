//! The best chain through each seat of one layer, at given prices of organisations: exactly, or
//! with a bound where the nodes run out.
//!
//! Branch and bound over layers. A pair's worth is shared between its two seats ([`Shares`]), so
//! that the sum of the best of each layer bounds every chain; fixing a seat replaces its shares by
//! what it is truly worth with each other. Seats that can no longer reach the threshold leave the
//! lists, and the layer with the shortest list is next.

use super::board::{Board, NEVER, Seat};

/// What two that must not meet are worth, in units; more than any chain is.
pub const BARRED: i32 = -(1 << 26);
/// Below this something barred is in the sum.
const DEAD: i32 = -(1 << 25);

/// Integer units of one point: prices are set to these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Units(pub i32);

impl Units {
    pub fn new(board: &Board) -> Self {
        let most = (board.total * board.links + board.worst) * i64::from(board.fit_best).max(1);
        let mut units = 64;
        while units > 1 && i64::from(units) * most > 1 << 23 {
            units /= 2;
        }
        Self(units)
    }
}

/// Prices, and how pairs are shared so that bounds are tight at them.
pub struct Shares<'a> {
    board: &'a Board,
    units: Units,
    /// Of each seat, the price of its organisation.
    price: Vec<i32>,
    /// `share[layer][seat]`: of the pairs of that seat with that layer, at most so much is its own.
    share: Vec<Vec<i32>>,
}

/// Rounds of sharing anew; more no longer pays.
const SWEEPS: usize = 6;

impl<'a> Shares<'a> {
    pub fn new(board: &'a Board, units: Units, price: Vec<i32>) -> Self {
        let seats = board.organisation.len();
        let share = vec![vec![0; seats]; board.layers];
        let mut shares = Self { board, units, price, share };
        for _ in 0..SWEEPS {
            for one in 0..board.layers {
                for other in 0..one {
                    shares.balance(one, other);
                }
            }
        }
        shares
    }

    fn worth(&self, fit: i16) -> i32 {
        if fit == NEVER { BARRED } else { i32::from(fit) * self.units.0 * self.board.total as i32 }
    }

    /// A seat's price and its shares with all layers but `without`.
    fn own(&self, seat: usize, without: usize) -> i32 {
        let shares = self.share.iter().enumerate().filter(|(layer, _)| *layer != without);
        shares.map(|(_, share)| share[seat]).sum::<i32>() - self.price[seat]
    }

    /// Max-product linear programming (Globerson and Jaakkola, NIPS 2007) on one pair of layers.
    fn balance(&mut self, one: usize, other: usize) {
        let (rows, columns) = (self.board.seats(one), self.board.seats(other));
        let own_rows: Vec<i32> = rows.clone().map(|seat| self.own(seat, other)).collect();
        let own_columns: Vec<i32> = columns.clone().map(|seat| self.own(seat, one)).collect();
        let mut best_columns = vec![i32::MIN; own_columns.len()];
        for (row, &own_row) in rows.zip(&own_rows) {
            let mut best = i32::MIN;
            let fits = self.board.fits(row as Seat, other);
            let columns = fits.iter().zip(&own_columns).zip(&mut best_columns);
            for ((&fit, &own_column), best_column) in columns {
                let worth = self.worth(fit);
                best = best.max(worth + own_column);
                *best_column = (*best_column).max(worth + own_row);
            }
            // Halves are rounded up: the two shares are never less than the pair.
            self.share[other][row] = half(best.max(BARRED) - own_row);
        }
        for ((column, best), own) in columns.zip(best_columns).zip(own_columns) {
            self.share[one][column] = half(best.max(BARRED) - own);
        }
    }
}

const fn half(value: i32) -> i32 {
    (value + 1) >> 1
}

/// What was found through one seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// No chain through it gains more over the prices, in units; never below the threshold.
    pub most: i32,
    /// Chains that gain more than the threshold, the best last.
    pub chains: Vec<Vec<Seat>>,
    pub nodes: u64,
}

/// How far to look.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// What gains no more than this is of no use, in units.
    pub threshold: i32,
    pub nodes: u64,
}

type List = Vec<(Seat, i32)>;

struct Branching<'a, 's> {
    shares: &'s Shares<'a>,
    threshold: i32,
    nodes_left: u64,
    /// The best bound among what was not looked at.
    unseen: i32,
    chain: Vec<Seat>,
    found: Vec<Vec<Seat>>,
    lists: Vec<Vec<List>>,
    money_most: Vec<i64>,
}

/// What stands of a chain.
#[derive(Clone, Copy)]
struct Part {
    worth: i32,
    worst: i16,
    money: i64,
    /// Layers yet to be filled, one bit each.
    open: u32,
}

/// The best chain through `seat` of `layer` that gains more than the threshold.
pub fn through(shares: &Shares<'_>, layer: usize, seat: Seat, reach: Reach) -> Priced {
    let board = shares.board;
    let money_most = (0..board.layers)
        .map(|layer| board.seats(layer).map(|seat| board.money[seat]).max().unwrap_or(0))
        .collect();
    let whole = |layer: usize| -> List {
        let own = |seat: usize| (seat as Seat, shares.own(seat, usize::MAX));
        board.seats(layer).map(own).collect()
    };
    let mut lists = vec![vec![List::new(); board.layers]; board.layers + 1];
    lists[0] = (0..board.layers).map(whole).collect();
    let mut branching = Branching {
        shares,
        threshold: reach.threshold,
        nodes_left: reach.nodes,
        unseen: i32::MIN,
        chain: vec![0; board.layers],
        found: Vec::new(),
        lists,
        money_most,
    };
    let part = Part { worth: 0, worst: board.fit_best, money: 0, open: (1 << board.layers) - 1 };
    branching.fix(part, (layer, seat), 0);
    Priced {
        most: branching.threshold.max(branching.unseen),
        chains: branching.found,
        nodes: reach.nodes - branching.nodes_left,
    }
}

impl Branching<'_, '_> {
    /// Puts a seat into its layer and goes on with the layers left open.
    fn fix(&mut self, part: Part, (layer, seat): (usize, Seat), depth: usize) {
        let board = self.shares.board;
        self.chain[layer] = seat;
        self.nodes_left = self.nodes_left.saturating_sub(1);
        let mut part = Part {
            worth: part.worth - self.shares.price[seat as usize],
            money: part.money + board.money[seat as usize],
            open: part.open & !(1 << layer),
            ..part
        };
        for other in 0..board.layers {
            if other == layer || part.open & 1 << other != 0 {
                continue;
            }
            let fit = board.fit(seat, self.chain[other]);
            if fit == NEVER {
                return;
            }
            part.worth += self.shares.worth(fit);
            if board.counts(layer, other) {
                part.worst = part.worst.min(fit);
            }
        }
        let open = (0..board.layers).filter(|other| part.open & 1 << other != 0);
        let money: i64 = open.map(|other| self.money_most[other]).sum();
        if part.money.saturating_add(money) < 0 {
            return;
        }
        if part.open == 0 {
            self.ends(part);
            return;
        }
        if let Some((bound, best)) = self.look(part, (layer, seat), depth) {
            self.branch(part, depth + 1, bound, &best);
        }
    }

    fn ends(&mut self, part: Part) {
        let gain = part.worth + self.worst(part);
        if gain > self.threshold {
            self.threshold = gain;
            self.found.push(self.chain.clone());
        }
    }

    fn worst(&self, part: Part) -> i32 {
        i32::from(part.worst) * self.shares.units.0 * self.shares.board.worst as i32
    }

    /// Fills the lists of the next depth; the bound, and the best of each layer.
    fn look(
        &mut self,
        part: Part,
        (layer, seat): (usize, Seat),
        depth: usize,
    ) -> Option<(i32, [i32; 8])> {
        let (above, below) = self.lists.split_at_mut(depth + 1);
        let (above, below) = (&above[depth], &mut below[0]);
        let shares = self.shares;
        let start = shares.board.starts.as_slice();
        let mut best = [0; 8];
        let mut bound = part.worth;
        for other in (0..shares.board.layers).filter(|other| part.open & 1 << other != 0) {
            let fits = shares.board.fits(seat, other);
            let share = &shares.share[layer];
            let mut most = i32::MIN;
            below[other].clear();
            for &(one, gain) in &above[other] {
                let fit = fits[(one - start[other]) as usize];
                let gain = gain + shares.worth(fit) - share[one as usize];
                if gain > DEAD {
                    most = most.max(gain);
                    below[other].push((one, gain));
                }
            }
            if below[other].is_empty() {
                return None;
            }
            best[other] = most;
            bound += most;
        }
        let bound = bound + self.worst(part);
        (bound > self.threshold).then_some((bound, best))
    }

    fn branch(&mut self, part: Part, depth: usize, bound: i32, best: &[i32; 8]) {
        let open = (0..self.shares.board.layers).filter(|other| part.open & 1 << other != 0);
        let mut next = usize::MAX;
        for other in open {
            let floor = self.threshold - bound + best[other];
            self.lists[depth][other].retain(|&(_, gain)| gain > floor);
            let is_shorter = next == usize::MAX
                || self.lists[depth][other].len() < self.lists[depth][next].len();
            if is_shorter {
                next = other;
            }
        }
        let mut candidates = std::mem::take(&mut self.lists[depth][next]);
        candidates.sort_unstable_by_key(|&(seat, gain)| (-gain, seat));
        for &(seat, gain) in &candidates {
            let reachable = bound - best[next] + gain;
            if reachable <= self.threshold {
                break;
            }
            if self.nodes_left == 0 {
                self.unseen = self.unseen.max(reachable);
                break;
            }
            self.fix(part, (next, seat), depth);
        }
        self.lists[depth][next] = candidates;
    }
}
