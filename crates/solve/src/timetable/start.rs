//! The timetable that a search starts from.

use super::board::Board;
use super::fill::{self, Taste};
use crate::random::Random;
use crate::run::Watch;

/// A first timetable: the released places where they are free, then the rest, the most bound first.
/// Where somebody asks to stop, what has no place yet stays without.
pub fn start(board: &mut Board<'_>, random: &mut Random, watch: Watch<'_>) {
    let case = board.ground.case;
    let mut out: Vec<u32> = (0..case.activities.len() as u32).collect();
    let mut way = Vec::new();
    for &one in &out {
        let wanted = case.activities[one as usize].fixed.or(case.release[one as usize]);
        let Some(place) = wanted.filter(|&place| board.ground.domains.holds(one, place)) else {
            continue;
        };
        board.in_the_way(one, place, &mut way);
        if way.is_empty() {
            board.put(one, place);
        }
    }
    random.shuffle(&mut out);
    let room = |one: u32| {
        let ranges = &board.ground.domains.of[one as usize];
        ranges.iter().map(|range| i64::from(range.last - range.first) / 5 + 1).sum::<i64>()
    };
    let mut keyed: Vec<_> = out
        .into_iter()
        .map(|one| {
            let own = &case.activities[one as usize];
            let bound = room(one) <= case.halls.len() as i64 * 8;
            let size = own.track.map(|track| case.tracks[track as usize].activities.len());
            (!bound, std::cmp::Reverse(size), own.track, std::cmp::Reverse(own.minutes), one)
        })
        .collect();
    keyed.sort_by_key(|key| (key.0, key.1, key.2, key.3));
    for (.., one) in keyed {
        if watch.is_stopped() {
            break;
        }
        if board.plan[one as usize].is_none() {
            let taste = Taste { blink: 0.0, thorough: true, early: false };
            fill::insert(board, one, taste, random);
        }
    }
    board.forget();
}
