//! The problem as the searches see it: seats in layers, and a table of what each two are worth.

use std::collections::BTreeMap;

use super::check::POINTS_MAX;
use super::problem::{Between, Fit, Problem};

/// Two that must not be in one chain.
pub const NEVER: i16 = i16::MIN;

/// An organisation in one of its layers.
pub type Seat = u32;

pub struct Board {
    pub layers: usize,
    /// The first seat of each layer, and the end; seats of a layer stand together.
    pub starts: Vec<u32>,
    /// The organisation of each seat.
    pub organisation: Vec<u32>,
    pub capacity: Vec<u32>,
    /// What each seat brings less what it asks.
    pub money: Vec<i64>,
    /// A row a seat.
    fits: Vec<i16>,
    /// Whether the fit of two layers counts.
    counts: Vec<bool>,
    pub links: i64,
    pub total: i64,
    pub worst: i64,
    pub chains_max: usize,
    /// No fit that counts is better.
    pub fit_best: i16,
}

impl Board {
    pub fn new(problem: &Problem) -> Self {
        let layers = problem.layers.len();
        let mut starts = vec![0];
        let mut organisation = Vec::new();
        for layer in &problem.layers {
            let here = problem
                .organisations
                .iter()
                .zip(0..)
                .filter(|(one, _)| one.layers.contains(layer) && one.capacity > 0);
            organisation.extend(here.map(|(_, number)| number));
            starts.push(organisation.len() as u32);
        }
        let capacity: Vec<u32> = problem.organisations.iter().map(|one| one.capacity).collect();
        let money = organisation.iter().map(|&one| {
            let one = &problem.organisations[one as usize];
            one.brings - one.asks
        });
        let seats_of = |layer: usize| starts[layer] as usize..starts[layer + 1] as usize;
        let room = |layer: usize| -> usize {
            seats_of(layer).map(|seat| capacity[organisation[seat] as usize] as usize).sum()
        };
        let least = (0..layers).map(room).min().unwrap_or(0);
        let most = problem.chains_max.map_or(usize::MAX, |most| most as usize);
        let counts: Vec<bool> = (0..layers * layers)
            .map(|at| Self::is_counted(problem.between, (at / layers, at % layers)))
            .collect();
        let mut board = Self {
            layers,
            money: money.collect(),
            capacity,
            fits: Vec::new(),
            links: counts.iter().filter(|&&counts| counts).count() as i64 / 2,
            counts,
            total: i64::from(problem.weights.total),
            worst: i64::from(problem.weights.worst),
            chains_max: least.min(most),
            fit_best: 0,
            starts,
            organisation,
        };
        board.fill(problem);
        board
    }

    fn fill(&mut self, problem: &Problem) {
        let seats = self.organisation.len();
        let points = Points::new(problem);
        let layer_of: Vec<usize> =
            (0..self.layers).flat_map(|layer| self.seats(layer).map(move |_| layer)).collect();
        let mut fits = vec![NEVER; seats * seats];
        for one in 0..seats {
            for other in 0..one {
                let layers = (layer_of[one], layer_of[other]);
                if layers.0 == layers.1 {
                    continue;
                }
                let counts = self.counts[layers.0 * self.layers + layers.1];
                let pair = (self.organisation[one], self.organisation[other]);
                let fit = points.of(pair, counts);
                fits[one * seats + other] = fit;
                fits[other * seats + one] = fit;
            }
        }
        self.fit_best = fits.iter().copied().max().unwrap_or(0).max(0);
        self.fits = fits;
    }

    pub const fn is_counted(between: Between, (one, other): (usize, usize)) -> bool {
        match between {
            Between::All => one != other,
            Between::Neighbours => one.abs_diff(other) == 1,
        }
    }

    pub fn seats(&self, layer: usize) -> std::ops::Range<usize> {
        self.starts[layer] as usize..self.starts[layer + 1] as usize
    }

    pub fn fit(&self, one: Seat, other: Seat) -> i16 {
        self.fits[one as usize * self.organisation.len() + other as usize]
    }

    /// What a seat is worth with every other.
    pub fn row(&self, one: Seat) -> &[i16] {
        let all = self.organisation.len();
        &self.fits[one as usize * all..(one as usize + 1) * all]
    }

    /// What a seat is worth with each of a layer.
    pub fn fits(&self, one: Seat, layer: usize) -> &[i16] {
        let row = one as usize * self.organisation.len();
        &self.fits[row + self.starts[layer] as usize..row + self.starts[layer + 1] as usize]
    }

    pub fn counts(&self, one: usize, other: usize) -> bool {
        self.counts[one * self.layers + other]
    }

    /// What a chain is worth; `None` when it must not be.
    pub fn value(&self, chain: &[Seat]) -> Option<i64> {
        let mut sum = 0;
        let mut worst = i64::from(POINTS_MAX);
        for (one, at) in chain.iter().zip(0..) {
            for (other, before) in chain[..at].iter().zip(0..) {
                let fit = self.fit(*one, *other);
                if fit == NEVER {
                    return None;
                }
                if self.counts(at, before) {
                    sum += i64::from(fit);
                    worst = worst.min(i64::from(fit));
                }
            }
        }
        let money: i64 = chain.iter().map(|&seat| self.money[seat as usize]).sum();
        (money >= 0).then_some(self.total * sum + self.worst * worst)
    }
}

/// The fit of two organisations, whichever way it is given.
pub struct Points<'a> {
    problem: &'a Problem,
    named: BTreeMap<(u32, u32), i16>,
    apart: Vec<(u32, u32)>,
}

impl<'a> Points<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        let ids: BTreeMap<&str, u32> =
            problem.organisations.iter().map(|one| one.id.as_str()).zip(0..).collect();
        let ordered = |one: &String, other: &String| {
            let (one, other) = (ids.get(one.as_str())?, ids.get(other.as_str())?);
            Some((*one.min(other), *one.max(other)))
        };
        let named = match &problem.fit {
            Fit::Pairs { pairs, .. } => pairs
                .iter()
                .filter_map(|pair| Some((ordered(&pair.one, &pair.other)?, pair.points as i16)))
                .collect(),
            _ => BTreeMap::new(),
        };
        let mut apart: Vec<(u32, u32)> =
            problem.apart.iter().filter_map(|[one, other]| ordered(one, other)).collect();
        apart.sort_unstable();
        Self { problem, named, apart }
    }

    /// The fit of two organisations in two layers; `None` when they must not meet.
    pub fn fit(&self, pair: (u32, u32), layers: (usize, usize)) -> Option<i16> {
        let fit = self.of(pair, Board::is_counted(self.problem.between, layers));
        (fit != NEVER).then_some(fit)
    }

    /// Nothing where the fit of the pair does not count, or that they must never meet.
    fn of(&self, (one, other): (u32, u32), counts: bool) -> i16 {
        let pair = (one.min(other), one.max(other));
        if one == other || self.apart.binary_search(&pair).is_ok() {
            return NEVER;
        }
        let points = match &self.problem.fit {
            Fit::Pairs { otherwise, .. } => {
                let named = self.named.get(&pair).copied();
                named.or_else(|| otherwise.map(|points| points as i16))
            }
            Fit::Matrix(rows) => rows[pair.0 as usize][pair.1 as usize].map(|points| points as i16),
            Fit::Features { divisor } => {
                let features = |one: u32| &self.problem.organisations[one as usize].features;
                let products = features(one).iter().zip(features(other));
                let sum: i64 = products.map(|(&a, &b)| i64::from(a) * i64::from(b)).sum();
                let most = i64::from(POINTS_MAX);
                Some((sum / i64::from(*divisor)).clamp(-most, most) as i16)
            }
        };
        if !counts {
            return 0;
        }
        match points {
            Some(points) if self.problem.fit_min.is_none_or(|min| i32::from(points) >= min) => {
                points
            }
            _ => NEVER,
        }
    }
}
