//! The walk: meetings are edges between participants, slots are colours, and a chain (Kempe, 1879)
//! between two slots is swapped as a whole, so that nobody is ever in two meetings. Only the two
//! ends of a chain see their day change, which makes most moves cost a few bit operations.
//!
//! A meeting without a slot is a demand broken; putting one in pushes out those in its way.

use super::SPREAD_MAX;
use super::problem::{Problem, any_bit, breaks};
use crate::random::Random;
use crate::score::Score;
use crate::search::Landscape;

/// What a break counts beside an idle slot in it.
pub(super) const BREAK: i64 = 8;

/// Of 100 moves, how many start at the edge of somebody's run of meetings, and how many of those
/// look for somebody with a break first.
const AT_EDGES: usize = 80;
const AT_BREAKS: usize = 30;

const NONE: u16 = u16::MAX;

#[derive(Clone, Debug)]
pub(super) enum Move {
    /// Swaps the chain that `meeting` is in between its slot and another.
    Swap { meeting: u16, from: usize, to: usize },
    /// Gives a slot to a meeting that has none; `out` lose theirs.
    Insert { meeting: u16, to: usize, out: [u16; 2] },
}

#[derive(Clone)]
pub(super) struct Chains<'a> {
    problem: &'a Problem,
    domain: Vec<u64>,
    /// Meeting by participant and slot.
    cell: Vec<u16>,
    slot: Vec<u16>,
    /// Busy slots by participant, as bits.
    busy: Vec<u64>,
    load: Vec<i64>,
    /// Meetings without a slot, and where each stands in that list.
    waiting: Vec<u16>,
    place: Vec<u16>,
    /// By meeting: the other, and whether the other must be earlier.
    order: Vec<Vec<(u16, bool)>>,
    score: Score,
    /// What the last applied move changed.
    last: Score,
    chain: Vec<u16>,
    ends: Vec<usize>,
    seen: Vec<u64>,
    stamp: u64,
}

impl<'a> Chains<'a> {
    pub(super) fn new(problem: &'a Problem) -> Self {
        let count = problem.meetings.len();
        let mut order = vec![Vec::new(); count];
        for (at, meeting) in problem.meetings.iter().enumerate() {
            for before in &meeting.after {
                order[at].push((*before as u16, true));
                order[*before].push((at as u16, false));
            }
        }
        Self {
            problem,
            domain: (0..count).map(|at| problem.domain(at)).collect(),
            cell: vec![NONE; problem.participants * problem.slots],
            slot: vec![NONE; count],
            busy: vec![0; problem.participants],
            load: vec![0; problem.slots],
            waiting: (0..count as u16).collect(),
            place: (0..count as u16).collect(),
            order,
            score: Score::hard(count as i64),
            last: Score::ZERO,
            chain: Vec::new(),
            ends: Vec::new(),
            seen: vec![0; count],
            stamp: 0,
        }
    }

    fn parties(&self, meeting: u16) -> [usize; 2] {
        self.problem.meetings[usize::from(meeting)].parties
    }

    fn at(&self, who: usize, slot: usize) -> usize {
        who * self.problem.slots + slot
    }

    fn set(&mut self, meeting: u16, slot: usize) {
        self.slot[usize::from(meeting)] = slot as u16;
        self.load[slot] += 1;
        for who in self.parties(meeting) {
            let at = self.at(who, slot);
            self.cell[at] = meeting;
            self.busy[who] |= 1 << slot;
        }
    }

    fn clear(&mut self, meeting: u16) {
        let slot = usize::from(self.slot[usize::from(meeting)]);
        self.slot[usize::from(meeting)] = NONE;
        self.load[slot] -= 1;
        for who in self.parties(meeting) {
            let at = self.at(who, slot);
            self.cell[at] = NONE;
            self.busy[who] &= !(1 << slot);
        }
    }

    fn wait(&mut self, meeting: u16) {
        self.place[usize::from(meeting)] = self.waiting.len() as u16;
        self.waiting.push(meeting);
    }

    fn wait_no_more(&mut self, meeting: u16) {
        let place = usize::from(self.place[usize::from(meeting)]);
        self.waiting.swap_remove(place);
        if let Some(moved) = self.waiting.get(place) {
            self.place[usize::from(*moved)] = place as u16;
        }
    }

    fn over(&self, load: i64) -> i64 {
        (load - self.problem.tables as i64).max(0)
    }

    /// Pairs with `meeting` that stand in the wrong order.
    fn disorder(&self, meeting: u16) -> i64 {
        let slot = self.slot[usize::from(meeting)];
        let wrong = self.order[usize::from(meeting)].iter().filter(|(other, earlier)| {
            let theirs = self.slot[usize::from(*other)];
            let placed = theirs != NONE && slot != NONE;
            placed && if *earlier { theirs >= slot } else { theirs <= slot }
        });
        wrong.count() as i64
    }

    /// Walks the chain into `self.chain`, its ends into `self.ends`; `false` when a meeting of it
    /// may not have the other slot.
    fn trace(&mut self, meeting: u16, from: usize, to: usize) -> bool {
        self.chain.clear();
        self.ends.clear();
        self.stamp += 1;
        self.chain.push(meeting);
        self.seen[usize::from(meeting)] = self.stamp;
        for start in self.parties(meeting) {
            let (mut who, mut slot) = (start, to);
            loop {
                let next = self.cell[self.at(who, slot)];
                if next == NONE {
                    self.ends.push(who);
                    break;
                }
                if self.seen[usize::from(next)] == self.stamp {
                    break;
                }
                let other = from + to - slot;
                if self.domain[usize::from(next)] & (1 << other) == 0 {
                    return false;
                }
                self.seen[usize::from(next)] = self.stamp;
                self.chain.push(next);
                let [a, b] = self.parties(next);
                who = if a == who { b } else { a };
                slot = other;
            }
        }
        true
    }

    /// What swapping the traced chain changes.
    fn swap_delta(&mut self, from: usize, to: usize) -> Score {
        let slot = |at: &u16| usize::from(self.slot[usize::from(*at)]);
        let leaving = self.chain.iter().filter(|at| slot(at) == from).count() as i64;
        let net = 2 * leaving - self.chain.len() as i64;
        let mut delta = Score::hard(
            self.over(self.load[from] - net) + self.over(self.load[to] + net)
                - self.over(self.load[from])
                - self.over(self.load[to]),
        );
        let both = (1 << from) | (1 << to);
        for who in &self.ends {
            delta += cost(self.busy[*who] ^ both) - cost(self.busy[*who]);
        }
        if self.chain.iter().any(|at| !self.order[usize::from(*at)].is_empty()) {
            let before = self.chain_disorder();
            self.flip(from, to);
            delta.hard += (self.chain_disorder() - before) / 2;
            self.flip(from, to);
        }
        delta
    }

    /// Twice the pairs in the wrong order that touch the chain.
    fn chain_disorder(&self) -> i64 {
        let pairs = |at: &u16| {
            let slot = self.slot[usize::from(*at)];
            let wrong = self.order[usize::from(*at)].iter().map(move |(other, earlier)| {
                let theirs = self.slot[usize::from(*other)];
                let wrong =
                    theirs != NONE && if *earlier { theirs >= slot } else { theirs <= slot };
                let inside = self.seen[usize::from(*other)] == self.stamp;
                i64::from(wrong) * if inside { 1 } else { 2 }
            });
            wrong.sum::<i64>()
        };
        self.chain.iter().map(pairs).sum()
    }

    fn flip(&mut self, from: usize, to: usize) {
        for at in &self.chain {
            let slot = &mut self.slot[usize::from(*at)];
            *slot = (from + to) as u16 - *slot;
        }
    }

    fn swap(&mut self, from: usize, to: usize) {
        let chain = std::mem::take(&mut self.chain);
        let old: Vec<usize> =
            chain.iter().map(|at| usize::from(self.slot[usize::from(*at)])).collect();
        for at in &chain {
            self.clear(*at);
        }
        for (at, slot) in chain.iter().zip(old) {
            self.set(*at, from + to - slot);
        }
        self.chain = chain;
    }

    fn insert(&mut self, meeting: u16, to: usize, out: [u16; 2]) -> Score {
        let mut touched: Vec<usize> = self.parties(meeting).to_vec();
        for at in out.into_iter().filter(|at| *at != NONE) {
            touched.extend(self.parties(at));
        }
        touched.sort_unstable();
        touched.dedup();
        let days = |now: &Self| -> Score {
            let costs = touched.iter().map(|who| cost(now.busy[*who]));
            costs.fold(Score::hard(now.over(now.load[to])), |sum, one| sum + one)
        };
        let mut delta = -days(self);
        for at in out.into_iter().filter(|at| *at != NONE) {
            delta.hard += 1 - self.disorder(at);
            self.clear(at);
            self.wait(at);
        }
        self.set(meeting, to);
        self.wait_no_more(meeting);
        delta.hard += self.disorder(meeting) - 1;
        delta + days(self)
    }

    fn propose_insert(&self, random: &mut Random) -> Option<Move> {
        let meeting = *random.pick(&self.waiting)?;
        let to = any_bit(self.domain[usize::from(meeting)], random)?;
        let [a, b] = self.parties(meeting);
        let (first, second) = (self.cell[self.at(a, to)], self.cell[self.at(b, to)]);
        let out = [first, if second == first { NONE } else { second }];
        Some(Move::Insert { meeting, to, out })
    }

    /// A move of the first or last meeting of a run to where it touches another.
    fn propose_at_edge(&self, wants_break: bool, random: &mut Random) -> Option<Move> {
        let mut who = random.below(self.problem.participants);
        for _ in 0..8 {
            if !wants_break || breaks(self.busy[who]) > 0 {
                break;
            }
            who = random.below(self.problem.participants);
        }
        let busy = self.busy[who];
        let from = any_bit(busy & !((busy << 1) & (busy >> 1)), random)?;
        let meeting = self.cell[self.at(who, from)];
        let rest = busy & !(1 << from);
        let open = !busy & ((rest << 1) | (rest >> 1)) & self.domain[usize::from(meeting)];
        Some(Move::Swap { meeting, from, to: any_bit(open, random)? })
    }

    fn propose_anywhere(&self, random: &mut Random) -> Option<Move> {
        let meeting = random.below(self.slot.len());
        if self.slot[meeting] == NONE {
            return None;
        }
        let from = usize::from(self.slot[meeting]);
        let to = any_bit(self.domain[meeting] & !(1 << from), random)?;
        Some(Move::Swap { meeting: meeting as u16, from, to })
    }
}

impl Landscape for Chains<'_> {
    type Move = Move;
    type Answer = Vec<u32>;

    fn score(&self) -> Score {
        self.score
    }

    fn propose(&mut self, random: &mut Random) -> Option<Move> {
        if self.slot.is_empty() {
            return None;
        }
        if !self.waiting.is_empty() && random.below(3) == 0 {
            return self.propose_insert(random);
        }
        let draw = random.below(100);
        let change = if draw < AT_EDGES {
            self.propose_at_edge(draw < AT_BREAKS, random)
        } else {
            self.propose_anywhere(random)
        }?;
        let Move::Swap { meeting, from, to } = change else { return Some(change) };
        self.trace(meeting, from, to).then_some(change)
    }

    fn delta(&mut self, change: &Move) -> Score {
        match *change {
            // `propose` has traced it.
            Move::Swap { meeting, from, to } => {
                if self.chain.first() != Some(&meeting) {
                    self.trace(meeting, from, to);
                }
                self.swap_delta(from, to)
            }
            Move::Insert { .. } => {
                let delta = self.apply(change);
                self.undo(change);
                delta
            }
        }
    }

    fn apply(&mut self, change: &Move) -> Score {
        let delta = match *change {
            Move::Swap { meeting, from, to } => {
                self.trace(meeting, from, to);
                let delta = self.swap_delta(from, to);
                self.swap(from, to);
                delta
            }
            Move::Insert { meeting, to, out } => self.insert(meeting, to, out),
        };
        self.score += delta;
        self.last = delta;
        delta
    }

    fn undo(&mut self, change: &Move) {
        match *change {
            Move::Swap { meeting, from, to } => {
                self.trace(meeting, to, from);
                self.swap(to, from);
                self.score -= self.last;
            }
            Move::Insert { meeting, to, out } => {
                self.clear(meeting);
                self.wait(meeting);
                for at in out.into_iter().filter(|at| *at != NONE) {
                    self.set(at, to);
                    self.wait_no_more(at);
                }
                self.score -= self.last;
            }
        }
    }

    fn answer(&self) -> Vec<u32> {
        let slot = |slot: &u16| if *slot == NONE { 0 } else { u32::from(*slot) + 1 };
        self.slot.iter().map(slot).collect()
    }
}

#[cfg(test)]
impl Chains<'_> {
    /// The score from nothing.
    pub(super) fn recount(&self) -> Score {
        let days = self.busy.iter().map(|busy| cost(*busy)).fold(Score::ZERO, |sum, one| sum + one);
        let over: i64 = self.load.iter().map(|load| self.over(*load)).sum();
        let disorder: i64 = (0..self.slot.len() as u16).map(|at| self.disorder(at)).sum();
        days + Score::hard(self.waiting.len() as i64 + over + disorder / 2)
    }
}

/// Breaks of a day and a little for each idle slot in them, since a long break is farther from none
/// than a short one; more than the fair spread are demands broken. Somebody with one meeting has no
/// break, so this is the spread itself wherever such a participant exists, and stricter elsewhere.
fn cost(busy: u64) -> Score {
    let breaks = breaks(busy);
    let span = i64::from(u64::BITS - busy.leading_zeros()) - i64::from(busy.trailing_zeros());
    let idle = if breaks == 0 { 0 } else { span - i64::from(busy.count_ones()) };
    Score { hard: (breaks - i64::from(SPREAD_MAX)).max(0), soft: breaks * BREAK + idle }
}
