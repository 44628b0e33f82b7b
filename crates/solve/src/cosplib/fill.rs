//! Finding a place for submissions that stand nowhere, and what a track's order costs.

use super::board::{Board, NOBODY};
use crate::random::Random;

/// Positions that differ from the wished ones, and pairs of wished ones at the same time.
pub fn order_cost(board: &Board<'_>, track: u32) -> i64 {
    let model = board.model;
    let (mut position, mut cost) = (0, 0);
    let mut wished: Vec<(usize, u32, u32)> = Vec::new();
    for &cell in &board.cells_of[track as usize] {
        let mut slot = 0;
        while slot < board.slots_in(cell) {
            let found = board.at(cell, slot);
            if found == NOBODY {
                slot += 1;
                continue;
            }
            position += 1;
            let (order, length) = (model.order[found as usize], model.length[found as usize]);
            if order > 0 {
                cost += i64::from(order != position);
                let session = board.session(cell);
                let common = |&&(other, start, end): &&(usize, u32, u32)| {
                    other == session && start < slot + length && slot < end
                };
                let common = wished.iter().filter(common);
                let slots = common.map(|&(_, start, end)| end.min(slot + length) - start.max(slot));
                cost += slots.map(i64::from).sum::<i64>();
                wished.push((session, slot, slot + length));
            }
            slot += length;
        }
    }
    cost
}

/// Empty cells looked at for one submission when there are many.
const EMPTY_TRIES: usize = 24;

/// How willing an insertion is to take what is not best.
#[derive(Clone, Copy)]
pub struct Taste {
    /// Chance that a cell is not looked at.
    pub blink: f64,
    /// A cell that is not wanted.
    pub not: u32,
    /// Whether empty cells are looked at although a cell of the track has room.
    pub opens: bool,
}

/// Puts a submission where it costs least now; `false` when no cell has room.
pub fn insert(board: &mut Board<'_>, submission: u32, taste: Taste, random: &mut Random) -> bool {
    let model = board.model;
    let track = model.track[submission as usize];
    let length = model.length[submission as usize];
    let mut best = (i64::MAX, NOBODY);
    for at in 0..board.cells_of[track as usize].len() {
        let cell = board.cells_of[track as usize][at];
        if board.free[cell as usize] >= length && cell != taste.not && !random.chance(taste.blink) {
            let slot = board.gap(cell, length).unwrap_or(0);
            best = best.min((board.cost_at(submission, cell, slot), cell));
        }
    }
    if taste.opens || best.1 == NOBODY {
        let cells = model.cells();
        let (first, step) = (random.below(cells), stride(cells));
        let mut tries = EMPTY_TRIES;
        for at in 0..cells {
            let cell = ((first + at * step) % cells) as u32;
            let fits = board.track_of[cell as usize] == NOBODY && board.slots_in(cell) >= length;
            if !fits || cell == taste.not || random.chance(taste.blink) {
                continue;
            }
            let cost = board.open_cost(track, cell) + board.cost_at(submission, cell, 0);
            best = best.min((cost, cell));
            tries -= 1;
            if tries == 0 {
                break;
            }
        }
    }
    if best.1 == NOBODY {
        return false;
    }
    place(board, submission, best.1);
    true
}

/// A step through all cells that meets every one once.
fn stride(cells: usize) -> usize {
    // A prime larger than any number of cells shares no factor with it.
    const PRIME: usize = 1_000_003;
    PRIME % cells.max(1)
}

/// Puts a submission into a cell that has enough free slots, moving the others together if needed.
pub fn place(board: &mut Board<'_>, submission: u32, cell: u32) {
    let length = board.model.length[submission as usize];
    if let Some(slot) = board.gap(cell, length) {
        board.put(submission, cell, slot);
        return;
    }
    let mut standing = Vec::new();
    board.list(cell, &mut standing);
    standing.push(submission);
    pack(board, cell, &standing);
}

/// Puts submissions into a cell one after the other from its first slot; those that stand somewhere
/// are taken from there.
pub fn pack(board: &mut Board<'_>, cell: u32, submissions: &[u32]) {
    for &submission in submissions {
        if board.stands(submission) {
            board.take(submission);
        }
    }
    let mut slot = 0;
    for &submission in submissions {
        board.put(submission, cell, slot);
        slot += board.model.length[submission as usize];
    }
}
