//! The moves of the search. A move is drawn as a kind and a seed and is worked out while it is
//! done, so that it can be as large as putting a whole track anew.

use super::board::{Board, NOBODY};
use super::fill::{self, Taste};
use super::problem::{Plan, Problem};
use crate::random::Random;
use crate::score::Score;
use crate::search::Landscape;

#[derive(Clone, Copy, Debug)]
pub struct Change {
    kind: Kind,
    seed: u64,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// A submission goes to another cell of its track, or opens one.
    Shift,
    /// Two submissions of a track change places.
    Swap,
    /// Two cells change what they hold.
    SwapCells,
    /// All cells of a track in one room change with those of another room.
    SwapRooms,
    /// A cell is emptied and its submissions find other places.
    Dissolve,
    /// A cell is taken over by another track.
    Seize,
    /// All cells of two sessions change.
    SwapSessions,
    /// A track is put anew.
    Anew,
    /// Submissions of two cells of a track are dealt anew.
    Deal,
}

/// How often each kind is drawn.
const SHARES: [(Kind, u32); 9] = [
    (Kind::Shift, 30),
    (Kind::Swap, 30),
    (Kind::SwapCells, 20),
    (Kind::SwapRooms, 5),
    (Kind::Dissolve, 4),
    (Kind::Seize, 8),
    (Kind::SwapSessions, 1),
    (Kind::Anew, 1),
    (Kind::Deal, 1),
];

/// The board as a landscape.
#[derive(Clone)]
pub struct Terrain<'a> {
    pub problem: &'a Problem,
    pub board: Board<'a>,
}

impl Landscape for Terrain<'_> {
    type Move = Change;
    type Answer = Plan;

    const TELLS: bool = false;

    fn score(&self) -> Score {
        self.board.score()
    }

    fn propose(&mut self, random: &mut Random) -> Option<Change> {
        let all: u32 = SHARES.iter().map(|(_, share)| share).sum();
        let mut drawn = random.below(all as usize) as u32;
        let kind = SHARES.iter().find(|(_, share)| {
            let found = drawn < *share;
            drawn = drawn.wrapping_sub(*share);
            found
        });
        kind.map(|&(kind, _)| Change { kind, seed: random.next_u64() })
    }

    fn apply(&mut self, change: &Change) -> Score {
        let before = self.board.score();
        self.board.forget();
        let mut random = Random::new(change.seed);
        let board = &mut self.board;
        match change.kind {
            Kind::Shift => shift(board, &mut random),
            Kind::Swap => swap(board, &mut random),
            Kind::SwapCells => swap_some_cells(board, &mut random),
            Kind::SwapRooms => swap_rooms(board, &mut random),
            Kind::Dissolve => dissolve(board, &mut random),
            Kind::Seize => seize(board, &mut random),
            Kind::SwapSessions => swap_sessions(board, &mut random),
            Kind::Anew => anew(board, &mut random),
            Kind::Deal => deal(board, &mut random),
        }
        self.board.settle();
        self.board.score() - before
    }

    fn undo(&mut self, _: &Change) {
        self.board.revert();
    }

    fn answer(&self) -> Plan {
        self.board.plan(self.problem)
    }
}

const EAGER: Taste = Taste { blink: 0.05, not: NOBODY, opens: true };

/// One submission; those that stand nowhere come first.
fn some(board: &Board<'_>, random: &mut Random) -> u32 {
    match random.pick(&board.homeless) {
        Some(&one) if random.chance(0.5) => one,
        _ => random.below(board.model.submissions()) as u32,
    }
}

fn some_cell(board: &Board<'_>, random: &mut Random) -> u32 {
    random.below(board.model.cells()) as u32
}

/// A cell that holds something, unless luck runs out.
fn some_held(board: &Board<'_>, random: &mut Random) -> u32 {
    let one = random.below(board.model.submissions());
    let cell = board.cell_of[one];
    if cell == NOBODY { some_cell(board, random) } else { cell }
}

fn take(board: &mut Board<'_>, submission: u32) {
    if board.stands(submission) {
        board.take(submission);
    }
}

/// Finds places for `out`, the long ones first.
fn house(board: &mut Board<'_>, out: &mut [u32], taste: Taste, random: &mut Random) {
    random.shuffle(out);
    out.sort_by_key(|&one| std::cmp::Reverse(board.model.length[one as usize]));
    for &one in out.iter() {
        if !board.stands(one) {
            fill::insert(board, one, taste, random);
        }
    }
}

fn shift(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let (from, length) = (board.cell_of[one as usize], board.model.length[one as usize]);
    let track = board.model.track[one as usize];
    let own = &board.cells_of[track as usize];
    let to = if own.is_empty() || random.chance(0.25) {
        some_cell(board, random)
    } else {
        own[random.below(own.len())]
    };
    let holder = board.track_of[to as usize];
    if board.slots_in(to) < length || (holder != NOBODY && holder != track) {
        return;
    }
    take(board, one);
    if to == from {
        let slot = random.below((board.slots_in(to) - length + 1) as usize) as u32;
        let free = (slot..slot + length).all(|slot| board.at(to, slot) == NOBODY);
        if free {
            board.put(one, to, slot);
        } else {
            fill::place(board, one, to);
        }
        return;
    }
    let mut out = Vec::new();
    let mut standing = Vec::new();
    board.list(to, &mut standing);
    random.shuffle(&mut standing);
    while board.free[to as usize] < length {
        let other = standing.pop().expect("an empty cell has room");
        board.take(other);
        out.push(other);
    }
    fill::place(board, one, to);
    let taste = Taste { not: to, opens: random.chance(0.3), ..EAGER };
    house(board, &mut out, taste, random);
}

fn swap(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let members = &board.model.members[board.model.track[one as usize] as usize];
    let other = members[random.below(members.len())];
    let (a, b) = (board.cell_of[one as usize], board.cell_of[other as usize]);
    let (slot_a, slot_b) = (board.slot_of[one as usize], board.slot_of[other as usize]);
    if one == other || (a == b && !board.model.slots_matter) {
        return;
    }
    let (length_a, length_b) =
        (board.model.length[one as usize], board.model.length[other as usize]);
    take(board, one);
    take(board, other);
    if length_a == length_b {
        if b != NOBODY {
            board.put(one, b, slot_b);
        }
        if a != NOBODY {
            board.put(other, a, slot_a);
        }
        return;
    }
    for (submission, cell, length) in [(one, b, length_a), (other, a, length_b)] {
        if cell != NOBODY && fits(board, cell, submission, length) {
            fill::place(board, submission, cell);
        }
    }
    house(board, &mut [one, other], EAGER, random);
}

fn fits(board: &Board<'_>, cell: u32, submission: u32, length: u32) -> bool {
    let holder = board.track_of[cell as usize];
    board.free[cell as usize] >= length
        && (holder == NOBODY || holder == board.model.track[submission as usize])
}

fn swap_some_cells(board: &mut Board<'_>, random: &mut Random) {
    let one = some_held(board, random);
    let (session, room) = (board.session(one), board.room(one));
    let rooms = board.model.rooms;
    let other = match random.below(4) {
        0 => session * rooms + random.below(rooms),
        1 => random.below(board.model.sessions) * rooms + room,
        _ => random.below(board.model.cells()),
    };
    swap_cells(board, one, other as u32);
}

/// Two cells change what they hold, if both fit.
fn swap_cells(board: &mut Board<'_>, one: u32, other: u32) -> bool {
    let (size_a, size_b) = (board.slots_in(one), board.slots_in(other));
    let (used_a, used_b) = (size_a - board.free[one as usize], size_b - board.free[other as usize]);
    if one == other || used_a > size_b || used_b > size_a || used_a + used_b == 0 {
        return false;
    }
    let (mut list_a, mut list_b) = (Vec::new(), Vec::new());
    board.list(one, &mut list_a);
    board.list(other, &mut list_b);
    let slots = |board: &Board<'_>, list: &[u32]| {
        list.iter().map(|&at| board.slot_of[at as usize]).collect::<Vec<u32>>()
    };
    let (slots_a, slots_b) = (slots(board, &list_a), slots(board, &list_b));
    for &submission in list_a.iter().chain(&list_b) {
        board.take(submission);
    }
    for (list, slots, cell) in [(list_a, slots_a, other), (list_b, slots_b, one)] {
        let end = list.iter().zip(&slots).map(|(&at, slot)| board.model.length[at as usize] + slot);
        if end.max().unwrap_or(0) <= board.slots_in(cell) {
            for (&submission, &slot) in list.iter().zip(&slots) {
                board.put(submission, cell, slot);
            }
        } else {
            fill::pack(board, cell, &list);
        }
    }
    true
}

fn swap_rooms(board: &mut Board<'_>, random: &mut Random) {
    let one = some_held(board, random);
    let track = board.track_of[one as usize];
    if track == NOBODY {
        return;
    }
    let (room, rooms) = (board.room(one), board.model.rooms);
    let to = random.below(rooms);
    let cells: Vec<u32> = board.cells_of[track as usize]
        .iter()
        .copied()
        .filter(|&cell| board.room(cell) == room)
        .collect();
    for cell in cells {
        let other = (board.session(cell) * rooms + to) as u32;
        swap_cells(board, cell, other);
    }
}

fn dissolve(board: &mut Board<'_>, random: &mut Random) {
    let cell = some_held(board, random);
    let mut out = Vec::new();
    board.list(cell, &mut out);
    for &one in &out {
        board.take(one);
    }
    let taste = Taste { not: cell, opens: random.chance(0.5), ..EAGER };
    house(board, &mut out, taste, random);
}

fn seize(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let track = board.model.track[one as usize];
    let to = some_cell(board, random);
    let loser = board.track_of[to as usize];
    if loser == track || board.slots_in(to) < board.model.length[one as usize] {
        return;
    }
    let mut out = Vec::new();
    board.list(to, &mut out);
    for &lost in &out {
        board.take(lost);
    }
    let from = board.cell_of[one as usize];
    let mut coming = vec![one];
    if from != NOBODY {
        board.list(from, &mut coming);
        if random.chance(0.3) {
            random.shuffle(&mut coming);
        }
    }
    let also = board.homeless.iter().filter(|&&at| board.model.track[at as usize] == track);
    coming.extend(also.filter(|&&at| at != one));
    for submission in coming {
        let length = board.model.length[submission as usize];
        if board.free[to as usize] >= length {
            take(board, submission);
            fill::place(board, submission, to);
        }
    }
    let taste = Taste { not: to, opens: true, ..EAGER };
    house(board, &mut out, taste, random);
    rehouse(board, random);
}

/// Tries those who stand nowhere once more.
fn rehouse(board: &mut Board<'_>, random: &mut Random) {
    if !board.homeless.is_empty() && board.homeless.len() < 16 {
        let mut out = board.homeless.clone();
        house(board, &mut out, Taste { blink: 0.0, ..EAGER }, random);
    }
}

fn swap_sessions(board: &mut Board<'_>, random: &mut Random) {
    let (one, other) = (random.below(board.model.sessions), random.below(board.model.sessions));
    let rooms = board.model.rooms;
    for room in 0..rooms {
        swap_cells(board, (one * rooms + room) as u32, (other * rooms + room) as u32);
    }
}

fn anew(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let track = board.model.track[one as usize] as usize;
    let mut out = board.model.members[track].clone();
    for &submission in &out {
        take(board, submission);
    }
    house(board, &mut out, Taste { opens: random.chance(0.5), ..EAGER }, random);
    rehouse(board, random);
}

fn deal(board: &mut Board<'_>, random: &mut Random) {
    let one = some_held(board, random);
    let track = board.track_of[one as usize];
    if track == NOBODY {
        return;
    }
    let cells = &board.cells_of[track as usize];
    let other = cells[random.below(cells.len())];
    let (mut out, mut more) = (Vec::new(), Vec::new());
    board.list(one, &mut out);
    board.list(other, &mut more);
    out.extend(more.iter().filter(|_| one != other));
    for &submission in &out {
        board.take(submission);
    }
    house(board, &mut out, Taste { opens: false, ..EAGER }, random);
}

/// A first plan: every submission where it costs least at that moment.
pub fn start(board: &mut Board<'_>, random: &mut Random) {
    let mut out = board.homeless.clone();
    random.shuffle(&mut out);
    out.sort_by_key(|&one| {
        let track = board.model.track[one as usize] as usize;
        let slots: u32 =
            board.model.members[track].iter().map(|&at| board.model.length[at as usize]).sum();
        std::cmp::Reverse((slots, track, board.model.length[one as usize]))
    });
    for one in out {
        fill::insert(board, one, Taste { blink: 0.1, opens: false, not: NOBODY }, random);
    }
    board.settle();
    board.forget();
}
