//! Time down the page: which row a minute stands in, and where an idle stretch is folded away.

/// One row of the grid. Shorter differences do not matter on a page.
pub const ROW_MINUTES: i64 = 5;
/// A stretch with nothing on is folded when it is at least this long.
const IDLE_MINUTES: i64 = 90;
/// Rows that a folded stretch keeps, enough for its line of words.
const FOLD_ROWS: i64 = 5;

/// Minutes of one day (they may run past 1440) laid out as rows from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    stretches: Vec<Stretch>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    from: i64,
    until: i64,
    row: i64,
}

/// A folded stretch: its first row and the minute at which things go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    pub row: i64,
    pub until: i64,
}

impl Axis {
    /// The axis of these spans of minutes.
    pub fn of(spans: impl IntoIterator<Item = (i64, i64)>) -> Self {
        let mut spans: Vec<_> = spans.into_iter().collect();
        spans.sort_unstable();
        let mut axis = Self::default();
        for (start, end) in spans {
            let until = end.max(start + ROW_MINUTES);
            let until = (until + ROW_MINUTES - 1).div_euclid(ROW_MINUTES) * ROW_MINUTES;
            match axis.stretches.last_mut() {
                Some(last) if start - last.until < IDLE_MINUTES => {
                    last.until = last.until.max(until);
                }
                _ => axis.begin(start, until),
            }
        }
        axis
    }

    fn begin(&mut self, start: i64, until: i64) {
        let hour = start.div_euclid(60) * 60;
        let stretch = match self.stretches.last() {
            None => Stretch { from: hour, until, row: 0 },
            Some(last) => {
                let row = last.row + (last.until - last.from) / ROW_MINUTES + FOLD_ROWS;
                Stretch { from: hour.max(last.until), until, row }
            }
        };
        self.stretches.push(stretch);
    }

    /// The row in which `minute` begins.
    pub fn row(&self, minute: i64) -> i64 {
        let mut row = 0;
        for stretch in &self.stretches {
            if minute < stretch.from {
                break;
            }
            row = stretch.row + (minute.min(stretch.until) - stretch.from) / ROW_MINUTES;
        }
        row
    }

    /// How many rows a span takes, at least one.
    pub fn rows(&self, start: i64, end: i64) -> i64 {
        let end = (end + ROW_MINUTES - 1).div_euclid(ROW_MINUTES) * ROW_MINUTES;
        (self.row(end) - self.row(start)).max(1)
    }

    /// The full hours that stand on the axis.
    pub fn hours(&self) -> Vec<i64> {
        let hours = |stretch: &Stretch| {
            let first = (stretch.from + 59).div_euclid(60);
            let last = (stretch.until - 1).div_euclid(60);
            (first..=last).map(|hour| hour * 60).collect::<Vec<_>>()
        };
        self.stretches.iter().flat_map(hours).collect()
    }

    pub fn folds(&self) -> Vec<Fold> {
        let later = self.stretches.iter().skip(1);
        later.map(|next| Fold { row: next.row - FOLD_ROWS, until: next.from }).collect()
    }

    /// First minute, last minute and first row of each stretch, for the script's line of now.
    pub fn stretches(&self) -> impl Iterator<Item = (i64, i64, i64)> {
        self.stretches.iter().map(|stretch| (stretch.from, stretch.until, stretch.row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_idle_afternoon_is_folded_into_a_few_rows() {
        let axis = Axis::of([(555, 645), (1140, 1200), (600, 660)]);
        assert_eq!(axis.row(540), 0);
        assert_eq!(axis.row(555), 3);
        assert_eq!(axis.rows(555, 645), 18);
        assert_eq!(axis.folds(), [Fold { row: 24, until: 1140 }]);
        assert_eq!(axis.row(1140), 29);
        assert_eq!(axis.hours(), [540, 600, 1140]);
    }

    #[test]
    fn the_shortest_thing_has_a_row() {
        let axis = Axis::of([(541, 543)]);
        assert_eq!((axis.row(541), axis.rows(541, 543)), (0, 1));
    }
}
