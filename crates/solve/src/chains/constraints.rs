//! What an answer must keep, one function each, counted from the problem alone.

use std::collections::{BTreeMap, BTreeSet};

use super::board::{Board, Points};
use super::problem::{Chain, Problem};
use crate::run::Penalty;

/// Every constraint, in words, with its count.
pub fn penalties(problem: &Problem, chains: &[Chain]) -> Vec<Penalty> {
    let counts = [
        (
            "one_of_each_layer",
            "a chain has one organisation of each layer",
            one_of_each_layer(problem, chains),
        ),
        (
            "capacity_of_organisations",
            "an organisation is in no more chains than it can be",
            capacity_of_organisations(problem, chains),
        ),
        (
            "never_together",
            "who must not meet is in no chain together",
            never_together(problem, chains),
        ),
        (
            "asks_are_covered",
            "a chain asks for no more than it brings",
            asks_are_covered(problem, chains),
        ),
        (
            "chains_at_most",
            "there are no more chains than are wanted",
            chains_at_most(problem, chains),
        ),
        ("no_chain_twice", "no chain is there twice", no_chain_twice(chains)),
    ];
    counts.map(|(name, asks, count)| Penalty::hard(name, asks, count)).into()
}

/// Each member that does not fill its layer, and each layer without one.
pub fn one_of_each_layer(problem: &Problem, chains: &[Chain]) -> i64 {
    let fills = |(&one, layer): (&u32, &String)| {
        problem.organisations.get(one as usize).is_some_and(|one| one.layers.contains(layer))
    };
    let filled = |chain: &Chain| chain.iter().zip(&problem.layers).filter(|&at| fills(at)).count();
    let most = |chain: &Chain| chain.len().max(problem.layers.len());
    chains.iter().map(|chain| (most(chain) - filled(chain)) as i64).sum()
}

/// Each membership beyond what an organisation can be in.
pub fn capacity_of_organisations(problem: &Problem, chains: &[Chain]) -> i64 {
    let mut used: BTreeMap<u32, u32> = BTreeMap::new();
    chains.iter().flatten().for_each(|&one| *used.entry(one).or_default() += 1);
    let over = used
        .into_iter()
        .map(|(one, used)| used.saturating_sub(problem.organisations[one as usize].capacity));
    over.map(i64::from).sum()
}

/// Each pair of one chain that must not meet.
pub fn never_together(problem: &Problem, chains: &[Chain]) -> i64 {
    let points = Points::new(problem);
    let count = |chain: &Chain| {
        let pairs = (0..chain.len()).flat_map(|at| (0..at).map(move |before| (at, before)));
        let barred = pairs
            .filter(|&(at, before)| points.fit((chain[at], chain[before]), (at, before)).is_none());
        barred.count() as i64
    };
    chains.iter().map(count).sum()
}

/// Each chain that asks for more than it brings.
pub fn asks_are_covered(problem: &Problem, chains: &[Chain]) -> i64 {
    let short = chains.iter().filter(|chain| {
        let members = chain.iter().map(|&one| &problem.organisations[one as usize]);
        members.map(|one| one.brings - one.asks).sum::<i64>() < 0
    });
    short.count() as i64
}

/// Each chain too many.
pub fn chains_at_most(problem: &Problem, chains: &[Chain]) -> i64 {
    let most = problem.chains_max.unwrap_or(u32::MAX) as usize;
    chains.len().saturating_sub(most) as i64
}

/// Each chain that stands there before.
pub fn no_chain_twice(chains: &[Chain]) -> i64 {
    (chains.len() - chains.iter().collect::<BTreeSet<_>>().len()) as i64
}

/// What the chains are worth, and the worst fit in each.
pub fn worth(problem: &Problem, chains: &[Chain]) -> (i64, Vec<i64>) {
    let points = Points::new(problem);
    let mut sum = 0;
    let mut worst = Vec::new();
    for chain in chains {
        let pairs = (0..chain.len()).flat_map(|at| (0..at).map(move |before| (at, before)));
        let counting = pairs.filter(|&pair| Board::is_counted(problem.between, pair));
        let fits: Vec<i64> = counting
            .filter_map(|(at, before)| {
                points.fit((chain[at], chain[before]), (at, before)).map(i64::from)
            })
            .collect();
        let least = fits.iter().copied().min().unwrap_or(0);
        sum += i64::from(problem.weights.total) * fits.iter().sum::<i64>()
            + i64::from(problem.weights.worst) * least;
        worst.push(least);
    }
    (sum, worst)
}
