//! What an answer must keep, one function each, counted from the problem alone.

use std::collections::{BTreeMap, BTreeSet};

use super::{Activity, Granted, Party, Problem};
use crate::run::Penalty;

pub fn penalties(problem: &Problem, granted: &Granted) -> Vec<Penalty> {
    let counts = [
        ("seats_of_activities", "nobody is without a seat", seats_of_activities(problem, granted)),
        (
            "one_place_at_a_time",
            "nobody is in two places at once, counting the way",
            one_place_at_a_time(problem, granted),
        ),
        ("confirmed_stays", "what was confirmed stays", confirmed_stays(problem, granted)),
        (
            "only_what_was_wished",
            "nobody gets what they did not wish for",
            only_what_was_wished(problem, granted),
        ),
        (
            "as_many_as_it_may",
            "nobody gets more than they may have",
            as_many_as_it_may(problem, granted),
        ),
    ];
    counts.map(|(name, asks, count)| Penalty::hard(name, asks, count)).into()
}

/// Each person beyond the seats.
pub fn seats_of_activities(problem: &Problem, granted: &Granted) -> i64 {
    let people = people_in(problem, granted);
    let over = people.iter().zip(&problem.activities);
    over.map(|(&people, one)| (people - i64::from(one.seats)).max(0)).sum()
}

/// How many people are in each activity.
pub fn people_in(problem: &Problem, granted: &Granted) -> Vec<i64> {
    let mut people = vec![0_i64; problem.activities.len()];
    for (party, own) in problem.parties.iter().zip(&granted.activities) {
        own.iter().for_each(|&at| people[at as usize] += i64::from(party.people));
    }
    people
}

/// Each two activities of a party that overlap, or leave too little time for the way; and each that
/// was granted although the party is elsewhere.
pub fn one_place_at_a_time(problem: &Problem, granted: &Granted) -> i64 {
    let calendar = Calendar::new(problem);
    let clashes = problem.parties.iter().zip(&granted.activities).map(|(party, own)| {
        let pairs = (0..own.len()).flat_map(|at| (0..at).map(move |before| (own[at], own[before])));
        let twice = pairs.filter(|&(one, other)| calendar.clash(one, other).is_some()).count();
        let is_new = |at: &&u32| !party.confirmed.contains(&problem.activities[**at as usize].id);
        let away = own.iter().filter(is_new).filter(|&&at| calendar.busy(party, at).is_some());
        (twice + away.count()) as i64
    });
    clashes.sum()
}

/// Each confirmed activity that a party no longer has.
pub fn confirmed_stays(problem: &Problem, granted: &Granted) -> i64 {
    let gone = problem.parties.iter().zip(&granted.activities).map(|(party, own)| {
        let has = |id: &str| own.iter().any(|&at| problem.activities[at as usize].id == id);
        party.confirmed.iter().filter(|id| !has(id)).count() as i64
    });
    gone.sum()
}

/// Each activity that a party neither wished nor was confirmed in, or has twice.
pub fn only_what_was_wished(problem: &Problem, granted: &Granted) -> i64 {
    let wrong = problem.parties.iter().zip(&granted.activities).map(|(party, own)| {
        let known = |at: &u32| {
            let id = &problem.activities[*at as usize].id;
            party.wishes.contains(id) || party.confirmed.contains(id)
        };
        let twice = own.len() - own.iter().collect::<BTreeSet<_>>().len();
        (own.iter().filter(|at| !known(at)).count() + twice) as i64
    });
    wrong.sum()
}

/// Each activity beyond what a party may have, but for confirmed ones.
pub fn as_many_as_it_may(problem: &Problem, granted: &Granted) -> i64 {
    let over = problem.parties.iter().zip(&granted.activities).map(|(party, own)| {
        let confirmed: BTreeSet<&String> = party.confirmed.iter().collect();
        let most = (party.at_most as usize).max(confirmed.len());
        own.len().saturating_sub(most) as i64
    });
    over.sum()
}

/// People with their first wish, their second, ..; and people who have something.
pub fn ranks(problem: &Problem, granted: &Granted) -> (Vec<i64>, i64) {
    let longest = problem.parties.iter().map(|party| party.wishes.len()).max().unwrap_or(0);
    let mut ranks = vec![0; longest];
    let mut served = 0;
    for (party, own) in problem.parties.iter().zip(&granted.activities) {
        let people = i64::from(party.people);
        served += if own.is_empty() { 0 } else { people };
        for &at in own {
            let id = &problem.activities[at as usize].id;
            let rank = party.wishes.iter().position(|wish| wish == id);
            if let (Some(rank), false) = (rank, party.confirmed.contains(id)) {
                ranks[rank] += people;
            }
        }
    }
    (ranks, served)
}

pub struct Calendar<'a> {
    problem: &'a Problem,
    /// A number for each place that stands in an activity or a way.
    places: BTreeMap<&'a str, u32>,
    /// Of each activity.
    place: Vec<u32>,
    ways: BTreeMap<(u32, u32), i64>,
    way_max: i64,
}

/// When and where.
#[derive(Clone, Copy)]
struct Stay {
    start: i64,
    end: i64,
    place: u32,
}

impl<'a> Calendar<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        let names = problem.activities.iter().map(|one| one.place.as_str());
        let ends = problem.travel.iter().flat_map(|way| [way.from.as_str(), way.to.as_str()]);
        let names: BTreeSet<&str> = names.chain(ends).collect();
        let places: BTreeMap<&str, u32> = names.into_iter().zip(0..).collect();
        let mut ways = BTreeMap::new();
        for way in &problem.travel {
            let (from, to) = (places[&way.from[..]], places[&way.to[..]]);
            ways.insert((from, to), i64::from(way.minutes));
        }
        for way in &problem.travel {
            let (from, to) = (places[&way.from[..]], places[&way.to[..]]);
            ways.entry((to, from)).or_insert_with(|| i64::from(way.minutes));
        }
        let place = problem.activities.iter().map(|one| places[&one.place[..]]).collect();
        let way_max = ways.values().copied().max().unwrap_or(0);
        Self { problem, places, place, ways, way_max }
    }

    fn stay(&self, activity: u32) -> Stay {
        let Activity { start, end, .. } = self.problem.activities[activity as usize];
        Stay { start, end, place: self.place[activity as usize] }
    }

    /// The way that is too long from the earlier to the later, in minutes.
    fn way(&self, one: Stay, other: Stay) -> Option<i64> {
        let (first, second) = if other.start < one.start { (other, one) } else { (one, other) };
        let gap = second.start - first.end;
        if gap >= self.way_max {
            return None;
        }
        let way = self.ways.get(&(first.place, second.place)).copied().unwrap_or(0);
        let way = if first.place == second.place { 0 } else { way };
        (way > gap).then_some(way)
    }

    pub fn is_clash(&self, one: u32, other: u32) -> bool {
        self.way(self.stay(one), self.stay(other)).is_some()
    }

    /// Why nobody can be at both, in words.
    pub fn clash(&self, one: u32, other: u32) -> Option<String> {
        let way = self.way(self.stay(one), self.stay(other))?;
        let all = &self.problem.activities;
        let (mut first, mut second) = (&all[one as usize], &all[other as usize]);
        if second.start < first.start {
            (first, second) = (second, first);
        }
        Some(format!(
            "{} ends at minute {} and {} starts at {}; the way takes {way} min",
            first.id, first.end, second.id, second.start
        ))
    }

    /// Why the party cannot come, in words: it is elsewhere.
    pub fn busy(&self, party: &Party, activity: u32) -> Option<String> {
        let stay = self.stay(activity);
        let away = party.busy.iter().find(|busy| {
            let place = self.places.get(&busy.place[..]).copied().unwrap_or(u32::MAX);
            self.way(stay, Stay { start: busy.start, end: busy.end, place }).is_some()
        })?;
        let id = &self.problem.activities[activity as usize].id;
        Some(format!(
            "{id}: the party is elsewhere from minute {} to {}, or on the way",
            away.start, away.end
        ))
    }
}
