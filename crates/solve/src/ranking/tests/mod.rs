//! Each method against something else: a slope that must be 0, all orders counted one by one,
//! published answers, judges whose severity is known because it was made up.

mod hostile;
mod kemeny;
mod scores;
mod strength;

use super::{Evidence, Method, Problem, RankingGiven, Unranked, Vote, Winner};

/// Entries `a`, `b`, `c`, ...
fn entries(count: usize) -> Vec<String> {
    (0..count).map(name).collect()
}

fn name(number: usize) -> String {
    format!("e{number}")
}

fn problem(count: usize, evidence: Evidence) -> Problem {
    Problem { entries: entries(count), evidence, places: None, confidence: 0.95 }
}

fn vote(winner: usize, loser: usize) -> Vote {
    let between = (name(winner), name(loser));
    Vote { judge: None, between, winner: Winner::First, times: 1 }
}

fn votes(pairs: &[(usize, usize)], prior: f64) -> Evidence {
    Evidence::Votes { votes: pairs.iter().map(|pair| vote(pair.0, pair.1)).collect(), prior }
}

fn ranking(order: &[&[usize]]) -> RankingGiven {
    let order = order.iter().map(|group| group.iter().map(|one| name(*one)).collect()).collect();
    RankingGiven { judge: None, order, unranked: Unranked::Unseen, times: 1 }
}

fn kemeny(rankings: Vec<RankingGiven>) -> Evidence {
    Evidence::Rankings { rankings, method: Method::Kemeny, prior: 0.0 }
}

/// The values of the answer by entry number.
fn values(answer: &super::Answer) -> Vec<f64> {
    let mut values = vec![f64::NAN; answer.ranking.len()];
    for one in &answer.ranking {
        let number: usize = one.entry.trim_start_matches('e').parse().unwrap();
        values[number] = one.value;
    }
    values
}
