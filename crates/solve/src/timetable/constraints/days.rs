//! What is counted by days.

use std::collections::BTreeMap;

use super::{Standing, Tally, in_order};
use crate::timetable::case::{Case, Group, day_of};

/// One for each day after the first that a group is spread over.
pub fn same_day(case: &Case, plan: &Standing, tally: &mut Tally) {
    for group in &case.same_day {
        let placed = in_order(case, plan, group);
        let mut days: Vec<usize> = placed.iter().map(|(_, place)| day_of(place.start)).collect();
        days.dedup();
        if days.len() > 1 {
            tally.add(days.len() as i64 - 1, group, || {
                let names: Vec<&str> = group.iter().map(|&at| case.name(at)).collect();
                format!("\"{}\" are spread over {} days", names.join("\", \""), days.len())
            });
        }
    }
}

/// One for each hall of a track on a day after the first hall.
pub fn track_halls(case: &Case, plan: &Standing, tally: &mut Tally) {
    for track in &case.tracks {
        let mut halls: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (_, place) in in_order(case, plan, &track.activities) {
            let of_day = halls.entry(day_of(place.start)).or_default();
            if !of_day.contains(&place.hall) {
                of_day.push(place.hall);
            }
        }
        for (day, halls) in halls {
            tally.add(halls.len() as i64 - 1, &[], || {
                let day = case.days.get(day).map_or("", String::as_str);
                format!("track {} is in {} halls on {day}", track.id, halls.len())
            });
        }
    }
}

/// Minutes by which a part's days differ from its average day.
pub fn part_balance(case: &Case, plan: &Standing, tally: &mut Tally) {
    balance(case, plan, &case.parts, tally);
}

/// Minutes by which a topic's days differ from its average day.
pub fn topic_balance(case: &Case, plan: &Standing, tally: &mut Tally) {
    balance(case, plan, &case.topics, tally);
}

fn balance(case: &Case, plan: &Standing, groups: &[Group], tally: &mut Tally) {
    let mut open: Vec<usize> = Vec::new();
    for span in case.halls.iter().flat_map(|hall| &hall.open) {
        open.extend(day_of(span.from)..=day_of(span.until - 1));
    }
    open.sort_unstable();
    open.dedup();
    for group in groups {
        let minutes = |at: &u32| i64::from(case.activities[*at as usize].minutes);
        let all: i64 = group.activities.iter().map(minutes).sum();
        for &day in &open {
            let on_day = |at: &&u32| plan[**at as usize].is_some_and(|it| day_of(it.start) == day);
            let here: i64 = group.activities.iter().filter(on_day).map(minutes).sum();
            let average = all / open.len() as i64;
            tally.add((here - average).abs(), &[], || {
                let name = case.days.get(day).map_or("", String::as_str);
                format!("{} has {here} min on {name}; an average day has {average}", group.id)
            });
        }
    }
}
