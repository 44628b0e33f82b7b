//! The primal network simplex with strongly feasible trees (Cunningham, Mathematical Programming
//! 11, 1976), which cannot cycle, and block search for the entering arc.

use super::tree::{NONE, Points, Tree};
use super::{Circulation, Found, Network, Unfit, cost_max};
use crate::run::{Progress, Watch};
use crate::score::Score;

/// Where an arc stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Low,
    Tree,
    High,
    /// Stays where it is, whatever it costs.
    Fixed,
}

impl State {
    const fn sign(self) -> i64 {
        match self {
            Self::Low => 1,
            Self::Tree | Self::Fixed => 0,
            Self::High => -1,
        }
    }
}

/// An arc less its lower bound.
#[derive(Clone, Copy)]
struct Edge {
    cost: i64,
    from: u32,
    to: u32,
    state: State,
}

struct Simplex {
    edges: Vec<Edge>,
    /// Lower bounds as they were first; flows are told from there.
    low: Vec<i64>,
    flow: Vec<i64>,
    room: Vec<i64>,
    tree: Tree,
    real: usize,
    next: usize,
    block: usize,
}

/// What the artificial arcs may carry: more than any sum of bounds.
const ENDLESS: i64 = i64::MAX / 4;

/// Pivots between two looks at the stop flag.
const WATCH_STEPS: u64 = 1024;

/// Finds the circulation of least cost in at most `steps` pivots.
pub fn circulate(network: &Network, steps: u64, watch: Watch<'_>) -> Circulation {
    Simplex::new(network).run(network, steps, watch)
}

/// Aims that follow each other on one network: each is met among the best answers of those before.
pub struct Stages {
    /// Its arcs are narrowed to what the aims so far leave open.
    network: Network,
    simplex: Option<Simplex>,
}

impl Stages {
    pub const fn new(network: Network) -> Self {
        Self { network, simplex: None }
    }

    pub const fn network(&self) -> &Network {
        &self.network
    }

    /// The next aim, as a cost for each arc. Goes on from the tree of the last one: what its prices
    /// hold at a bound is fixed there, which keeps its best answers and no others (complementary
    /// slackness). Only after [`Found::Least`].
    pub fn meet(
        &mut self,
        costs: impl Iterator<Item = i64>,
        steps: u64,
        watch: Watch<'_>,
    ) -> Result<Circulation, Unfit> {
        let most = cost_max(self.network.nodes);
        for (arc, cost) in self.network.arcs.iter_mut().zip(costs) {
            if cost.abs() > most {
                return Err(Unfit::Cost(cost));
            }
            arc.cost = cost;
        }
        let simplex = match &mut self.simplex {
            Some(simplex) => {
                simplex.narrow(&mut self.network);
                simplex
            }
            none => none.insert(Simplex::new(&self.network)),
        };
        Ok(simplex.run(&self.network, steps, watch))
    }
}

impl Simplex {
    fn new(network: &Network) -> Self {
        let nodes = network.nodes();
        let real = network.arcs.len();
        let mut excess = vec![0_i64; nodes];
        let mut edges = Vec::with_capacity(real + nodes);
        let mut room = Vec::with_capacity(real + nodes);
        for arc in &network.arcs {
            edges.push(Edge { cost: arc.cost, from: arc.from, to: arc.to, state: State::Low });
            room.push(arc.high - arc.low);
            excess[arc.to as usize] += arc.low;
            excess[arc.from as usize] -= arc.low;
        }
        let mut flow = vec![0; real];
        let root = network.nodes;
        let mut tree = Tree::new(nodes);
        let dear = dear(network);
        for (node, &more) in (0..root).zip(&excess) {
            let arc = edges.len() as u32;
            let points = if more >= 0 { Points::Up } else { Points::Down };
            let (from, to) = if more >= 0 { (node, root) } else { (root, node) };
            edges.push(Edge { cost: dear, from, to, state: State::Tree });
            flow.push(more.abs());
            room.push(ENDLESS);
            tree.hang(node, root, arc, points);
            tree.nodes[node as usize].potential = -points.sign() * dear;
        }
        let block = ((real as f64).sqrt() as usize).max(20);
        let low = network.arcs.iter().map(|arc| arc.low).collect();
        Self { edges, low, flow, room, tree, real, next: 0, block }
    }

    fn run(&mut self, network: &Network, steps: u64, watch: Watch<'_>) -> Circulation {
        let mut done = 0;
        let mut ended = false;
        while done < steps {
            if done.is_multiple_of(WATCH_STEPS) {
                watch.tell(Progress { steps: done, steps_max: steps, best: Score::ZERO });
                if watch.is_stopped() {
                    break;
                }
            }
            let Some(entering) = self.entering() else {
                ended = true;
                break;
            };
            self.pivot(entering);
            done += 1;
        }
        // An answer that needed exactly `steps` pivots is still an answer.
        let ended = ended || self.entering().is_none();
        Circulation { found: self.found(network, ended), steps: done }
    }

    /// Fixes what the prices hold at a bound, and takes over the network's costs.
    fn narrow(&mut self, network: &mut Network) {
        let nodes = &self.tree.nodes;
        let held = self.low.iter().zip(&self.flow);
        for ((edge, (low, flow)), arc) in self.edges.iter_mut().zip(held).zip(&mut network.arcs) {
            let (from, to) = (edge.from as usize, edge.to as usize);
            let reduced = edge.cost + nodes[from].potential - nodes[to].potential;
            if edge.state != State::Tree && reduced != 0 {
                edge.state = State::Fixed;
            }
            if edge.state == State::Fixed {
                let fixed = low + flow;
                (arc.low, arc.high) = (fixed, fixed);
            }
            edge.cost = arc.cost;
        }
        let dear = dear(network);
        self.edges[self.real..].iter_mut().for_each(|edge| edge.cost = dear);
        let edges = &self.edges;
        self.tree.price(|arc| edges[arc as usize].cost);
    }

    /// The arc of the best reduced cost in the next block that has one.
    fn entering(&mut self) -> Option<usize> {
        let mut best = (0, NONE as usize);
        let mut left = self.block;
        let (mut at, real) = (self.next, self.real);
        for _ in 0..real {
            let edge = &self.edges[at];
            let nodes = &self.tree.nodes;
            let reduced =
                edge.cost + nodes[edge.from as usize].potential - nodes[edge.to as usize].potential;
            let reduced = edge.state.sign() * reduced;
            if reduced < best.0 {
                best = (reduced, at);
            }
            at = if at + 1 == real { 0 } else { at + 1 };
            left -= 1;
            if left == 0 {
                if best.0 < 0 {
                    break;
                }
                left = self.block;
            }
        }
        self.next = at;
        (best.0 < 0).then_some(best.1)
    }

    fn pivot(&mut self, entering: usize) {
        let edge = self.edges[entering];
        let (first, second) = match edge.state {
            State::High => (edge.to, edge.from),
            _ => (edge.from, edge.to),
        };
        let meet = self.tree.meet(first, second);
        let mut most = self.room[entering];
        let mut out = None;
        // Of equals the last on the way around is taken: that keeps the tree strongly feasible.
        let mut at = first;
        while at != meet {
            let node = self.tree.nodes[at as usize];
            let slack = self.slack(node.arc, node.points == Points::Down);
            if slack < most {
                (most, out) = (slack, Some((at, first, second)));
            }
            at = node.parent;
        }
        let mut at = second;
        while at != meet {
            let node = self.tree.nodes[at as usize];
            let slack = self.slack(node.arc, node.points == Points::Up);
            if slack <= most {
                (most, out) = (slack, Some((at, second, first)));
            }
            at = node.parent;
        }
        self.push(entering, meet, most);
        match out {
            None => {
                let state = &mut self.edges[entering].state;
                *state = if *state == State::Low { State::High } else { State::Low };
            }
            Some((out, node, parent)) => self.exchange(entering, out, node, parent),
        }
    }

    fn slack(&self, arc: u32, grows: bool) -> i64 {
        let flow = self.flow[arc as usize];
        if grows { self.room[arc as usize] - flow } else { flow }
    }

    fn push(&mut self, entering: usize, meet: u32, most: i64) {
        if most == 0 {
            return;
        }
        let edge = self.edges[entering];
        let amount = edge.state.sign() * most;
        self.flow[entering] += amount;
        for (end, sign) in [(edge.from, -1), (edge.to, 1)] {
            let mut at = end;
            while at != meet {
                let node = self.tree.nodes[at as usize];
                self.flow[node.arc as usize] += sign * node.points.sign() * amount;
                at = node.parent;
            }
        }
    }

    fn exchange(&mut self, entering: usize, out: u32, node: u32, parent: u32) {
        let leaving = self.tree.nodes[out as usize].arc as usize;
        let emptied = self.flow[leaving] == 0;
        self.edges[leaving].state = if emptied { State::Low } else { State::High };
        self.edges[entering].state = State::Tree;
        let edge = self.edges[entering];
        let points = if edge.from == node { Points::Up } else { Points::Down };
        let (below, above) =
            (self.tree.nodes[node as usize].potential, self.tree.nodes[parent as usize].potential);
        let lift = above - below - points.sign() * edge.cost;
        self.tree.move_subtree(out, node, (parent, entering as u32, points), lift);
    }

    fn found(&self, network: &Network, ended: bool) -> Found {
        let nodes = &self.tree.nodes[..network.nodes()];
        let potentials: Vec<i64> = nodes.iter().map(|node| node.potential).collect();
        let whole = self.flow[self.real..].iter().all(|&flow| flow == 0);
        if whole {
            let flow = self.flow.iter().zip(&self.low).map(|(flow, low)| flow + low).collect();
            if ended { Found::Least { flow, potentials } } else { Found::Kept { flow, potentials } }
        } else if ended {
            Found::Impossible { cut: self.cut(network) }
        } else {
            Found::Nothing { potentials }
        }
    }

    /// The nodes that what is left over can still reach; it cannot get out of them.
    fn cut(&self, network: &Network) -> Vec<u32> {
        let nodes = network.nodes();
        let mut arcs_of = vec![Vec::new(); nodes];
        for (at, arc) in (0_u32..).zip(&network.arcs) {
            arcs_of[arc.from as usize].push(at);
            arcs_of[arc.to as usize].push(at);
        }
        let mut reached = vec![false; nodes];
        let mut queue = Vec::new();
        for (node, reached) in reached.iter_mut().enumerate() {
            let artificial = self.real + node;
            if self.flow[artificial] > 0 && self.edges[artificial].from as usize == node {
                *reached = true;
                queue.push(node);
            }
        }
        while let Some(node) = queue.pop() {
            for &at in &arcs_of[node] {
                let (edge, flow) = (self.edges[at as usize], self.flow[at as usize]);
                let forth = edge.from as usize == node && flow < self.room[at as usize];
                let back = edge.to as usize == node && flow > 0;
                let other = if edge.from as usize == node { edge.to } else { edge.from } as usize;
                if (forth || back) && !reached[other] {
                    reached[other] = true;
                    queue.push(other);
                }
            }
        }
        (0..network.nodes).filter(|&node| reached[node as usize]).collect()
    }
}

/// More than any path of real arcs can cost.
fn dear(network: &Network) -> i64 {
    let largest = network.arcs.iter().map(|arc| arc.cost.abs()).max().unwrap_or(0);
    (largest + 1) * (i64::from(network.nodes) + 1)
}
