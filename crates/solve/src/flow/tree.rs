//! The spanning tree of the simplex: who hangs under whom, by which arc.
//!
//! Children are kept in doubly linked lists, so that a subtree is cut, turned over and hung
//! elsewhere in the length of the turned path; depths and potentials are then mended by walking
//! the subtree alone.

/// No node, no arc.
pub(super) const NONE: u32 = u32::MAX;

/// Which way a tree arc points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Points {
    /// From the node to its parent.
    Up,
    /// From the parent to the node.
    Down,
}

impl Points {
    pub(super) const fn sign(self) -> i64 {
        match self {
            Self::Up => 1,
            Self::Down => -1,
        }
    }

    const fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub parent: u32,
    /// The arc to the parent.
    pub arc: u32,
    pub points: Points,
    pub depth: u32,
    pub potential: i64,
    child: u32,
    left: u32,
    right: u32,
}

pub(super) struct Tree {
    pub nodes: Vec<Node>,
    walk: Vec<u32>,
}

impl Tree {
    /// A root alone, and `nodes` nodes yet to be hung; the root is the last.
    pub(super) fn new(nodes: usize) -> Self {
        let alone = Node {
            parent: NONE,
            arc: NONE,
            points: Points::Up,
            depth: 0,
            potential: 0,
            child: NONE,
            left: NONE,
            right: NONE,
        };
        Self { nodes: vec![alone; nodes + 1], walk: Vec::new() }
    }

    pub(super) fn hang(&mut self, node: u32, parent: u32, arc: u32, points: Points) {
        let first = self.nodes[parent as usize].child;
        let depth = self.nodes[parent as usize].depth + 1;
        let one = &mut self.nodes[node as usize];
        (one.parent, one.arc, one.points, one.depth) = (parent, arc, points, depth);
        (one.left, one.right) = (NONE, first);
        if first != NONE {
            self.nodes[first as usize].left = node;
        }
        self.nodes[parent as usize].child = node;
    }

    fn cut(&mut self, node: u32) {
        let Node { parent, left, right, .. } = self.nodes[node as usize];
        if left == NONE {
            self.nodes[parent as usize].child = right;
        } else {
            self.nodes[left as usize].right = right;
        }
        if right != NONE {
            self.nodes[right as usize].left = left;
        }
    }

    /// Where the ways of two nodes to the root meet.
    pub(super) fn meet(&self, mut one: u32, mut other: u32) -> u32 {
        while one != other {
            let (a, b) = (self.nodes[one as usize], self.nodes[other as usize]);
            if a.depth >= b.depth {
                one = a.parent;
            }
            if b.depth >= a.depth {
                other = b.parent;
            }
        }
        one
    }

    /// Cuts the subtree of `out`, turns it over so that `node` is its top, hangs it under `parent`
    /// by `arc`, and adds `lift` to the potentials in it.
    pub(super) fn move_subtree(
        &mut self,
        out: u32,
        node: u32,
        (parent, arc, points): (u32, u32, Points),
        lift: i64,
    ) {
        let (mut at, mut above, mut by, mut way) = (node, parent, arc, points);
        loop {
            let was = self.nodes[at as usize];
            self.cut(at);
            self.hang(at, above, by, way);
            if at == out {
                break;
            }
            (above, by, way) = (at, was.arc, was.points.turned());
            at = was.parent;
        }
        self.mend(node, lift);
    }

    /// Potentials anew, from the root down, so that no arc of the tree has a reduced cost.
    pub(super) fn price(&mut self, cost: impl Fn(u32) -> i64) {
        let mut walk = vec![self.nodes.len() as u32 - 1];
        while let Some(at) = walk.pop() {
            let Node { child, potential, .. } = self.nodes[at as usize];
            let mut child = child;
            while child != NONE {
                let one = &mut self.nodes[child as usize];
                one.potential = potential - one.points.sign() * cost(one.arc);
                walk.push(child);
                child = one.right;
            }
        }
    }

    fn mend(&mut self, top: u32, lift: i64) {
        let mut walk = std::mem::take(&mut self.walk);
        walk.push(top);
        while let Some(at) = walk.pop() {
            let Node { parent, child, .. } = self.nodes[at as usize];
            let depth = self.nodes[parent as usize].depth + 1;
            let one = &mut self.nodes[at as usize];
            one.depth = depth;
            one.potential += lift;
            let mut child = child;
            while child != NONE {
                walk.push(child);
                child = self.nodes[child as usize].right;
            }
        }
        self.walk = walk;
    }
}
