//! Scores an answer from nothing, written apart from the search.

use super::SPREAD_MAX;
use super::problem::Problem;
use crate::run::Penalty;
use crate::score::Score;

/// What an answer breaks, by constraint, and its breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub slot_not_allowed: u32,
    pub participant_twice: u32,
    pub tables_over: u32,
    pub precedence_broken: u32,
    /// Breaks beyond the fair spread.
    pub spread_over: u32,
    pub breaks: u32,
}

/// `slots` counts from 1; 0, and a row too few, is a meeting not held.
pub fn check(problem: &Problem, slots: &[u32]) -> Checked {
    let mut checked = Checked::default();
    let slot_of = |meeting: usize| slots.get(meeting).copied().unwrap_or(0) as usize;
    let mut busy = vec![vec![0_u32; problem.slots + 1]; problem.participants];
    let mut load = vec![0_usize; problem.slots + 1];
    for (at, meeting) in problem.meetings.iter().enumerate() {
        let slot = slot_of(at);
        let allowed =
            (1..=problem.slots).contains(&slot) && problem.domain(at) & (1 << (slot - 1)) != 0;
        if !allowed {
            checked.slot_not_allowed += 1;
            continue;
        }
        load[slot] += 1;
        for who in meeting.parties {
            busy[who][slot] += 1;
            checked.participant_twice += u32::from(busy[who][slot] > 1);
        }
        let late = meeting.after.iter().filter(|before| slot_of(**before) >= slot).count();
        checked.precedence_broken += late as u32;
    }
    checked.tables_over = load.iter().map(|held| held.saturating_sub(problem.tables) as u32).sum();
    let breaks: Vec<u32> = busy.iter().map(|day| breaks(day)).collect();
    checked.breaks = breaks.iter().sum();
    let most = breaks.iter().max().copied().unwrap_or(0);
    let least = breaks.iter().min().copied().unwrap_or(0);
    checked.spread_over = (most - least).saturating_sub(SPREAD_MAX);
    checked
}

/// Maximal idle runs between two meetings.
fn breaks(day: &[u32]) -> u32 {
    let held: Vec<usize> = (0..day.len()).filter(|slot| day[*slot] > 0).collect();
    held.windows(2).filter(|pair| pair[1] > pair[0] + 1).count() as u32
}

impl Checked {
    pub const fn hard(&self) -> u32 {
        self.slot_not_allowed
            + self.participant_twice
            + self.tables_over
            + self.precedence_broken
            + self.spread_over
    }

    pub fn score(&self) -> Score {
        Score { hard: i64::from(self.hard()), soft: i64::from(self.breaks) }
    }

    pub fn penalties(&self) -> Vec<Penalty> {
        let breaks = i64::from(self.breaks);
        let said = ("breaks", "nobody waits between two meetings");
        vec![
            Penalty::hard(
                "slot_not_allowed",
                "a meeting is held, in a slot that is allowed for it",
                self.slot_not_allowed.into(),
            ),
            Penalty::hard(
                "participant_twice",
                "nobody is in two meetings at once",
                self.participant_twice.into(),
            ),
            Penalty::hard("tables_over", "there are tables for all", self.tables_over.into()),
            Penalty::hard(
                "precedence_broken",
                "what must come first comes first",
                self.precedence_broken.into(),
            ),
            Penalty::hard(
                "spread_over",
                "nobody waits much oftener than somebody else",
                self.spread_over.into(),
            ),
            Penalty::new(said, breaks, Score::soft(breaks)),
        ]
    }
}
