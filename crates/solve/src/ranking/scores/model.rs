//! One step of the fit, and the uncertainty where it stands.
//!
//! Given the judges, entries know nothing of one another, so each entry is taken out of the system
//! by itself (Schur's complement) and what remains is as large as twice the judges.

use super::state::{BEFORE, Judges, State, Table, Variances};
use crate::random::Random;
use crate::ranking::case::Mark;
use crate::ranking::dense::Factor;
use crate::ranking::problem::Spread;
use crate::ranking::strength::normal;

/// The system around a state.
pub(super) struct Around<'a> {
    table: &'a Table,
    state: &'a State,
    spread: Spread,
    size: usize,
    factor: Factor,
    /// What the judges' part of the step comes from.
    push: Vec<f64>,
    entries: Vec<Entry>,
}

/// One entry's line of the system.
struct Entry {
    precision: f64,
    push: f64,
    /// Where it touches the judges' part, and how strongly.
    touches: Vec<(usize, f64)>,
}

/// A step, by entry and by judge.
pub(super) struct Step {
    quality: Vec<f64>,
    judges: Vec<f64>,
}

/// A judge who does not tell entries apart at all, or turns them round, is beyond this model.
const SPREAD_MIN: f64 = -0.8;
/// Variances stay within these shares of what was believed before.
const VARIANCE_SHARES: (f64, f64) = (1e-6, 1e3);
const SPREAD_VARIANCE_MAX: f64 = 0.09;

impl<'a> Around<'a> {
    /// `None` when digits ran out.
    pub fn of(table: &'a Table, state: &'a State, spread: Spread) -> Option<Self> {
        let size = match spread {
            Spread::Corrected => 1 + 2 * table.judges,
            Spread::Kept => 1 + table.judges,
        };
        let mut matrix = vec![0.0; size * size];
        let mut push = vec![0.0; size];
        for judge in 0..table.judges {
            let at = 1 + judge;
            matrix[at * size + at] += 1.0 / state.variance.severity;
            push[at] -= state.judge.severity[judge] / state.variance.severity;
            if spread == Spread::Corrected {
                let at = at + table.judges;
                matrix[at * size + at] += 1.0 / state.variance.spread;
                push[at] -= state.judge.spread[judge] / state.variance.spread;
            }
        }
        let mut entries = Vec::with_capacity(table.entries());
        for number in 0..table.entries() {
            let entry = Self::entry(table, state, spread, number, &mut matrix, &mut push, size);
            for &(row, one) in &entry.touches {
                push[row] -= one * entry.push / entry.precision;
                for &(column, other) in &entry.touches {
                    matrix[row * size + column] -= one * other / entry.precision;
                }
            }
            entries.push(entry);
        }
        let factor = Factor::of(matrix, size)?;
        Some(Self { table, state, spread, size, factor, push, entries })
    }

    fn entry(
        table: &Table,
        state: &State,
        spread: Spread,
        number: usize,
        matrix: &mut [f64],
        push: &mut [f64],
        size: usize,
    ) -> Entry {
        let quality = state.quality[number];
        let mut entry = Entry {
            precision: 1.0 / state.variance.quality,
            push: -quality / state.variance.quality,
            touches: vec![(0, 0.0)],
        };
        for mark in table.of_entry(number) {
            let weight = mark.weight / state.variance.chance;
            let factor = 1.0 + state.judge.spread[mark.judge];
            let left = state.unexplained(mark);
            entry.precision += weight * factor * factor;
            entry.push += weight * factor * left;
            entry.touches[0].1 += weight * factor;
            let slopes =
                [(0, 1.0), (1 + mark.judge, 1.0), (1 + table.judges + mark.judge, quality)];
            let slopes = if spread == Spread::Corrected { &slopes[..] } else { &slopes[..2] };
            for &(row, one) in slopes {
                push[row] += weight * one * left;
                for &(column, other) in slopes {
                    matrix[row * size + column] += weight * one * other;
                }
            }
            entry.touches.extend(slopes[1..].iter().map(|&(at, one)| (at, weight * factor * one)));
        }
        entry
    }

    pub fn step(&self) -> Step {
        let mut judges = self.push.clone();
        self.factor.solve(&mut judges);
        let quality = |entry: &Entry| (entry.push - entry.touch(&judges)) / entry.precision;
        Step { quality: self.entries.iter().map(quality).collect(), judges }
    }

    /// The variances that the marks speak for, seen from here.
    pub fn variances(&self) -> Variances {
        let inverse = self.factor.inverse();
        let known = |at: usize| inverse[at * self.size + at];
        let judges = self.table.judges;
        let before = self.state.variance;
        let severity = self.state.judge.severity.iter().enumerate();
        let severity = severity.map(|(at, value)| (*value, known(1 + at)));
        let quality = (self.state.quality.iter().zip(&self.entries))
            .map(|(value, entry)| (*value, entry.variance(&inverse, self.size)));
        let (severity, free_severity) = fixed_point(severity, before.severity, BEFORE.severity);
        let (quality, free_quality) = fixed_point(quality, before.quality, BEFORE.quality);
        let (spread, free_spread) = match self.spread {
            Spread::Corrected => {
                let spread = self.state.judge.spread.iter().enumerate();
                let spread = spread.map(|(at, value)| (*value, known(1 + judges + at)));
                fixed_point(spread, before.spread, BEFORE.spread)
            }
            Spread::Kept => (before.spread, 0.0),
        };
        let marks = &self.table.marks;
        let left: f64 =
            marks.iter().map(|mark| mark.weight * self.state.unexplained(mark).powi(2)).sum();
        let free = marks.len() as f64 - 1.0 - free_severity - free_quality - free_spread;
        let chance = (left + BEFORE.chance) / (free.max(0.0) + 1.0);
        let chance = bounded(chance, BEFORE.chance);
        Variances { chance, quality, severity, spread: spread.min(SPREAD_VARIANCE_MAX) }
    }

    /// Standard errors of the qualities.
    pub fn errors(&self) -> Vec<f64> {
        let inverse = self.factor.inverse();
        self.entries.iter().map(|entry| entry.variance(&inverse, self.size).sqrt()).collect()
    }

    /// A world: qualities drawn from all that is possible.
    pub fn world(&self, random: &mut Random) -> Vec<f64> {
        let mut judges: Vec<f64> = (0..self.size).map(|_| normal(random)).collect();
        self.factor.backward(&mut judges);
        let quality = self.state.quality.iter().zip(&self.entries);
        quality
            .map(|(quality, entry)| {
                let own = normal(random) / entry.precision.sqrt();
                quality - entry.touch(&judges) / entry.precision + own
            })
            .collect()
    }
}

impl Entry {
    fn touch(&self, judges: &[f64]) -> f64 {
        self.touches.iter().map(|&(at, one)| one * judges[at]).sum()
    }

    fn variance(&self, inverse: &[f64], size: usize) -> f64 {
        let mut through_judges = 0.0;
        for &(row, one) in &self.touches {
            let line = &inverse[row * size..][..size];
            through_judges += one * self.touch(line);
        }
        1.0 / self.precision + through_judges / (self.precision * self.precision)
    }
}

/// The variance that values with these uncertainties speak for, and how many of them are free.
fn fixed_point(values: impl Iterator<Item = (f64, f64)>, variance: f64, before: f64) -> (f64, f64) {
    let (mut squares, mut free) = (0.0, 0.0);
    for (value, uncertainty) in values {
        squares += value * value;
        free += (1.0 - uncertainty / variance).clamp(0.0, 1.0);
    }
    (bounded((squares + before) / (free + 1.0), before), free)
}

fn bounded(variance: f64, before: f64) -> f64 {
    let (least, most) = VARIANCE_SHARES;
    variance.clamp(before * least, before * most)
}

impl State {
    /// The state a part of the way along a step.
    pub fn stepped(&self, step: &Step, part: f64) -> Self {
        let mut next = self.clone();
        let judges = next.judge.severity.len();
        for (value, by) in next.quality.iter_mut().zip(&step.quality) {
            *value += part * by;
        }
        next.judge.middle += part * step.judges[0];
        for (value, by) in next.judge.severity.iter_mut().zip(&step.judges[1..]) {
            *value += part * by;
        }
        for (value, by) in next.judge.spread.iter_mut().zip(&step.judges[1 + judges..]) {
            *value = (*value + part * by).max(SPREAD_MIN);
        }
        next
    }

    /// Brings the mean spread back to 1 without changing what is expected of any mark. Most likely
    /// values taken together would else drift to wide spreads and narrow qualities, since only
    /// qualities pay for being many.
    pub fn balance(&mut self) {
        let judges = self.judge.spread.len().max(1) as f64;
        let mean = 1.0 + self.judge.spread.iter().sum::<f64>() / judges;
        self.judge.spread.iter_mut().for_each(|spread| *spread = (1.0 + *spread) / mean - 1.0);
        self.quality.iter_mut().for_each(|quality| *quality *= mean);
    }

    /// The most that one value differs.
    pub fn apart(&self, other: &Self) -> f64 {
        let all = |state: &Self| -> Vec<f64> {
            let Judges { middle, severity, spread } = &state.judge;
            [&[*middle][..], severity, spread, &state.quality].concat()
        };
        let both = all(self).into_iter().zip(all(other));
        both.fold(0.0, |most, (one, other)| (one - other).abs().max(most))
    }
}

/// Groups of entries and judges that share marks: the entries of each.
pub(super) fn islands(table: &Table) -> Vec<Vec<usize>> {
    let entries = table.entries();
    let both = |mark: &Mark| {
        let (entry, judge) = (mark.entry as u32, (entries + mark.judge) as u32);
        [(entry, judge), (judge, entry)]
    };
    let mut arrows: Vec<(u32, u32)> = table.marks.iter().flat_map(both).collect();
    let groups = crate::ranking::graph::components(entries + table.judges, &mut arrows);
    let only_entries = |group: Vec<usize>| -> Vec<usize> {
        group.into_iter().filter(|&node| node < entries).collect()
    };
    groups.into_iter().map(only_entries).filter(|group| !group.is_empty()).collect()
}
