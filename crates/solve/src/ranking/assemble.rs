//! From values and worlds to the answer's list of places.

use super::answer::{Placed, Stopping};
use super::belief::{Belief, order, places};
use super::case::Case;

/// The entries in order, and whether judging may stop.
pub(super) fn placed(case: &Case, belief: &Belief) -> (Vec<Placed>, Option<Stopping>) {
    let order = order(&belief.mean);
    let places = places(&belief.mean);
    let placings = belief.placings();
    let one = |&entry: &usize| Placed {
        entry: case.entries[entry].clone(),
        place: places[entry],
        value: belief.mean[entry],
        error: Some(belief.error[entry]),
        place_range: Some(placings.range(entry)),
        chance: case.places.map(|first| placings.chance(entry, first)),
    };
    let stopping = case.places.map(|first| placings.stopping(&order, first, case.confidence));
    (order.iter().map(one).collect(), stopping)
}

/// Names for a sentence: a few of them, and how many more.
pub(super) fn named(case: &Case, entries: &[usize]) -> String {
    const SHOWN: usize = 6;
    let shown: Vec<&str> =
        entries.iter().take(SHOWN).map(|&entry| case.entries[entry].as_str()).collect();
    match entries.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
