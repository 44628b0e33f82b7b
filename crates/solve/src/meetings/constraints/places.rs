//! Where and when meetings are held.

use std::collections::BTreeMap;

use super::{Standing, Tally, held};
use crate::meetings::case::{Case, NONE};

/// Each meeting outside its windows, or not where it is fixed.
pub fn window(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (at, place) in held(case, plan) {
        let wish = &case.wishes[at as usize];
        let span = case.slots[place.slot as usize].span;
        let inside = |from: i32, until: i32| from <= span.from && span.until <= until;
        let within = wish.windows.is_empty()
            || wish.windows.iter().any(|window| inside(window.from, window.until));
        let moved = wish.fixed.is_some_and(|(slot, table)| {
            slot != place.slot || (table != NONE && table != place.table)
        });
        tally.add(i64::from(!within || moved), || {
            format!("\"{}\" may not be at {}", wish.id, case.slot_name(place.slot))
        });
    }
}

/// Each meeting at a table that is too small or elsewhere.
pub fn table_suits(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (at, place) in held(case, plan) {
        let wish = &case.wishes[at as usize];
        let table = &case.tables[place.table as usize];
        let people = wish.parties.iter().map(|&one| case.persons[one as usize].people);
        let people: u32 = people.sum();
        let named = wish.tables.is_empty() || wish.tables.contains(&place.table);
        let near = wish.venues.is_empty() || wish.venues.contains(&table.venue);
        let suits = people <= table.seats && named && near;
        tally.add(i64::from(!suits), || match people > table.seats {
            true => {
                format!("\"{}\" has {people} people at {} of {}", wish.id, table.id, table.seats)
            }
            false => format!("\"{}\" may not be at {}", wish.id, table.id),
        });
    }
}

/// Each meeting at a table that is not open.
pub fn table_open(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (at, place) in held(case, plan) {
        let table = &case.tables[place.table as usize];
        let span = case.slots[place.slot as usize].span;
        let open = table.open.as_ref().is_none_or(|open| open.iter().any(|one| one.holds(span)));
        tally.add(i64::from(!open), || {
            let when = case.slot_name(place.slot);
            format!("\"{}\" is at {}, which is not open at {when}", case.name(at), table.id)
        });
    }
}

/// Each meeting at a table in a slot after the first.
pub fn table_overlap(case: &Case, plan: &Standing, tally: &mut Tally) {
    let mut used: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (at, place) in held(case, plan) {
        if let Some(other) = used.insert((place.slot, place.table), at) {
            tally.add(1, || {
                let table = &case.tables[place.table as usize].id;
                let (one, other, when) =
                    (case.name(at), case.name(other), case.slot_name(place.slot));
                format!("\"{one}\" and \"{other}\" are both at {table} at {when}")
            });
        }
    }
}

/// Each pair in the wrong order.
pub fn precedence(case: &Case, plan: &Standing, tally: &mut Tally) {
    for &(before, after) in &case.precedences {
        let (Some(one), Some(other)) = (plan[before as usize], plan[after as usize]) else {
            continue;
        };
        let ends = case.slots[one.slot as usize].span.until;
        let wrong = ends > case.slots[other.slot as usize].span.from;
        tally.add(i64::from(wrong), || {
            let (before, after) = (case.name(before), case.name(after));
            format!("\"{before}\" ends at {}, and \"{after}\" is to follow it", case.clock(ends))
        });
    }
}
