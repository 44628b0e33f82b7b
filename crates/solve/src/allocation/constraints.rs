//! What an answer must keep, one function each, counted from the problem alone.

use std::collections::BTreeMap;

use super::{Granted, Problem};
use crate::run::Penalty;
use crate::score::Score;

pub fn penalties(problem: &Problem, granted: &Granted) -> Vec<Penalty> {
    let counts = [
        ("seats_of_activities", seats_of_activities(problem, granted)),
        ("one_place_at_a_time", one_place_at_a_time(problem, granted)),
    ];
    let one = |(name, count): (&str, i64)| Penalty {
        constraint: name.to_owned(),
        count,
        score: Score::hard(count),
    };
    counts.map(one).into()
}

/// Each person beyond the seats.
pub fn seats_of_activities(problem: &Problem, granted: &Granted) -> i64 {
    let mut people = vec![0_i64; problem.activities.len()];
    for (party, own) in problem.parties.iter().zip(&granted.activities) {
        own.iter().for_each(|&at| people[at as usize] += i64::from(party.people));
    }
    let over = people.iter().zip(&problem.activities);
    over.map(|(&people, one)| (people - i64::from(one.seats)).max(0)).sum()
}

/// Each two activities of a party that overlap, or leave too little time for the way.
pub fn one_place_at_a_time(problem: &Problem, granted: &Granted) -> i64 {
    let calendar = Calendar::new(problem);
    let clashes = granted.activities.iter().map(|own| {
        let pairs = (0..own.len()).flat_map(|at| (0..at).map(move |before| (own[at], own[before])));
        pairs.filter(|&(one, other)| calendar.clash(one, other).is_some()).count() as i64
    });
    clashes.sum()
}

pub struct Calendar<'a> {
    problem: &'a Problem,
    ways: BTreeMap<(&'a str, &'a str), i64>,
}

impl<'a> Calendar<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        let mut ways = BTreeMap::new();
        for way in &problem.travel {
            let (from, to, minutes) = (&way.from[..], &way.to[..], i64::from(way.minutes));
            ways.insert((from, to), minutes);
            ways.entry((to, from)).or_insert(minutes);
        }
        Self { problem, ways }
    }

    /// Why nobody can be at both, in words.
    pub fn clash(&self, one: u32, other: u32) -> Option<String> {
        let all = &self.problem.activities;
        let (mut first, mut second) = (&all[one as usize], &all[other as usize]);
        if second.start < first.start {
            (first, second) = (second, first);
        }
        let way = self.ways.get(&(&first.place[..], &second.place[..])).copied().unwrap_or(0);
        let way = if first.place == second.place { 0 } else { way };
        (first.end + way > second.start).then(|| {
            format!(
                "{} ends at minute {} and {} starts at {}; the way takes {way} min",
                first.id, first.end, second.id, second.start
            )
        })
    }
}
