//! What each wish could have by itself: slots, tables and interpreters.

use std::collections::BTreeMap;

use super::case::{Case, Kind, NONE, Person, Rest};
use super::check::at_most;
use super::problem::Span;
use crate::invalid::Invalid;

/// Kinds and interpreters looked at for all wishes together; wishes that ask the same are one look.
const LOOKS_MAX: usize = 50_000_000;

/// Gives every wish its slots, its kinds of tables and its interpreters.
pub(super) fn fill(case: &mut Case) -> Result<(), Invalid> {
    kinds(case);
    for at in 0..case.persons.len() {
        let free = free(case, &case.persons[at]);
        case.persons[at].free = free;
    }
    suits(case)?;
    helpers(case)?;
    domains(case);
    for wish in 0..case.wishes.len() {
        if case.wishes[wish].refused {
            continue;
        }
        for at in 0..case.wishes[wish].parties.len() {
            let party = case.wishes[wish].parties[at] as usize;
            case.persons[party].wishes.push(wish as u32);
        }
    }
    case.caps = (0..case.parties).map(|party| cap(case, party)).collect();
    Ok(())
}

/// Tables that no wish tells apart are of one kind.
fn kinds(case: &mut Case) {
    let mut named = vec![false; case.tables.len()];
    for wish in &case.wishes {
        let fixed = wish.fixed.map(|(_, table)| table).filter(|&table| table != NONE);
        wish.tables.iter().chain(&fixed).for_each(|&table| named[table as usize] = true);
    }
    let mut known: BTreeMap<(u32, u32, Vec<u64>, u32), u32> = BTreeMap::new();
    for (at, named) in named.into_iter().enumerate() {
        let table = &case.tables[at];
        let open = within(case, table.open.as_deref());
        let (venue, seats) = (table.venue, table.seats);
        let own = if named { at as u32 } else { NONE };
        let next = case.kinds.len() as u32;
        let kind = *known.entry((venue, seats, open.clone(), own)).or_insert(next);
        if kind == next {
            case.kinds.push(Kind { venue, seats, open, tables: Vec::new() });
        }
        case.kinds[kind as usize].tables.push(at as u32);
        case.tables[at].kind = kind;
    }
}

/// By day, the slots that lie within one of some spans; absent spans are always.
pub(super) fn within(case: &Case, spans: Option<&[Span]>) -> Vec<u64> {
    let mut words = vec![0; case.day_count()];
    for slot in &case.slots {
        let holds = |spans: &[Span]| {
            let after = spans.partition_point(|span| span.from <= slot.span.from);
            after > 0 && spans[after - 1].holds(slot.span)
        };
        if spans.is_none_or(holds) {
            words[slot.day as usize] |= 1 << slot.bit;
        }
    }
    words
}

/// A person's slots: what the calendar leaves, without those that alone take away a break.
fn free(case: &Case, person: &Person) -> Vec<u64> {
    let mut words = within(case, person.available.as_deref());
    for rest in &person.rests {
        for slot in rest.first..rest.end {
            let Span { from, until } = case.slots[slot as usize].span;
            if longest(rest, [(from, until)]) < rest.minutes {
                let slot = case.slots[slot as usize];
                words[slot.day as usize] &= !(1 << slot.bit);
            }
        }
    }
    if person.day_max == 0 {
        words.fill(0);
    }
    words
}

/// The longest time without a meeting, of busy times in order.
pub(super) fn longest(rest: &Rest, busy: impl IntoIterator<Item = (i32, i32)>) -> i32 {
    let (mut free_from, mut longest) = (rest.within.from, 0);
    for (from, until) in busy {
        longest = longest.max(from - free_from);
        free_from = free_from.max(until);
    }
    longest.max(rest.within.until - free_from)
}

fn suits(case: &mut Case) -> Result<(), Invalid> {
    let mut known = BTreeMap::new();
    let mut looks = 0;
    for at in 0..case.wishes.len() {
        let wish = &case.wishes[at];
        let table = wish.fixed.map_or(NONE, |(_, table)| table);
        let key = (wish.seats, wish.tables.clone(), wish.venues.clone(), table);
        let next = case.suits.len() as u32;
        let suit = *known.entry(key).or_insert(next);
        if suit == next {
            let list = kinds_for(case, at as u32, table);
            looks += case.kinds.len();
            at_most("tables (kinds times wishes)", looks, LOOKS_MAX)?;
            case.suits.push(list);
        }
        case.wishes[at].suit = suit;
    }
    Ok(())
}

fn kinds_for(case: &Case, wish: u32, fixed: u32) -> Vec<u32> {
    let wish = &case.wishes[wish as usize];
    let fits = |&at: &u32| {
        let kind = &case.kinds[at as usize];
        let named = |table: u32| case.tables[table as usize].kind == at;
        kind.seats >= wish.seats
            && (wish.venues.is_empty() || wish.venues.contains(&kind.venue))
            && (wish.tables.is_empty() || wish.tables.iter().any(|&table| named(table)))
            && (fixed == NONE || named(fixed))
    };
    let mut list: Vec<u32> = (0..case.kinds.len() as u32).filter(fits).collect();
    list.sort_by_key(|&kind| (case.kinds[kind as usize].seats, kind));
    list
}

fn helpers(case: &mut Case) -> Result<(), Invalid> {
    let mut known = BTreeMap::new();
    let mut looks = 0;
    for at in 0..case.wishes.len() {
        let mut spoken: Vec<&Vec<u32>> = Vec::new();
        for &party in &case.wishes[at].parties {
            spoken.push(&case.persons[party as usize].languages);
        }
        spoken.sort_unstable();
        let key: Vec<Vec<u32>> = spoken.into_iter().cloned().collect();
        let helper = match known.get(&key) {
            Some(&helper) => helper,
            None => {
                looks += case.persons.len() - case.parties as usize;
                at_most("interpreters (times wishes)", looks, LOOKS_MAX)?;
                let helper = match interpreters_for(case, at as u32) {
                    None => NONE,
                    Some(list) => {
                        case.helpers.push(list);
                        case.helpers.len() as u32 - 1
                    }
                };
                known.insert(key, helper);
                helper
            }
        };
        case.wishes[at].helper = helper;
    }
    Ok(())
}

/// The interpreters that make everybody understood; none when none is needed.
fn interpreters_for(case: &Case, wish: u32) -> Option<Vec<u32>> {
    let parties = &case.wishes[wish as usize].parties;
    let person = |at: u32| &case.persons[at as usize];
    let mut apart = Vec::new();
    for (at, &one) in parties.iter().enumerate() {
        let others = parties[at + 1..].iter().map(|&other| (person(one), person(other)));
        apart.extend(others.filter(|(one, other)| !one.understands(other)));
    }
    if apart.is_empty() {
        return None;
    }
    let all = case.parties..case.persons.len() as u32;
    let serves = |&at: &u32| apart.iter().all(|(one, other)| person(at).links(one, other));
    Some(all.filter(serves).collect())
}

/// By wish and day, its slots. What many wishes share is joined once.
fn domains(case: &mut Case) {
    let days = case.day_count();
    let joined = |all: &[Vec<u32>], word: &dyn Fn(u32, usize) -> u64| -> Vec<Vec<u64>> {
        let join = |list: &Vec<u32>| {
            (0..days).map(|day| list.iter().fold(0, |all, &one| all | word(one, day))).collect()
        };
        all.iter().map(join).collect()
    };
    let open = joined(&case.suits, &|kind, day| case.kinds[kind as usize].open[day]);
    let helped = joined(&case.helpers, &|one, day| case.persons[one as usize].free[day]);
    let mut domains = Vec::with_capacity(case.wishes.len() * days);
    for wish in &case.wishes {
        let mut slots = open[wish.suit as usize].clone();
        let mut keep =
            |words: &[u64]| slots.iter_mut().zip(words).for_each(|(own, word)| *own &= word);
        wish.parties.iter().for_each(|&party| keep(&case.persons[party as usize].free));
        if wish.helper != NONE {
            keep(&helped[wish.helper as usize]);
        }
        if !wish.windows.is_empty() {
            keep(&within(case, Some(&wish.windows)));
        }
        if let Some((slot, _)) = wish.fixed {
            let slot = case.slots[slot as usize];
            let mut only = vec![0; days];
            only[slot.day as usize] = 1 << slot.bit;
            keep(&only);
        }
        if wish.refused {
            slots.fill(0);
        }
        domains.extend(slots);
    }
    case.domains = domains;
}

/// How many meetings a party can have: of each day no more than its limit and its slots.
fn cap(case: &Case, party: u32) -> u32 {
    let person = &case.persons[party as usize];
    let holdable = person.wishes.iter().filter(|&&wish| case.has_slot(wish)).count() as u32;
    let days = (0..case.day_count()).map(|day| {
        let slots = person.wishes.iter().fold(0, |all, &wish| all | case.domain(wish, day));
        slots.count_ones().min(person.day_max)
    });
    holdable.min(days.fold(0, u32::saturating_add))
}
