//! What parties and interpreters can do.

use super::{Standing, Tally, diaries, held};
use crate::meetings::case::{Case, DAY, NONE, Place};

/// Each person who is at a meeting outside its calendar.
pub fn available(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (wish, place) in held(case, plan) {
        let span = case.slots[place.slot as usize].span;
        for person in case.everybody(wish, place) {
            let calendar = &case.persons[person as usize].available;
            let there = calendar.as_ref().is_none_or(|all| all.iter().any(|one| one.holds(span)));
            tally.add(i64::from(!there), || {
                let (who, when) = (case.person(person), case.slot_name(place.slot));
                format!("{who} is not there at {when} for \"{}\"", case.name(wish))
            });
        }
    }
}

/// Each two meetings of a person that overlap or are too far away from each other.
pub fn overlap(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (person, diary) in (0..).zip(diaries(case, plan)) {
        for (at, one) in diary.iter().enumerate() {
            let ends = case.slots[one.1.slot as usize].span.until;
            let next = diary[at + 1..].iter();
            let near = next.take_while(|other| {
                case.slots[other.1.slot as usize].span.from < ends + case.way_max.max(1)
            });
            for other in near {
                let clash = clash(case, *one, *other);
                tally.add(i64::from(clash.is_some()), || {
                    format!("{}: {}", case.person(person), clash.unwrap_or_default())
                });
            }
        }
    }
}

/// Why nobody can be at both, the earlier first.
fn clash(case: &Case, one: (u32, Place), other: (u32, Place)) -> Option<String> {
    let [a, b] = [one, other].map(|(_, place)| &case.tables[place.table as usize]);
    let ends = case.slots[one.1.slot as usize].span.until;
    let starts = case.slots[other.1.slot as usize].span.from;
    let way = if a.venue == b.venue { 0 } else { case.way(a.venue, b.venue) };
    (ends + way > starts).then(|| {
        let (ends, starts) = (case.clock(ends), case.clock(starts));
        let (first, second) = (case.name(one.0), case.name(other.0));
        format!(
            "\"{first}\" ends at {ends} at {} and \"{second}\" starts at {starts} at {}; the way takes \
             {way} min",
            a.id, b.id
        )
    })
}

/// Each meeting of a day beyond the limit.
pub fn day_max(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (person, diary) in case.persons.iter().zip(diaries(case, plan)) {
        for day in by_day(case, &diary) {
            let over = day.len() as i64 - i64::from(person.day_max);
            tally.add(over.max(0), || {
                let when = case.slot_name(day[0].1.slot);
                let (has, most) = (day.len(), person.day_max);
                format!("{} has {has} meetings on the day of {when}; at most {most}", person.id)
            });
        }
    }
}

/// A diary cut into days.
fn by_day<'a>(
    case: &'a Case,
    diary: &'a [(u32, Place)],
) -> impl Iterator<Item = &'a [(u32, Place)]> {
    let day = |place: &Place| case.slots[place.slot as usize].span.from / DAY;
    diary.chunk_by(move |one, other| day(&one.1) == day(&other.1))
}

/// Each break that is taken away.
pub fn rest(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (person, diary) in case.persons.iter().zip(diaries(case, plan)) {
        for rest in &person.rests {
            let (mut longest, mut since) = (0, rest.within.from);
            for (_, place) in &diary {
                let span = case.slots[place.slot as usize].span;
                if span.until > rest.within.from && span.from < rest.within.until {
                    longest = longest.max(span.from - since);
                    since = since.max(span.until);
                }
            }
            let longest = longest.max(rest.within.until - since);
            tally.add(i64::from(longest < rest.minutes), || {
                let from = case.clock(rest.within.from);
                format!(
                    "{} has {longest} min free from {from}, not {}; no break is left",
                    person.id, rest.minutes
                )
            });
        }
    }
}

/// Each meeting whose parties do not understand each other.
pub fn interpreter(case: &Case, plan: &Standing, tally: &mut Tally) {
    for (at, place) in held(case, plan) {
        let parties = &case.wishes[at as usize].parties;
        let person = |at: u32| &case.persons[at as usize];
        let mut lost = None;
        for (one, other) in parties.iter().flat_map(|one| parties.iter().map(move |b| (one, b))) {
            let (a, b) = (person(*one), person(*other));
            let helped = || place.interpreter != NONE && person(place.interpreter).links(a, b);
            if one < other && !a.understands(b) && !helped() {
                lost = lost.or(Some((a, b)));
            }
        }
        tally.add(i64::from(lost.is_some()), || {
            let (one, other) = lost.map_or(("", ""), |(one, other)| (&one.id, &other.id));
            format!("{one} and {other} do not understand each other at \"{}\"", case.name(at))
        });
    }
}

/// Each time that a party waits: free slots between two meetings of a day.
pub fn waits(case: &Case, plan: &Standing, tally: &mut Tally) {
    let parties = &case.persons[..case.parties as usize];
    for (person, diary) in parties.iter().zip(diaries(case, plan)) {
        for day in by_day(case, &diary) {
            let mut waits = 0;
            for pair in day.windows(2) {
                let mut waiting = false;
                for slot in pair[0].1.slot + 1..pair[1].1.slot {
                    let slot = case.slots[slot as usize];
                    let idle = person.free[slot.day as usize] >> slot.bit & 1 == 1;
                    waits += i64::from(idle && !waiting);
                    waiting = idle;
                }
            }
            tally.add(waits, || {
                let when = case.slot_name(day[0].1.slot);
                format!("{} waits {waits} times on the day of {when}", person.id)
            });
        }
    }
}
