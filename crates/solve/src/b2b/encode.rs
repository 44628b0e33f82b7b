//! The problem, or a part of it around meetings that are held where they are, as clauses.

use super::SPREAD_MAX;
use super::network::{Clauses, NO, YES};
use super::problem::{Problem, bits};
use crate::random::Random;

pub struct Encoded {
    pub clauses: Clauses,
    /// By meeting and slot; [`NO`] where a meeting may not be.
    pub held: Vec<Vec<i32>>,
    /// By participant and slot.
    busy: Vec<Vec<i32>>,
    /// Meetings of few participants, see [`cover`].
    cover: Vec<Vec<usize>>,
    /// `more_than[k]`: more than k breaks in all.
    pub more_than: Vec<i32>,
}

struct Encoder<'a> {
    problem: &'a Problem,
    clauses: Clauses,
    held: Vec<Vec<i32>>,
    /// By participant and slot.
    busy: Vec<Vec<i32>>,
    /// By participant: sorted break literals.
    counted: Vec<Vec<i32>>,
    meetings: Vec<usize>,
    participants: Vec<usize>,
    /// Breaks that one participant may have at most.
    breaks_max: usize,
}

/// The order of variables, and so the proof's luck, comes from `random`. A meeting whose domain is
/// one slot is held there, and what follows from it makes the clauses fewer. Breaks are counted
/// exactly up to `breaks_counted`.
pub fn encode(
    problem: &Problem,
    domains: &[u64],
    breaks_counted: usize,
    random: &mut Random,
) -> Encoded {
    let mut meetings: Vec<usize> = (0..problem.meetings.len()).collect();
    let mut participants: Vec<usize> = (0..problem.participants).collect();
    random.shuffle(&mut meetings);
    random.shuffle(&mut participants);
    let mut encoder = Encoder {
        problem,
        clauses: Clauses::default(),
        held: vec![vec![NO; problem.slots]; meetings.len()],
        busy: vec![vec![NO; problem.slots]; problem.participants],
        counted: vec![Vec::new(); problem.participants],
        meetings,
        participants,
        breaks_max: breaks_max(problem),
    };
    encoder.one_slot_each(domains);
    encoder.precedence();
    for who in encoder.participants.clone() {
        encoder.one_meeting_at_a_time(who);
        encoder.count_breaks(who);
    }
    encoder.fair_spread();
    let counted = std::mem::take(&mut encoder.counted);
    let more_than = encoder.clauses.merged_all(&counted, breaks_counted);
    let Encoder { clauses, held, busy, .. } = encoder;
    Encoded { clauses, held, busy, cover: cover(problem), more_than }
}

/// Somebody with one meeting has no break, and so nobody has more than the fair spread.
fn breaks_max(problem: &Problem) -> usize {
    let mut held = vec![0_usize; problem.participants];
    for meeting in &problem.meetings {
        for who in meeting.parties {
            held[who] += 1;
        }
    }
    if held.iter().any(|held| *held < 2) { SPREAD_MAX as usize } else { problem.slots / 2 }
}

impl Encoded {
    /// Adds that a slot has no more meetings than tables.
    pub fn limit_slot(&mut self, problem: &Problem, slot: usize, said_of: SaidOf) {
        let (met, most) = match said_of {
            SaidOf::Everybody => {
                (self.busy.iter().map(|row| row[slot]).collect(), problem.tables * 2)
            }
            SaidOf::Few => (self.met(slot), problem.tables),
        };
        let counted = self.clauses.sorted(&met, most + 1);
        if let Some(over) = counted.get(most) {
            self.clauses.add(&[-over]);
        }
    }

    /// Whether each of the few that stand for all meetings meets somebody in a slot.
    fn met(&mut self, slot: usize) -> Vec<i32> {
        let mut met = Vec::new();
        for meetings in &self.cover {
            let here: Vec<i32> = meetings.iter().map(|at| self.held[*at][slot]).collect();
            met.push(self.clauses.any(&here));
        }
        met
    }

    /// What [`Self::limit_slot`] counts for all slots together when it is said of few.
    pub fn counted_for_tables(&self) -> usize {
        self.cover.len() * self.held.first().map_or(0, Vec::len)
    }
}

/// Of whom it is said that there are so many tables: each has one meeting in a slot at most.
#[derive(Clone, Copy, Debug)]
pub enum SaidOf {
    /// Two participants a table. Many clauses, from which more follows.
    Everybody,
    /// Few participants that stand for all meetings.
    Few,
}

/// Shares all meetings among few participants: who has most of those left takes them all. Two
/// fifths of the participants are enough in what was published, and so a slot's network is small.
fn cover(problem: &Problem) -> Vec<Vec<usize>> {
    let mut left: Vec<Vec<usize>> =
        (0..problem.participants).map(|who| problem.meetings_of(who).collect()).collect();
    let mut cover = Vec::new();
    while let Some(who) = (0..left.len()).max_by_key(|who| left[*who].len())
        && !left[who].is_empty()
    {
        let taken = std::mem::take(&mut left[who]);
        for meeting in &taken {
            for party in problem.meetings[*meeting].parties {
                left[party].retain(|one| one != meeting);
            }
        }
        cover.push(taken);
    }
    cover
}

impl Encoder<'_> {
    fn one_slot_each(&mut self, domains: &[u64]) {
        for meeting in self.meetings.clone() {
            let domain = domains[meeting];
            for slot in bits(domain) {
                let only = domain.count_ones() == 1;
                self.held[meeting][slot] = if only { YES } else { self.clauses.variable() };
            }
            let held = self.held[meeting].clone();
            self.clauses.add(&held);
            self.clauses.at_most_one(&held);
        }
    }

    fn precedence(&mut self) {
        for (at, meeting) in self.problem.meetings.iter().enumerate() {
            for before in &meeting.after {
                for late in 0..self.problem.slots {
                    for slot in 0..=late {
                        self.clauses.add(&[-self.held[at][slot], -self.held[*before][late]]);
                    }
                }
            }
        }
    }

    fn one_meeting_at_a_time(&mut self, who: usize) {
        let mine: Vec<usize> = self.problem.meetings_of(who).collect();
        for slot in 0..self.problem.slots {
            let here: Vec<i32> = mine.iter().map(|meeting| self.held[*meeting][slot]).collect();
            self.clauses.at_most_one(&here);
            self.busy[who][slot] = self.clauses.any(&here);
        }
        let counted = self.clauses.sorted(&self.busy[who], mine.len() + 1);
        for (at, more) in counted.into_iter().enumerate() {
            self.clauses.add(&[if at < mine.len() { more } else { -more }]);
        }
    }

    /// A break ends where somebody is idle, was busy before and is busy next.
    fn count_breaks(&mut self, who: usize) {
        if self.problem.meetings_of(who).nth(1).is_none() {
            return;
        }
        let busy = self.busy[who].clone();
        let (mut seen, mut mine) = (busy[0], Vec::new());
        for slot in 1..busy.len() {
            let next = busy.get(slot + 1).copied().unwrap_or(NO);
            let ends = -self.clauses.any(&[-seen, -next, busy[slot]]);
            mine.push(ends);
            seen = self.clauses.any(&[seen, busy[slot]]);
        }
        mine.retain(|ends| *ends != NO);
        self.counted[who] = self.clauses.sorted(&mine, self.breaks_max + 1);
        if let Some(over) = self.counted[who].get(self.breaks_max).copied() {
            self.clauses.add(&[-over]);
            self.counted[who].truncate(self.breaks_max);
        }
    }

    /// Whoever has `SPREAD_MAX` + j breaks obliges everybody to have j.
    fn fair_spread(&mut self) {
        let spread = SPREAD_MAX as usize;
        let most = self.counted.iter().map(Vec::len).max().unwrap_or(0);
        for more in spread..most {
            let somebody = self.clauses.variable();
            for who in 0..self.counted.len() {
                if let Some(has) = self.counted[who].get(more).copied() {
                    self.clauses.add(&[-has, somebody]);
                }
                let has = self.counted[who].get(more - spread).copied().unwrap_or(NO);
                self.clauses.add(&[-somebody, has]);
            }
        }
    }
}
