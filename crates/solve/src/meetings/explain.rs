//! Why a wish is not met, and what is still violated.

use std::collections::BTreeMap;

use super::answer::{self, Answer, Unmet};
use super::board::Board;
use super::case::{Case, NONE, Plan};
use super::constraints::{ALL, Level};
use super::problem::Says;
use super::reasons;
use crate::invalid::Invalid;
use crate::score::Score;

/// A constraint that is not met, with some of its violations in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violated {
    pub constraint: &'static str,
    pub asks: &'static str,
    pub hard: bool,
    pub count: i64,
    pub score: Score,
    pub words: Vec<String>,
}

/// What is not met in an answer; at most `words_max` violations of each constraint in words.
pub fn violated(case: &Case, of: &Answer, words_max: usize) -> Result<Vec<Violated>, Invalid> {
    let plan = answer::plan(case, of)?;
    let each = ALL.iter().map(|constraint| {
        let tally = constraint.tell(case, &plan, words_max);
        Violated {
            constraint: constraint.name,
            asks: constraint.asks,
            hard: matches!(constraint.level, Level::Hard),
            count: tally.count,
            score: constraint.score(case, tally.count),
            words: tally.words,
        }
    });
    Ok(each.filter(|one| one.count != 0).collect())
}

/// Every wish that is not held, with the reason.
pub(super) fn unmet(case: &Case, plan: &Plan) -> Vec<Unmet> {
    let mut board = Board::new(case);
    for (at, place) in (0..).zip(plan) {
        if let Some(place) = *place {
            board.put(at, place);
        }
    }
    let missing = (0..case.wishes.len() as u32).filter(|&at| plan[at as usize].is_none());
    let tell = |at| Unmet { wish: case.name(at).to_owned(), because: because(&board, at) };
    missing.map(tell).collect()
}

fn because(board: &Board<'_>, at: u32) -> String {
    let case = board.case;
    let wish = &case.wishes[at as usize];
    if wish.refused {
        let mut said = wish.parties.iter().zip(&wish.says);
        let who = said.find(|(_, says)| **says == Says::No).map_or(NONE, |(&who, _)| who);
        return format!("{} said no", case.person(who));
    }
    if !case.has_slot(at) {
        return reasons::nowhere(case, at);
    }
    let mut causes: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut slots = 0;
    for slot in case.slots_of(at) {
        slots += 1;
        causes.entry(in_the_way(board, at, slot)).or_default().push(slot);
    }
    let mut causes: Vec<(String, Vec<u32>)> = causes.into_iter().collect();
    causes.sort_by_key(|(_, when)| (std::cmp::Reverse(when.len()), when[0]));
    let told = causes.iter().take(CAUSES_MAX).map(|(cause, when)| match when.as_slice() {
        [slot] => format!("at {} {cause}", case.slot_name(*slot)),
        more => format!("{} times {cause}", more.len()),
    });
    let told: Vec<String> = told.collect();
    let more = causes.iter().skip(CAUSES_MAX).map(|(_, when)| when.len()).sum::<usize>();
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("of its {slots} slots: {}{more}", told.join(", "))
}

/// Reasons told for one wish.
const CAUSES_MAX: usize = 4;

/// What keeps a wish from being held in a slot.
fn in_the_way(board: &Board<'_>, wish: u32, slot: u32) -> String {
    let case = board.case;
    let day = case.slots[slot as usize].day as usize;
    let parties = &case.wishes[wish as usize].parties;
    for &party in parties {
        let who = case.person(party);
        if board.at_person(party, slot) != NONE {
            return format!("{who} is in another meeting");
        }
        let most = case.persons[party as usize].day_max;
        if board.busy(party, day).count_ones() >= most {
            return format!("{who} has {most} meetings that day already");
        }
        if board.spoiled(party, slot).is_some() {
            return format!("{who} would have no break");
        }
    }
    let mut order = None;
    board.out_of_order(wish, slot, |other| order = order.or(Some(other)));
    if let Some(other) = order {
        return format!("the order with \"{}\" would be broken", case.name(other));
    }
    let suits = case.suits_of(wish);
    let idle = suits.iter().filter(|&&kind| !board.idle(slot, kind).is_empty());
    let venues: Vec<u32> = idle.map(|&kind| case.kinds[kind as usize].venue).collect();
    if venues.is_empty() {
        return "no table that suits is free".to_owned();
    }
    let far = |&party: &u32| !venues.iter().any(|&venue| board.reaches(party, slot, venue));
    if let Some(&party) = parties.iter().find(|party| far(party)) {
        return format!("{} is too far away before or after", case.person(party));
    }
    let near = |&venue: &u32| parties.iter().all(|&party| board.reaches(party, slot, venue));
    if !venues.iter().any(near) {
        return "no free table is near enough to everybody".to_owned();
    }
    match case.helpers_of(wish) {
        Some(all) if !all.iter().any(|&one| board.has_time(one, slot)) => {
            "no interpreter is free".to_owned()
        }
        Some(_) => "no interpreter is near enough to a free table".to_owned(),
        None => "there is room, which more steps would find".to_owned(),
    }
}
