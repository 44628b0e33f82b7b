//! The parts that can be ordered each for itself.

use super::table::Table;
use crate::ranking::graph::components;

/// Groups whose order among one another is beyond dispute, the best first: no majority puts an
/// entry of a later group above one of an earlier. An order that is best within each group, the
/// groups in this order, is best altogether, since between groups it pays for each pair the least.
pub(super) fn groups(table: &Table) -> Vec<Vec<usize>> {
    let mut arrows = Vec::new();
    for above in 0..table.entries {
        for below in 0..table.entries {
            if table.lead(above, below) < 0 {
                arrows.push((above as u32, below as u32));
            }
        }
    }
    components(table.entries, &mut arrows)
}
