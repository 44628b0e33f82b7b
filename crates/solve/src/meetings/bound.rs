//! How many meetings any answer can hold at most.
//!
//! Three relaxations, each of which forgets some demands, so none is ever below the truth:
//! slots (no more meetings in a slot than tables open, or than half the parties that are there);
//! parties (no party beyond its cap: a b-matching, where a meeting of more than two keeps the two of
//! its parties that can do least; the matching is fractional, each meeting counted once from either side);
//! interpreters (the matching of the meetings that need none, and the meetings interpreters can do).

use super::case::Case;
use crate::flow::{Load, Pair, Pairing};
use crate::run::Watch;

/// Pivots of one matching; what was reached then is still a bound.
const PIVOTS_MAX: u64 = 2_000_000;

pub(super) fn bound(case: &Case, watch: Watch<'_>) -> i64 {
    let holdable: Vec<u32> =
        (0..case.wishes.len() as u32).filter(|&at| case.has_slot(at)).collect();
    let all = holdable.len() as i64;
    let slots = slots(case);
    let quiet = Watch { progress: None, ..watch };
    let met = matched(case, &holdable, quiet).unwrap_or(all);
    let understood = holdable.iter().copied().filter(|&at| case.helpers_of(at).is_none());
    let understood: Vec<u32> = understood.collect();
    let helped = helped(case);
    let few = if (understood.len() as i64) + helped < met.min(slots) {
        understood.len() as i64 + helped
    } else if understood.len() == holdable.len() {
        met
    } else {
        matched(case, &understood, quiet).unwrap_or(understood.len() as i64) + helped
    };
    all.min(slots).min(met).min(few)
}

fn slots(case: &Case) -> i64 {
    let mut useful = vec![false; case.kinds.len()];
    case.suits.iter().flatten().for_each(|&kind| useful[kind as usize] = true);
    let each = case.slots.iter().map(|slot| {
        let in_slot = |words: &[u64]| words[slot.day as usize] >> slot.bit & 1 == 1;
        let kinds = case.kinds.iter().zip(&useful);
        let open = kinds.filter(|(kind, useful)| **useful && in_slot(&kind.open));
        let tables: usize = open.map(|(kind, _)| kind.tables.len()).sum();
        let parties = case.persons[..case.parties as usize].iter();
        let there = parties.filter(|one| !one.wishes.is_empty() && in_slot(&one.free)).count();
        tables.min(there / 2) as i64
    });
    each.sum()
}

/// The greatest fractional b-matching.
fn matched(case: &Case, wishes: &[u32], watch: Watch<'_>) -> Option<i64> {
    let loads = case.caps.iter().map(|&cap| Load { low: 0, high: i64::from(cap) });
    let loads: Vec<Load> = loads.collect();
    let pairs = wishes.iter().flat_map(|&at| {
        let mut parties = case.wishes[at as usize].parties.clone();
        parties.sort_by_key(|&one| (case.caps[one as usize], one));
        let (left, right) = (parties[0], parties[1]);
        [Pair { left, right, gain: 1 }, Pair { left: right, right: left, gain: 1 }]
    });
    let pairing = Pairing { lefts: loads.clone(), rights: loads, pairs: pairs.collect() };
    let paired = pairing.solve(PIVOTS_MAX, watch).ok()?;
    i64::try_from(paired.bound / 2).ok()
}

/// Meetings that interpreters can do at most.
fn helped(case: &Case) -> i64 {
    let interpreters = case.persons[case.parties as usize..].iter();
    let days = interpreters
        .flat_map(|one| one.free.iter().map(|free| i64::from(free.count_ones().min(one.day_max))));
    days.sum()
}
