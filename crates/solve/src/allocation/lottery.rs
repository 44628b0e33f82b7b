//! The draw, and each party's turn.

use std::collections::BTreeMap;

use super::constraints::{self, Calendar};
use super::{Granted, Problem};
use crate::invalid::Invalid;
use crate::random::Random;
use crate::run::{Limits, Outcome, Status, Watch};
use crate::score::Score;

const STRATEGY: &str = "random serial dictatorship: the order is drawn from the published seed and \
                        the weights; where each party may get one activity, wishing anything but the truth gains \
                        nothing";

/// One step is one wish looked at; parties whose turn the steps do not reach keep what they have.
pub fn solve(
    problem: &Problem,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Outcome<Granted>, Invalid> {
    problem.check()?;
    let numbers: BTreeMap<&str, u32> =
        problem.activities.iter().map(|one| one.id.as_str()).zip(0..).collect();
    let calendar = Calendar::new(problem);
    let mut left: Vec<i64> = problem.activities.iter().map(|one| i64::from(one.seats)).collect();
    let mut granted = Granted {
        activities: Vec::new(),
        order: order(problem, limits.seed),
        reasons: vec![Vec::new(); problem.parties.len()],
        strategy: STRATEGY.to_owned(),
    };
    for party in &problem.parties {
        let mut own: Vec<u32> = party.confirmed.iter().map(|id| numbers[id.as_str()]).collect();
        own.sort_unstable();
        own.dedup();
        own.iter().for_each(|&at| left[at as usize] -= i64::from(party.people));
        granted.activities.push(own);
    }
    let mut steps = 0;
    for &turn in &granted.order {
        let party = &problem.parties[turn as usize];
        let own = &mut granted.activities[turn as usize];
        for wish in &party.wishes {
            if steps >= limits.steps || watch.is_stopped() {
                break;
            }
            steps += 1;
            let at = numbers[wish.as_str()];
            if own.contains(&at) {
                continue;
            }
            let clash = own.iter().find_map(|&other| calendar.clash(at, other));
            let reason = if own.len() >= party.at_most as usize {
                Some(format!("{wish}: the party has as many as it may"))
            } else if left[at as usize] < i64::from(party.people) {
                Some(format!(
                    "{wish}: {} seats were left for {}",
                    left[at as usize].max(0),
                    party.people
                ))
            } else {
                clash
            };
            match reason {
                Some(reason) => granted.reasons[turn as usize].push(reason),
                None => {
                    left[at as usize] -= i64::from(party.people);
                    own.push(at);
                }
            }
        }
    }
    let penalties = constraints::penalties(problem, &granted);
    let hard = penalties.iter().map(|penalty| penalty.score.hard).sum();
    Ok(Outcome {
        status: if hard == 0 { Status::Feasible } else { Status::None },
        score: Score::hard(hard),
        value: granted.activities.iter().map(Vec::len).sum::<usize>() as f64,
        bound: None,
        penalties,
        conflict: Vec::new(),
        steps,
        seed: limits.seed,
        answer: Some(granted),
    })
}

/// Each party draws one number; more weight makes an early turn likelier, as of so many lots
/// (Efraimidis and Spirakis 2006).
fn order(problem: &Problem, seed: u64) -> Vec<u32> {
    let mut random = Random::new(seed);
    let drawn = problem
        .parties
        .iter()
        .zip(0..)
        .map(|(party, number)| (-(1.0 - random.unit()).ln() / f64::from(party.weight), number));
    let mut drawn: Vec<(f64, u32)> = drawn.collect();
    drawn.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    drawn.into_iter().map(|(_, number)| number).collect()
}
