//! The draw, and each party's turn.

use super::Problem;
use super::case::Case;
use crate::random::Random;
use crate::run::{Limits, Watch};

/// What the draw gave: for each party places in its `wishes`, the order, and the wishes looked at.
pub struct Drawn {
    pub chosen: Vec<Vec<usize>>,
    pub order: Vec<u32>,
    pub steps: u64,
}

/// One step is one wish looked at; parties whose turn the steps do not reach keep what they have.
pub fn draw(case: &Case<'_>, limits: Limits, watch: Watch<'_>) -> Drawn {
    let order = order(case.problem, limits.seed);
    let mut left = case.left.clone();
    let mut chosen = vec![Vec::new(); case.parties.len()];
    let mut steps = 0;
    for &turn in &order {
        let party = &case.parties[turn as usize];
        let own: &mut Vec<usize> = &mut chosen[turn as usize];
        let mut taken = 0_u128;
        for (wish, at) in party.wishes.iter().zip(0..) {
            if steps >= limits.steps || watch.is_stopped() {
                break;
            }
            steps += 1;
            let room = &mut left[wish.activity as usize];
            if own.len() < party.room && *room >= party.people && wish.clashes & taken == 0 {
                *room -= party.people;
                taken |= 1 << at;
                own.push(at);
            }
        }
    }
    Drawn { chosen, order, steps }
}

/// Each party draws one number; more weight makes an early turn likelier, as of so many lots
/// (Efraimidis and Spirakis 2006).
pub fn order(problem: &Problem, seed: u64) -> Vec<u32> {
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
