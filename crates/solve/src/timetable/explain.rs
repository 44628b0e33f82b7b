//! Why something stands where it stands, what it would cost elsewhere, and what is still violated.

use serde::{Deserialize, Serialize};

use super::board::Board;
use super::case::{Case, Place, Plan, day_of};
use super::constraints::{self, ALL, Level};
use super::problem::Placed;
use super::run;
use crate::invalid::Invalid;
use crate::score::Score;

/// A constraint that is not met, with some of its violations in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violated {
    pub constraint: String,
    pub asks: String,
    pub hard: bool,
    pub count: i64,
    pub score: Score,
    pub words: Vec<String>,
}

/// What is not met in a plan; at most `words_max` violations of each constraint in words.
pub fn violated(case: &Case, plan: &Plan, words_max: usize) -> Vec<Violated> {
    let each = ALL.iter().map(|constraint| {
        let tally = constraint.tell(case, plan, words_max);
        Violated {
            constraint: constraint.name.to_string(),
            asks: constraint.asks.to_string(),
            hard: matches!(constraint.level, Level::Hard),
            count: tally.count,
            score: constraint.score(case, tally.count),
            words: tally.findings.into_iter().map(|finding| finding.words).collect(),
        }
    });
    each.filter(|one| one.score != Score::ZERO).collect()
}

/// Other places looked at.
const LOOKS_MAX: usize = 200_000;

/// One activity, explained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    pub activity: String,
    pub here: Option<Placed>,
    /// What it takes part in violating here, in words.
    pub violates: Vec<String>,
    /// The cheapest other places, cheapest first.
    pub elsewhere: Vec<Elsewhere>,
}

/// Another place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Elsewhere {
    pub hall: String,
    pub start: i32,
    /// Activities that would have to make room.
    pub in_the_way: Vec<String>,
    /// What all would cost more (or less) there, without those in the way.
    pub change: Score,
    /// By constraint, where it differs: `stars +12`.
    pub because: Vec<String>,
}

/// Explains where an activity stands; `others` is how many other places are told, one a hall and day.
pub fn explain(
    case: &Case,
    plan: &Plan,
    activity: u32,
    others: usize,
) -> Result<Explanation, Invalid> {
    let ground = run::ground(case)?;
    let mut board = Board::new(&ground);
    let mut way = Vec::new();
    for (at, place) in (0..).zip(plan) {
        let Some(place) = place.filter(|&place| ground.domains.holds(at, place)) else { continue };
        board.in_the_way(at, place, &mut way);
        if way.is_empty() {
            board.put(at, place);
        }
    }
    if board.plan[activity as usize].is_some() {
        board.take(activity);
    }
    let mut offers: Vec<(usize, Score, Place)> = Vec::new();
    let ranges = &ground.domains.of[activity as usize];
    let all: i64 = ranges.iter().map(|it| i64::from((it.last - it.first) / case.grid) + 1).sum();
    // Every so many steps of the grid where there are too many to look at each.
    let apart = case.grid as usize * (all as usize / LOOKS_MAX + 1);
    for range in ranges {
        let best = (range.first..=range.last).step_by(apart).map(|start| {
            let place = Place { hall: range.hall, start };
            board.in_the_way(activity, place, &mut way);
            (way.len(), board.cost_at(activity, place), place)
        });
        let here = plan[activity as usize];
        offers.extend(best.filter(|offer| here != Some(offer.2)).min());
    }
    offers.sort_unstable();
    offers.dedup_by_key(|offer| (offer.2.hall, day_of(offer.2.start)));
    offers.truncate(others);
    let elsewhere = offers.into_iter().map(|(.., place)| {
        board.in_the_way(activity, place, &mut way);
        elsewhere(case, plan, activity, place, &way)
    });
    let elsewhere = elsewhere.collect();
    let here = plan[activity as usize].map(|place| placed(case, activity, place));
    let violates = violates(case, plan, activity);
    Ok(Explanation { activity: case.name(activity).to_string(), here, violates, elsewhere })
}

fn placed(case: &Case, activity: u32, place: Place) -> Placed {
    let (activity, hall) =
        (case.name(activity).to_string(), case.hall_name(place.hall).to_string());
    Placed { activity, hall, start: place.start }
}

/// Violations looked at for those of one activity.
const FINDINGS_MAX: usize = 10_000;

fn violates(case: &Case, plan: &Plan, activity: u32) -> Vec<String> {
    let mut words = Vec::new();
    for constraint in ALL {
        let tally = constraint.tell(case, plan, FINDINGS_MAX);
        let own = tally.findings.into_iter().filter(|one| one.activities.contains(&activity));
        words.extend(own.map(|one| format!("{}: {}", constraint.name, one.words)));
    }
    words
}

fn elsewhere(case: &Case, plan: &Plan, activity: u32, place: Place, way: &[u32]) -> Elsewhere {
    let mut without = plan.clone();
    for &other in way {
        without[other as usize] = None;
    }
    let (before, by_constraint) = constraints::count(case, &without);
    without[activity as usize] = Some(place);
    let (after, then) = constraints::count(case, &without);
    let because = by_constraint.iter().zip(&then).filter(|(now, then)| now.score != then.score);
    let because = because.map(|(now, then)| {
        let change = then.score - now.score;
        let amount = if change.hard == 0 { change.soft } else { change.hard };
        format!("{} {amount:+}", now.constraint)
    });
    Elsewhere {
        hall: case.hall_name(place.hall).to_string(),
        start: place.start,
        in_the_way: way.iter().map(|&other| case.name(other).to_string()).collect(),
        change: after - before,
        because: because.collect(),
    }
}
