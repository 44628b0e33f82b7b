//! The aims of a rule by flow, one block after the other: exact where no group would have to be
//! parted and no calendar is more than slots of which each party takes one; a bound elsewhere.
//!
//! People flow from a hub to their party, through the slots of its calendar (wishes that all clash
//! with each other) to activities and back. After each block the arcs that its prices hold at a bound
//! are fixed there, so what follows keeps every best answer and no other (complementary slackness).

use super::Aim;
use super::case::{Case, Group};
use crate::flow::{Arc, Found, Network, Stages, Unfit, cost_max, proof};
use crate::run::Watch;

/// What the flow found.
pub struct Relaxed {
    /// For each party, the places in its `wishes` that all of it flows to.
    pub whole: Vec<Vec<usize>>,
    /// Nobody is parted: what no answer can better.
    pub is_whole: bool,
    /// What no answer can better, level by level; shorter than the aims when stopped.
    pub bounds: Vec<i64>,
    pub steps: u64,
}

/// Where an arc comes from.
#[derive(Clone, Copy)]
enum Role {
    /// The first of a party's people to have something.
    First,
    /// A party's wish, by its place in `wishes`.
    Wish {
        party: u32,
        at: u8,
        rank: u8,
    },
    Other,
}

struct Flow {
    nodes: u32,
    arcs: Vec<(Arc, Role)>,
    /// People a unit of flow stands for: what all groups are multiples of.
    unit: i64,
}

pub fn relax(
    case: &Case<'_>,
    aims: &[Aim],
    order: &[u32],
    steps: u64,
    watch: Watch<'_>,
) -> Result<Relaxed, Unfit> {
    let flow = Flow::new(case, order);
    let mut relaxed = Relaxed {
        whole: vec![Vec::new(); case.parties.len()],
        is_whole: aims.is_empty(),
        bounds: Vec::new(),
        steps: 0,
    };
    let firm = case.parties.iter().filter(|party| !party.confirmed.is_empty());
    let firm: i64 = firm.map(|party| party.people).sum();
    let mut current: Option<Vec<i64>> = None;
    let mut stages = Stages::new(flow.network()?);
    while relaxed.bounds.len() < aims.len() {
        let next = &aims[relaxed.bounds.len()..];
        let block = flow.block(next, stages.network());
        let next = &next[..block.len()];
        let costs = flow.costs(next, &block);
        let circulation = stages.meet(costs, steps - relaxed.steps, watch)?;
        relaxed.steps += circulation.steps;
        match circulation.found {
            Found::Least { flow: found, potentials } => {
                let network = stages.network();
                debug_assert_eq!(proof::cost(network, &found), proof::bound(network, &potentials));
                let bounds =
                    next.iter().map(|&aim| firm * aim.of_first() + flow.level(&found, aim));
                relaxed.bounds.extend(bounds);
                current = Some(found);
            }
            Found::Kept { flow: found, .. } => {
                current = Some(found);
                break;
            }
            Found::Impossible { .. } | Found::Nothing { .. } => break,
        }
    }
    if let Some(current) = current {
        let is_whole = flow.read(case, &current, &mut relaxed.whole);
        relaxed.is_whole = is_whole && relaxed.bounds.len() == aims.len();
    }
    Ok(relaxed)
}

const HUB: u32 = 0;

impl Flow {
    fn new(case: &Case<'_>, order: &[u32]) -> Self {
        let wishing = case.parties.iter().filter(|party| !party.wishes.is_empty());
        let unit = wishing.fold(0, |unit, party| divisor(unit, party.people)).max(1);
        let mut flow = Self { nodes: 1, arcs: Vec::new(), unit };
        let first = flow.nodes;
        flow.nodes += case.left.len() as u32;
        for (&left, node) in case.left.iter().zip(first..) {
            flow.add(node, HUB, left.max(0) / unit, Role::Other);
        }
        for &number in order {
            let party = &case.parties[number as usize];
            if !party.wishes.is_empty() {
                flow.party(party, number as usize, first);
            }
        }
        flow
    }

    fn add(&mut self, from: u32, to: u32, high: i64, role: Role) {
        self.arcs.push((Arc { from, to, low: 0, high, cost: 0 }, role));
    }

    fn node(&mut self) -> u32 {
        self.nodes += 1;
        self.nodes - 1
    }

    fn party(&mut self, party: &Group, number: usize, activities: u32) {
        let people = party.people / self.unit;
        let room = party.room.min(party.wishes.len()) as i64;
        let own = self.node();
        let first = i64::from(party.confirmed.is_empty());
        if first > 0 {
            self.add(HUB, own, people, Role::First);
        }
        if room > first {
            self.add(HUB, own, people * (room - first), Role::Other);
        }
        let mut from = vec![own; party.wishes.len()];
        if room > 1 {
            for slot in slots(party).into_iter().filter(|slot| slot.len() > 1) {
                let node = self.node();
                self.add(own, node, people, Role::Other);
                slot.into_iter().for_each(|at| from[at] = node);
            }
        }
        for ((wish, from), at) in party.wishes.iter().zip(from).zip(0..) {
            let role = Role::Wish { party: number as u32, at, rank: wish.rank as u8 };
            self.add(from, activities + wish.activity, people, role);
        }
    }

    fn gain(&self, role: Role, aim: Aim) -> i64 {
        match role {
            Role::First => aim.of_first(),
            Role::Wish { rank, .. } => aim.of_rank(usize::from(rank)),
            Role::Other => 0,
        }
    }

    /// What a level comes to, in people.
    fn level(&self, flow: &[i64], aim: Aim) -> i64 {
        let each = self.arcs.iter().zip(flow).map(|(&(_, role), flow)| self.gain(role, aim) * flow);
        each.sum::<i64>() * self.unit
    }

    /// Weights of as many aims as one flow can tell apart, at least one.
    fn block(&self, aims: &[Aim], network: &Network) -> Vec<i64> {
        let spans: Vec<i64> = aims
            .iter()
            .map(|&aim| {
                let arcs = self.arcs.iter().zip(network.arcs());
                let free =
                    arcs.map(|(&(_, role), arc)| self.gain(role, aim).abs() * (arc.high - arc.low));
                free.sum::<i64>() + 1
            })
            .collect();
        let most = cost_max(self.nodes) / 4;
        let mut count = 1;
        let mut product = 1_i64;
        while count < aims.len() {
            match product.checked_mul(spans[count]) {
                Some(more) if more <= most => (product, count) = (more, count + 1),
                _ => break,
            }
        }
        let mut weights = vec![1; count];
        for at in (0..count - 1).rev() {
            weights[at] = weights[at + 1] * spans[at + 1];
        }
        weights
    }

    fn network(&self) -> Result<Network, Unfit> {
        let mut network = Network::new(self.nodes);
        for &(arc, _) in &self.arcs {
            network.arc(arc)?;
        }
        Ok(network)
    }

    fn costs<'a>(&'a self, aims: &'a [Aim], weights: &'a [i64]) -> impl Iterator<Item = i64> + 'a {
        self.arcs.iter().map(move |&(_, role)| {
            let gains =
                aims.iter().zip(weights).map(|(&aim, weight)| self.gain(role, aim) * weight);
            -gains.sum::<i64>()
        })
    }

    /// Which wishes whole parties flow to; whether none is parted or in two places at once.
    fn read(&self, case: &Case<'_>, flow: &[i64], whole: &mut [Vec<usize>]) -> bool {
        let mut is_whole = true;
        let mut taken = vec![0_u128; case.parties.len()];
        for (&(_, role), &flow) in self.arcs.iter().zip(flow) {
            let Role::Wish { party, at, .. } = role else { continue };
            let (party, at) = (party as usize, usize::from(at));
            let group = &case.parties[party];
            if flow == 0 {
                continue;
            }
            if flow * self.unit == group.people && taken[party] & group.wishes[at].clashes == 0 {
                taken[party] |= 1 << at;
                whole[party].push(at);
            } else {
                is_whole = false;
            }
        }
        is_whole
    }
}

/// Wishes that all clash with each other, put together greedily; exact where clashing is like
/// standing in one slot.
fn slots(party: &Group) -> Vec<Vec<usize>> {
    let mut slots: Vec<Vec<usize>> = Vec::new();
    for (wish, at) in party.wishes.iter().zip(0..) {
        let fits = |slot: &&mut Vec<usize>| slot.iter().all(|&one| wish.clashes >> one & 1 == 1);
        match slots.iter_mut().find(fits) {
            Some(slot) => slot.push(at),
            None => slots.push(vec![at]),
        }
    }
    slots
}

/// The greatest that divides both.
const fn divisor(mut one: i64, mut other: i64) -> i64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
