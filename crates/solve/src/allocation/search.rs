//! Where groups or calendars are beyond one flow: somebody is given a dearer wish, whoever must
//! leave for it takes the best that is left, and seats that came free are offered round.

use std::thread;

use super::Aim;
use super::case::Case;
use crate::random::Random;
use crate::run::{Limits, Progress, Watch};
use crate::score::Score;

/// Moves a party at most; more no longer paid on generated families.
const MOVES_A_PARTY: u64 = 60;
const MOVES_MIN: u64 = 20_000;
/// Moves between two looks at the stop flag.
const WATCH_STEPS: u64 = 1_024;
/// Parties that are asked whether they want what came free, and how far that goes on.
const ASKED: usize = 8;
const PULLS_DEEP: u32 = 4;
/// What each level counts of the one before, while worse answers are taken.
const FADES: f64 = 0.5;
const HOT: f64 = 1.0;
const COLD: f64 = 0.02;

/// The best that was found, and its levels.
#[derive(Clone)]
pub struct Found {
    pub chosen: Vec<Vec<usize>>,
    pub levels: Vec<i64>,
    pub steps: u64,
    pub seed: u64,
}

/// Searches from several seeds; the best by (levels, seed), which never is worse than the start.
pub fn search(
    case: &Case<'_>,
    aims: &[Aim],
    start: &[Vec<usize>],
    enough: &[i64],
    (limits, watch): (Limits, Watch<'_>),
) -> Found {
    let one = |seed: u64| {
        let mut seats = Seats::new(case, aims, start);
        seats.walk(enough, limits.steps, seed, watch)
    };
    let one = &one;
    let searches = u64::from(limits.searches.max(1));
    let found = thread::scope(|scope| {
        let seeds = (0..searches).map(|more| limits.seed.wrapping_add(more));
        let running: Vec<_> = seeds.map(|seed| scope.spawn(move || one(seed))).collect();
        let ended = running.into_iter().map(|one| match one.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        ended.collect::<Vec<_>>()
    });
    let best =
        found.into_iter().reduce(|best, one| if one.levels > best.levels { one } else { best });
    best.expect("there is at least one search")
}

struct Seats<'a> {
    case: &'a Case<'a>,
    aims: &'a [Aim],
    /// Parties that wish anything.
    wishing: Vec<u32>,
    /// For each activity the wishes for it: the party and the place in its `wishes`.
    wishers: Vec<Vec<(u32, u8)>>,
    left: Vec<i64>,
    own: Vec<Vec<usize>>,
    taken: Vec<u128>,
    inside: Vec<Vec<(u32, u8)>>,
    ranks: Vec<i64>,
    served: i64,
    granted: i64,
    journal: Vec<Done>,
}

enum Done {
    Put(usize, usize),
    Took(usize, usize),
}

impl<'a> Seats<'a> {
    fn new(case: &'a Case<'a>, aims: &'a [Aim], start: &[Vec<usize>]) -> Self {
        let mut wishers = vec![Vec::new(); case.left.len()];
        for (party, number) in case.parties.iter().zip(0..) {
            for (wish, at) in party.wishes.iter().zip(0..) {
                wishers[wish.activity as usize].push((number, at));
            }
        }
        let wishing = case.parties.iter().zip(0..).filter(|(party, _)| !party.wishes.is_empty());
        let confirmed = case.parties.iter().filter(|party| !party.confirmed.is_empty());
        let mut seats = Self {
            case,
            aims,
            wishing: wishing.map(|(_, number)| number).collect(),
            inside: vec![Vec::new(); wishers.len()],
            wishers,
            left: case.left.clone(),
            own: vec![Vec::new(); case.parties.len()],
            taken: vec![0; case.parties.len()],
            ranks: vec![0; case.ranks],
            served: confirmed.map(|party| party.people).sum(),
            granted: 0,
            journal: Vec::new(),
        };
        for (chosen, party) in start.iter().zip(0..) {
            chosen.iter().for_each(|&at| seats.put(party, at));
        }
        // By ranks, so that what the start left over goes to the dearest wishes first.
        for rank in 0..case.ranks {
            for at in 0..seats.wishing.len() {
                let party = seats.wishing[at] as usize;
                let of_rank = |wish: &super::case::Wish| wish.rank == rank;
                if let Some(at) = case.parties[party].wishes.iter().position(of_rank)
                    && seats.has_room(party, at)
                {
                    seats.put(party, at);
                }
            }
        }
        seats.journal.clear();
        seats
    }

    fn levels(&self) -> Vec<i64> {
        let one = |aim: &Aim| match *aim {
            Aim::Served => self.served,
            Aim::Granted => self.granted,
            Aim::Most(rank) => self.ranks[rank as usize - 1],
            Aim::Least(rank) => -self.ranks[rank as usize - 1],
        };
        self.aims.iter().map(one).collect()
    }

    fn walk(&mut self, enough: &[i64], steps: u64, seed: u64, watch: Watch<'_>) -> Found {
        let mut random = Random::new(seed);
        let most = (self.wishing.len() as u64 * MOVES_A_PARTY).max(MOVES_MIN).min(steps);
        let most = if self.wishing.is_empty() { 0 } else { most };
        let people: i64 =
            self.wishing.iter().map(|&one| self.case.parties[one as usize].people).sum();
        let each = people as f64 / self.wishing.len().max(1) as f64;
        let mut now = self.levels();
        let mut best = Found { chosen: self.own.clone(), levels: now.clone(), steps: 0, seed };
        let mut heat = HOT;
        while best.steps < most && best.levels.as_slice() < enough && now.as_slice() < enough {
            if best.steps.is_multiple_of(WATCH_STEPS) {
                let soft = -now.first().copied().unwrap_or(0);
                watch.tell(Progress {
                    steps: best.steps,
                    steps_max: most,
                    best: Score::soft(soft),
                });
                if watch.is_stopped() {
                    break;
                }
                heat = HOT * (COLD / HOT).powf(best.steps as f64 / most as f64);
            }
            best.steps += 1;
            self.journal.clear();
            if !self.step(&mut random) {
                self.undo();
                continue;
            }
            let after = self.levels();
            if after < now {
                let worse = worse(&now, &after) / each;
                if worse > 0.0 && random.unit() >= (-worse / heat).exp() {
                    self.undo();
                    continue;
                }
                // Copies are dear: only those of the second half are likely to last.
                if best.steps * 2 > most && now > best.levels {
                    let change = std::mem::take(&mut self.journal);
                    self.back(&change);
                    best.chosen.clone_from(&self.own);
                    best.levels.clone_from(&now);
                    self.again(&change);
                }
            }
            now = after;
        }
        if now > best.levels {
            best.chosen.clone_from(&self.own);
            best.levels = now;
        }
        best
    }

    /// Gives somebody a wish at others' cost; `false` when that cannot be.
    fn step(&mut self, random: &mut Random) -> bool {
        let party = self.wishing[random.below(self.wishing.len())] as usize;
        let group = &self.case.parties[party];
        let at = random.below(group.wishes.len());
        if self.taken[party] >> at & 1 == 1 {
            return false;
        }
        let wish = group.wishes[at];
        let mut free = self.make_way(party, at);
        let activity = wish.activity as usize;
        let mut gone = Vec::new();
        while self.left[activity] < group.people {
            let Some(&(out, seat)) = random.pick(&self.inside[activity]) else { return false };
            self.take(out as usize, usize::from(seat));
            gone.push(out as usize);
        }
        self.put(party, at);
        gone.push(party);
        for &party in &gone {
            self.fill(party);
        }
        while let Some(activity) = free.pop() {
            self.pull(activity, random, PULLS_DEEP);
        }
        self.pull(activity, random, 1);
        true
    }

    /// Takes from a party what it cannot have beside the wish; the activities of that.
    fn make_way(&mut self, party: usize, at: usize) -> Vec<usize> {
        let group = &self.case.parties[party];
        let clashes = group.wishes[at].clashes;
        let mut gone: Vec<usize> =
            self.own[party].iter().copied().filter(|&one| clashes >> one & 1 == 1).collect();
        if gone.is_empty() && self.own[party].len() >= group.room {
            gone.extend(self.own[party].iter().max());
        }
        for &one in &gone {
            self.take(party, one);
        }
        gone.iter().map(|&one| group.wishes[one].activity as usize).collect()
    }

    /// Gives a party whatever of its wishes has room, the dearest first.
    fn fill(&mut self, party: usize) {
        for at in 0..self.case.parties[party].wishes.len() {
            if self.own[party].len() >= self.case.parties[party].room {
                return;
            }
            if self.has_room(party, at) {
                self.put(party, at);
            }
        }
    }

    /// Offers what is free to some who would rather have it.
    fn pull(&mut self, activity: usize, random: &mut Random, deep: u32) {
        let wishers = self.wishers[activity].len();
        let first = random.below(wishers.max(1));
        for more in 0..ASKED.min(wishers) {
            let (party, at) = self.wishers[activity][(first + more) % wishers];
            let (party, at) = (party as usize, usize::from(at));
            let group = &self.case.parties[party];
            if self.taken[party] >> at & 1 == 1 || self.left[activity] < group.people {
                continue;
            }
            if self.has_room(party, at) {
                self.put(party, at);
                return;
            }
            let in_way = group.wishes[at].clashes & self.taken[party];
            let is_full = self.own[party].len() >= group.room;
            let last = self.own[party].iter().copied().max().unwrap_or(0);
            let has_one = in_way.count_ones() == 1 && in_way >> at > 1;
            if has_one || (in_way == 0 && is_full && last > at) {
                let free = self.make_way(party, at);
                self.put(party, at);
                if deep > 0 {
                    free.into_iter().for_each(|one| self.pull(one, random, deep - 1));
                }
                return;
            }
        }
    }

    fn has_room(&self, party: usize, at: usize) -> bool {
        let group = &self.case.parties[party];
        let wish = &group.wishes[at];
        self.own[party].len() < group.room
            && self.taken[party] >> at & 1 == 0
            && wish.clashes & self.taken[party] == 0
            && self.left[wish.activity as usize] >= group.people
    }

    fn put(&mut self, party: usize, at: usize) {
        let group = &self.case.parties[party];
        let wish = &group.wishes[at];
        if self.own[party].is_empty() && group.confirmed.is_empty() {
            self.served += group.people;
        }
        self.own[party].push(at);
        self.taken[party] |= 1 << at;
        self.left[wish.activity as usize] -= group.people;
        self.inside[wish.activity as usize].push((party as u32, at as u8));
        self.ranks[wish.rank] += group.people;
        self.granted += group.people;
        self.journal.push(Done::Put(party, at));
    }

    fn take(&mut self, party: usize, at: usize) {
        let group = &self.case.parties[party];
        let wish = &group.wishes[at];
        self.own[party].retain(|&one| one != at);
        self.taken[party] &= !(1 << at);
        self.left[wish.activity as usize] += group.people;
        let inside = &mut self.inside[wish.activity as usize];
        if let Some(place) = inside.iter().rposition(|&one| one == (party as u32, at as u8)) {
            inside.swap_remove(place);
        }
        self.ranks[wish.rank] -= group.people;
        self.granted -= group.people;
        if self.own[party].is_empty() && group.confirmed.is_empty() {
            self.served -= group.people;
        }
        self.journal.push(Done::Took(party, at));
    }

    fn undo(&mut self) {
        let change = std::mem::take(&mut self.journal);
        self.back(&change);
    }

    fn back(&mut self, change: &[Done]) {
        for done in change.iter().rev() {
            match *done {
                Done::Put(party, at) => self.take(party, at),
                Done::Took(party, at) => self.put(party, at),
            }
        }
        self.journal.clear();
    }

    fn again(&mut self, change: &[Done]) {
        for done in change {
            match *done {
                Done::Put(party, at) => self.put(party, at),
                Done::Took(party, at) => self.take(party, at),
            }
        }
    }
}

/// How much worse, in people of the first level.
fn worse(now: &[i64], after: &[i64]) -> f64 {
    let mut weight = 1.0;
    let mut sum = 0.0;
    for (now, after) in now.iter().zip(after) {
        sum += weight * (now - after) as f64;
        weight *= FADES;
    }
    sum
}
