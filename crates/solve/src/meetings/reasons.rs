//! Why a problem is impossible: few meetings that must be held and cannot all be, in words. Each reason
//! holds by itself; none is guessed from a search that failed.

use super::case::{Case, NONE};
use super::hall::shortage;

/// The smallest set of demands found that cannot all be met; empty when none was found.
pub(super) fn impossible(case: &Case) -> Vec<String> {
    let musts: Vec<u32> =
        (0..case.wishes.len() as u32).filter(|&at| case.wishes[at as usize].must).collect();
    if let Some(&at) = musts.iter().find(|&&at| !case.has_slot(at)) {
        return vec![format!("{}: {}", must(case, at), nowhere(case, at))];
    }
    let found = pairs(case)
        .or_else(|| orders(case))
        .or_else(|| parties(case))
        .or_else(|| interpreters(case, &musts))
        .or_else(|| tables(case, &musts));
    found.unwrap_or_default()
}

fn must(case: &Case, at: u32) -> String {
    let wish = &case.wishes[at as usize];
    match wish.fixed {
        Some((slot, _)) => format!("\"{}\" is fixed at {}", wish.id, case.slot_name(slot)),
        None => format!("\"{}\" must be held", wish.id),
    }
}

/// Why a wish has no slot, by as few as say it.
pub(super) fn nowhere(case: &Case, at: u32) -> String {
    let wish = &case.wishes[at as usize];
    let person = |at: u32| &case.persons[at as usize];
    let days = 0..case.day_count();
    let asked = |slot: &&super::case::Slot| {
        let fixed =
            wish.fixed.is_none_or(|(fixed, _)| case.slots[fixed as usize].span == slot.span);
        fixed && (wish.windows.is_empty() || wish.windows.iter().any(|one| one.holds(slot.span)))
    };
    let mut own = vec![0_u64; case.day_count()];
    case.slots.iter().filter(asked).for_each(|slot| own[slot.day as usize] |= 1 << slot.bit);
    let meets = |with: &dyn Fn(usize) -> u64| days.clone().any(|day| own[day] & with(day) != 0);
    if !meets(&|_| u64::MAX) {
        return "no slot lies within its windows".to_owned();
    }
    if case.suits_of(at).is_empty() {
        return format!("no table that it may use has {} seats", wish.seats);
    }
    if case.helpers_of(at).is_some_and(<[u32]>::is_empty) {
        return "no interpreter makes its parties understood".to_owned();
    }
    if let Some(&one) = wish.parties.iter().find(|&&one| !meets(&|day| person(one).free[day])) {
        return format!("{} is not there in any of its slots", case.person(one));
    }
    let both = |one: u32, other: u32| meets(&|day| person(one).free[day] & person(other).free[day]);
    for (place, &one) in wish.parties.iter().enumerate() {
        if let Some(&other) = wish.parties[place + 1..].iter().find(|&&other| !both(one, other)) {
            return format!(
                "{} and {} have no slot in common",
                case.person(one),
                case.person(other)
            );
        }
    }
    let all =
        |day: usize| wish.parties.iter().fold(u64::MAX, |all, &one| all & person(one).free[day]);
    if !meets(&all) {
        return "its parties have no slot in common, taken together".to_owned();
    }
    let kinds = case.suits_of(at).iter();
    let open = |day| kinds.clone().fold(0, |all, &one| all | case.kinds[one as usize].open[day]);
    if !meets(&|day| all(day) & open(day)) {
        return "no table that suits is open while everybody is there".to_owned();
    }
    "no interpreter is there while everybody is".to_owned()
}

/// Slots of a meeting up to which pairs are compared.
const FEW: usize = 16;

/// Two of one party that cannot avoid each other.
fn pairs(case: &Case) -> Option<Vec<String>> {
    for party in 0..case.parties {
        let own = case.persons[party as usize].wishes.iter().copied();
        let slots = |at| case.slots_of(at).take(FEW + 1).collect::<Vec<u32>>();
        let musts = own.filter(|&at| case.wishes[at as usize].must).map(|at| (at, slots(at)));
        let musts: Vec<(u32, Vec<u32>)> = musts.filter(|(_, all)| all.len() <= FEW).collect();
        for (place, (one, slots)) in musts.iter().enumerate() {
            for (other, others) in musts[place + 1..].iter().take(PAIRS_MAX) {
                let way = least_way(case, *one, *other);
                let apart = |&a: &u32| others.iter().any(|&b| a != b && case.gap(a, b) >= way);
                if !slots.iter().any(apart) {
                    return Some(two(case, party, (*one, slots[0]), (*other, others[0]), way));
                }
            }
        }
    }
    None
}

/// Others of one party that one meeting is compared with.
const PAIRS_MAX: usize = 200;

/// Pairs of tables above which no way is looked for, and none is said to be too long.
const WAYS_MAX: usize = 10_000;

/// Minutes between the nearest tables of two meetings.
fn least_way(case: &Case, one: u32, other: u32) -> i32 {
    if case.suits_of(one).len() * case.suits_of(other).len() > WAYS_MAX {
        return 0;
    }
    let venue = |kind: &u32| case.kinds[*kind as usize].venue;
    let ways = case.suits_of(one).iter().flat_map(|from| {
        let to = case.suits_of(other).iter();
        to.map(move |to| case.way(venue(from), venue(to)))
    });
    ways.min().unwrap_or(0)
}

fn two(case: &Case, party: u32, one: (u32, u32), other: (u32, u32), way: i32) -> Vec<String> {
    let (first, second) = if one.1 <= other.1 { (one, other) } else { (other, one) };
    let ends = case.clock(case.slots[first.1 as usize].span.until);
    let starts = case.clock(case.slots[second.1 as usize].span.from);
    let table = |wish: u32| {
        let kind = &case.kinds[case.suits_of(wish)[0] as usize];
        case.tables[kind.tables[0] as usize].venue_name.clone()
    };
    let why = match first.1 == second.1 {
        true => format!("{} would be in both at {starts}", case.person(party)),
        false => format!(
            "{} ends at {ends} in {} and starts at {starts} in {}; the way takes {way} min",
            case.person(party),
            table(first.0),
            table(second.0)
        ),
    };
    vec![must(case, first.0), must(case, second.0), why]
}

/// Orders that run in a circle, or for which the time is too short.
fn orders(case: &Case) -> Option<Vec<String>> {
    let must = |at: &u32| case.wishes[*at as usize].must;
    let count = case.wishes.len();
    let first = |at: u32| case.slots_of(at).next().unwrap_or(NONE);
    let last: Vec<u32> =
        (0..count as u32).map(|at| case.slots_of(at).last().unwrap_or(0)).collect();
    let mut earliest: Vec<u32> = (0..count as u32).map(first).collect();
    let mut after = vec![NONE; count];
    let mut queue: std::collections::VecDeque<u32> = (0..count as u32).filter(must).collect();
    let mut looks = 0;
    while let Some(at) = queue.pop_front().filter(|_| looks < LOOKS_MAX) {
        for &next in case.wishes[at as usize].after.iter().filter(|next| must(next)) {
            looks += 1;
            if earliest[next as usize] > earliest[at as usize] {
                continue;
            }
            let later = earliest[at as usize] + 1;
            earliest[next as usize] =
                case.slots_of(next).find(|&slot| slot >= later).unwrap_or(NONE);
            after[next as usize] = at;
            if earliest[next as usize] > last[next as usize] {
                return Some(chain(case, next, &after));
            }
            queue.push_back(next);
        }
    }
    None
}

/// Orders looked at before the question is given up.
const LOOKS_MAX: usize = 10_000_000;

fn chain(case: &Case, end: u32, after: &[u32]) -> Vec<String> {
    let mut words = vec![must(case, end)];
    let (mut at, mut seen) = (end, vec![end]);
    while after[at as usize] != NONE {
        let before = after[at as usize];
        words.push(format!("\"{}\" comes before \"{}\"", case.name(before), case.name(at)));
        if seen.contains(&before) {
            break;
        }
        words.push(must(case, before));
        seen.push(before);
        at = before;
    }
    words.push("no slots are left in this order".to_owned());
    words
}

/// A party that must be at more meetings than it has slots or days for.
fn parties(case: &Case) -> Option<Vec<String>> {
    for party in 0..case.parties {
        let own = &case.persons[party as usize];
        let musts: Vec<u32> =
            own.wishes.iter().copied().filter(|&at| case.wishes[at as usize].must).collect();
        if musts.len() < 2 {
            continue;
        }
        let slots: Vec<Vec<u32>> = musts.iter().map(|&at| case.slots_of(at).collect()).collect();
        let short = shortage(&slots, &vec![1; case.slots.len()]).map(|which| (which, "slots"));
        let days = || {
            let of = |&at: &u32| {
                let days = 0..case.day_count() as u32;
                days.filter(|&day| case.domain(at, day as usize) != 0).collect()
            };
            let days: Vec<Vec<u32>> = musts.iter().map(of).collect();
            let room = vec![own.day_max; case.day_count()];
            shortage(&days, &room).map(|which| (which, "meetings in their days"))
        };
        if let Some((which, what)) = short.or_else(days) {
            let left = which.len() - 1;
            let mut words: Vec<String> = which.iter().map(|&at| must(case, musts[at])).collect();
            words.push(format!("{} has only {left} {what} for these {}", own.id, which.len()));
            return Some(words);
        }
    }
    None
}

/// Places in a list above which tables and interpreters are not matched.
const LISTED_MAX: usize = 5_000_000;

/// More meetings that must be held than there are tables for.
fn tables(case: &Case, musts: &[u32]) -> Option<Vec<String>> {
    let kinds = case.kinds.len();
    let listed: usize = musts.iter().map(|&at| case.suits_of(at).len() * case.slots.len()).sum();
    if listed > LISTED_MAX || kinds * case.slots.len() > LISTED_MAX {
        return None;
    }
    let mut room = vec![0; kinds * case.slots.len()];
    for (at, slot) in case.slots.iter().enumerate() {
        for (number, kind) in case.kinds.iter().enumerate() {
            let open = kind.open[slot.day as usize] >> slot.bit & 1;
            room[at * kinds + number] = open as u32 * kind.tables.len() as u32;
        }
    }
    let wants = musts.iter().map(|&at| {
        let suits = case.suits_of(at);
        let places = case
            .slots_of(at)
            .flat_map(|slot| suits.iter().map(move |&kind| slot * kinds as u32 + kind));
        places.filter(|&place| room[place as usize] > 0).collect()
    });
    let wants: Vec<Vec<u32>> = wants.collect();
    told(case, musts, &shortage(&wants, &room)?, "tables")
}

/// More meetings that must be held than interpreters have slots for.
fn interpreters(case: &Case, musts: &[u32]) -> Option<Vec<String>> {
    let slots = case.slots.len();
    let needy: Vec<u32> =
        musts.iter().copied().filter(|&at| case.helpers_of(at).is_some()).collect();
    let helpers = |at: u32| case.helpers_of(at).unwrap_or_default();
    let listed: usize = needy.iter().map(|&at| helpers(at).len() * slots).sum();
    let all = case.persons.len() - case.parties as usize;
    if listed > LISTED_MAX || all * slots > LISTED_MAX {
        return None;
    }
    let wants = needy.iter().map(|&at| {
        let places = helpers(at).iter().flat_map(|&one| {
            let free = &case.persons[one as usize].free;
            let there = case.slots_of(at).filter(|&slot| {
                let slot = case.slots[slot as usize];
                free[slot.day as usize] >> slot.bit & 1 == 1
            });
            there.map(move |slot| (one - case.parties) * slots as u32 + slot)
        });
        places.collect()
    });
    let wants: Vec<Vec<u32>> = wants.collect();
    told(case, &needy, &shortage(&wants, &vec![1; all * slots])?, "interpreters")
}

fn told(case: &Case, musts: &[u32], which: &[usize], what: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = which.iter().map(|&at| must(case, musts[at])).collect();
    let left = which.len() - 1;
    words.push(format!("there are {what} for only {left} of these {}", which.len()));
    Some(words)
}
