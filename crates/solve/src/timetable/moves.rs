//! The moves of the search: some activities are taken away and find places again, best first. What
//! is taken together has something in common.

use super::board::Board;
use super::case::{Place, Plan, day_of};
use super::fill::{self, Taste};
use super::order::order;
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
    /// One finds another place.
    Again,
    /// One takes a place, and those in its way find others.
    Force,
    /// Two change places.
    Swap,
    /// What stands around a time in a hall is put anew.
    Around,
    /// What stands in a hall on a day moves together.
    Pack,
    /// A track's day goes to another hall or day, against what stands there.
    Block,
    /// A track is put anew.
    Track,
    /// Those that meet one in a party or a wish are put anew with it.
    Friends,
    /// Two halls change a day.
    Halls,
    /// What must come one after the other is put anew, as early as it can be.
    Order,
}

/// How often each kind is drawn.
const SHARES: [(Kind, u32); 10] = [
    (Kind::Again, 30),
    (Kind::Force, 25),
    (Kind::Swap, 20),
    (Kind::Around, 8),
    (Kind::Pack, 2),
    (Kind::Block, 4),
    (Kind::Track, 1),
    (Kind::Friends, 5),
    (Kind::Halls, 1),
    (Kind::Order, 1),
];

/// Activities that one move takes away at most, so that a step stays short.
pub(super) const RUIN_MAX: usize = 40;

#[derive(Clone)]
pub struct Terrain<'a> {
    pub board: Board<'a>,
}

impl Landscape for Terrain<'_> {
    type Move = Change;
    type Answer = Plan;

    const TELLS: bool = false;
    const WATCH_STEPS: u64 = 64;

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
        let board = &mut self.board;
        let before = board.score();
        board.forget();
        if board.plan.is_empty() {
            return Score::ZERO;
        }
        let mut random = Random::new(change.seed);
        let random = &mut random;
        match change.kind {
            Kind::Again => again(board, random),
            Kind::Force => force(board, random),
            Kind::Swap => swap(board, random),
            Kind::Around => around(board, random),
            Kind::Pack => pack(board, random),
            Kind::Block => block(board, random),
            Kind::Track => track(board, random),
            Kind::Friends => friends(board, random),
            Kind::Halls => halls(board, random),
            Kind::Order => order(board, random),
        }
        board.score() - before
    }

    fn undo(&mut self, _: &Change) {
        self.board.revert();
    }

    fn answer(&self) -> Plan {
        self.board.plan.clone()
    }
}

const QUICK: Taste = Taste { blink: 0.1, thorough: false, early: false };

/// One activity: often one that stands nowhere, else the costliest of a few.
fn some(board: &Board<'_>, random: &mut Random) -> u32 {
    if let Some(&one) = random.pick(&board.homeless)
        && random.chance(0.5)
    {
        return one;
    }
    if let Some(&one) = random.pick(&board.astray)
        && random.chance(0.9)
    {
        return one;
    }
    let tries = if random.chance(0.5) { 1 } else { 6 };
    let drawn = (0..tries).map(|_| random.below(board.plan.len()) as u32);
    let cost = |&one: &u32| board.plan[one as usize].map(|place| board.cost_at(one, place));
    drawn.max_by_key(cost).unwrap_or(0)
}

pub(super) fn take(board: &mut Board<'_>, out: &[u32]) {
    for &one in out {
        if board.plan[one as usize].is_some() {
            board.take(one);
        }
    }
}

/// Finds places for all that stand nowhere among `out`.
fn house(board: &mut Board<'_>, out: &mut [u32], random: &mut Random) {
    random.shuffle(out);
    if random.chance(0.6) {
        out.sort_by_key(|&one| {
            std::cmp::Reverse(board.ground.case.activities[one as usize].hall_minutes())
        });
    }
    for &one in out.iter() {
        if board.plan[one as usize].is_none() {
            fill::insert(board, one, QUICK, random);
        }
    }
}

pub(super) fn again(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    take(board, &[one]);
    let taste = Taste { blink: 0.3, thorough: random.chance(0.05), early: false };
    fill::insert(board, one, taste, random);
}

/// A place of the domain by chance: where it was released, or in a hall of its track, or any.
fn some_place(board: &Board<'_>, one: u32, random: &mut Random) -> Option<Place> {
    let ranges = &board.ground.domains.of[one as usize];
    let case = board.ground.case;
    if let Some(before) = case.release[one as usize]
        && board.plan[one as usize] != Some(before)
        && random.chance(if case.mending { 0.4 } else { 0.2 })
        && board.ground.domains.holds(one, before)
    {
        return Some(before);
    }
    let mut range = random.pick(ranges)?;
    if let Some(track) = case.activities[one as usize].track
        && random.chance(0.7)
    {
        let days: Vec<(usize, u32)> = board.halls_by_day(track).collect();
        if let Some(&(day, hall)) = random.pick(&days) {
            let known = board.ground.domains.in_hall(one, hall);
            let of_day = known.iter().find(|range| day_of(range.first) == day);
            range = of_day.unwrap_or(range);
        }
    }
    let steps = (range.last - range.first) / case.grid;
    let start = range.first + case.grid * random.below(steps as usize + 1) as i32;
    let on_grid = start.div_euclid(case.grid) * case.grid;
    let start = if on_grid < range.first { range.first } else { on_grid };
    Some(Place { hall: range.hall, start })
}

fn force(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let Some(place) = some_place(board, one, random) else { return };
    let mut out = Vec::new();
    board.in_the_way(one, place, &mut out);
    if out.len() > RUIN_MAX {
        return;
    }
    take(board, &out);
    take(board, &[one]);
    board.put(one, place);
    house(board, &mut out, random);
}

/// Puts an activity at a place if the place is free and of its domain, else anywhere.
fn settle(board: &mut Board<'_>, one: u32, place: Place, random: &mut Random) {
    let mut way = Vec::new();
    board.in_the_way(one, place, &mut way);
    if way.is_empty() && board.ground.domains.holds(one, place) {
        board.put(one, place);
    } else {
        fill::insert(board, one, QUICK, random);
    }
}

fn swap(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let other = match random.pick(&board.astray) {
        Some(&other) if random.chance(0.8) => other,
        _ => random.below(board.plan.len()) as u32,
    };
    let (Some(a), Some(b)) = (board.plan[one as usize], board.plan[other as usize]) else { return };
    if one == other {
        return;
    }
    take(board, &[one, other]);
    settle(board, one, b, random);
    settle(board, other, a, random);
}

fn around(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let place = board.plan[one as usize].or_else(|| some_place(board, one, random));
    let Some(place) = place else { return };
    let reach = 30 + random.below(120) as i32;
    let case = board.ground.case;
    let near = |&&(from, _): &&(i32, u32)| (from - place.start).abs() <= reach;
    let calendar = board.calendars[place.hall as usize].iter().filter(near);
    let mut out: Vec<u32> = calendar.map(|&(_, at)| at).take(RUIN_MAX).collect();
    if random.chance(0.3) && case.halls.len() > 1 {
        let other = random.below(case.halls.len());
        let calendar = board.calendars[other].iter().filter(near);
        out.extend(calendar.map(|&(_, at)| at).take(RUIN_MAX));
    }
    out.push(one);
    out.sort_unstable();
    out.dedup();
    take(board, &out);
    house(board, &mut out, random);
}

/// Moves what stands in a hall on a day together, towards its first minute, in another order.
fn pack(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let Some(place) = board.plan[one as usize].or_else(|| some_place(board, one, random)) else {
        return;
    };
    let mut out = board.standing(place.hall, day_of(place.start));
    if out.len() > RUIN_MAX {
        return;
    }
    take(board, &out);
    if random.chance(0.5) {
        random.shuffle(&mut out);
    }
    lay(board, &out, (place.hall, day_of(place.start)), random);
    if board.plan[one as usize].is_none() {
        fill::insert(board, one, QUICK, random);
    }
}

/// Lays activities one after the other into a hall on a day; those that find no room go elsewhere.
fn lay(board: &mut Board<'_>, out: &[u32], (hall, day): (u32, usize), random: &mut Random) {
    let case = board.ground.case;
    let mut free = i32::MIN;
    let mut left = Vec::new();
    for &one in out {
        let own = &case.activities[one as usize];
        let ranges = board.ground.domains.in_hall(one, hall);
        let start = ranges.iter().find_map(|range| {
            let first = range.first.max(free.saturating_add(own.setup));
            let start = (first + case.grid - 1).div_euclid(case.grid) * case.grid;
            let start = if start > range.last { first } else { start };
            (start <= range.last && day_of(start) == day).then_some(start)
        });
        let mut way = Vec::new();
        if let Some(start) = start {
            board.in_the_way(one, Place { hall, start }, &mut way);
        }
        match start {
            Some(start) if way.is_empty() => {
                board.put(one, Place { hall, start });
                free = own.hall_span(start).until + case.halls[hall as usize].changeover;
            }
            _ => left.push(one),
        }
    }
    house(board, &mut left, random);
}

fn block(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let (Some(place), Some(track)) =
        (board.plan[one as usize], board.ground.case.activities[one as usize].track)
    else {
        return;
    };
    let Some(to) = some_place(board, one, random) else { return };
    let (from, to) = ((place.hall, day_of(place.start)), (to.hall, day_of(to.start)));
    if from == to {
        return;
    }
    let of_track =
        |board: &Board<'_>, at: u32| board.ground.case.activities[at as usize].track == Some(track);
    let all = random.chance(0.4);
    let here = board.standing(from.0, from.1);
    let mut coming: Vec<u32> = here.into_iter().filter(|&at| all || of_track(board, at)).collect();
    let mut going: Vec<u32> = board.standing(to.0, to.1);
    if coming.len() + going.len() > 2 * RUIN_MAX {
        return;
    }
    let staying: Vec<u32> = going.iter().copied().filter(|&at| of_track(board, at)).collect();
    going.retain(|at| !staying.contains(at));
    take(board, &coming);
    take(board, &going);
    take(board, &staying);
    coming.extend(staying);
    lay(board, &coming, to, random);
    lay(board, &going, from, random);
}

fn track(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let Some(track) = board.ground.case.activities[one as usize].track else { return };
    let mut out = board.ground.case.tracks[track as usize].activities.clone();
    if out.len() > RUIN_MAX {
        return;
    }
    take(board, &out);
    house(board, &mut out, random);
}

fn friends(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let near = &board.ground.links[one as usize].near;
    let mut out = vec![one];
    for _ in 0..(2 + random.below(6)) {
        out.extend(random.pick(near).map(|link| link.other));
    }
    out.sort_unstable();
    out.dedup();
    take(board, &out);
    house(board, &mut out, random);
}

/// Two halls change what they hold on a day.
fn halls(board: &mut Board<'_>, random: &mut Random) {
    let one = some(board, random);
    let Some(place) = board.plan[one as usize] else { return };
    let all = board.ground.case.halls.len();
    let (hall, day) = (random.below(all) as u32, day_of(place.start));
    let (here, there) = (board.standing(place.hall, day), board.standing(hall, day));
    if hall == place.hall || here.len() + there.len() > 2 * RUIN_MAX {
        return;
    }
    let starts = |board: &Board<'_>, out: &[u32], hall: u32| {
        let place = |&at: &u32| (at, board.plan[at as usize].map_or(0, |place| place.start), hall);
        out.iter().map(place).collect::<Vec<_>>()
    };
    let mut moves = starts(board, &here, hall);
    moves.extend(starts(board, &there, place.hall));
    take(board, &here);
    take(board, &there);
    for (at, start, hall) in moves {
        settle(board, at, Place { hall, start }, random);
    }
}
