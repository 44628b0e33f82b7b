//! The rules between activities, with numbers for names.

use std::collections::{BTreeMap, BTreeSet};

use super::case::Place;
use super::names::{at_most, invalid, minute, small};
use super::problem::Problem;
use super::validate::{ACTIVITIES_MAX, Known, LIST_MAX, MINUTES_MAX, PAIRS_MAX, WEIGHT_MAX};
use crate::invalid::Invalid;

pub(super) fn lists(
    from: &[Vec<String>],
    list: &str,
    known: &Known<'_>,
) -> Result<Vec<Vec<u32>>, Invalid> {
    at_most(list, from.len(), LIST_MAX)?;
    at_most(list, from.iter().map(Vec::len).sum(), PAIRS_MAX)?;
    let each = from.iter().enumerate();
    each.map(|(at, names)| known.activities.find_all(names, &format!("{list}[{at}]"))).collect()
}

/// Like [`lists`], in the order given; an activity is in one series at most.
pub(super) fn series(problem: &Problem, known: &Known<'_>) -> Result<Vec<Vec<u32>>, Invalid> {
    at_most("series", problem.series.len(), LIST_MAX)?;
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for (at, names) in problem.series.iter().enumerate() {
        let mut one = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let path = || format!("series[{at}][{place}]");
            let found = known.activities.find(name, path)?;
            if !seen.insert(found) {
                return invalid(path(), format!("\"{name}\" is in a series already"));
            }
            one.push(found);
        }
        all.push(one);
    }
    Ok(all)
}

pub(super) fn precedences(
    problem: &Problem,
    known: &Known<'_>,
) -> Result<Vec<(u32, u32, i32)>, Invalid> {
    at_most("precedences", problem.precedences.len(), PAIRS_MAX)?;
    let each = problem.precedences.iter().enumerate().map(|(at, from)| {
        let path = |field: &str| format!("precedences[{at}].{field}");
        small(|| path("gap_minutes"), from.gap_minutes, MINUTES_MAX)?;
        let before = known.activities.find(&from.before, || path("before"))?;
        let after = known.activities.find(&from.after, || path("after"))?;
        if before == after {
            return invalid(path("after"), format!("\"{}\" cannot follow itself", from.after));
        }
        Ok((before, after, from.gap_minutes as i32))
    });
    each.collect()
}

pub(super) fn not_parallel(
    problem: &Problem,
    known: &Known<'_>,
) -> Result<Vec<(u32, u32)>, Invalid> {
    let groups = lists(&problem.not_parallel, "not_parallel", known)?;
    // Counted with repetitions: the same group many times would make nothing but work.
    let made = groups.iter().map(|of| of.len() * of.len().saturating_sub(1) / 2).sum();
    at_most("not_parallel", made, PAIRS_MAX)?;
    let mut pairs = BTreeSet::new();
    for group in groups {
        for (at, &one) in group.iter().enumerate() {
            pairs.extend(group[at + 1..].iter().map(|&other| (one, other)));
        }
    }
    Ok(pairs.into_iter().collect())
}

pub(super) fn stars(problem: &Problem, known: &Known<'_>) -> Result<Vec<(u32, u32, i64)>, Invalid> {
    at_most("stars", problem.stars.len(), PAIRS_MAX)?;
    let mut pairs: BTreeMap<(u32, u32), i64> = BTreeMap::new();
    for (at, from) in problem.stars.iter().enumerate() {
        let path = |field: &str| format!("stars[{at}].{field}");
        small(|| path("people"), from.people, WEIGHT_MAX)?;
        let one = known.activities.find(&from.one, || path("one"))?;
        let other = known.activities.find(&from.other, || path("other"))?;
        if one == other {
            return invalid(path("other"), "is the same activity");
        }
        *pairs.entry((one.min(other), one.max(other))).or_default() += i64::from(from.people);
    }
    Ok(pairs.into_iter().map(|((one, other), people)| (one, other, people)).collect())
}

pub(super) fn release(problem: &Problem, known: &Known<'_>) -> Result<Vec<Option<Place>>, Invalid> {
    let mut plan = vec![None; problem.activities.len()];
    at_most("release", problem.release.len(), ACTIVITIES_MAX)?;
    for (at, from) in problem.release.iter().enumerate() {
        let path = |field: &str| format!("release[{at}].{field}");
        let activity = known.activities.find(&from.activity, || path("activity"))?;
        let hall = known.halls.find(&from.hall, || path("hall"))?;
        let start = minute(from.start, || path("start"))?;
        if plan[activity as usize].replace(Place { hall, start }).is_some() {
            return invalid(path("activity"), format!("\"{}\" is placed twice", from.activity));
        }
    }
    Ok(plan)
}
