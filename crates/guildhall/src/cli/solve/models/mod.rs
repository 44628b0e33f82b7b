//! The models with their formats, one file each.

mod allocation;
mod chains;
mod matching;
mod meetings;
mod mending;
mod ranking;
mod timetable;

pub use allocation::Allocation;
pub use chains::Chains;
pub use matching::Matching;
pub use meetings::Meetings;
pub use ranking::Ranking;
pub use timetable::Timetable;

use std::fmt::Display;
use std::path::Path;

use solve::Penalty;

/// The refusal of a file: its name, then the place in it.
fn wrong_in(path: &Path) -> impl Fn(&dyn Display) -> anyhow::Error + '_ {
    move |says| anyhow::anyhow!("{}: {says}", path.display())
}

/// Penalties in words, those that cost something.
fn costs(penalties: &[Penalty]) -> Vec<String> {
    let one = |penalty: &Penalty| {
        let level = if penalty.score.hard > 0 { "must not be" } else { "wished otherwise" };
        let cost = penalty.score.hard + penalty.score.soft;
        let Penalty { constraint, asks, count, .. } = penalty;
        format!("{constraint}: {asks}; {count} times not, cost {cost} ({level})")
    };
    penalties.iter().filter(|penalty| penalty.count != 0).map(one).collect()
}
