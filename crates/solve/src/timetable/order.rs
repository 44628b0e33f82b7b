//! The move for what must come one after the other: single moves cannot shift a long order.

use super::board::Board;
use super::fill::{self, Taste};
use super::moves::{RUIN_MAX, again, take};
use crate::random::Random;

/// Puts an order of activities anew from its beginning, each as early as it can be.
pub(super) fn order(board: &mut Board<'_>, random: &mut Random) {
    let ground = board.ground;
    let Some(&(one, ..)) = random.pick(&ground.case.precedences) else {
        return again(board, random);
    };
    let mut out = vec![one];
    let mut seen = 0;
    while seen < out.len() && out.len() <= RUIN_MAX {
        let links = &ground.links[out[seen] as usize];
        for &(other, _) in links.after.iter().chain(&links.before) {
            if !out.contains(&other) {
                out.push(other);
            }
        }
        seen += 1;
    }
    if out.len() > RUIN_MAX {
        return;
    }
    take(board, &out);
    let taste = Taste { blink: 0.2, thorough: true, early: true };
    while !out.is_empty() {
        let waits =
            |one: u32| ground.links[one as usize].after.iter().any(|it| out.contains(&it.0));
        // Where all wait for each other the problem was refused; the first stands in all the same.
        let at = out.iter().position(|&one| !waits(one)).unwrap_or(0);
        let one = out.swap_remove(at);
        fill::insert(board, one, taste, random);
    }
}
