//! What an answer must keep, one function each, counted and told from the entries alone.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::Assigned;
use super::explain::{Two, explained};
use super::problem::{Entry, Problem};
use super::text::Corpus;
use crate::run::Penalty;

/// One thing that is watched.
pub struct Constraint {
    pub name: &'static str,
    /// What it asks for, in a sentence.
    pub asks: &'static str,
    /// Each violation in words.
    pub find: fn(&Problem, &[Assigned]) -> Vec<String>,
}

pub const ALL: [Constraint; 4] = [
    Constraint {
        name: "known_entries",
        asks: "who is brought together is among those who asked",
        find: known_entries,
    },
    Constraint {
        name: "capacity_of_entries",
        asks: "nobody is brought together with more than they have time for",
        find: capacity_of_entries,
    },
    Constraint { name: "once_each", asks: "no two are brought together twice", find: once_each },
    Constraint {
        name: "what_must_fit",
        asks: "what one of the two must have fits, and the points are those of all parts",
        find: what_must_fit,
    },
];

/// What an answer costs, by constraint: all of them demands.
pub fn penalties(problem: &Problem, assigned: &[Assigned]) -> Vec<Penalty> {
    let counted = ALL
        .iter()
        .map(|one| Penalty::hard(one.name, one.asks, (one.find)(problem, assigned).len() as i64));
    counted.collect()
}

fn two<'a>(problem: &'a Problem, pair: &Assigned) -> Option<Two<'a>> {
    let (offer, need) = (pair.offer as usize, pair.need as usize);
    Some(Two { one: problem.offers.get(offer)?, other: problem.needs.get(need)?, offer, need })
}

/// One for each pair of which somebody is unknown.
pub fn known_entries(problem: &Problem, assigned: &[Assigned]) -> Vec<String> {
    let unknown = assigned.iter().filter(|pair| two(problem, pair).is_none());
    unknown.map(|pair| format!("there are no {} and {}", pair.offer, pair.need)).collect()
}

/// One for each pair beyond what somebody has time for.
pub fn capacity_of_entries(problem: &Problem, assigned: &[Assigned]) -> Vec<String> {
    let over = |side: &[Entry], of: fn(&Assigned) -> u32| {
        let mut used: BTreeMap<u32, u32> = BTreeMap::new();
        let mut told = Vec::new();
        for pair in assigned {
            let used = used.entry(of(pair)).or_default();
            *used += 1;
            let Some(entry) = side.get(of(pair) as usize) else { continue };
            if *used > entry.capacity {
                let most = entry.capacity;
                told.push(format!("{} has {used} and time for {most}", entry.id));
            }
        }
        told
    };
    let mut told = over(&problem.offers, |pair| pair.offer);
    told.extend(over(&problem.needs, |pair| pair.need));
    told
}

/// One for each pair that stands there again.
pub fn once_each(problem: &Problem, assigned: &[Assigned]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let again = assigned.iter().filter(|pair| !seen.insert((pair.offer, pair.need)));
    let again = again.filter_map(|pair| two(problem, pair));
    again.map(|two| format!("{} and {} are there twice", two.one.id, two.other.id)).collect()
}

/// One for each pair that lacks what it must have, or is worth other points than it says.
pub fn what_must_fit(problem: &Problem, assigned: &[Assigned]) -> Vec<String> {
    let offers: Vec<&str> = problem.offers.iter().map(|one| &one.text[..]).collect();
    let needs: Vec<&str> = problem.needs.iter().map(|one| &one.text[..]).collect();
    let corpus = Corpus::new([&offers, &needs]);
    let mut told = Vec::new();
    for pair in assigned {
        let Some(two) = two(problem, pair) else { continue };
        let all = explained(problem, &corpus, two);
        let both = format!("{} and {}", two.one.id, two.other.id);
        if !all.missing.is_empty() {
            told.push(format!("{both} lack {}", all.missing.join(", ")));
        } else if all.points != pair.points {
            told.push(format!("{both} are worth {} and not {}", all.points, pair.points));
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{Weights, assign};
    use crate::run::{Limits, Watch};

    /// Two offers and two needs that all want rust; the second need must have compute.
    fn given() -> Problem {
        let entry = |id: &str| Entry {
            id: id.to_owned(),
            tags: vec!["rust".to_owned()],
            capacity: 1,
            ..Entry::default()
        };
        let mut problem = Problem {
            offers: vec![entry("lab"), entry("cloud")],
            needs: vec![entry("ward"), entry("mine")],
            weights: Weights::default(),
            keep: 2,
            minutes: 30,
        };
        problem.needs[1].layers = vec!["compute".to_owned()];
        problem.needs[1].must = vec!["layers".to_owned()];
        problem.offers[1].layers = vec!["compute".to_owned()];
        problem
    }

    const fn pair(offer: u32, need: u32, points: u32) -> Assigned {
        Assigned { offer, need, points }
    }

    fn says(name: &str, assigned: &[Assigned]) -> Vec<String> {
        let one = ALL.iter().find(|one| one.name == name).expect("a constraint of that name");
        (one.find)(&given(), assigned)
    }

    #[test]
    fn a_stranger_given_one_pair_is_one() {
        assert_eq!(says("known_entries", &[pair(0, 9, 1)]), ["there are no 0 and 9"]);
    }

    #[test]
    fn capacity_given_two_pairs_of_one_is_over_by_one() {
        let both = [pair(0, 0, 20_000), pair(0, 1, 20_000)];
        assert_eq!(says("capacity_of_entries", &both), ["lab has 2 and time for 1"]);
    }

    #[test]
    fn a_pair_given_twice_is_one_too_many() {
        let twice = [pair(0, 0, 20_000), pair(0, 0, 20_000)];
        assert_eq!(says("once_each", &twice), ["lab and ward are there twice"]);
    }

    #[test]
    fn what_must_fit_given_a_pair_without_it_is_lacking_and_points_are_held_to_the_parts() {
        let told = says("what_must_fit", &[pair(0, 1, 20_000), pair(0, 0, 7)]);
        assert_eq!(told, ["lab and mine lack layers", "lab and ward are worth 20000 and not 7"]);
    }

    #[test]
    fn an_answer_breaks_none_and_says_what_each_asks() {
        let outcome = assign(&given(), Limits::new(u64::MAX, 1), Watch::NONE).expect("sound");
        assert_eq!(outcome.answer.expect("one").len(), 2);
        assert!(outcome.penalties.iter().all(|one| one.count == 0 && !one.asks.is_empty()));
        assert_eq!(outcome.penalties.len(), ALL.len());
    }
}
