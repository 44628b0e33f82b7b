//! Two sides, loads from and to on each, and the pairs of greatest gain: b-matching.

use super::{Arc, FLOW_MAX, Found, Network, Unfit, circulate, proof};
use crate::run::Watch;

/// How many pairs one of a side must and may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    pub low: i64,
    pub high: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub left: u32,
    pub right: u32,
    /// In units of a [`Scale`](super::Scale).
    pub gain: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairing {
    pub lefts: Vec<Load>,
    pub rights: Vec<Load>,
    pub pairs: Vec<Pair>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paired {
    pub verdict: Verdict,
    /// No choice gains more than this.
    pub bound: i128,
    /// What one more of each side would be worth: left prices, then right prices.
    pub prices: Prices,
    pub steps: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    pub left: Vec<i64>,
    pub right: Vec<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Numbers of the chosen pairs; none gain more.
    Best(Vec<usize>),
    /// Numbers of the chosen pairs; the steps ran out before they were proved best.
    Good(Vec<usize>),
    Impossible(Shortage),
    Unknown,
}

/// Why the loads cannot all be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortage {
    /// These must have `needed` together, and all that is open to them comes to `open`.
    Lefts {
        which: Vec<u32>,
        needed: i64,
        open: i64,
    },
    Rights {
        which: Vec<u32>,
        needed: i64,
        open: i64,
    },
}

const SOURCE: u32 = 0;
const SINK: u32 = 1;

impl Pairing {
    /// The pairs of greatest gain in at most `steps` pivots.
    pub fn solve(&self, steps: u64, watch: Watch<'_>) -> Result<Paired, Unfit> {
        let network = self.network()?;
        let circulation = circulate(&network, steps, watch);
        let steps = circulation.steps;
        let chosen = |flow: &[i64]| {
            let taken = flow.iter().zip(0..).take(self.pairs.len());
            taken.filter(|&(&flow, _)| flow > 0).map(|(_, at)| at).collect()
        };
        let (verdict, potentials) = match circulation.found {
            Found::Least { flow, potentials } => (Verdict::Best(chosen(&flow)), potentials),
            Found::Kept { flow, potentials } => (Verdict::Good(chosen(&flow)), potentials),
            Found::Nothing { potentials } => (Verdict::Unknown, potentials),
            Found::Impossible { cut } => {
                let shortage = self.shortage(&cut);
                (Verdict::Impossible(shortage), vec![0; network.nodes()])
            }
        };
        let bound = -proof::bound(&network, &potentials);
        Ok(Paired { verdict, bound, prices: self.prices(&potentials), steps })
    }

    /// Pairs come first, so that an arc has its pair's number.
    fn network(&self) -> Result<Network, Unfit> {
        let sides = self.lefts.len() + self.rights.len() + 2;
        let mut network = Network::new(u32::try_from(sides).map_err(|_| Unfit::TooLarge)?);
        let right_of = |right: u32| right.saturating_add(2 + self.lefts.len() as u32);
        for pair in &self.pairs {
            if pair.left as usize >= self.lefts.len() {
                return Err(Unfit::NoSuchNode(pair.left));
            }
            network.arc(Arc {
                from: pair.left + 2,
                to: right_of(pair.right),
                low: 0,
                high: 1,
                cost: -pair.gain,
            })?;
        }
        for (load, node) in self.lefts.iter().zip(2..) {
            network.arc(load.arc(SOURCE, node))?;
        }
        for (load, right) in self.rights.iter().zip(0..) {
            network.arc(load.arc(right_of(right), SINK))?;
        }
        // Never full, so that a cut never parts the sink from the source.
        let lows = self.lefts.iter().chain(&self.rights).map(|load| load.low);
        let most = lows.fold(self.pairs.len() as i64 + 1, i64::saturating_add);
        if most > FLOW_MAX {
            return Err(Unfit::TooLarge);
        }
        network.arc(Arc { from: SINK, to: SOURCE, low: 0, high: most, cost: 0 })?;
        Ok(network)
    }

    /// A pair gains something over the prices of its two when `gain > left + right`.
    fn prices(&self, potentials: &[i64]) -> Prices {
        let lefts = self.lefts.len();
        let left = potentials[2..lefts + 2].iter().map(|one| one - potentials[0]).collect();
        let right = potentials[lefts + 2..].iter().map(|one| potentials[0] - one).collect();
        Prices { left, right }
    }

    fn shortage(&self, cut: &[u32]) -> Shortage {
        let lefts = self.lefts.len();
        let mut inside = vec![false; lefts + self.rights.len() + 2];
        for &node in cut {
            inside[node as usize] = true;
        }
        // A cut that holds the sink holds the source too: the way between them is wide open.
        let of_rights = inside[SINK as usize];
        let counts = |node: usize| inside[node] != of_rights;
        let crossing = self.pairs.iter().filter(|pair| {
            inside[pair.left as usize + 2] && !inside[pair.right as usize + lefts + 2]
        });
        let crossing = crossing.count() as i64;
        let within = |loads: &[Load], first: usize, take: fn(&Load) -> i64| -> i64 {
            let numbered = loads.iter().zip(first..);
            numbered.filter(|&(_, node)| counts(node)).map(|(load, _)| take(load)).sum()
        };
        let which = |loads: &[Load], first: usize| {
            let numbered = loads.iter().zip(first..).zip(0_u32..);
            let short = numbered.filter(|&((load, node), _)| counts(node) && load.low > 0);
            short.map(|(_, number)| number).collect()
        };
        if of_rights {
            let open = crossing + within(&self.lefts, 2, |load| load.high);
            let needed = within(&self.rights, lefts + 2, |load| load.low);
            Shortage::Rights { which: which(&self.rights, lefts + 2), needed, open }
        } else {
            let open = crossing + within(&self.rights, lefts + 2, |load| load.high);
            let needed = within(&self.lefts, 2, |load| load.low);
            Shortage::Lefts { which: which(&self.lefts, 2), needed, open }
        }
    }
}

impl Load {
    const fn arc(self, from: u32, to: u32) -> Arc {
        Arc { from, to, low: self.low, high: self.high, cost: 0 }
    }
}
