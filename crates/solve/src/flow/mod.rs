//! Minimum-cost flow with lower and upper bounds, exact in integers, with a proof.
//!
//! A [`Network`] is a circulation: every node gives what it takes, every arc carries between its
//! bounds. Matchings, loads and shares are made of it by an arc from a sink back to a source.
//! [`simplex`] solves it; [`proof`] holds the answer against duality, written apart from the
//! search. [`pairing`] is the two-sided case most models need.
//!
//! What it is *not*: it knows no names and no decimals. [`Scale`] turns affinities into integers.

pub mod pairing;
pub mod proof;
mod scale;
mod simplex;
#[cfg(test)]
mod tests;
mod tree;

use thiserror::Error;

pub use pairing::{Load, Pair, Paired, Pairing};
pub use scale::Scale;
pub use simplex::{Stages, circulate};

/// One arc of a [`Network`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    pub from: u32,
    pub to: u32,
    pub low: i64,
    pub high: i64,
    /// What one unit of flow costs; negative for a gain.
    pub cost: i64,
}

/// A circulation to be found at least cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    nodes: u32,
    arcs: Vec<Arc>,
}

/// Bounds on what a network may hold, so that no sum of costs or flows leaves an `i64`.
pub const NODES_MAX: u32 = 4_000_000;
pub const ARCS_MAX: usize = 40_000_000;
pub const FLOW_MAX: i64 = 1 << 32;
/// A cost times the number of nodes stays below this; potentials are at most that large.
pub const COST_SPAN: i64 = 1 << 58;

/// An arc that a network cannot hold.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Unfit {
    #[error("an arc leads to node {0}, which is not there")]
    NoSuchNode(u32),
    #[error("an arc carries at least {low} and at most {high}; both must be from 0 to 2^32")]
    Bounds { low: i64, high: i64 },
    #[error("a cost of {0} is too large for this many nodes")]
    Cost(i64),
    #[error("more than {ARCS_MAX} arcs or {NODES_MAX} nodes")]
    TooLarge,
}

impl Network {
    /// Nodes only, numbered from 0.
    pub fn new(nodes: u32) -> Self {
        Self { nodes, arcs: Vec::new() }
    }

    /// Adds an arc and returns its number.
    pub fn arc(&mut self, arc: Arc) -> Result<usize, Unfit> {
        if let Some(&node) = [arc.from, arc.to].iter().find(|&&node| node >= self.nodes) {
            return Err(Unfit::NoSuchNode(node));
        }
        if arc.low < 0 || arc.high > FLOW_MAX || arc.low > arc.high {
            return Err(Unfit::Bounds { low: arc.low, high: arc.high });
        }
        if arc.cost.unsigned_abs() > cost_max(self.nodes).unsigned_abs() {
            return Err(Unfit::Cost(arc.cost));
        }
        if self.arcs.len() >= ARCS_MAX || self.nodes > NODES_MAX {
            return Err(Unfit::TooLarge);
        }
        self.arcs.push(arc);
        Ok(self.arcs.len() - 1)
    }

    pub fn nodes(&self) -> usize {
        self.nodes as usize
    }

    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }
}

/// The largest cost that a network of so many nodes can hold.
pub fn cost_max(nodes: u32) -> i64 {
    COST_SPAN / (i64::from(nodes) + 1)
}

/// What came of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circulation {
    pub found: Found,
    pub steps: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The least cost; `potentials` prove it.
    Least { flow: Vec<i64>, potentials: Vec<i64> },
    /// The steps ran out with a flow that keeps the bounds. `potentials` still give a bound.
    Kept { flow: Vec<i64>, potentials: Vec<i64> },
    /// No circulation keeps the bounds: more must flow into these nodes than may flow out.
    Impossible { cut: Vec<u32> },
    /// The steps ran out before a flow was found that keeps the bounds.
    Nothing { potentials: Vec<i64> },
}
