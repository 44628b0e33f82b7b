//! Why nothing fits, in words: first by counting, then as the smallest set of demands that a proof
//! needs.

use cadical::Solver;

use super::network::Clauses;
use super::problem::{Problem, Session, bits};
use crate::run::Watch;

/// Conflicts for one question while a set is made smaller.
const SMALLER_CONFLICTS: i32 = 20_000;

/// A set of meetings with fewer places than meetings, when counting finds one.
pub fn by_counting(problem: &Problem) -> Option<Vec<String>> {
    let domains = earliest_and_latest(problem);
    if let Some(at) = domains.iter().position(|domain| *domain == 0) {
        return Some(vec![nowhere(problem, at)]);
    }
    for who in 0..problem.participants {
        let mine: Vec<usize> = problem.meetings_of(who).collect();
        if let Some(tight) = crowded(&mine, &domains, 1, problem.slots) {
            return Some(vec![no_room_for(problem, who, &tight, &domains)]);
        }
    }
    let all: Vec<usize> = (0..problem.meetings.len()).collect();
    let tight = crowded(&all, &domains, problem.tables, problem.slots)?;
    let slots = union(&tight, &domains);
    Some(vec![format!(
        "{} meetings can only be in the slots {}, where {} tables hold {}.",
        tight.len(),
        listed(slots),
        problem.tables,
        problem.tables * slots.count_ones() as usize
    )])
}

/// Domains narrowed by who must be earlier.
fn earliest_and_latest(problem: &Problem) -> Vec<u64> {
    let mut domains: Vec<u64> = (0..problem.meetings.len()).map(|at| problem.domain(at)).collect();
    for _ in 0..problem.slots {
        let before = domains.clone();
        for (at, meeting) in problem.meetings.iter().enumerate() {
            for earlier in &meeting.after {
                let first = domains[*earlier];
                domains[at] &= later_than(first);
                domains[*earlier] &= earlier_than(domains[at]);
            }
        }
        if domains == before {
            break;
        }
    }
    domains
}

/// The slots after the first of `set`.
const fn later_than(set: u64) -> u64 {
    if set == 0 { 0 } else { !((2_u64 << set.trailing_zeros()).wrapping_sub(1)) }
}

/// The slots before the last of `set`.
const fn earlier_than(set: u64) -> u64 {
    if set == 0 { 0 } else { (1 << (63 - set.leading_zeros())) - 1 }
}

/// A smallest-by-growth set of meetings that have fewer places together than they are (Hall, 1935):
/// what an augmenting search reaches from the first meeting that finds no place.
fn crowded(meetings: &[usize], domains: &[u64], room: usize, slots: usize) -> Option<Vec<usize>> {
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); slots];
    for start in meetings {
        let mut from: Vec<Option<usize>> = vec![None; slots];
        let mut reached = vec![*start];
        let mut seen = 0_u64;
        let mut at = 0;
        let mut free = None;
        while at < reached.len() && free.is_none() {
            let meeting = reached[at];
            at += 1;
            for slot in bits(domains[meeting] & !seen) {
                seen |= 1 << slot;
                from[slot] = Some(meeting);
                if held[slot].len() < room {
                    free = Some(slot);
                    break;
                }
                reached.extend(&held[slot]);
            }
        }
        let Some(mut slot) = free else { return Some(reached) };
        while let Some(meeting) = from[slot] {
            let old = held.iter().position(|row| row.contains(&meeting));
            held[slot].push(meeting);
            let Some(old) = old else { break };
            held[old].retain(|one| *one != meeting);
            slot = old;
        }
    }
    None
}

fn union(meetings: &[usize], domains: &[u64]) -> u64 {
    meetings.iter().fold(0, |set, at| set | domains[*at])
}

fn listed(set: u64) -> String {
    let slots: Vec<String> = bits(set).map(|slot| (slot + 1).to_string()).collect();
    if slots.is_empty() { "none".into() } else { slots.join(", ") }
}

fn nowhere(problem: &Problem, at: usize) -> String {
    let [a, b] = problem.meetings[at].parties;
    let fixed = problem.meetings[at]
        .fixed
        .map_or(String::new(), |slot| format!(" It is fixed in slot {}.", slot + 1));
    format!(
        "Meeting {} of participants {} and {} has no slot: its session has the slots {}; forbidden \
         are {} and {}; those before and after it need their own.{fixed}",
        at + 1,
        a + 1,
        b + 1,
        listed(problem.session(problem.meetings[at].session)),
        listed(problem.forbidden[a]),
        listed(problem.forbidden[b]),
    )
}

fn no_room_for(problem: &Problem, who: usize, tight: &[usize], domains: &[u64]) -> String {
    let slots = union(tight, domains);
    let names: Vec<String> = tight.iter().map(|at| (at + 1).to_string()).collect();
    format!(
        "Participant {} has {} meetings ({}) that can only be in {} slots ({}); forbidden to them \
         are {}.",
        who + 1,
        tight.len(),
        names.join(", "),
        slots.count_ones(),
        listed(slots),
        listed(problem.forbidden[who]),
    )
}

/// The demands without which the rest might be met; each is one switch of the proof.
struct Demands {
    clauses: Clauses,
    words: Vec<(i32, String)>,
}

/// Sentences for a set of demands from which none can be taken away, as far as the conflicts go.
pub fn smallest(problem: &Problem, watch: Watch<'_>) -> Vec<String> {
    let demands = Demands::of(problem);
    let mut solver: Solver = Solver::new();
    for clause in &demands.clauses.all {
        solver.add_clause(clause.iter().copied());
    }
    let mut ask = |switches: &[i32]| -> Option<Vec<i32>> {
        let _ = solver.set_limit("conflicts", SMALLER_CONFLICTS);
        let proved = solver.solve_with(switches.iter().copied()) == Some(false);
        proved.then(|| switches.iter().copied().filter(|one| solver.failed(*one)).collect())
    };
    let all: Vec<i32> = demands.words.iter().map(|(switch, _)| *switch).collect();
    let Some(mut needed) = ask(&all) else {
        return vec![format!(
            "The demands can be met one by one but not all with breaks that differ by at most {}.",
            super::SPREAD_MAX
        )];
    };
    let mut asked = 0;
    while asked < needed.len() && !watch.is_stopped() {
        let mut without = needed.clone();
        without.remove(asked);
        match ask(&without) {
            Some(fewer) => needed = fewer,
            None => asked += 1,
        }
    }
    let kept = demands.words.into_iter().filter(|(switch, _)| needed.contains(switch));
    kept.map(|(_, words)| words).collect()
}

impl Demands {
    fn of(problem: &Problem) -> Self {
        let mut all = Self { clauses: Clauses::default(), words: Vec::new() };
        let held: Vec<Vec<i32>> =
            (0..problem.meetings.len()).map(|at| all.meeting(problem, at)).collect();
        for who in 0..problem.participants {
            let mine: Vec<usize> = problem.meetings_of(who).collect();
            all.participant(problem, who, &mine, &held);
        }
        all.tables(problem, &held);
        all
    }

    fn switch(&mut self, words: String) -> i32 {
        let switch = self.clauses.variable();
        self.words.push((switch, words));
        switch
    }

    fn meeting(&mut self, problem: &Problem, at: usize) -> Vec<i32> {
        let meeting = &problem.meetings[at];
        let session = problem.session(meeting.session);
        let held: Vec<i32> = (0..problem.slots)
            .map(|slot| if session & (1 << slot) == 0 { 0 } else { self.clauses.variable() })
            .collect();
        let when = match meeting.session {
            Session::Morning => "in the morning",
            Session::Afternoon => "in the afternoon",
            Session::Any => "at any time",
        };
        let [a, b] = meeting.parties;
        let words = format!("Meeting {} of {} and {} is held {when}.", at + 1, a + 1, b + 1);
        let mut clause = vec![-self.switch(words)];
        clause.extend(held.iter().filter(|literal| **literal != 0));
        self.clauses.add(&clause);
        let present: Vec<i32> = held.iter().copied().filter(|literal| *literal != 0).collect();
        self.clauses.at_most_one(&present);
        if let Some(slot) = meeting.fixed {
            let switch = self.switch(format!("Meeting {} is fixed in slot {}.", at + 1, slot + 1));
            let others = held.iter().enumerate().filter(|(at, one)| *at != slot && **one != 0);
            for (_, literal) in others {
                self.clauses.add(&[-switch, -literal]);
            }
        }
        held
    }

    fn participant(&mut self, problem: &Problem, who: usize, mine: &[usize], held: &[Vec<i32>]) {
        let once = self.switch(format!("Participant {} is in one meeting at a time.", who + 1));
        for (at, one) in mine.iter().enumerate() {
            for other in &mine[at + 1..] {
                let both = held[*one].iter().zip(&held[*other]);
                for (this, that) in both.filter(|(this, that)| **this != 0 && **that != 0) {
                    self.clauses.add(&[-once, -this, -that]);
                }
            }
        }
        for slot in bits(problem.forbidden[who]) {
            let words = format!("Slot {} is forbidden to participant {}.", slot + 1, who + 1);
            let switch = self.switch(words);
            for at in mine.iter().filter(|at| held[**at][slot] != 0) {
                self.clauses.add(&[-switch, -held[*at][slot]]);
            }
        }
        // Precedence is said once, by the first participant of the later meeting.
        for later in mine.iter().filter(|at| problem.meetings[**at].parties[0] == who) {
            for before in &problem.meetings[*later].after {
                let words = format!("Meeting {} is before meeting {}.", before + 1, later + 1);
                let switch = self.switch(words);
                for late in 0..problem.slots {
                    for slot in 0..=late {
                        let pair = [held[*later][slot], held[*before][late]];
                        if pair.iter().all(|literal| *literal != 0) {
                            self.clauses.add(&[-switch, -pair[0], -pair[1]]);
                        }
                    }
                }
            }
        }
    }

    fn tables(&mut self, problem: &Problem, held: &[Vec<i32>]) {
        let switch = self.switch(format!("There are {} tables.", problem.tables));
        for slot in 0..problem.slots {
            let here: Vec<i32> = held.iter().map(|row| row[slot]).filter(|one| *one != 0).collect();
            let counted = self.clauses.sorted(&here, problem.tables + 1);
            if let Some(over) = counted.get(problem.tables) {
                self.clauses.add(&[-switch, -over]);
            }
        }
    }
}
