//! Whether a maximum exists: only when nobody's wins are all one way.
//!
//! Draw an arrow from every chosen entry to each it was chosen over. A maximum exists, and is the
//! only one, exactly when every entry can be reached from every other (Hunter 2004, assumption 1).

use super::lists::Lists;
use crate::ranking::graph::components;

/// Groups of entries that are tied to one another by wins and losses, the entries of each in
/// order; one group when a maximum exists. Groups that beat others come first.
pub(super) fn groups(lists: &Lists) -> Vec<Vec<usize>> {
    // In one list the first beats the next, that one the one after, and so on; the last chosen
    // beats all that remain. Whatever else follows from the list follows from these arrows.
    let mut arrows = Vec::new();
    for list in &lists.lists {
        let items = &lists.items[list.start..list.end];
        let (chosen, below) = items.split_at(list.stages);
        arrows.extend(chosen.windows(2).map(|pair| (pair[0], pair[1])));
        if let Some(last) = chosen.last() {
            arrows.extend(below.iter().map(|&lower| (*last, lower)));
        }
    }
    components(lists.entries, &mut arrows)
}

/// Groups between which nobody ever judged at all.
pub(super) fn islands(lists: &Lists) -> Vec<Vec<usize>> {
    let mut arrows = Vec::new();
    for list in &lists.lists {
        for pair in lists.items[list.start..list.end].windows(2) {
            arrows.extend([(pair[0], pair[1]), (pair[1], pair[0])]);
        }
    }
    components(lists.entries, &mut arrows)
}
