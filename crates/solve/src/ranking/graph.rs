//! Who reaches whom.

/// Groups of nodes that reach one another along the arrows, each in order of its numbers; a group
/// that has an arrow to another comes before it (Tarjan, SIAM Journal on Computing 1, 1972,
/// without recursion: a long chain must not end the stack).
pub(super) fn components(nodes: usize, arrows: &mut Vec<(u32, u32)>) -> Vec<Vec<usize>> {
    arrows.sort_unstable();
    arrows.dedup();
    let mut starts = vec![0; nodes + 1];
    for (from, _) in arrows.iter() {
        starts[*from as usize + 1] += 1;
    }
    for node in 0..nodes {
        starts[node + 1] += starts[node];
    }
    let mut walk = Walk {
        seen: vec![0; nodes],
        low: vec![0; nodes],
        next: starts[..nodes].to_vec(),
        stack: Vec::new(),
        on_stack: vec![false; nodes],
        count: 0,
        groups: Vec::new(),
    };
    for node in 0..nodes {
        if walk.seen[node] == 0 {
            walk.from(node, &starts, arrows);
        }
    }
    walk.groups.reverse();
    walk.groups
}

struct Walk {
    /// When a node was first seen, from 1; 0 for never.
    seen: Vec<usize>,
    low: Vec<usize>,
    /// The next arrow of each node to follow.
    next: Vec<usize>,
    stack: Vec<usize>,
    on_stack: Vec<bool>,
    count: usize,
    groups: Vec<Vec<usize>>,
}

impl Walk {
    fn from(&mut self, root: usize, starts: &[usize], arrows: &[(u32, u32)]) {
        let mut path = vec![root];
        self.enter(root);
        while let Some(&node) = path.last() {
            if self.next[node] < starts[node + 1] {
                let to = arrows[self.next[node]].1 as usize;
                self.next[node] += 1;
                if self.seen[to] == 0 {
                    self.enter(to);
                    path.push(to);
                } else if self.on_stack[to] {
                    self.low[node] = self.low[node].min(self.seen[to]);
                }
                continue;
            }
            path.pop();
            if let Some(&before) = path.last() {
                self.low[before] = self.low[before].min(self.low[node]);
            }
            if self.low[node] == self.seen[node] {
                self.close(node);
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.count += 1;
        self.seen[node] = self.count;
        self.low[node] = self.count;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn close(&mut self, root: usize) {
        let mut group = Vec::new();
        while let Some(node) = self.stack.pop() {
            self.on_stack[node] = false;
            group.push(node);
            if node == root {
                break;
            }
        }
        group.sort_unstable();
        self.groups.push(group);
    }
}
