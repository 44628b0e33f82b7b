//! The problem as clauses.

use super::SPREAD_MAX;
use super::network::Clauses;
use super::problem::{Problem, bits};
use crate::random::Random;

/// Breaks that are counted exactly; a walk comes closer to the optimum than this (README).
const BREAKS_COUNTED: usize = 32;

pub struct Encoded {
    pub clauses: Clauses,
    /// By meeting and slot; 0 where a meeting may not be.
    pub held: Vec<Vec<i32>>,
    /// `more_than[k]`: more than k breaks in all.
    pub more_than: Vec<i32>,
}

struct Encoder<'a> {
    problem: &'a Problem,
    clauses: Clauses,
    held: Vec<Vec<i32>>,
    /// By participant and slot; 0 where never busy.
    busy: Vec<Vec<i32>>,
    breaks: Vec<i32>,
    /// By participant: sorted break literals.
    counted: Vec<Vec<i32>>,
    meetings: Vec<usize>,
    participants: Vec<usize>,
}

/// The order of variables, and so the proof's luck, comes from the seed.
pub fn encode(problem: &Problem, seed: u64) -> Encoded {
    let mut random = Random::new(seed);
    let mut meetings: Vec<usize> = (0..problem.meetings.len()).collect();
    let mut participants: Vec<usize> = (0..problem.participants).collect();
    random.shuffle(&mut meetings);
    random.shuffle(&mut participants);
    let mut encoder = Encoder {
        problem,
        clauses: Clauses::default(),
        held: vec![vec![0; problem.slots]; meetings.len()],
        busy: vec![vec![0; problem.slots]; problem.participants],
        breaks: Vec::new(),
        counted: vec![Vec::new(); problem.participants],
        meetings,
        participants,
    };
    encoder.one_slot_each();
    encoder.precedence();
    for who in encoder.participants.clone() {
        encoder.one_meeting_at_a_time(who);
        encoder.count_breaks(who);
    }
    encoder.tables();
    encoder.fair_spread();
    let breaks = std::mem::take(&mut encoder.breaks);
    let more_than = encoder.clauses.sorted(&breaks, BREAKS_COUNTED);
    Encoded { clauses: encoder.clauses, held: encoder.held, more_than }
}

impl Encoder<'_> {
    fn one_slot_each(&mut self) {
        for meeting in self.meetings.clone() {
            for slot in bits(self.problem.domain(meeting)) {
                self.held[meeting][slot] = self.clauses.variable();
            }
            let one = present(&self.held[meeting]);
            self.clauses.add(&one);
            self.clauses.at_most_one(&one);
        }
    }

    fn precedence(&mut self) {
        for (at, meeting) in self.problem.meetings.iter().enumerate() {
            for before in &meeting.after {
                for late in 0..self.problem.slots {
                    for slot in 0..=late {
                        let pair = [self.held[at][slot], self.held[*before][late]];
                        if pair.iter().all(|literal| *literal != 0) {
                            self.clauses.add(&[-pair[0], -pair[1]]);
                        }
                    }
                }
            }
        }
    }

    fn one_meeting_at_a_time(&mut self, who: usize) {
        let mine: Vec<usize> = self.problem.meetings_of(who).collect();
        for slot in 0..self.problem.slots {
            let here: Vec<i32> = mine.iter().map(|meeting| self.held[*meeting][slot]).collect();
            let mut here = present(&here);
            self.busy[who][slot] = match here[..] {
                [] => 0,
                [one] => one,
                _ => {
                    let busy = self.clauses.variable();
                    self.clauses.at_most_one(&here);
                    for held in &here {
                        self.clauses.add(&[-held, busy]);
                    }
                    here.push(-busy);
                    self.clauses.add(&here);
                    busy
                }
            };
        }
        let busy = present(&self.busy[who]);
        let counted = self.clauses.sorted(&busy, mine.len() + 1);
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
            let next = busy.get(slot + 1).copied().unwrap_or(0);
            if seen != 0 && next != 0 {
                let ends = self.clauses.variable();
                let when = [seen, next].into_iter().chain((busy[slot] != 0).then(|| -busy[slot]));
                let mut clause = vec![ends];
                for literal in when {
                    self.clauses.add(&[-ends, literal]);
                    clause.push(-literal);
                }
                self.clauses.add(&clause);
                mine.push(ends);
            }
            if busy[slot] != 0 {
                seen = self.either(seen, busy[slot]);
            }
        }
        self.counted[who] = self.clauses.sorted(&mine, mine.len());
        self.breaks.extend(mine);
    }

    fn either(&mut self, seen: i32, busy: i32) -> i32 {
        if seen == 0 {
            return busy;
        }
        let either = self.clauses.variable();
        self.clauses.add(&[-seen, either]);
        self.clauses.add(&[-busy, either]);
        self.clauses.add(&[-either, seen, busy]);
        either
    }

    /// At most so many a slot, and so at least what the other slots cannot hold. Said of meetings
    /// and again of participants, which a proof does not find by itself.
    fn tables(&mut self) {
        let (tables, slots) = (self.problem.tables, self.problem.slots);
        let least = self.meetings.len().saturating_sub(tables * slots.saturating_sub(1));
        for slot in 0..slots {
            let held: Vec<i32> = self.meetings.iter().map(|at| self.held[*at][slot]).collect();
            let busy: Vec<i32> = self.participants.iter().map(|at| self.busy[*at][slot]).collect();
            for (literals, parties) in [(present(&held), 1), (present(&busy), 2)] {
                let counted = self.clauses.sorted(&literals, parties * tables + 1);
                if let Some(over) = counted.get(parties * tables) {
                    self.clauses.add(&[-over]);
                }
                for more in counted.iter().take(parties * least) {
                    self.clauses.add(&[*more]);
                }
            }
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
                match self.counted[who].get(more - spread).copied() {
                    Some(has) => self.clauses.add(&[-somebody, has]),
                    None => self.clauses.add(&[-somebody]),
                }
            }
        }
    }
}

fn present(literals: &[i32]) -> Vec<i32> {
    literals.iter().copied().filter(|literal| *literal != 0).collect()
}
