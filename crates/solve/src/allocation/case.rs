//! The problem as the rules see it: numbers instead of names, and only wishes that can be granted.

use std::collections::BTreeMap;

use super::constraints::Calendar;
use super::{Granted, Problem};

pub struct Case<'a> {
    pub problem: &'a Problem,
    pub calendar: Calendar<'a>,
    pub parties: Vec<Group>,
    /// Seats that nobody is confirmed in; below nothing where too many are.
    pub left: Vec<i64>,
    /// The longest list of wishes.
    pub ranks: usize,
    numbers: BTreeMap<&'a str, u32>,
}

/// A party.
pub struct Group {
    pub people: i64,
    pub confirmed: Vec<u32>,
    /// How many more it may get.
    pub room: usize,
    /// The dearest first.
    pub wishes: Vec<Wish>,
}

#[derive(Clone, Copy, Debug)]
pub struct Wish {
    pub activity: u32,
    /// From 0, as the party wrote it.
    pub rank: usize,
    /// Which of the party's wishes (by place in `wishes`) it cannot have beside this; one bit each.
    pub clashes: u128,
}

impl<'a> Case<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        let numbers: BTreeMap<&str, u32> =
            problem.activities.iter().map(|one| one.id.as_str()).zip(0..).collect();
        let calendar = Calendar::new(problem);
        let mut left: Vec<i64> =
            problem.activities.iter().map(|one| i64::from(one.seats)).collect();
        let mut parties = Vec::new();
        for party in &problem.parties {
            let people = i64::from(party.people);
            let mut confirmed: Vec<u32> =
                party.confirmed.iter().map(|id| numbers[id.as_str()]).collect();
            confirmed.sort_unstable();
            confirmed.dedup();
            confirmed.iter().for_each(|&at| left[at as usize] -= people);
            let room = (party.at_most as usize).saturating_sub(confirmed.len());
            parties.push(Group { people, confirmed, room, wishes: Vec::new() });
        }
        for (party, group) in problem.parties.iter().zip(&mut parties) {
            for (id, rank) in party.wishes.iter().zip(0..) {
                let activity = numbers[id.as_str()];
                let is_open = !group.confirmed.contains(&activity)
                    && group.wishes.iter().all(|wish| wish.activity != activity)
                    && left[activity as usize] >= group.people
                    && group.confirmed.iter().all(|&own| !calendar.is_clash(activity, own))
                    && calendar.busy(party, activity).is_none();
                if is_open && group.room > 0 {
                    group.wishes.push(Wish { activity, rank, clashes: 0 });
                }
            }
            for one in 0..group.wishes.len() {
                for other in 0..one {
                    let both = (group.wishes[one].activity, group.wishes[other].activity);
                    if calendar.is_clash(both.0, both.1) {
                        group.wishes[one].clashes |= 1 << other;
                        group.wishes[other].clashes |= 1 << one;
                    }
                }
            }
        }
        let ranks = problem.parties.iter().map(|party| party.wishes.len()).max().unwrap_or(0);
        Self { problem, calendar, parties, left, ranks, numbers }
    }

    /// The number of an activity that is there.
    pub fn number(&self, id: &str) -> u32 {
        self.numbers[id]
    }

    /// An answer of nothing but what is confirmed.
    pub fn confirmed(&self) -> Granted {
        let activities = self.parties.iter().map(|party| party.confirmed.clone()).collect();
        Granted { activities, ..Granted::default() }
    }

    /// An answer of the wishes (by place in `wishes`) each party is granted.
    pub fn granted(&self, chosen: &[Vec<usize>]) -> Granted {
        let mut granted = self.confirmed();
        for ((own, party), chosen) in granted.activities.iter_mut().zip(&self.parties).zip(chosen) {
            let mut chosen = chosen.clone();
            chosen.sort_unstable();
            own.extend(chosen.iter().map(|&at| party.wishes[at].activity));
        }
        granted
    }
}
