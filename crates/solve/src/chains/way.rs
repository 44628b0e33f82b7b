//! Where only neighbouring layers count, chains are ways through the layers: one exact flow bounds
//! them all, and often is the answer.

use super::board::{Board, NEVER, Seat};
use crate::flow::{Arc, Circulation, Found, Network, Unfit, circulate, proof};
use crate::run::Watch;

/// The chains of the flow, and no chains together are worth more than `bound`.
pub struct Ways {
    pub chains: Vec<Vec<Seat>>,
    pub bound: f64,
    pub steps: u64,
}

/// What must not be together beyond neighbours, money and shared capacities are left out: a bound
/// may leave out. The worst fit of a chain is at most the mean of its fits.
pub fn ways(board: &Board, steps: u64, watch: Watch<'_>) -> Result<Ways, Unfit> {
    let seats = board.organisation.len() as u32;
    let (source, sink) = (2 * seats, 2 * seats + 1);
    let mut network = Network::new(2 * seats + 2);
    // Fits times the links, so that the mean is whole.
    let weight = board.total * board.links + board.worst;
    let mut pairs = Vec::new();
    for layer in 1..board.layers {
        for one in board.seats(layer - 1) {
            for (&fit, other) in board.fits(one as Seat, layer).iter().zip(board.seats(layer)) {
                if fit != NEVER {
                    let (from, to) = (one as u32 + seats, other as u32);
                    let cost = -weight * i64::from(fit);
                    network.arc(Arc { from, to, low: 0, high: i64::from(u32::MAX), cost })?;
                    pairs.push((one as Seat, other as Seat));
                }
            }
        }
    }
    for seat in 0..seats {
        let high = i64::from(board.capacity[board.organisation[seat as usize] as usize]);
        network.arc(Arc { from: seat, to: seat + seats, low: 0, high, cost: 0 })?;
    }
    let most = board.chains_max as i64;
    for (layer, is_first) in [(0, true), (board.layers - 1, false)] {
        for seat in board.seats(layer).map(|seat| seat as u32) {
            let (from, to) = if is_first { (source, seat) } else { (seat + seats, sink) };
            network.arc(Arc { from, to, low: 0, high: most, cost: 0 })?;
        }
    }
    network.arc(Arc { from: sink, to: source, low: 0, high: most, cost: 0 })?;
    let Circulation { found, steps } = circulate(&network, steps, watch);
    let (flow, potentials) = match found {
        Found::Least { flow, potentials } | Found::Kept { flow, potentials } => (flow, potentials),
        Found::Impossible { .. } | Found::Nothing { .. } => {
            return Ok(Ways { chains: Vec::new(), bound: f64::INFINITY, steps });
        }
    };
    let bound = -proof::bound(&network, &potentials) as f64 / board.links as f64;
    Ok(Ways { chains: followed(board, &pairs, &flow), bound, steps })
}

/// Takes the flow apart into ways, one unit each.
fn followed(board: &Board, pairs: &[(Seat, Seat)], flow: &[i64]) -> Vec<Vec<Seat>> {
    let mut next: Vec<Vec<Seat>> = vec![Vec::new(); board.organisation.len()];
    for (&(one, other), &flow) in pairs.iter().zip(flow) {
        next[one as usize].extend(std::iter::repeat_n(other, flow.max(0) as usize));
    }
    let mut chains = Vec::new();
    for start in board.seats(0) {
        while let Some(second) = next[start].pop() {
            let mut chain = vec![start as Seat, second];
            while let Some(more) = chain.last().and_then(|&at| next[at as usize].pop()) {
                chain.push(more);
            }
            chains.push(chain);
        }
    }
    chains.retain(|chain| chain.len() == board.layers);
    chains
}
