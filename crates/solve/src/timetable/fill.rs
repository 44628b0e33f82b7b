//! Finding a free place for an activity that stands nowhere.

use super::board::Board;
use super::case::{Place, day_of};
use super::domain::Range;
use crate::random::Random;
use crate::score::Score;

/// Halls looked at for one activity, besides those of its track and its release.
const HALLS_TRIED: usize = 10;

/// Gaps and openings looked at for one activity, so that a step stays short: a hall with a thousand
/// activities in it, and a hundred halls like it, are looked at in part.
const LOOKS_MAX: usize = 10_000;

/// How an insertion looks.
#[derive(Clone, Copy)]
pub struct Taste {
    /// Chance that a gap is not looked at.
    pub blink: f64,
    /// All halls rather than a few.
    pub thorough: bool,
    /// The earliest place that breaks no demand rather than the cheapest.
    pub early: bool,
}

/// A place with what it costs; at equal cost the one that leaves less of its gap.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Offer {
    cost: Score,
    left: i32,
    place: Place,
}

/// Puts an activity where it costs least now; `false` when no gap in the halls looked at holds it.
pub fn insert(board: &mut Board<'_>, activity: u32, taste: Taste, random: &mut Random) -> bool {
    match best(board, activity, taste, random) {
        Some(place) => {
            board.put(activity, place);
            true
        }
        None => false,
    }
}

/// The best free place found.
pub fn best(board: &Board<'_>, activity: u32, taste: Taste, random: &mut Random) -> Option<Place> {
    let ranges = &board.ground.domains.of[activity as usize];
    let halls = &board.ground.case.activities[activity as usize].halls;
    let mut best = None;
    let mut looks = LOOKS_MAX;
    if taste.thorough || halls.len() <= HALLS_TRIED {
        for range in from_anywhere(ranges, random) {
            best = offers(board, (activity, *range), taste, random, (best, &mut looks));
        }
    } else {
        let mut tried: Vec<u32> = board.halls_of_track(activity);
        tried.extend(board.ground.case.release[activity as usize].map(|before| before.hall));
        tried.extend((0..HALLS_TRIED).map(|_| halls[random.below(halls.len())]));
        tried.sort_unstable();
        tried.dedup();
        for hall in tried {
            let ranges = board.ground.domains.in_hall(activity, hall);
            for range in from_anywhere(ranges, random) {
                best = offers(board, (activity, *range), taste, random, (best, &mut looks));
            }
        }
    }
    best.map(|offer| offer.place)
}

/// At most [`LOOKS_MAX`] of the ranges in turn: all, or from one by chance on.
fn from_anywhere<'r>(
    ranges: &'r [Range],
    random: &mut Random,
) -> impl Iterator<Item = &'r Range> + use<'r> {
    let first = if ranges.len() > LOOKS_MAX { random.below(ranges.len()) } else { 0 };
    ranges[first..].iter().chain(&ranges[..first]).take(LOOKS_MAX)
}

fn offers(
    board: &Board<'_>,
    (activity, range): (u32, Range),
    taste: Taste,
    random: &mut Random,
    (mut best, looks): (Option<Offer>, &mut usize),
) -> Option<Offer> {
    let case = board.ground.case;
    let own = &case.activities[activity as usize];
    let minutes = own.hall_minutes();
    let changeover = case.halls[range.hall as usize].changeover;
    let calendar = &board.calendars[range.hall as usize];
    let (day_first, day_last) = (range.first - own.setup, range.last - own.setup + minutes);
    let mut free = day_first;
    let mut at = calendar.partition_point(|&(from, _)| from < day_first);
    if let Some(&(from, other)) = at.checked_sub(1).and_then(|at| calendar.get(at)) {
        free = free.max(from + case.activities[other as usize].hall_minutes() + changeover);
    }
    loop {
        let next = calendar.get(at).filter(|&&(from, _)| from < day_last + changeover);
        let end = next.map_or(day_last, |&(from, _)| day_last.min(from - changeover));
        if end - free >= minutes && !random.chance(taste.blink) {
            let gap = (free + own.setup, end - minutes + own.setup);
            for start in starts(board, activity, range.hall, gap, random).into_iter().flatten() {
                let place = Place { hall: range.hall, start };
                let mut cost = board.cost_at(activity, place);
                if taste.early {
                    cost.soft = i64::from(start);
                }
                let offer = Offer { cost, left: gap.1 - gap.0, place };
                best = Some(best.map_or(offer, |found| found.min(offer)));
            }
        }
        let Some(&(from, other)) = next else { return best };
        *looks = looks.saturating_sub(1);
        if *looks == 0 {
            return best;
        }
        free = free.max(from + case.activities[other as usize].hall_minutes() + changeover);
        at += 1;
    }
}

/// Starts worth looking at between two: the ends, where it was released, where its series goes on, and
/// one by chance.
fn starts(
    board: &Board<'_>,
    activity: u32,
    hall: u32,
    gap: (i32, i32),
    random: &mut Random,
) -> [Option<i32>; 5] {
    let case = board.ground.case;
    let grid = case.grid;
    let (first, last) = board.in_order(activity, gap);
    let up = (first + grid - 1).div_euclid(grid) * grid;
    let down = last.div_euclid(grid) * grid;
    let within = |start: i32| Some(start).filter(|start| (first..=last).contains(start));
    if up > down {
        // No multiple of the grid fits: the earliest start does.
        return [Some(first), None, None, None, None];
    }
    let between = (down - up) / grid;
    let chance = match between {
        0 | 1 => None,
        _ => Some(up + grid * (1 + random.below(between as usize - 1) as i32)),
    };
    let released = case.release[activity as usize].filter(|before| before.hall == hall);
    let released = released.and_then(|before| within(before.start));
    let links = &board.ground.links[activity as usize];
    let previous = links.previous.and_then(|at| Some((at, board.plan[at as usize]?)));
    let after = previous.and_then(|(at, place)| within(case.span(at, place).until));
    [Some(up), Some(down).filter(|_| between > 0), chance, released, after]
}

impl Board<'_> {
    /// The starts of a gap that keep the order with what stands, where there are any.
    fn in_order(&self, activity: u32, (first, last): (i32, i32)) -> (i32, i32) {
        let case = self.ground.case;
        let links = &self.ground.links[activity as usize];
        let ends = links.after.iter().filter_map(|&(other, gap)| {
            Some(case.span(other, self.plan[other as usize]?).until + gap)
        });
        let minutes = case.activities[activity as usize].minutes;
        let starts = links
            .before
            .iter()
            .filter_map(|&(other, gap)| Some(self.plan[other as usize]?.start - gap - minutes));
        let (from, until) = (ends.fold(first, i32::max), starts.fold(last, i32::min));
        if from <= until { (from, until) } else { (first, last) }
    }

    /// Halls in which other activities of its track stand.
    fn halls_of_track(&self, activity: u32) -> Vec<u32> {
        let case = self.ground.case;
        let Some(track) = case.activities[activity as usize].track else { return Vec::new() };
        self.halls_by_day(track).map(|(_, hall)| hall).collect()
    }

    /// What stands in a hall on a day, in order of time.
    pub fn standing(&self, hall: u32, day: usize) -> Vec<u32> {
        let calendar = self.calendars[hall as usize].iter();
        let here = calendar.filter(|&&(_, at)| {
            self.plan[at as usize].is_some_and(|place| day_of(place.start) == day)
        });
        here.map(|&(_, at)| at).collect()
    }
}
