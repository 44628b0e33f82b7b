//! All chains at once, as a seating that is changed by swapping two seats of one layer.
//!
//! Every chain is always full; what must not be together costs instead. So the score is never
//! better than what [`Seating::chains`] takes out: chains that must not be are left out there.

use super::board::{Board, NEVER, Seat};
use crate::random::Random;
use crate::score::Score;
use crate::search::Landscape;

#[derive(Clone)]
pub struct Seating<'a> {
    board: &'a Board,
    /// The seats of each chain, one a layer: what a swap looks at stands side by side.
    seats: Vec<Seat>,
    /// For each layer the seats left over.
    left: Vec<Vec<Seat>>,
    values: Vec<i64>,
    /// The sum of all fits of each chain.
    sums: Vec<i64>,
    /// Of each place (chain by chain), what a swap there leaves behind.
    places: Vec<Place>,
    money: Vec<i64>,
    used: Vec<u32>,
    /// Places taken by organisations beyond their capacity.
    over: i64,
    sum: i64,
    chains: usize,
    never: i64,
}

/// A seat in its chain.
#[derive(Clone, Copy)]
struct Place {
    /// Its fits with the others of the chain.
    sum: i64,
    /// The worst fit among the others.
    rest: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct Swap {
    layer: usize,
    /// A chain, and another or one left over.
    one: usize,
    other: usize,
}

impl<'a> Seating<'a> {
    pub fn new(board: &'a Board, start: &[Vec<Seat>], random: &mut Random) -> Self {
        let chains = board.chains_max;
        let mut seats = vec![0; chains * board.layers];
        let mut left_over = Vec::new();
        for layer in 0..board.layers {
            let mut row: Vec<Seat> = start.iter().map(|chain| chain[layer]).collect();
            let mut taken = vec![0; board.organisation.len()];
            row.iter().for_each(|&seat| taken[seat as usize] += 1);
            let mut rest = Vec::new();
            for seat in board.seats(layer) {
                let capacity = board.capacity[board.organisation[seat] as usize];
                let left = (capacity as usize).min(chains).saturating_sub(taken[seat]);
                rest.extend(std::iter::repeat_n(seat as Seat, left));
            }
            random.shuffle(&mut rest);
            row.extend(rest);
            left_over.push(row.split_off(chains));
            for (chain, seat) in row.into_iter().enumerate() {
                seats[chain * board.layers + layer] = seat;
            }
        }
        let mut seating = Self {
            board,
            seats,
            left: left_over,
            values: vec![0; chains],
            sums: vec![0; chains],
            places: vec![Place { sum: 0, rest: i64::MAX }; chains * board.layers],
            money: vec![0; chains],
            used: vec![0; board.capacity.len()],
            over: 0,
            sum: 0,
            chains,
            never: 3 * i64::from(board.fit_best) + 1,
        };
        for chain in 0..chains {
            for layer in 0..board.layers {
                let seat = seating.seat(layer, chain);
                seating.money[chain] += board.money[seat as usize];
                seating.enter(seat);
            }
        }
        (0..chains).for_each(|chain| seating.weigh(chain));
        seating.sum = seating.values.iter().sum();
        seating
    }

    /// Of a chain, or of those left over counted on from the last chain.
    fn seat(&self, layer: usize, at: usize) -> Seat {
        if at < self.chains {
            self.seats[at * self.board.layers + layer]
        } else {
            self.left[layer][at - self.chains]
        }
    }

    fn put(&mut self, layer: usize, at: usize, seat: Seat) {
        if at < self.chains {
            self.seats[at * self.board.layers + layer] = seat;
        } else {
            self.left[layer][at - self.chains] = seat;
        }
    }

    fn of_chain(&self, chain: usize) -> &[Seat] {
        let first = chain * self.board.layers;
        &self.seats[first..first + self.board.layers]
    }

    fn enter(&mut self, seat: Seat) {
        let organisation = self.board.organisation[seat as usize] as usize;
        self.used[organisation] += 1;
        self.over += i64::from(self.used[organisation] > self.board.capacity[organisation]);
    }

    fn leave(&mut self, seat: Seat) {
        let organisation = self.board.organisation[seat as usize] as usize;
        self.over -= i64::from(self.used[organisation] > self.board.capacity[organisation]);
        self.used[organisation] -= 1;
    }

    /// The chain counted from nothing.
    #[cfg(test)]
    fn value(&self, chain: usize) -> i64 {
        let mut sum = 0;
        let mut worst = i64::MAX;
        for one in 0..self.board.layers {
            for other in 0..one {
                let seats = (self.seat(one, chain), self.seat(other, chain));
                let fit = self.points(self.board.fit(seats.0, seats.1));
                sum += fit;
                if self.board.counts(one, other) || fit < 0 {
                    worst = worst.min(fit);
                }
            }
        }
        self.board.total * sum + self.board.worst * worst - self.debt(self.money[chain])
    }

    fn points(&self, fit: i16) -> i64 {
        if fit == NEVER { -self.never } else { i64::from(fit) }
    }

    /// A chain that asks for more than it brings is as bad as two that must not meet.
    fn debt(&self, money: i64) -> i64 {
        if money < 0 { self.never * self.board.total.max(1) } else { 0 }
    }

    /// Counts a chain and its places anew.
    fn weigh(&mut self, chain: usize) {
        let layers = self.board.layers;
        let first = chain * layers;
        self.places[first..first + layers].fill(Place { sum: 0, rest: i64::MAX });
        let mut sum = 0;
        let mut worst = i64::MAX;
        for one in 0..layers {
            for other in 0..one {
                let seats = (self.seat(one, chain), self.seat(other, chain));
                let fit = self.points(self.board.fit(seats.0, seats.1));
                sum += fit;
                self.places[first + one].sum += fit;
                self.places[first + other].sum += fit;
                if self.is_felt((one, other), fit) {
                    worst = worst.min(fit);
                    for layer in (0..layers).filter(|layer| *layer != one && *layer != other) {
                        let rest = &mut self.places[first + layer].rest;
                        *rest = fit.min(*rest);
                    }
                }
            }
        }
        self.sums[chain] = sum;
        self.values[chain] = self.worth((sum, worst), self.money[chain]);
    }

    /// Whether a fit can be the worst of a chain.
    fn is_felt(&self, (one, other): (usize, usize), fit: i64) -> bool {
        fit < 0 || self.board.counts(one, other)
    }

    fn worth(&self, (sum, worst): (i64, i64), money: i64) -> i64 {
        self.board.total * sum + self.board.worst * worst - self.debt(money)
    }

    /// What a chain would be worth with another seat in a layer.
    fn changed(&self, chain: usize, layer: usize, seat: Seat) -> i64 {
        let seats = self.of_chain(chain);
        let before = seats[layer];
        let place = self.places[chain * self.board.layers + layer];
        let money =
            self.money[chain] + self.board.money[seat as usize] - self.board.money[before as usize];
        let mut sum = self.sums[chain] - place.sum;
        let mut worst = place.rest;
        let row = self.board.row(seat);
        for (other, &theirs) in seats.iter().enumerate() {
            if other != layer {
                let fit = self.points(row[theirs as usize]);
                sum += fit;
                if self.is_felt((layer, other), fit) {
                    worst = worst.min(fit);
                }
            }
        }
        self.worth((sum, worst), money)
    }

    fn gain(&self, swap: Swap) -> (i64, i64) {
        let Swap { layer, one, other } = swap;
        let (first, second) = (self.seat(layer, one), self.seat(layer, other));
        let of_one = self.changed(one, layer, second);
        let of_other = if other < self.chains { self.changed(other, layer, first) } else { 0 };
        (of_one, of_other)
    }

    fn over_by(&mut self, swap: Swap) -> i64 {
        if swap.other < self.chains {
            return 0;
        }
        let (first, second) = (self.seat(swap.layer, swap.one), self.seat(swap.layer, swap.other));
        let before = self.over;
        self.leave(first);
        self.enter(second);
        let change = self.over - before;
        self.leave(second);
        self.enter(first);
        change
    }
}

/// A seating as it stands, without its values: the seats of each chain, one a layer.
#[derive(Clone, Debug, Default)]
pub struct Seated {
    seats: Vec<Seat>,
}

impl Seated {
    /// The chains that may be, the best first, within every capacity.
    pub fn chains(&self, board: &Board) -> Vec<Vec<Seat>> {
        take(board, self.seats.chunks(board.layers).map(<[Seat]>::to_vec).collect())
    }
}

/// Of these chains the best that can be together.
pub fn take(board: &Board, chains: Vec<Vec<Seat>>) -> Vec<Vec<Seat>> {
    let valued = chains.into_iter().filter_map(|chain| Some((board.value(&chain)?, chain)));
    let mut valued: Vec<(i64, Vec<Seat>)> = valued.filter(|(value, _)| *value > 0).collect();
    valued.sort_unstable_by(|one, other| (other.0, &one.1).cmp(&(one.0, &other.1)));
    valued.dedup();
    let mut used = vec![0; board.capacity.len()];
    let mut taken = Vec::new();
    for (_, chain) in valued {
        let organisation = |seat: &Seat| board.organisation[*seat as usize] as usize;
        let has_room = |seat: &Seat| used[organisation(seat)] < board.capacity[organisation(seat)];
        if taken.len() < board.chains_max && chain.iter().all(has_room) {
            chain.iter().for_each(|seat| used[organisation(seat)] += 1);
            taken.push(chain);
        }
    }
    taken
}

impl Landscape for Seating<'_> {
    type Move = Swap;
    type Answer = Seated;

    fn score(&self) -> Score {
        Score { hard: 0, soft: self.over * self.never * self.board.total.max(1) - self.sum }
    }

    fn propose(&mut self, random: &mut Random) -> Option<Swap> {
        if self.chains == 0 {
            return None;
        }
        let layer = random.below(self.board.layers);
        let one = random.below(self.chains);
        let other = random.below(self.chains + self.left[layer].len());
        (self.seat(layer, one) != self.seat(layer, other)).then_some(Swap { layer, one, other })
    }

    fn delta(&mut self, swap: &Swap) -> Score {
        let (one, other) = self.gain(*swap);
        let mut soft = self.values[swap.one] - one;
        if swap.other < self.chains {
            soft += self.values[swap.other] - other;
        } else {
            soft += self.over_by(*swap) * self.never * self.board.total.max(1);
        }
        Score::soft(soft)
    }

    fn apply(&mut self, swap: &Swap) -> Score {
        let before = self.score();
        let Swap { layer, one, other } = *swap;
        let (of_one, of_other) = self.gain(*swap);
        let (first, second) = (self.seat(layer, one), self.seat(layer, other));
        let money = self.board.money[second as usize] - self.board.money[first as usize];
        self.sum += of_one - self.values[one];
        self.money[one] += money;
        self.put(layer, one, second);
        self.put(layer, other, first);
        self.weigh(one);
        if other < self.chains {
            self.sum += of_other - self.values[other];
            self.money[other] -= money;
            self.weigh(other);
        } else {
            self.leave(first);
            self.enter(second);
        }
        self.score() - before
    }

    fn undo(&mut self, swap: &Swap) {
        self.apply(swap);
    }

    fn answer(&self) -> Self::Answer {
        Seated { seats: self.seats.clone() }
    }
}

/// For tests: the score of what stands, counted from nothing.
#[cfg(test)]
pub fn recount(seating: &Seating<'_>) -> Score {
    let sum: i64 = (0..seating.chains).map(|chain| seating.value(chain)).sum();
    let used = seating.used.iter().zip(&seating.board.capacity);
    let over: i64 = used.map(|(&used, &room)| i64::from(used.saturating_sub(room))).sum();
    Score::soft(over * seating.never * seating.board.total.max(1) - sum)
}
