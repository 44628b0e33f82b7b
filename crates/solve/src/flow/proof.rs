//! Holds an answer against duality. Written apart from the search, and simple on purpose.

use super::{Network, Unfit};

/// What a flow costs.
pub fn cost(network: &Network, flow: &[i64]) -> i128 {
    let each = network.arcs().iter().zip(flow);
    each.map(|(arc, &flow)| i128::from(arc.cost) * i128::from(flow)).sum()
}

/// No circulation costs less than this, whatever the potentials are.
pub fn bound(network: &Network, potentials: &[i64]) -> i128 {
    let each = network.arcs().iter().map(|arc| {
        let reduced = i128::from(arc.cost) + i128::from(potentials[arc.from as usize])
            - i128::from(potentials[arc.to as usize]);
        reduced * i128::from(if reduced >= 0 { arc.low } else { arc.high })
    });
    each.sum()
}

/// Whether the flow keeps every bound and every node gives what it takes.
pub fn is_kept(network: &Network, flow: &[i64]) -> bool {
    let mut excess = vec![0_i128; network.nodes()];
    for (arc, &flow) in network.arcs().iter().zip(flow) {
        if flow < arc.low || flow > arc.high {
            return false;
        }
        excess[arc.to as usize] += i128::from(flow);
        excess[arc.from as usize] -= i128::from(flow);
    }
    flow.len() == network.arcs().len() && excess.iter().all(|&excess| excess == 0)
}

/// By how much more must flow into the nodes of a cut than may flow out; above 0 proves that no
/// circulation keeps the bounds (Hoffman 1960).
pub fn overflow(network: &Network, cut: &[u32]) -> Result<i128, Unfit> {
    let mut inside = vec![false; network.nodes()];
    for &node in cut {
        *inside.get_mut(node as usize).ok_or(Unfit::NoSuchNode(node))? = true;
    }
    let mut over = 0;
    for arc in network.arcs() {
        match (inside[arc.from as usize], inside[arc.to as usize]) {
            (false, true) => over += i128::from(arc.low),
            (true, false) => over -= i128::from(arc.high),
            _ => {}
        }
    }
    Ok(over)
}
