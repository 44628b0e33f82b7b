//! How few activities any mending moves: a bound that is proved by room alone.
//!
//! What the event takes away must move. Take the lost ones that need at least so many minutes of a
//! hall: the gaps between all that stays hold only so many of them. Each further one needs others to
//! move, and how much room the removal of a few can make is counted exactly for each hall, as if
//! what is removed found a place for nothing unless it is as long itself.

use super::case::Case;
use super::domain::Domains;
use super::problem::Span;
use super::reason::Reason;

/// A proved bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fewest {
    pub moves: usize,
    /// Why more than the lost ones must move; empty when only they must.
    pub because: Vec<Reason>,
}

/// More moves than this beside the lost ones are not counted.
const MORE_MAX: usize = 64;

/// Comparisons made in all; beyond them the bound stays as it is.
const WORK_MAX: usize = 20_000_000;

/// What stands in a hall and stays unless it is moved.
struct Standing {
    busy: Span,
    activity: u32,
    fixed: bool,
}

/// The fewest moves of any mending that places everything.
pub fn fewest(case: &Case, domains: &Domains, lost: &[u32]) -> Fewest {
    let mut best = Fewest { moves: lost.len(), because: Vec::new() };
    let hall_minutes = |at: &u32| case.activities[*at as usize].hall_minutes();
    let mut lengths: Vec<i32> = lost.iter().map(hall_minutes).collect();
    lengths.sort_unstable();
    lengths.dedup();
    let mut work = WORK_MAX;
    for &minutes in lengths.iter().rev() {
        let long: Vec<u32> =
            lost.iter().copied().filter(|at| hall_minutes(at) >= minutes).collect();
        let Some(room) = room(case, domains, (lost, &long), minutes, &mut work) else { break };
        let needed = long.len() as i64;
        let more = room.iter().position(|&room| room >= needed).unwrap_or(room.len());
        if lost.len() + more > best.moves {
            let held = room[0].max(0) as usize;
            best.moves = lost.len() + more;
            best.because = vec![
                Reason::LongLost { activities: long.len(), minutes },
                Reason::RoomBetween { activities: held },
                Reason::MoreMove { activities: more },
            ];
        }
    }
    best
}

/// By number of others removed: how many activities of so many minutes find room at most.
fn room(
    case: &Case,
    domains: &Domains,
    (lost, long): (&[u32], &[u32]),
    minutes: i32,
    work: &mut usize,
) -> Option<Vec<i64>> {
    let mut halls: Vec<u32> = long
        .iter()
        .flat_map(|&at| domains.of[at as usize].iter().map(|range| range.hall))
        .collect();
    halls.sort_unstable();
    halls.dedup();
    let mut all = vec![0_i64; MORE_MAX + 1];
    for &hall in &halls {
        let mut standing = Vec::new();
        for (activity, place) in (0..).zip(&case.release) {
            if let Some(place) = place.filter(|place| place.hall == hall)
                && lost.binary_search(&activity).is_err()
            {
                let own = &case.activities[activity as usize];
                let (busy, fixed) = (own.hall_span(place.start), own.fixed.is_some());
                standing.push(Standing { busy, activity, fixed });
            }
        }
        standing.sort_unstable_by_key(|one| (one.busy, one.activity));
        let changeover = case.halls[hall as usize].changeover;
        // A removed one that is as long and may be nowhere else takes a place again.
        let takes = |one: &Standing| {
            let own = &case.activities[one.activity as usize];
            let within = own.halls.iter().all(|hall| halls.binary_search(hall).is_ok());
            own.hall_minutes() >= minutes && within
        };
        for &open in &case.halls[hall as usize].open {
            let within: Vec<&Standing> =
                standing.iter().filter(|one| one.busy.meets(open)).collect();
            *work = work.checked_sub((within.len() + 2).pow(2) * MORE_MAX)?;
            let slots = Slots { open, changeover, minutes, takes: &takes };
            add(&mut all, &slots.by_removed(&within));
        }
    }
    Some(all)
}

/// Both lists are the most by number removed; so is their sum.
fn add(all: &mut [i64], more: &[i64]) {
    for removed in (0..all.len()).rev() {
        let split = (0..more.len().min(removed + 1)).map(|here| all[removed - here] + more[here]);
        all[removed] = split.max().unwrap_or(all[removed]);
    }
}

struct Slots<'a> {
    open: Span,
    changeover: i32,
    minutes: i32,
    takes: &'a dyn Fn(&Standing) -> bool,
}

impl Slots<'_> {
    /// By number removed, at most: slots in one opening of a hall, less those that the removed take.
    fn by_removed(&self, standing: &[&Standing]) -> Vec<i64> {
        const NONE: i64 = i64::MIN / 4;
        let count = standing.len();
        let removed_max = count.min(MORE_MAX);
        // most[at][removed]: slots before the `at`-th, which is kept; the last is the closing.
        let mut most = vec![vec![NONE; removed_max + 1]; count + 1];
        let taken = |one: &&Standing| i64::from((self.takes)(one));
        for at in 0..=count {
            let mut lost = 0;
            // From the one kept before, walking back; `first` is the first that is removed.
            for first in (0..=at).rev() {
                let gone = at - first;
                if gone > removed_max || (gone > 0 && standing[first].fixed) {
                    break;
                }
                lost += if gone > 0 { taken(&standing[first]) } else { 0 };
                let before = first.checked_sub(1).map(|kept| standing[kept].busy.until);
                let after = standing.get(at).map(|kept| kept.busy.from);
                let here = self.slots(before, after) - lost;
                for removed in gone..=removed_max {
                    let earlier = match first {
                        0 if removed == gone => 0,
                        0 => NONE,
                        _ => most[first - 1][removed - gone],
                    };
                    most[at][removed] = most[at][removed].max(earlier + here);
                }
            }
        }
        let mut best = most.pop().unwrap_or_default();
        for removed in 1..best.len() {
            best[removed] = best[removed].max(best[removed - 1]);
        }
        best
    }

    /// How many follow each other between two that are kept, or from opening, or until closing.
    fn slots(&self, before: Option<i32>, after: Option<i32>) -> i64 {
        let from = before.map_or(self.open.from, |until| until + self.changeover);
        let until = after.map_or(self.open.until, |from| from - self.changeover);
        i64::from((until - from + self.changeover).max(0) / (self.minutes + self.changeover))
    }
}
