//! One move: a wish is held where somebody or something may be in the way; what was in the way is held
//! elsewhere if there is room.

use super::board::Board;
use super::case::{NONE, Place, Plan, bits};
use crate::random::Random;
use crate::score::Score;
use crate::search::Landscape;

#[derive(Clone)]
pub(super) struct Terrain<'a> {
    pub(super) board: Board<'a>,
}

/// What is done, in order.
pub(super) struct Change {
    ops: Vec<Op>,
    delta: Score,
}

#[derive(Clone, Copy)]
enum Op {
    Take(u32, Place),
    Put(u32, Place),
}

/// Meetings that one move may send away.
const EVICTED_MAX: usize = 6;
/// Slots in which room is looked for.
const TRIES_MAX: usize = 12;
/// How often a wish that is not held is drawn, and not one that is.
const UNMET: f64 = 0.8;

impl Landscape for Terrain<'_> {
    type Move = Change;
    type Answer = Plan;

    fn score(&self) -> Score {
        self.board.score()
    }

    fn propose(&mut self, random: &mut Random) -> Option<Change> {
        let before = self.board.score();
        let (unmet, held) = (&self.board.unmet.list, &self.board.held.list);
        let from = if held.is_empty() || random.chance(UNMET) { unmet } else { held };
        let wish = *random.pick(from)?;
        let mut ops = Vec::new();
        let done = self.hold(wish, &mut ops, random);
        let delta = self.board.score() - before;
        self.back(&ops);
        done.map(|()| Change { ops, delta })
    }

    fn delta(&mut self, change: &Change) -> Score {
        change.delta
    }

    fn apply(&mut self, change: &Change) -> Score {
        for &op in &change.ops {
            match op {
                Op::Take(wish, _) => {
                    self.board.take(wish);
                }
                Op::Put(wish, place) => self.board.put(wish, place),
            }
        }
        change.delta
    }

    fn undo(&mut self, change: &Change) {
        self.back(&change.ops);
    }

    fn answer(&self) -> Plan {
        self.board.plan.clone()
    }
}

impl Terrain<'_> {
    fn back(&mut self, ops: &[Op]) {
        for &op in ops.iter().rev() {
            match op {
                Op::Take(wish, place) => self.board.put(wish, place),
                Op::Put(wish, _) => {
                    self.board.take(wish);
                }
            }
        }
    }

    fn take(&mut self, wish: u32, ops: &mut Vec<Op>) {
        let place = self.board.take(wish);
        ops.push(Op::Take(wish, place));
    }

    fn put(&mut self, wish: u32, place: Place, ops: &mut Vec<Op>) {
        self.board.put(wish, place);
        ops.push(Op::Put(wish, place));
    }

    /// Holds a wish somewhere, another place if it is held already.
    fn hold(&mut self, wish: u32, ops: &mut Vec<Op>, random: &mut Random) -> Option<()> {
        let was = self.board.plan[wish as usize];
        if was.is_none()
            && let Some(place) = self.find_room(wish, None, random)
        {
            self.put(wish, place, ops);
            return Some(());
        }
        if was.is_some() {
            self.take(wish, ops);
        }
        let slot = self.draw(wish, random)?;
        let mut evicted = Vec::new();
        self.make_time(wish, slot, &mut evicted, ops, random)?;
        let place = self.make_room(wish, slot, &mut evicted, ops, random)?;
        if was == Some(place) {
            return None;
        }
        self.put(wish, place, ops);
        for other in evicted {
            if let Some(place) = self.find_room(other, None, random) {
                self.put(other, place, ops);
            }
        }
        Some(())
    }

    /// One of a wish's slots.
    fn draw(&self, wish: u32, random: &mut Random) -> Option<u32> {
        let case = self.board.case;
        let all: u32 = (0..case.day_count()).map(|day| case.domain(wish, day).count_ones()).sum();
        let mut left = if all == 0 { return None } else { random.below(all as usize) as u32 };
        for day in 0..case.day_count() {
            let word = case.domain(wish, day);
            if left < word.count_ones() {
                return bits(word).nth(left as usize).map(|bit| case.firsts[day] + bit);
            }
            left -= word.count_ones();
        }
        None
    }

    /// A place with nothing in the way, from a drawn slot onwards.
    pub(super) fn find_room(
        &self,
        wish: u32,
        tries: Option<usize>,
        random: &mut Random,
    ) -> Option<Place> {
        let case = self.board.case;
        let (days, parties) = (case.day_count(), &case.wishes[wish as usize].parties);
        let start = random.below(days.max(1));
        let mut left = tries.unwrap_or(TRIES_MAX);
        for turn in 0..days {
            let day = (start + turn) % days;
            let open = case.domain(wish, day);
            let open = parties.iter().fold(open, |open, &one| open & !self.board.busy(one, day));
            let turned = random.below(64) as u32;
            let (late, early) = (open >> turned << turned, open & !(u64::MAX << turned));
            for bit in bits(late).chain(bits(early)) {
                if let Some(place) = self.board.room(wish, case.firsts[day] + bit, random) {
                    return Some(place);
                }
                left = left.checked_sub(1)?;
            }
        }
        None
    }

    fn evict(&mut self, meeting: u32, evicted: &mut Vec<u32>, ops: &mut Vec<Op>) -> Option<()> {
        if evicted.len() >= EVICTED_MAX {
            return None;
        }
        self.take(meeting, ops);
        evicted.push(meeting);
        Some(())
    }

    /// Everybody has time in the slot, and orders hold.
    fn make_time(
        &mut self,
        wish: u32,
        slot: u32,
        evicted: &mut Vec<u32>,
        ops: &mut Vec<Op>,
        random: &mut Random,
    ) -> Option<()> {
        let case = self.board.case;
        for &party in &case.wishes[wish as usize].parties {
            self.make_time_of(party, slot, evicted, ops, random)?;
        }
        let mut wrong = Vec::new();
        self.board.out_of_order(wish, slot, |other| wrong.push(other));
        wrong.sort_unstable();
        wrong.dedup();
        wrong.into_iter().try_for_each(|other| self.evict(other, evicted, ops))
    }

    fn make_time_of(
        &mut self,
        person: u32,
        slot: u32,
        evicted: &mut Vec<u32>,
        ops: &mut Vec<Op>,
        random: &mut Random,
    ) -> Option<()> {
        let case = self.board.case;
        let meeting = self.board.at_person(person, slot);
        if meeting != NONE {
            self.evict(meeting, evicted, ops)?;
        }
        let day = case.slots[slot as usize].day as usize;
        while self.board.busy(person, day).count_ones() >= case.persons[person as usize].day_max {
            let busy = self.board.busy(person, day);
            let drawn = bits(busy).nth(random.below(busy.count_ones() as usize))?;
            self.evict(self.board.at_person(person, case.firsts[day] + drawn), evicted, ops)?;
        }
        while let Some(rest) = self.board.spoiled(person, slot) {
            let rest = case.persons[person as usize].rests[rest];
            let held = (rest.first..rest.end).map(|at| self.board.at_person(person, at));
            let held: Vec<u32> = held.filter(|&meeting| meeting != NONE).collect();
            self.evict(*random.pick(&held)?, evicted, ops)?;
        }
        Some(())
    }

    /// A table and an interpreter, whoever has them now.
    fn make_room(
        &mut self,
        wish: u32,
        slot: u32,
        evicted: &mut Vec<u32>,
        ops: &mut Vec<Op>,
        random: &mut Random,
    ) -> Option<Place> {
        if let Some(place) = self.board.room(wish, slot, random) {
            return Some(place);
        }
        let case = self.board.case;
        let at = case.slots[slot as usize];
        let open = |kind: u32| case.kinds[kind as usize].open[at.day as usize] >> at.bit & 1 == 1;
        let suits = case.suits_of(wish);
        let start = random.below(suits.len().max(1));
        let mut order = suits[start..].iter().chain(&suits[..start]).copied();
        let kind = order.find(|&kind| open(kind))?;
        let kind = &case.kinds[kind as usize];
        let table = match self.board.idle(slot, case.tables[kind.tables[0] as usize].kind) {
            [.., table] => *table,
            [] => *random.pick(&kind.tables)?,
        };
        let meeting = self.board.at_table(table, slot);
        if meeting != NONE {
            self.evict(meeting, evicted, ops)?;
        }
        let interpreter = match case.helpers_of(wish) {
            None => NONE,
            Some(all) => {
                let drawn = *random.pick(all)?;
                let there = case.persons[drawn as usize].free[at.day as usize] >> at.bit & 1 == 1;
                if !there {
                    return None;
                }
                self.make_time_of(drawn, slot, evicted, ops, random)?;
                drawn
            }
        };
        let place = Place { slot, table, interpreter };
        for person in case.everybody(wish, place) {
            let mut far = Vec::new();
            self.board.too_far(person, slot, kind.venue, |meeting| far.push(meeting));
            far.sort_unstable();
            far.dedup();
            far.into_iter().try_for_each(|meeting| self.evict(meeting, evicted, ops))?;
        }
        Some(place)
    }
}
