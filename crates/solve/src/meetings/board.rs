//! A plan that knows its score by differences. Nobody is ever in two places on it, no table is used
//! twice, no break is taken away: what has no room is not held.

use super::case::{Case, NONE, Place, Plan};
use super::domain::longest;
use crate::random::Random;
use crate::score::Score;

/// Meetings of a party beyond this many weigh alike.
pub const LEVELS: u32 = 10;
/// The next missing meeting of a party weighs this many times less. An exchange of one meeting of two
/// parties for another is then judged as leximin would: 3^k > 2 x 3^(k-1).
const RATIO: i64 = 3;

/// What it costs a party to have `met` of at most `cap` meetings.
pub fn unfairness(met: u32, cap: u32) -> i64 {
    let levels = met.min(LEVELS)..cap.min(LEVELS);
    levels.map(|level| RATIO.pow(LEVELS - 1 - level)).sum()
}

#[derive(Clone)]
pub struct Board<'a> {
    pub case: &'a Case,
    pub plan: Plan,
    /// By person and slot: the meeting, or [`NONE`].
    persons: Vec<u32>,
    /// By person and day: a bit for each slot with a meeting.
    busy: Vec<u64>,
    /// By table and slot: the meeting, or [`NONE`].
    tables: Vec<u32>,
    /// By slot and kind: tables without a meeting.
    idle: Vec<Vec<u32>>,
    /// By table and slot: where it stands in its list.
    stands: Vec<u32>,
    /// By party.
    pub met: Vec<u32>,
    /// Wishes that could be held and are not; then those that are.
    pub unmet: Listed,
    pub held: Listed,
    score: Score,
}

/// Numbers in no order, each of which is found, added and taken away at once.
#[derive(Clone, Debug)]
pub struct Listed {
    pub list: Vec<u32>,
    stands: Vec<u32>,
}

impl Listed {
    fn new(all: usize) -> Self {
        Self { list: Vec::new(), stands: vec![NONE; all] }
    }

    fn add(&mut self, one: u32) {
        self.stands[one as usize] = self.list.len() as u32;
        self.list.push(one);
    }

    fn remove(&mut self, one: u32) {
        let at = std::mem::replace(&mut self.stands[one as usize], NONE);
        self.list.swap_remove(at as usize);
        if let Some(&moved) = self.list.get(at as usize) {
            self.stands[moved as usize] = at;
        }
    }
}

impl<'a> Board<'a> {
    /// Nothing is held.
    pub fn new(case: &'a Case) -> Self {
        let (slots, kinds) = (case.slots.len(), case.kinds.len());
        let mut board = Self {
            case,
            plan: vec![None; case.wishes.len()],
            persons: vec![NONE; case.persons.len() * slots],
            busy: vec![0; case.persons.len() * case.day_count()],
            tables: vec![NONE; case.tables.len() * slots],
            idle: vec![Vec::new(); slots * kinds],
            stands: vec![NONE; case.tables.len() * slots],
            met: vec![0; case.parties as usize],
            unmet: Listed::new(case.wishes.len()),
            held: Listed::new(case.wishes.len()),
            score: Score::ZERO,
        };
        for (slot, at) in case.slots.iter().zip(0..) {
            for (kind, number) in case.kinds.iter().zip(0..) {
                if kind.open[slot.day as usize] >> slot.bit & 1 == 1 {
                    kind.tables.iter().for_each(|&table| board.idle_add(number, table, at));
                }
            }
        }
        for (wish, at) in case.wishes.iter().zip(0..) {
            if !wish.refused {
                board.score += board.missing(at);
            }
            if case.has_slot(at) {
                board.unmet.add(at);
            }
        }
        for &cap in &case.caps {
            board.score.soft += unfairness(0, cap) * i64::from(case.weights.fairness);
        }
        board
    }

    pub fn score(&self) -> Score {
        self.score
    }

    /// What a wish costs while it is not held.
    fn missing(&self, wish: u32) -> Score {
        match self.case.wishes[wish as usize].must {
            true => Score::hard(1),
            false => Score::soft(i64::from(self.case.weights.unmet)),
        }
    }

    pub fn at_person(&self, person: u32, slot: u32) -> u32 {
        self.persons[person as usize * self.case.slots.len() + slot as usize]
    }

    pub fn at_table(&self, table: u32, slot: u32) -> u32 {
        self.tables[table as usize * self.case.slots.len() + slot as usize]
    }

    pub fn busy(&self, person: u32, day: usize) -> u64 {
        self.busy[person as usize * self.case.day_count() + day]
    }

    pub fn idle(&self, slot: u32, kind: u32) -> &[u32] {
        &self.idle[slot as usize * self.case.kinds.len() + kind as usize]
    }

    fn idle_add(&mut self, kind: u32, table: u32, slot: u32) {
        let list = &mut self.idle[slot as usize * self.case.kinds.len() + kind as usize];
        let stands = table as usize * self.case.slots.len() + slot as usize;
        self.stands[stands] = list.len() as u32;
        list.push(table);
    }

    fn idle_remove(&mut self, kind: u32, table: u32, slot: u32) {
        let list = &mut self.idle[slot as usize * self.case.kinds.len() + kind as usize];
        let slots = self.case.slots.len();
        let at = self.stands[table as usize * slots + slot as usize];
        list.swap_remove(at as usize);
        if let Some(&moved) = list.get(at as usize) {
            self.stands[moved as usize * slots + slot as usize] = at;
        }
    }

    /// Times that a person waits for the next meeting of a day.
    fn waits(&self, person: u32, day: usize) -> i64 {
        let busy = self.busy(person, day);
        if busy == 0 {
            return 0;
        }
        let upto = u64::MAX >> busy.leading_zeros();
        let from = u64::MAX << busy.trailing_zeros();
        let idle = self.case.persons[person as usize].free[day] & !busy & upto & from;
        i64::from((idle & !(idle << 1)).count_ones())
    }

    /// Holds a meeting where nothing is in its way.
    pub fn put(&mut self, wish: u32, place: Place) {
        self.change(wish, place, true);
        self.plan[wish as usize] = Some(place);
        self.unmet.remove(wish);
        self.held.add(wish);
    }

    pub fn take(&mut self, wish: u32) -> Place {
        let place = self.plan[wish as usize].take().expect("only what is held is taken away");
        self.change(wish, place, false);
        self.held.remove(wish);
        self.unmet.add(wish);
        place
    }

    fn change(&mut self, wish: u32, place: Place, comes: bool) {
        let (case, slots) = (self.case, self.case.slots.len());
        let slot = case.slots[place.slot as usize];
        let day = slot.day as usize;
        let mark = if comes { wish } else { NONE };
        for person in case.everybody(wish, place) {
            let is_party = person < case.parties;
            let before = if is_party { self.waits(person, day) } else { 0 };
            self.persons[person as usize * slots + place.slot as usize] = mark;
            self.busy[person as usize * case.day_count() + day] ^= 1 << slot.bit;
            if is_party {
                let weight = i64::from(case.weights.waits);
                self.score.soft += (self.waits(person, day) - before) * weight;
                let (met, cap) = (self.met[person as usize], case.caps[person as usize]);
                let now = if comes { met + 1 } else { met - 1 };
                self.met[person as usize] = now;
                let change = unfairness(now, cap) - unfairness(met, cap);
                self.score.soft += change * i64::from(case.weights.fairness);
            }
        }
        self.tables[place.table as usize * slots + place.slot as usize] = mark;
        let kind = case.tables[place.table as usize].kind;
        if comes {
            self.idle_remove(kind, place.table, place.slot);
            self.score -= self.missing(wish);
        } else {
            self.idle_add(kind, place.table, place.slot);
            self.score += self.missing(wish);
        }
    }

    /// Whether a person has time in a slot, wherever it is.
    pub fn has_time(&self, person: u32, slot: u32) -> bool {
        let own = &self.case.persons[person as usize];
        let at = self.case.slots[slot as usize];
        let busy = self.busy(person, at.day as usize);
        busy >> at.bit & 1 == 0
            && own.free[at.day as usize] >> at.bit & 1 == 1
            && busy.count_ones() < own.day_max
            && self.spoiled(person, slot).is_none()
    }

    /// The break of which too little would be left.
    pub fn spoiled(&self, person: u32, slot: u32) -> Option<usize> {
        let rests = &self.case.persons[person as usize].rests;
        rests.iter().position(|rest| {
            let touches = (rest.first..rest.end).contains(&slot);
            let spans = (rest.first..rest.end)
                .filter(|&at| at == slot || self.at_person(person, at) != NONE)
                .map(|at| self.case.slots[at as usize].span);
            touches && longest(rest, spans.map(|span| (span.from, span.until))) < rest.minutes
        })
    }

    /// Meetings of a person that are too far away for one more in a slot and a venue.
    pub fn too_far(&self, person: u32, slot: u32, venue: u32, mut found: impl FnMut(u32)) {
        let case = self.case;
        let mut look = |other: u32| {
            let gap = case.gap(slot, other);
            let meeting = self.at_person(person, other);
            if let Some(place) = (meeting != NONE).then(|| self.plan[meeting as usize]).flatten() {
                let there = case.tables[place.table as usize].venue;
                if case.way(there, venue) > gap {
                    found(meeting);
                }
            }
            gap < case.way_max
        };
        if case.way_max > 0 {
            let _ = (0..slot).rev().all(&mut look);
            let _ = (slot + 1..case.slots.len() as u32).all(&mut look);
        }
    }

    pub fn reaches(&self, person: u32, slot: u32, venue: u32) -> bool {
        let mut reaches = true;
        self.too_far(person, slot, venue, |_| reaches = false);
        reaches
    }

    /// Meetings that an order keeps from being beside one in a slot.
    pub fn out_of_order(&self, wish: u32, slot: u32, mut found: impl FnMut(u32)) {
        let wish = &self.case.wishes[wish as usize];
        let stands = |other: &u32| self.plan[*other as usize].map(|place| (*other, place.slot));
        wish.before.iter().filter_map(stands).for_each(|(other, at)| {
            if at >= slot {
                found(other);
            }
        });
        wish.after.iter().filter_map(stands).for_each(|(other, at)| {
            if at <= slot {
                found(other);
            }
        });
    }

    /// A table and an interpreter for a wish in a slot, with nothing in the way.
    pub fn room(&self, wish: u32, slot: u32, random: &mut Random) -> Option<Place> {
        let parties = &self.case.wishes[wish as usize].parties;
        if !parties.iter().all(|&party| self.has_time(party, slot)) {
            return None;
        }
        let mut in_order = true;
        self.out_of_order(wish, slot, |_| in_order = false);
        if !in_order {
            return None;
        }
        self.room_for(wish, slot, random)
    }

    /// The same where the parties are known to have time.
    fn room_for(&self, wish: u32, slot: u32, random: &mut Random) -> Option<Place> {
        let parties = &self.case.wishes[wish as usize].parties;
        let mut tried = NONE;
        for &kind in self.case.suits_of(wish) {
            let venue = self.case.kinds[kind as usize].venue;
            let Some(&table) = self.idle(slot, kind).last() else { continue };
            // The venue that was just tried is as far as before.
            if venue == tried || !parties.iter().all(|&one| self.reaches(one, slot, venue)) {
                tried = venue;
                continue;
            }
            let interpreter = match self.case.helpers_of(wish) {
                None => NONE,
                Some(all) => match self.helper(all, slot, venue, random) {
                    Some(interpreter) => interpreter,
                    None => continue,
                },
            };
            return Some(Place { slot, table, interpreter });
        }
        None
    }

    /// An interpreter who has time.
    fn helper(&self, all: &[u32], slot: u32, venue: u32, random: &mut Random) -> Option<u32> {
        let start = if all.is_empty() { 0 } else { random.below(all.len()) };
        let order = all[start..].iter().chain(&all[..start]).copied();
        order
            .take(HELPERS_MAX)
            .find(|&one| self.has_time(one, slot) && self.reaches(one, slot, venue))
    }
}

/// Interpreters looked at for one place, so that a step costs the same in a large house.
const HELPERS_MAX: usize = 32;
