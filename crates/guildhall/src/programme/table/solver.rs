//! What a solver is asked of the table, and what it proposes. Pure.

use std::collections::BTreeSet;

use kernel::Slug;
use serde::{Deserialize, Serialize};
use solve::timetable::problem::{Placed, Span};
use solve::timetable::{self as timetable, Case, Event, Problem, Reason};
use solve::{Limits, Status, Watch};

use super::hindrance::hindered;
use super::model::{Change, Sort};
use super::rules;
use super::standing::among_standing;
use super::wishes::Wishes;
use crate::editions::model::HallId;
use crate::programme::conflicts::{around, conflicts};
use crate::programme::index::Index;
use crate::programme::model::{ActivityId, Programme};
use crate::programme::timetable::{Lengths, Places, hall_name, placements, problem};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// These, wherever they are now; all else stays.
    These(Vec<Slug>),
    /// Whatever has no place; all else stays.
    Rest,
    /// As few moves as mend conflicts and meet wishes.
    Improve,
    /// Everything that is in that hall goes elsewhere, with as few moves as can be.
    WithoutHall(HallId),
}

impl Task {
    pub const fn word(&self) -> &'static str {
        match self {
            Self::These(_) => "these",
            Self::Rest => "rest",
            Self::Improve => "improve",
            Self::WithoutHall(_) => "without_hall",
        }
    }
}

/// Why something would move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It had no place; here it fits and everybody is free.
    Placed,
    /// Its hall is lost.
    HallLost,
    /// It takes part in conflicts that this ends.
    Mends(Vec<String>),
    /// It makes room for others, or meets wishes better.
    MakesRoom,
    /// It rides in one that moves.
    Along,
}

/// One activity that would move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub change: Change,
    pub why: Why,
}

/// One for which no place was found, and what stood in the way of how many starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    pub activity: ActivityId,
    /// Halls that would suit it.
    pub halls: usize,
    /// Starts in them, a quarter of an hour apart, at which the hall is taken.
    pub taken: usize,
    /// At which somebody is elsewhere or away.
    pub busy: usize,
}

/// What a solver proposes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The version of the draft it was made from.
    pub version: i64,
    pub moves: Vec<Move>,
    pub left: Vec<Left>,
    /// Why there is no way, where the solver proved it; by the solver's names.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// Conflicts before and after.
    pub before: usize,
    pub after: usize,
}

/// Solves one task on a draft as it stands. The error is a mistake in this program.
pub fn propose(
    (programme, wishes): (&Programme, &Wishes<'_>),
    task: &Task,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Proposal, timetable::Invalid> {
    let index = Index::of(programme);
    let mut base = problem(programme, &index, Places::Kept);
    wishes.told(&mut base, programme, &index);
    let found = match task {
        Task::Rest => {
            let waiting = Lengths::of(programme, &index);
            let those = waiting.waiting().map(|one| one.slug.to_string()).collect();
            rest(&base, &those, limits, watch)?
        }
        Task::These(slugs) => {
            let those = slugs.iter().map(Slug::to_string).collect();
            rest(&base, &those, limits, watch)?
        }
        Task::Improve => improve(base.clone(), limits, watch)?,
        Task::WithoutHall(hall) => without_hall(programme, &index, &base, *hall, limits, watch)?,
    };
    Ok(proposal(programme, &index, task, &base, found))
}

/// Where things go, by the solver's names, and what it says about those that go nowhere.
#[derive(Default)]
struct Found {
    placed: Vec<Placed>,
    left: Vec<String>,
    reasons: Vec<Reason>,
}

fn proposal(
    programme: &Programme,
    index: &Index,
    task: &Task,
    base: &Problem,
    found: Found,
) -> Proposal {
    let places = placements(programme, index, &found.placed);
    let own: BTreeSet<&str> = found.placed.iter().map(|one| one.activity.as_str()).collect();
    let stood = conflicts(programme, index);
    let mut moves: Vec<Move> = places
        .iter()
        .filter_map(|(id, place)| {
            let activity = index.activity(programme, *id)?;
            let change = Change { activity: *id, from: activity.placement, to: Some(*place) };
            let lost = |hall: &HallId| change.from.is_some_and(|from| from.hall == *hall);
            let mends = || -> Vec<String> {
                let those = around(programme, index, &BTreeSet::from([*id]));
                let mut sorts: Vec<Sort> = those.iter().map(Sort::of).collect();
                sorts.dedup();
                sorts.into_iter().map(|sort| sort.word().to_owned()).collect()
            };
            let why = match task {
                _ if !own.contains(activity.slug.as_str()) => Why::Along,
                Task::Rest | Task::These(_) => Why::Placed,
                Task::WithoutHall(hall) if lost(hall) => Why::HallLost,
                _ => match mends() {
                    sorts if sorts.is_empty() => Why::MakesRoom,
                    sorts => Why::Mends(sorts),
                },
            };
            Some(Move { change, why })
        })
        .collect();
    moves.sort_by_key(|one| one.change.to.map(|to| (to.interval, to.hall)));
    let changes: Vec<Change> = moves.iter().map(|one| one.change).collect();
    let after = rules::changed(programme, index, &changes);
    let after_index = Index::of(&after);
    let left = found.left.iter().filter_map(|name| {
        let slug = name.parse().ok()?;
        let activity = index.activity_by_slug(programme, &slug)?.id;
        Some(hindered(base, &found.placed, name, activity))
    });
    Proposal {
        version: 0,
        left: left.collect(),
        reasons: found.reasons,
        before: stood.len(),
        after: conflicts(&after, &after_index).len(),
        moves,
    }
}

/// The named activities placed where they fit among all that stands.
fn rest(
    base: &Problem,
    those: &BTreeSet<String>,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Found, timetable::Invalid> {
    let mut found = Found::default();
    let mut those = those.clone();
    loop {
        let asked = among_standing(base, &those);
        let case = Case::new(&asked)?;
        // What has no place even alone is told apart, so that it does not bar the others.
        let domains = timetable::domain::Domains::new(&case);
        let alone: Vec<String> = domains
            .iter()
            .flat_map(|domains| domains.of.iter().enumerate())
            .filter(|(_, ranges)| ranges.is_empty())
            .map(|(at, _)| case.activities[at].id.clone())
            .filter(|name| those.contains(name))
            .collect();
        if !alone.is_empty() {
            alone.iter().for_each(|name| _ = those.remove(name));
            found.left.extend(alone);
            continue;
        }
        if those.is_empty() {
            return Ok(found);
        }
        let outcome = timetable::solve(&asked, limits, watch)?;
        let Some(answer) = outcome.answer else {
            // Proved impossible together: the one that is named, else the longest, stays out.
            let reasons = timetable::reasons(&asked)?;
            let named = those.iter().find(|name| reasons.iter().any(|one| one.names(name)));
            let longest = || asked.activities.iter().filter(|one| those.contains(&one.id));
            let out = named.cloned().or_else(|| {
                longest().max_by_key(|one| (one.minutes, &one.id)).map(|one| one.id.clone())
            });
            found.reasons.extend(reasons);
            let Some(out) = out else { return Ok(found) };
            those.remove(&out);
            found.left.push(out);
            continue;
        };
        found.placed =
            answer.placed.into_iter().filter(|it| those.contains(&it.activity)).collect();
        let placed: BTreeSet<&String> = found.placed.iter().map(|one| &one.activity).collect();
        found.left.extend(those.iter().filter(|name| !placed.contains(name)).cloned());
        return Ok(found);
    }
}

/// A move is worth it when it mends something.
const MOVE_COSTS: u32 = 60;

fn improve(
    mut base: Problem,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Found, timetable::Invalid> {
    only_placed(&mut base);
    base.weights.change = MOVE_COSTS;
    let outcome = timetable::solve(&base, limits, watch)?;
    let reasons = match outcome.status {
        Status::Infeasible => timetable::reasons(&base)?,
        _ => Vec::new(),
    };
    let placed = outcome.answer.map(|answer| answer.placed).unwrap_or_default();
    Ok(Found { placed: moved(&base, placed), left: Vec::new(), reasons })
}

fn without_hall(
    programme: &Programme,
    index: &Index,
    base: &Problem,
    hall: HallId,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Found, timetable::Invalid> {
    let mut base = base.clone();
    only_placed(&mut base);
    let Some((venue, found)) = index.hall(programme, hall) else { return Ok(Found::default()) };
    let name = hall_name(venue, found.slug.as_str());
    // Nothing is bound to a hall that is gone.
    for one in &mut base.activities {
        one.fixed = one.fixed.take().filter(|spot| spot.hall != name);
        if one.halls == [name.as_str()] {
            one.halls.clear();
        }
    }
    let during = Span { from: 0, until: base.days.len() as i32 * 24 * 60 };
    let event = Event::HallLost { hall: name.clone(), during };
    let mended = timetable::replan(&base, &event, limits, watch)?;
    let placed = mended.outcome.answer.map(|answer| answer.placed).unwrap_or_default();
    let there: BTreeSet<&String> = placed.iter().map(|one| &one.activity).collect();
    let lost = mended.lost.iter().filter(|one| !there.contains(one));
    let left = lost.cloned().collect();
    let reasons = [mended.impossible, mended.because].concat();
    Ok(Found { placed: moved(&base, placed), left, reasons })
}

/// What waits for a place stays out of what is moved.
fn only_placed(base: &mut Problem) {
    let placed: BTreeSet<String> = base.release.iter().map(|one| one.activity.clone()).collect();
    let there = |name: &String| placed.contains(name);
    base.activities.retain(|one| there(&one.id));
    base.precedences.retain(|one| there(&one.before) && there(&one.after));
    base.stars.retain(|one| there(&one.one) && there(&one.other));
}

/// Those that stand elsewhere than before.
fn moved(base: &Problem, placed: Vec<Placed>) -> Vec<Placed> {
    placed.into_iter().filter(|one| !base.release.contains(one)).collect()
}
