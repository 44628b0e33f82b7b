//! Chains in words: what each is worth, which two fit worst in it, and who is in none.

use std::collections::BTreeMap;

use super::board::{Board, Points};
use super::constraints::worth;
use super::problem::{Chain, Problem};

/// Organisations that are named where many are in no chain.
const NAMED_MAX: usize = 20;

/// The whole first, with the worst fit of all; then each chain; then who has room left.
pub fn explain(problem: &Problem, chains: &[Chain]) -> Vec<String> {
    let points = Points::new(problem);
    let name = |one: u32| problem.organisations[one as usize].id.as_str();
    let (sum, _) = worth(problem, chains);
    let mut said = vec![format!("{} chains, worth {sum}", chains.len())];
    let mut least: Option<(i64, String)> = None;
    for chain in chains {
        let names: Vec<&str> = chain.iter().map(|&one| name(one)).collect();
        let pairs = (0..chain.len()).flat_map(|at| (0..at).map(move |before| (before, at)));
        let counting = pairs.filter(|&pair| Board::is_counted(problem.between, pair));
        let fits = counting.filter_map(|pair| {
            let fit = points.fit((chain[pair.0], chain[pair.1]), pair)?;
            Some((i64::from(fit), pair))
        });
        let (own, _) = worth(problem, std::slice::from_ref(chain));
        let Some((fit, pair)) = fits.min() else { continue };
        let two = format!("{} and {}", name(chain[pair.0]), name(chain[pair.1]));
        said.push(format!("{}: worth {own}; {two} fit worst, {fit}", names.join(" + ")));
        if least.as_ref().is_none_or(|least| fit < least.0) {
            least = Some((fit, two));
        }
    }
    if let Some((fit, two)) = least {
        let floor = match problem.fit_min {
            Some(min) => format!("; none below {min} was allowed"),
            None => "; `fit_min` sets a floor".to_owned(),
        };
        said.insert(1, format!("the worst fit in any chain is {fit}, of {two}{floor}"));
    }
    said.extend(left_over(problem, chains));
    said
}

fn left_over(problem: &Problem, chains: &[Chain]) -> Option<String> {
    let mut used: BTreeMap<u32, u32> = BTreeMap::new();
    chains.iter().flatten().for_each(|&one| *used.entry(one).or_default() += 1);
    let organisations = problem.organisations.iter().zip(0..);
    let out: Vec<&str> = organisations
        .filter(|(one, at)| one.capacity > 0 && !used.contains_key(at))
        .map(|(one, _)| one.id.as_str())
        .collect();
    let named = out[..out.len().min(NAMED_MAX)].join(", ");
    let more = match out.len().saturating_sub(NAMED_MAX) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!out.is_empty()).then(|| format!("in no chain: {named}{more}"))
}
