//! The rounds: seat and swap, price and bound, and swap again from the best of what was priced.

use std::thread;

use super::board::{Board, Seat};
use super::constraints;
use super::dual::{Pool, bound};
use super::price::{Priced, Reach, Shares, Units, through};
use super::problem::{Between, Chain, Problem};
use super::seating::{Seating, take};
use super::way::ways;
use crate::invalid::Invalid;
use crate::random::Random;
use crate::run::{Limits, Outcome, Progress, Status, Watch};
use crate::score::Score;
use crate::search::{Strategy, portfolio, walk};

/// Swaps of the first search, of each seed: enough for pricing to start from.
const SWAPS_FIRST: u64 = 3_000_000;
/// Swaps of each search that follows pricing, of each seed: each from full heat, since what the one
/// before found is deep in one valley, and longer, since only slow cooling gains.
const SWAPS: [u64; 3] = [20_000_000, 40_000_000, 120_000_000];
/// Rounds of pricing; the bound then moves by less than a thousandth a round.
const ROUNDS_MAX: u32 = 40;
/// Where a search ends, of the heat it began with: 0.1 and 0.03 cool through what matters too fast.
const COLD: f64 = 0.25;
/// Nodes for each anchor seat at first; doubled while bounds are loose for want of them.
const NODES: u64 = 2_000;
const NODES_MAX: u64 = 64_000;
/// Rounds of the dual on the pool between two rounds of pricing.
const DUAL_ROUNDS: usize = 300;
/// How far the next prices go for, between what is reached and what is proved.
const LEVEL: f64 = 0.4;
/// Columns of the pool looked at count as one step for so many.
const COLUMNS_A_STEP: u64 = 16;

/// Chains of the greatest worth that were found, and a bound on all.
pub fn solve(
    problem: &Problem,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Outcome<Vec<Chain>>, Invalid> {
    problem.check()?;
    let board = Board::new(problem);
    let empty = problem.layers.iter().zip(0..).find(|&(_, layer)| board.seats(layer).is_empty());
    if let Some((layer, _)) = empty {
        return Ok(impossible(format!("no organisation can fill the layer {layer:?}"), limits));
    }
    let mut rounds = Rounds {
        board: &board,
        limits,
        watch,
        steps: 0,
        chains: Vec::new(),
        value: 0,
        bound: f64::INFINITY,
    };
    rounds.run(problem)?;
    let chains: Vec<Chain> = rounds
        .chains
        .iter()
        .map(|chain| chain.iter().map(|&seat| board.organisation[seat as usize]).collect())
        .collect();
    let bound = rounds.bound.is_finite().then_some(rounds.bound);
    let is_best = bound.is_some_and(|bound| bound <= rounds.value as f64);
    Ok(Outcome {
        status: if is_best { Status::Optimal } else { Status::Feasible },
        score: Score::soft(-rounds.value),
        value: rounds.value as f64,
        bound,
        penalties: constraints::penalties(problem, &chains),
        conflict: Vec::new(),
        steps: rounds.steps,
        seed: limits.seed,
        answer: Some(chains),
    })
}

fn impossible(reason: String, limits: Limits) -> Outcome<Vec<Chain>> {
    Outcome {
        answer: None,
        status: Status::Infeasible,
        score: Score::ZERO,
        value: 0.0,
        bound: None,
        penalties: Vec::new(),
        conflict: vec![reason],
        steps: 0,
        seed: limits.seed,
    }
}

struct Rounds<'a> {
    board: &'a Board,
    limits: Limits,
    watch: Watch<'a>,
    steps: u64,
    chains: Vec<Vec<Seat>>,
    value: i64,
    bound: f64,
}

impl Rounds<'_> {
    fn run(&mut self, problem: &Problem) -> Result<(), Invalid> {
        let board = self.board;
        if problem.between == Between::Neighbours {
            let ways = ways(board, self.limits.steps, self.watch)
                .map_err(|unfit| Invalid::new("fit", unfit))?;
            self.steps += ways.steps;
            self.prove(ways.bound);
            self.keep(take(board, ways.chains));
        }
        let heat = self.heat();
        let start = self.chains.clone();
        if !self.is_done() {
            self.swap(&start, heat, (self.limits.seed, SWAPS_FIRST));
        }
        if self.is_done() {
            return Ok(());
        }
        let pool = self.price();
        let priced = pool.0.near(&pool.1, f64::NEG_INFINITY);
        self.keep(take(board, priced.into_iter().map(<[Seat]>::to_vec).collect()));
        for (finish, swaps) in (1..).zip(SWAPS) {
            if self.is_done() {
                break;
            }
            let seed = self.limits.seed.wrapping_add(1_000 * finish);
            let start = self.chains.clone();
            self.swap(&start, heat, (seed, swaps));
        }
        Ok(())
    }

    fn is_done(&self) -> bool {
        self.value as f64 >= self.bound
            || self.steps >= self.limits.steps
            || self.watch.is_stopped()
    }

    fn prove(&mut self, bound: f64) {
        // Worths are whole; the margin is for the rounding of sums.
        self.bound = self.bound.min((bound * (1.0 + 1e-12) + 1e-6).floor());
    }

    fn keep(&mut self, chains: Vec<Vec<Seat>>) {
        let value = chains.iter().filter_map(|chain| self.board.value(chain)).sum();
        if value > self.value {
            (self.value, self.chains) = (value, chains);
        }
    }

    /// How much worse a swap may be at first: about a quarter of a good fit.
    fn heat(&self) -> f64 {
        (self.board.total * i64::from(self.board.fit_best)).max(4) as f64 * 0.25
    }

    fn swap(&mut self, start: &[Vec<Seat>], hot: f64, (seed, most): (u64, u64)) {
        let searches = u64::from(self.limits.searches.max(1));
        // Half of what is left: the other half is for the bound, or for the next search.
        let left = self.limits.steps.saturating_sub(self.steps) / 2 / searches;
        let swaps = most.min(left);
        let strategy = Strategy::Anneal { hot, cold: hot * COLD, rounds: 1, hard_weight: 1.0 };
        let (board, watch) = (self.board, self.watch);
        let limits = Limits { seed, ..self.limits };
        let found = portfolio(limits, |seed| {
            let seating = Seating::new(board, start, &mut Random::new(seed));
            walk(seating, strategy, swaps, seed, Score::soft(i64::MIN), watch)
        });
        self.steps += found.steps * searches;
        self.keep(found.answer.chains(board));
    }

    /// Rounds of the level method: prices that the pool allows, halfway to what is reached, are
    /// tried on all chains; the best of what that proves is the next start.
    fn price(&mut self) -> (Pool, Vec<f64>) {
        let board = self.board;
        let units = Units::new(board);
        let mut pool = Pool::new(board);
        for chain in &self.chains {
            pool.add(board, chain);
        }
        let each = self.value as f64 / self.chains.len().max(1) as f64 / board.layers as f64;
        let mut centre: Vec<f64> =
            pool.priced.iter().map(|&priced| if priced { each } else { 0.0 }).collect();
        let mut proved = f64::INFINITY;
        let mut low = self.value as f64;
        let mut nodes = NODES;
        for round in 0..ROUNDS_MAX {
            if self.is_done() {
                break;
            }
            let prices = if round == 0 {
                centre.clone()
            } else {
                let level = low + LEVEL * (proved - low);
                let prices = pool.prices(board, &centre, level, DUAL_ROUNDS);
                self.steps += DUAL_ROUNDS as u64 * pool.len() as u64 / COLUMNS_A_STEP;
                if prices.bound > level * 1.001 {
                    low = level.min(prices.bound);
                }
                prices.of
            };
            let whole = |price: f64| (price * f64::from(units.0)).round() as i32;
            let of_seats = board.organisation.iter().map(|&one| whole(prices[one as usize]));
            let shares = Shares::new(board, units, of_seats.collect());
            let Some(priced) = self.through_all(&shares, pool.anchor, nodes) else { break };
            let mut added = 0;
            for chain in priced.iter().flat_map(|one| &one.chains) {
                added += usize::from(pool.add(board, chain));
            }
            let rounded: Vec<f64> =
                prices.iter().map(|&price| f64::from(whole(price)) / f64::from(units.0)).collect();
            let gains: Vec<f64> =
                priced.iter().map(|one| f64::from(one.most) / f64::from(units.0)).collect();
            let (now, _) = bound(board, &pool, &rounded, &gains);
            let is_cut = priced.iter().any(|one| one.nodes >= nodes);
            if now < proved {
                (proved, centre) = (now, rounded);
                self.prove(now);
            } else if is_cut && nodes < NODES_MAX {
                nodes *= 2;
            } else if added == 0 {
                break;
            }
        }
        (pool, centre)
    }

    /// Prices every anchor seat; `None` when stopped or out of steps.
    fn through_all(
        &mut self,
        shares: &Shares<'_>,
        anchor: usize,
        nodes: u64,
    ) -> Option<Vec<Priced>> {
        let seats: Vec<Seat> = self.board.seats(anchor).map(|seat| seat as Seat).collect();
        let left = self.limits.steps.saturating_sub(self.steps);
        let reach = Reach { threshold: 0, nodes: nodes.min(left / seats.len().max(1) as u64) };
        let (watch, seats) = (self.watch, &seats);
        watch.tell(Progress {
            steps: self.steps,
            steps_max: self.limits.steps,
            best: Score::soft(-self.value),
        });
        let threads = (self.limits.searches.max(1) as usize).min(seats.len().max(1));
        let parts: Vec<Vec<Option<Priced>>> = thread::scope(|scope| {
            let one = move |thread: usize| {
                let own = seats.iter().skip(thread).step_by(threads);
                own.map(|&seat| (!watch.is_stopped()).then(|| through(shares, anchor, seat, reach)))
                    .collect()
            };
            let running: Vec<_> =
                (0..threads).map(|thread| scope.spawn(move || one(thread))).collect();
            let ended = running.into_iter().map(|one| match one.join() {
                Ok(part) => part,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            ended.collect()
        });
        let mut parts: Vec<_> = parts.into_iter().map(Vec::into_iter).collect();
        let all = (0..seats.len()).map(|at| parts[at % threads].next().flatten());
        let all: Vec<Priced> = all.collect::<Option<_>>()?;
        self.steps += all.iter().map(|one| one.nodes).sum::<u64>();
        Some(all)
    }
}
