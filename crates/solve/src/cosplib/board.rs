//! A plan that is changed one submission at a time and always knows its cost.
//!
//! Two verbs change it, [`Board::put`] and [`Board::take`]; both are written in a journal, so any
//! longer move is undone by going back through it. A submission that stands nowhere breaks a demand for
//! each slot it needs.

use super::model::Model;
use super::problem::{Plan, Problem};
use crate::score::Score;

/// Nothing stands here.
pub const NOBODY: u32 = u32::MAX;

#[derive(Clone)]
pub struct Board<'a> {
    pub model: &'a Model,
    /// By cell (session * rooms + room) and slot: a submission or [`NOBODY`].
    pub slots: Vec<u32>,
    /// By submission: its cell or [`NOBODY`], and its first slot.
    pub cell_of: Vec<u32>,
    pub slot_of: Vec<u32>,
    /// By cell: submissions in it, free slots, and the track, or [`NOBODY`] when it is empty.
    pub held: Vec<u32>,
    pub free: Vec<u32>,
    pub track_of: Vec<u32>,
    /// By track: the cells it has, sorted, so that undoing a move restores the list too.
    pub cells_of: Vec<Vec<u32>>,
    /// Submissions that stand nowhere, sorted.
    pub homeless: Vec<u32>,
    /// By track and room, by track and session: cells.
    in_room: Vec<u32>,
    in_session: Vec<u32>,
    rooms_used: Vec<u32>,
    /// By track: the sessions it runs in.
    sessions_used: Vec<u128>,
    /// By track: what its order costs, and whether that has to be counted again.
    order_cost: Vec<i64>,
    stale: Vec<u32>,
    journal: Vec<Done>,
    score: Score,
}

#[derive(Clone, Copy)]
enum Done {
    Put(u32),
    Took { submission: u32, cell: u32, slot: u32 },
}

impl<'a> Board<'a> {
    pub fn new(model: &'a Model) -> Self {
        let (cells, tracks, all) = (model.cells(), model.tracks, model.submissions());
        let free = (0..cells).map(|cell| model.session_slots[cell / model.rooms]).collect();
        Self {
            model,
            slots: vec![NOBODY; cells * model.stride],
            cell_of: vec![NOBODY; all],
            slot_of: vec![0; all],
            held: vec![0; cells],
            free,
            track_of: vec![NOBODY; cells],
            cells_of: vec![Vec::new(); tracks],
            homeless: (0..all as u32).collect(),
            in_room: vec![0; tracks * model.rooms],
            in_session: vec![0; tracks * model.sessions],
            rooms_used: vec![0; tracks],
            sessions_used: vec![0; tracks],
            order_cost: vec![0; tracks],
            stale: Vec::new(),
            journal: Vec::new(),
            score: Score::hard(model.length.iter().map(|&slots| i64::from(slots)).sum()),
        }
    }

    pub fn score(&self) -> Score {
        debug_assert!(self.stale.is_empty(), "settle comes before score");
        self.score
    }

    pub fn stands(&self, submission: u32) -> bool {
        self.cell_of[submission as usize] != NOBODY
    }

    /// The submission in a slot of a cell.
    pub fn at(&self, cell: u32, slot: u32) -> u32 {
        self.slots[cell as usize * self.model.stride + slot as usize]
    }

    pub fn session(&self, cell: u32) -> usize {
        cell as usize / self.model.rooms
    }

    pub fn room(&self, cell: u32) -> usize {
        cell as usize % self.model.rooms
    }

    pub fn slots_in(&self, cell: u32) -> u32 {
        self.model.session_slots[self.session(cell)]
    }

    /// The submissions of a cell in order of their slots.
    pub fn list(&self, cell: u32, into: &mut Vec<u32>) {
        into.clear();
        let mut slot = 0;
        while slot < self.slots_in(cell) {
            let found = self.at(cell, slot);
            if found == NOBODY {
                slot += 1;
            } else {
                into.push(found);
                slot += self.model.length[found as usize];
            }
        }
    }

    /// Where `length` free slots of a cell follow each other, the first such place.
    pub fn gap(&self, cell: u32, length: u32) -> Option<u32> {
        let mut run = 0;
        for slot in 0..self.slots_in(cell) {
            run = if self.at(cell, slot) == NOBODY { run + 1 } else { 0 };
            if run == length {
                return Some(slot + 1 - length);
            }
        }
        None
    }

    /// Puts a submission that stands nowhere into free slots of a cell that is empty or its track's.
    pub fn put(&mut self, submission: u32, cell: u32, slot: u32) {
        self.journal.push(Done::Put(submission));
        self.enter(submission, cell, slot);
    }

    /// Takes a submission away from where it stands.
    pub fn take(&mut self, submission: u32) {
        let (cell, slot) = (self.cell_of[submission as usize], self.slot_of[submission as usize]);
        self.journal.push(Done::Took { submission, cell, slot });
        self.leave(submission);
    }

    /// Forgets what was done since; it cannot be undone any more.
    pub fn forget(&mut self) {
        self.journal.clear();
    }

    /// Undoes everything back to the last [`Self::forget`].
    pub fn revert(&mut self) {
        while let Some(done) = self.journal.pop() {
            match done {
                Done::Put(submission) => self.leave(submission),
                Done::Took { submission, cell, slot } => self.enter(submission, cell, slot),
            }
        }
        self.settle();
    }

    /// Counts again what is counted by whole tracks; call it when a move is complete.
    pub fn settle(&mut self) {
        while let Some(track) = self.stale.pop() {
            let cost = self.model.order_weight * super::fill::order_cost(self, track);
            self.score.soft += cost - self.order_cost[track as usize];
            self.order_cost[track as usize] = cost;
        }
    }

    fn enter(&mut self, submission: u32, cell: u32, slot: u32) {
        let length = self.model.length[submission as usize];
        let start = cell as usize * self.model.stride + slot as usize;
        for place in &mut self.slots[start..start + length as usize] {
            debug_assert_eq!(*place, NOBODY);
            *place = submission;
        }
        let track = self.model.track[submission as usize];
        if self.held[cell as usize] == 0 {
            self.score.soft += self.open(track, cell);
        }
        self.held[cell as usize] += 1;
        self.free[cell as usize] -= length;
        self.cell_of[submission as usize] = cell;
        self.slot_of[submission as usize] = slot;
        let place = self.homeless.binary_search(&submission).expect("it stood nowhere");
        self.homeless.remove(place);
        self.score.hard -= i64::from(length);
        self.score.soft += self.cost_at(submission, cell, slot);
        self.touch(track);
    }

    fn leave(&mut self, submission: u32) {
        let (cell, slot) = (self.cell_of[submission as usize], self.slot_of[submission as usize]);
        let length = self.model.length[submission as usize];
        let start = cell as usize * self.model.stride + slot as usize;
        self.slots[start..start + length as usize].fill(NOBODY);
        self.cell_of[submission as usize] = NOBODY;
        let place = self.homeless.partition_point(|&one| one < submission);
        self.homeless.insert(place, submission);
        self.score.soft -= self.cost_at(submission, cell, slot);
        self.score.hard += i64::from(length);
        self.held[cell as usize] -= 1;
        self.free[cell as usize] += length;
        let track = self.model.track[submission as usize];
        if self.held[cell as usize] == 0 {
            self.score.soft -= self.close(track, cell);
        }
        self.touch(track);
    }

    fn touch(&mut self, track: u32) {
        if self.model.ordered[track as usize] && !self.stale.contains(&track) {
            self.stale.push(track);
        }
    }

    /// What a submission costs in a cell by itself and with those whom it meets there.
    pub fn cost_at(&self, submission: u32, cell: u32, slot: u32) -> i64 {
        let (session, room) = (self.session(cell), self.room(cell));
        let at = submission as usize;
        let mut cost = self.model.session_cost[at * self.model.sessions + session]
            + self.model.room_cost[at * self.model.rooms + room];
        for meet in &self.model.meets[at] {
            let other = self.cell_of[meet.other as usize];
            if other != NOBODY && other != cell && self.session(other) == session {
                cost += meet.session;
                if meet.slot > 0 {
                    let theirs = self.slot_of[meet.other as usize];
                    let end = theirs + self.model.length[meet.other as usize];
                    let common =
                        end.min(slot + self.model.length[at]).saturating_sub(theirs.max(slot));
                    cost += meet.slot * i64::from(common);
                }
            }
        }
        cost
    }

    /// What it costs that a track has one more cell, by what stands.
    pub fn open_cost(&self, track: u32, cell: u32) -> i64 {
        let (session, room) = (self.session(cell), self.room(cell));
        let at = track as usize;
        let mut cost = self.model.cell_cost[at * self.model.cells() + cell as usize];
        if self.model.pairs_cost[at] {
            let pairs = &self.model.pair_cost[at * self.model.tracks..][..self.model.tracks];
            let first = session * self.model.rooms;
            for &other in &self.track_of[first..first + self.model.rooms] {
                if other != NOBODY {
                    cost += pairs[other as usize];
                }
            }
        }
        if self.in_room[at * self.model.rooms + room] == 0 && self.rooms_used[at] > 0 {
            cost += self.model.rooms_weight;
        }
        if self.in_session[at * self.model.sessions + session] > 0 {
            cost += self.model.parallel_weight;
        } else if self.model.consecutive_weight > 0 {
            let now = self.sessions_used[at];
            let change = i64::from(is_broken(now | 1 << session)) - i64::from(is_broken(now));
            cost += change * self.model.consecutive_weight;
        }
        cost
    }

    fn open(&mut self, track: u32, cell: u32) -> i64 {
        let cost = self.open_cost(track, cell);
        let (session, room) = (self.session(cell), self.room(cell));
        let at = track as usize;
        let in_room = &mut self.in_room[at * self.model.rooms + room];
        self.rooms_used[at] += u32::from(*in_room == 0);
        *in_room += 1;
        self.in_session[at * self.model.sessions + session] += 1;
        self.sessions_used[at] |= 1 << session;
        self.track_of[cell as usize] = track;
        let place = self.cells_of[at].partition_point(|&one| one < cell);
        self.cells_of[at].insert(place, cell);
        cost
    }

    fn close(&mut self, track: u32, cell: u32) -> i64 {
        let (session, room) = (self.session(cell), self.room(cell));
        let at = track as usize;
        let in_room = &mut self.in_room[at * self.model.rooms + room];
        *in_room -= 1;
        self.rooms_used[at] -= u32::from(*in_room == 0);
        let in_session = &mut self.in_session[at * self.model.sessions + session];
        *in_session -= 1;
        if *in_session == 0 {
            self.sessions_used[at] &= !(1 << session);
        }
        self.track_of[cell as usize] = NOBODY;
        let place = self.cells_of[at].iter().position(|&one| one == cell);
        self.cells_of[at].remove(place.expect("a track knows its cells"));
        self.open_cost(track, cell)
    }

    pub fn plan(&self, problem: &Problem) -> Plan {
        let mut plan = problem.empty_plan();
        for (session, rooms) in plan.slots.iter_mut().enumerate() {
            for (room, slots) in rooms.iter_mut().enumerate() {
                let cell = (session * self.model.rooms + room) as u32;
                for (slot, standing) in (0..).zip(slots) {
                    *standing = Some(self.at(cell, slot)).filter(|&found| found != NOBODY);
                }
            }
        }
        plan
    }
}

/// Whether a track's sessions are more than one unbroken run.
fn is_broken(sessions: u128) -> bool {
    if sessions == 0 {
        return false;
    }
    let run = sessions >> sessions.trailing_zeros();
    run & run.wrapping_add(1) != 0
}
