//! Everything said, as lists whose first places were chosen in turn.

use std::collections::BTreeMap;

use crate::ranking::case::Order;

/// What one judge said: groups, the best first.
pub struct Said {
    pub judge: Option<usize>,
    pub times: f64,
    pub groups: Vec<Vec<usize>>,
    /// The last group is not tied: nothing is said of the order inside it.
    pub last_is_unordered: bool,
}

impl From<Order> for Said {
    fn from(order: Order) -> Self {
        let Order { judge, times, groups, unranked_below } = order;
        Self { judge, times: times as f64, groups, last_is_unordered: unranked_below }
    }
}

/// One list: of its items the first `stages` were chosen in turn from what was left.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    pub start: usize,
    pub end: usize,
    pub stages: usize,
    pub weight: f64,
    pub judge: Option<usize>,
}

/// All lists over `entries` entries, with the weight of the belief that all are alike.
#[derive(Clone, Debug)]
pub struct Lists {
    pub(super) entries: usize,
    pub(super) items: Vec<u32>,
    pub(super) lists: Vec<List>,
    pub(super) prior: f64,
    /// How often each judge said something, by judge.
    pub(super) given: Vec<u64>,
}

/// Memory and time of one step are a few dozen bytes and operations for each.
const ITEMS_MAX: usize = 8_000_000;

impl Lists {
    /// Fails, with words, when ties make it too large.
    pub fn new(entries: usize, said: &[Said], prior: f64) -> Result<Self, String> {
        let mut made =
            Self { entries, items: Vec::new(), lists: Vec::new(), prior, given: Vec::new() };
        let mut pairs: BTreeMap<(Option<usize>, usize, usize), f64> = BTreeMap::new();
        for one in said {
            made.count(one);
            match one.groups.as_slice() {
                [first, second] if first.len() == 1 && second.len() == 1 => {
                    *pairs.entry((one.judge, first[0], second[0])).or_default() += one.times;
                }
                [tied] if tied.len() == 2 && !one.last_is_unordered => {
                    for (winner, loser) in [(tied[0], tied[1]), (tied[1], tied[0])] {
                        *pairs.entry((one.judge, winner, loser)).or_default() += one.times / 2.0;
                    }
                }
                _ => made.add(one)?,
            }
        }
        for ((judge, winner, loser), weight) in pairs {
            made.push(judge, weight, 1, [winner, loser].into_iter());
        }
        if made.items.len() > ITEMS_MAX {
            return Err(too_large());
        }
        Ok(made)
    }

    /// The same without what `judge` said.
    pub(super) fn without(&self, judge: usize) -> Self {
        let mut rest = Self { items: Vec::new(), lists: Vec::new(), ..self.clone() };
        for list in self.lists.iter().filter(|list| list.judge != Some(judge)) {
            let items = self.items[list.start..list.end].iter().map(|&item| item as usize);
            rest.push(list.judge, list.weight, list.stages, items);
        }
        rest
    }

    fn count(&mut self, said: &Said) {
        let Some(judge) = said.judge else { return };
        if self.given.len() <= judge {
            self.given.resize(judge + 1, 0);
        }
        self.given[judge] += said.times as u64;
    }

    /// A tie stands for all its orders alike: for up to three tied, every order; beyond, the turns
    /// of the group forward and backward, in which each stands equally often in each place and
    /// each pair equally often either way.
    fn add(&mut self, said: &Said) -> Result<(), String> {
        let mut below: Vec<usize> = Vec::new();
        let mut groups = said.groups.as_slice();
        if said.last_is_unordered
            && let Some((last, above)) = groups.split_last()
        {
            below.extend(last);
            groups = above;
        }
        if groups.iter().all(|group| group.len() == 1) {
            let stages =
                if below.is_empty() { groups.len().saturating_sub(1) } else { groups.len() };
            self.push(
                said.judge,
                said.times,
                stages,
                groups.iter().flatten().copied().chain(below),
            );
            return Ok(());
        }
        for group in groups.iter().rev() {
            let size = group.len();
            let stages = if below.is_empty() { size - 1 } else { size };
            let orders = if size == 1 { 1 } else { 2 * size };
            if self.items.len() + orders * (size + below.len()) > ITEMS_MAX {
                return Err(too_large());
            }
            for order in 0..orders {
                let turned = (0..size).map(|at| match order < size {
                    true => group[(order + at) % size],
                    false => group[(order + size - at) % size],
                });
                let items = turned.chain(below.iter().copied());
                self.push(said.judge, said.times / orders as f64, stages, items);
            }
            below.extend(group);
        }
        Ok(())
    }

    fn push(
        &mut self,
        judge: Option<usize>,
        weight: f64,
        stages: usize,
        items: impl Iterator<Item = usize>,
    ) {
        let start = self.items.len();
        self.items.extend(items.map(|item| item as u32));
        let end = self.items.len();
        if stages > 0 && end - start > 1 {
            self.lists.push(List { start, end, stages, weight, judge });
        } else {
            self.items.truncate(start);
        }
    }
}

fn too_large() -> String {
    format!(
        "the rankings and their ties come to more than {ITEMS_MAX} places; use the method kemeny or fewer ties"
    )
}
