//! A released timetable after something went wrong: the fewest and cheapest moves that mend it.

use serde::{Deserialize, Serialize};

use super::case::Case;
use super::domain::without;
use super::problem::{Placed, Problem, Span};
use super::run::{self, Answer};
use super::validate::Invalid;
use crate::run::{Limits, Outcome, Watch};
use crate::search::Strategy;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A party is not there; `during` absent: not at all. What it alone was to give is cancelled.
    PartyGone { party: String, during: Option<Span> },
    /// A hall cannot be used.
    HallLost { hall: String, during: Span },
    /// An activity takes longer than released.
    ActivityGrows { activity: String, minutes: u32 },
}

/// The mended timetable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mended {
    pub outcome: Outcome<Answer>,
    /// Activities whose released place the event takes away.
    pub lost: Vec<String>,
    /// Activities that stand elsewhere than released, with the places they have now.
    pub moved: Vec<Placed>,
    /// Activities that nobody is left to give.
    pub cancelled: Vec<String>,
}

/// What a move costs against the other wishes: the fewest moves come first.
const MOVE_WEIGHT: u32 = 2_000;

/// Cool, since a move is never a wish: hotter walks left moves that nothing asked for.
const STRATEGY: Strategy = Strategy::Cycle {
    hot: 50.0,
    cold: 10.0,
    first_steps: 4_000,
    growth: 1.5,
    hard_weight: 40_000.0,
};

/// Mends `problem.release` after the event.
pub fn replan(
    problem: &Problem,
    event: &Event,
    limits: Limits,
    watch: Watch<'_>,
) -> Result<Mended, Invalid> {
    Case::new(problem)?;
    let (mut changed, cancelled) = after(problem, event)?;
    // A move is a move, whether in time or in place; a day or a hall further is the same move, but
    // the dearer one.
    changed.weights.change_time = MOVE_WEIGHT;
    changed.weights.change_hall = MOVE_WEIGHT / 10;
    changed.weights.change_day = MOVE_WEIGHT / 10;
    let outcome = run::solve_by(&changed, STRATEGY, limits, watch)?;
    let case = Case::new(&changed)?;
    let ground = run::ground(&case)?;
    let lost = (0..).zip(&case.release).filter_map(|(at, place)| {
        let place = (*place)?;
        (!ground.domains.holds(at, place)).then(|| case.name(at).to_string())
    });
    let lost = lost.collect();
    let empty = Answer::default();
    let answer = outcome.answer.as_ref().unwrap_or(&empty);
    let moved = answer.placed.iter().filter(|placed| {
        let released = changed.release.iter().find(|one| one.activity == placed.activity);
        released.is_some_and(|one| one != *placed)
    });
    let moved = moved.cloned().collect();
    Ok(Mended { outcome, lost, moved, cancelled })
}

/// The problem after the event, and the activities that it ends.
fn after(problem: &Problem, event: &Event) -> Result<(Problem, Vec<String>), Invalid> {
    let mut changed = problem.clone();
    let mut cancelled = Vec::new();
    let unknown = |path: &str, what: &str, name: &str| Invalid {
        path: path.to_string(),
        reason: format!("there is no {what} \"{name}\""),
    };
    match event {
        Event::HallLost { hall, during } => {
            let found = changed.halls.iter_mut().find(|one| one.id == *hall);
            let found = found.ok_or_else(|| unknown("hall_lost.hall", "hall", hall))?;
            found.open = without(&found.open, *during);
        }
        Event::ActivityGrows { activity, minutes } => {
            let found = changed.activities.iter_mut().find(|one| one.id == *activity);
            let found =
                found.ok_or_else(|| unknown("activity_grows.activity", "activity", activity))?;
            found.minutes = *minutes;
        }
        Event::PartyGone { party, during } => {
            let found = changed.parties.iter_mut().find(|one| one.id == *party);
            let found = found.ok_or_else(|| unknown("party_gone.party", "party", party))?;
            match during {
                Some(during) => {
                    let always = [Span { from: 0, until: super::validate::DAYS_MAX as i32 * 1440 }];
                    let available = found.available.as_deref().unwrap_or(&always);
                    found.available = Some(without(available, *during));
                }
                None => cancelled = without_party(&mut changed, party),
            }
        }
    }
    Ok((changed, cancelled))
}

/// Takes a party out of everything, and what it alone was to give out of the problem.
fn without_party(problem: &mut Problem, party: &str) -> Vec<String> {
    let mut cancelled = Vec::new();
    for activity in &mut problem.activities {
        let before = activity.parties.len();
        activity.parties.retain(|one| one != party);
        if before > 0 && activity.parties.is_empty() {
            cancelled.push(activity.id.clone());
        }
    }
    let stays = |name: &String| !cancelled.contains(name);
    problem.activities.retain(|activity| stays(&activity.id));
    problem.release.retain(|placed| stays(&placed.activity));
    problem.precedences.retain(|one| stays(&one.before) && stays(&one.after));
    problem.stars.retain(|pair| stays(&pair.one) && stays(&pair.other));
    for groups in [&mut problem.same_day, &mut problem.not_parallel, &mut problem.series] {
        groups.iter_mut().for_each(|group| group.retain(stays));
    }
    cancelled
}
