//! Lots among wishes, by the allocation model and a published seed. Pure: the same wishes, calendars
//! and seed give the same answer, and anybody may draw again.

use kernel::{Interval, Uuid};
use serde::{Deserialize, Serialize};
use solve::allocation::{self, Activity, Busy, Party, Problem, Rule, Way as Path};
use solve::{Limits, Watch};

use super::model::{GroupId, Seat, Seating};
use crate::admissions::calendar::model::Commitment;
use crate::admissions::calendar::rules::clash;
use crate::editions::model::Travel;

/// So many wishes of one group at most are looked at in one draw: far more than anybody writes.
const STEPS_MAX: u64 = 10_000_000;

/// A group with its wishes, the dearest first.
#[derive(Clone, Debug)]
pub struct Wishing {
    pub group: GroupId,
    /// One wish an activity: the seats that were asked for there.
    pub wishes: Vec<(Uuid, Vec<Seat>)>,
    pub people: usize,
    /// What stands in their calendars.
    pub busy: Vec<Commitment>,
}

/// What came of one wish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    pub group: Uuid,
    /// Their turn in the order that was drawn, from 1.
    pub turn: usize,
    /// The activity they were given.
    pub given: Option<Uuid>,
    /// Which of their wishes that was, from 1.
    pub choice: Option<usize>,
    /// Why not the dearer ones, the dearest first.
    pub missed: Vec<(Uuid, Missed)>,
}

/// Why a wish was not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missed {
    /// They have said yes to something else then.
    Busy,
    /// Those whose turn came before had the places.
    Full,
}

/// A draw as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    pub lots: Vec<Lot>,
    /// How many people got their first wish, their second, and so on.
    pub ranks: Vec<i64>,
}

/// Draws. What is confirmed is not part of it: it stands in the calendars, and its places are taken.
pub fn draw(
    seatings: &[Seating],
    groups: &[Wishing],
    travel: &[Travel],
    seed: u64,
) -> Result<Draw, String> {
    let problem = problem(seatings, groups, travel);
    let solved = allocation::solve(&problem, Limits::new(STEPS_MAX, seed), Watch::NONE);
    let granted = solved.map_err(|why| why.to_string())?.answer.unwrap_or_default();
    let mut lots = Vec::with_capacity(groups.len());
    for (turn, number) in granted.order.iter().enumerate() {
        let at = usize::try_from(*number).unwrap_or(usize::MAX);
        let (Some(group), Some(own)) = (groups.get(at), granted.activities.get(at)) else {
            continue;
        };
        let given = own.first().and_then(|one| usize::try_from(*one).ok());
        let given = given.and_then(|one| seatings.get(one)).map(|one| one.activity.uuid());
        let choice = group.wishes.iter().position(|(activity, _)| Some(*activity) == given);
        lots.push(Lot {
            group: group.group.uuid(),
            turn: turn + 1,
            given,
            choice: choice.map(|at| at + 1),
            missed: missed(seatings, group, choice, travel),
        });
    }
    Ok(Draw { lots, ranks: granted.ranks })
}

/// Why not the wishes before the one that was granted, or not any.
fn missed(
    seatings: &[Seating],
    group: &Wishing,
    choice: Option<usize>,
    travel: &[Travel],
) -> Vec<(Uuid, Missed)> {
    let dearer = group.wishes.iter().take(choice.unwrap_or(group.wishes.len()));
    let why = |activity: Uuid| {
        let slot = seatings.iter().find(|one| one.activity.uuid() == activity)?.slot()?;
        Some(match clash(slot, &group.busy, travel) {
            Some(_) => Missed::Busy,
            None => Missed::Full,
        })
    };
    dearer.map(|(activity, _)| (*activity, why(*activity).unwrap_or(Missed::Full))).collect()
}

fn problem(seatings: &[Seating], groups: &[Wishing], travel: &[Travel]) -> Problem {
    let minutes = |interval: Interval| {
        let of = |moment: kernel::Timestamp| moment.as_millis().div_euclid(60_000);
        (of(interval.start()), of(interval.end()))
    };
    let activity = |one: &Seating| {
        let (start, end) = one.held.map_or((0, 1), |held| minutes(held.interval));
        Activity {
            id: one.activity.to_string(),
            seats: u32::try_from(one.free()).unwrap_or(u32::MAX),
            start,
            end,
            place: one.held.map(|held| held.venue.to_string()).unwrap_or_default(),
        }
    };
    let party = |one: &Wishing| Party {
        id: one.group.to_string(),
        people: u32::try_from(one.people).unwrap_or(u32::MAX),
        weight: 1,
        wishes: one.wishes.iter().map(|(activity, _)| activity.to_string()).collect(),
        at_most: 1,
        confirmed: Vec::new(),
        busy: one
            .busy
            .iter()
            .map(|it| {
                let (start, end) = minutes(it.slot.interval);
                Busy { start, end, place: it.slot.venue.to_string() }
            })
            .collect(),
    };
    let way = |one: &Travel| Path {
        from: one.from.to_string(),
        to: one.to.to_string(),
        minutes: u32::try_from(one.minutes).unwrap_or(0),
    };
    Problem {
        activities: seatings.iter().map(activity).collect(),
        parties: groups.iter().map(party).collect(),
        travel: travel.iter().map(way).collect(),
        rule: Rule::Lottery,
    }
}
