//! A released timetable after something went wrong: the fewest and cheapest moves that mend it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::case::{Case, Place};
use super::domain::without;
use super::fewest::{Fewest, fewest};
use super::names::{invalid, small};
use super::problem::{Placed, Problem, Span};
use super::reason::Reason;
use super::run::{self, Answer};
use super::stood::{Stood, without_broken_groups};
use super::validate::MINUTES_MAX;
use crate::invalid::Invalid;
use crate::run::{Limits, Outcome, Watch};
use crate::search::Strategy;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Mended {
    pub outcome: Outcome<Answer>,
    /// Activities whose released place the event takes away.
    pub lost: Vec<String>,
    /// Activities that stand elsewhere than released, with the places they have now.
    pub moved: Vec<Placed>,
    /// No mending that places everything moves fewer.
    pub fewest: usize,
    /// Why more than the lost ones must move; empty when nothing says so.
    pub because: Vec<Reason>,
    /// Why no mending can exist, where the outcome is *infeasible*; its words are in the outcome.
    pub impossible: Vec<Reason>,
    /// Demands that the release broke by itself, in words: they are not mended by moves.
    pub stood: Vec<String>,
    /// Activities that nobody is left to give.
    pub cancelled: Vec<String>,
}

/// What a move costs against the other wishes: the fewest moves come first. Whether it goes to
/// another day, hall or hour counts as the problem says, so of equally many the cheapest are taken.
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
    let before = Case::new(problem)?;
    let mut sound = problem.clone();
    without_broken_groups(&mut sound, &before);
    let (mut changed, cancelled) = after(&sound, event)?;
    changed.weights.change = MOVE_WEIGHT;
    let mut case = Case::new(&changed)?;
    let (stood, broken) = Stood::of(&before, &case, |at, place| touches(&case, event, at, place));
    (case.stood, case.mending) = (stood, true);
    let ground = run::ground(&case)?;
    let (outcome, impossible) = run::solve_on(&ground, STRATEGY, limits, watch);
    let strays = |&(at, place): &(u32, &Option<Place>)| {
        place.is_some_and(|place| !ground.domains.holds(at, place))
    };
    let lost: Vec<u32> = (0..).zip(&case.release).filter(strays).map(|(at, _)| at).collect();
    let Fewest { moves, because } = fewest(&case, &ground.domains, &lost);
    let empty = Answer::default();
    let answer = outcome.answer.as_ref().unwrap_or(&empty);
    let released: BTreeMap<&str, &Placed> =
        changed.release.iter().map(|one| (one.activity.as_str(), one)).collect();
    let moved = answer
        .placed
        .iter()
        .filter(|placed| released.get(placed.activity.as_str()).is_some_and(|one| one != placed));
    let moved = moved.cloned().collect();
    let lost = lost.iter().map(|&at| case.name(at).to_string()).collect();
    let (fewest, stood) = (moves, broken);
    Ok(Mended { lost, moved, fewest, because, impossible, stood, cancelled, outcome })
}

/// Whether the event itself is about a place, whatever the release broke there.
fn touches(case: &Case, event: &Event, at: u32, place: Place) -> bool {
    let own = &case.activities[at as usize];
    match event {
        Event::HallLost { hall, during } => {
            case.hall_name(place.hall) == hall && own.hall_span(place.start).meets(*during)
        }
        Event::ActivityGrows { activity, .. } => own.id == *activity,
        Event::PartyGone { party, .. } => {
            own.parties.iter().any(|&one| case.parties[one as usize].id == *party)
        }
    }
}

/// What is wrong with an event itself.
fn check(event: &Event) -> Result<(), Invalid> {
    let time = |at: &str, span: &Span| {
        let says = format!("{} to {} is no time", span.from, span.until);
        if span.from < span.until { Ok(()) } else { invalid(at, says) }
    };
    match event {
        Event::HallLost { during, .. } => time("hall_lost.during", during),
        Event::PartyGone { during: Some(during), .. } => time("party_gone.during", during),
        Event::PartyGone { during: None, .. } => Ok(()),
        Event::ActivityGrows { minutes: 0, .. } => invalid("activity_grows.minutes", "is 0"),
        Event::ActivityGrows { minutes, .. } => {
            small(|| "activity_grows.minutes".to_string(), *minutes, MINUTES_MAX)
        }
    }
}

/// The problem after the event, and the activities that it ends.
fn after(problem: &Problem, event: &Event) -> Result<(Problem, Vec<String>), Invalid> {
    let mut changed = problem.clone();
    let mut cancelled = Vec::new();
    let unknown = |at: &str, what: &str, name: &str| {
        Invalid::new(at, format!("there is no {what} \"{name}\""))
    };
    check(event)?;
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
