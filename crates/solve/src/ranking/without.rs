//! What one judge changes: the order is made again without each.

use std::collections::BTreeSet;

use super::answer::Without;
use super::belief::{order, places};
use super::case::Case;

/// Compares the order of `values` with the one that `again` makes without each judge, until it
/// makes none.
pub(super) fn without(
    case: &Case,
    values: &[f64],
    mut again: impl FnMut(usize) -> Again,
) -> Vec<Without> {
    let before = Ranked::of(case, values);
    let mut all = Vec::new();
    for judge in 0..case.judges.len() {
        match again(judge) {
            Again::Values(values) => {
                all.push(before.compared(case, judge, &Ranked::of(case, &values)));
            }
            Again::None => {}
            Again::Stop => break,
        }
    }
    all
}

/// What came of leaving a judge out.
pub(super) enum Again {
    Values(Vec<f64>),
    /// Without this judge there is no order.
    None,
    /// There is no time for more.
    Stop,
}

struct Ranked {
    places: Vec<usize>,
    first: BTreeSet<usize>,
}

impl Ranked {
    fn of(case: &Case, values: &[f64]) -> Self {
        let first = order(values).into_iter().take(case.places.unwrap_or(0)).collect();
        Self { places: places(values), first }
    }

    fn compared(&self, case: &Case, judge: usize, after: &Self) -> Without {
        let moved = self.places.iter().zip(&after.places).map(|(a, b)| a.abs_diff(*b));
        let named = |entries: Vec<&usize>| {
            entries.into_iter().map(|&entry| case.entries[entry].clone()).collect()
        };
        Without {
            judge: case.judges[judge].clone(),
            moved_most: moved.clone().max().unwrap_or(0),
            moved_all: moved.sum(),
            enter: named(after.first.difference(&self.first).collect()),
            leave: named(self.first.difference(&after.first).collect()),
        }
    }
}
