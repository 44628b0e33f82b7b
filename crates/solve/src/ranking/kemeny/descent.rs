//! Down to an order that no single move betters.

use super::table::Table;

/// Passes over all entries; each but the last makes the order better, and few are needed.
const PASSES_MAX: usize = 1_000;

/// Takes each entry out and puts it where it costs least, until none moves.
pub(super) fn descend(table: &Table, order: &mut [usize]) {
    for _ in 0..PASSES_MAX {
        let mut is_better = false;
        for at in 0..order.len() {
            let to = best_place(table, order, at);
            if to != at {
                shift(order, at, to);
                is_better = true;
            }
        }
        if !is_better {
            break;
        }
    }
}

/// Where the entry at `at` costs least; where it is, when nothing is better.
fn best_place(table: &Table, order: &[usize], at: usize) -> usize {
    let entry = order[at];
    let (mut best, mut place) = (0, at);
    let mut delta = 0;
    for (to, &other) in order.iter().enumerate().skip(at + 1) {
        delta += table.lead(other, entry);
        if delta < best {
            (best, place) = (delta, to);
        }
    }
    delta = 0;
    for to in (0..at).rev() {
        delta += table.lead(entry, order[to]);
        if delta < best {
            (best, place) = (delta, to);
        }
    }
    place
}

/// Moves the entry at `from` to `to`; those between make way.
pub(super) fn shift(order: &mut [usize], from: usize, to: usize) {
    if from < to {
        order[from..=to].rotate_left(1);
    } else {
        order[to..=from].rotate_right(1);
    }
}
