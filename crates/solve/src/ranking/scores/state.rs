//! The marks, and where the model stands on them.

use crate::ranking::case::Mark;

/// Marks brought to mean 0 and deviation 1, by entry.
#[derive(Clone)]
pub(super) struct Table {
    pub judges: usize,
    /// The marks of entry `e` are `marks[starts[e]..starts[e + 1]]`.
    pub starts: Vec<usize>,
    pub marks: Vec<Mark>,
    pub middle: f64,
    pub scale: f64,
}

/// A scale for marks that are all alike: nothing can be told apart, and nothing is divided by 0.
const SCALE_MIN: f64 = 1e-12;

impl Table {
    pub fn of(marks: &[Mark], entries: usize, judges: usize) -> Self {
        let count = marks.len().max(1) as f64;
        let middle = marks.iter().map(|mark| mark.value).sum::<f64>() / count;
        let squares = marks.iter().map(|mark| (mark.value - middle).powi(2)).sum::<f64>();
        let scale = (squares / count).sqrt().max(SCALE_MIN);
        let mut marks: Vec<Mark> = (marks.iter())
            .map(|mark| Mark { value: (mark.value - middle) / scale, ..*mark })
            .collect();
        marks.sort_by_key(|mark| (mark.entry, mark.judge));
        let mut starts = vec![0; entries + 1];
        for mark in &marks {
            starts[mark.entry + 1] += 1;
        }
        for entry in 0..entries {
            starts[entry + 1] += starts[entry];
        }
        Self { judges, starts, marks, middle, scale }
    }

    /// The same, measured alike, without one judge's marks.
    pub fn without(&self, judge: usize) -> Self {
        let marks = self.marks.iter().copied().filter(|mark| mark.judge != judge).collect();
        let mut starts = vec![0; self.starts.len()];
        for entry in 0..self.entries() {
            let left = self.of_entry(entry).iter().filter(|mark| mark.judge != judge).count();
            starts[entry + 1] = starts[entry] + left;
        }
        Self { marks, starts, ..*self }
    }

    pub fn entries(&self) -> usize {
        self.starts.len() - 1
    }

    pub fn of_entry(&self, entry: usize) -> &[Mark] {
        &self.marks[self.starts[entry]..self.starts[entry + 1]]
    }
}

/// What the model says of everybody, in the table's measure.
#[derive(Clone)]
pub(super) struct State {
    pub quality: Vec<f64>,
    pub judge: Judges,
    pub variance: Variances,
}

/// The middle of all marks, and each judge's severity and spread beyond 1.
#[derive(Clone)]
pub(super) struct Judges {
    pub middle: f64,
    pub severity: Vec<f64>,
    pub spread: Vec<f64>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Variances {
    pub chance: f64,
    pub quality: f64,
    pub severity: f64,
    pub spread: f64,
}

/// What is believed before any mark, as shares of the variance of all marks (and, for spread, of 1).
pub(super) const BEFORE: Variances =
    Variances { chance: 0.25, quality: 0.5, severity: 0.125, spread: 0.02 };

impl Variances {
    /// Half way, by ratio: the fixed point is the same, and nothing swings around it.
    pub fn towards(self, other: Self) -> Self {
        let half = |one: f64, other: f64| (one * other).sqrt();
        Self {
            chance: half(self.chance, other.chance),
            quality: half(self.quality, other.quality),
            severity: half(self.severity, other.severity),
            spread: half(self.spread, other.spread),
        }
    }
}

impl State {
    pub fn start(table: &Table) -> Self {
        let judge = Judges {
            middle: 0.0,
            severity: vec![0.0; table.judges],
            spread: vec![0.0; table.judges],
        };
        Self { quality: vec![0.0; table.entries()], judge, variance: BEFORE }
    }

    /// What of a mark the model does not explain.
    pub fn unexplained(&self, mark: &Mark) -> f64 {
        let Judges { middle, severity, spread } = &self.judge;
        let own = (1.0 + spread[mark.judge]) * self.quality[mark.entry];
        mark.value - middle - severity[mark.judge] - own
    }

    /// What the state costs: squares of all that is unexplained and of all that is unusual.
    pub fn cost(&self, table: &Table) -> f64 {
        let squares = |values: &[f64]| values.iter().map(|value| value * value).sum::<f64>();
        let unexplained: f64 =
            (table.marks.iter()).map(|mark| mark.weight * self.unexplained(mark).powi(2)).sum();
        unexplained / self.variance.chance
            + squares(&self.quality) / self.variance.quality
            + squares(&self.judge.severity) / self.variance.severity
            + squares(&self.judge.spread) / self.variance.spread
    }
}
