use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// A span of time that holds its start and not its end. Never empty, never backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(Timestamp, Timestamp)", into = "(Timestamp, Timestamp)")]
pub struct Interval {
    start: Timestamp,
    end: Timestamp,
}

/// The end does not come after the start.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("an interval from {start} must end later than {end}")]
pub struct IntervalError {
    start: Timestamp,
    end: Timestamp,
}

impl Interval {
    /// From `start` until `end`.
    pub fn new(start: Timestamp, end: Timestamp) -> Result<Self, IntervalError> {
        if start < end { Ok(Self { start, end }) } else { Err(IntervalError { start, end }) }
    }

    /// The first moment inside.
    pub const fn start(self) -> Timestamp {
        self.start
    }

    /// The first moment after.
    pub const fn end(self) -> Timestamp {
        self.end
    }

    /// Length in whole minutes.
    pub const fn minutes(self) -> i64 {
        self.end.minutes_since(self.start)
    }

    /// True when both hold a common moment. Touching ends do not overlap.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when the moment lies inside.
    pub fn contains(self, moment: Timestamp) -> bool {
        self.start <= moment && moment < self.end
    }

    /// True when the whole of `other` lies inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whole minutes between the two; `None` when they overlap, 0 when they touch.
    pub fn gap_minutes(self, other: Self) -> Option<i64> {
        if self.overlaps(other) {
            None
        } else if self.end <= other.start {
            Some(other.start.minutes_since(self.end))
        } else {
            Some(self.start.minutes_since(other.end))
        }
    }
}

impl TryFrom<(Timestamp, Timestamp)> for Interval {
    type Error = IntervalError;
    fn try_from((start, end): (Timestamp, Timestamp)) -> Result<Self, Self::Error> {
        Self::new(start, end)
    }
}

impl From<Interval> for (Timestamp, Timestamp) {
    fn from(interval: Interval) -> Self {
        (interval.start, interval.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minutes(start: i64, end: i64) -> Interval {
        let at = |minute| Timestamp::from_millis(0).plus_minutes(minute);
        Interval::new(at(start), at(end)).unwrap()
    }

    #[test]
    fn touching_intervals_do_not_overlap() {
        assert!(!minutes(0, 30).overlaps(minutes(30, 60)));
        assert_eq!(minutes(0, 30).gap_minutes(minutes(30, 60)), Some(0));
        assert_eq!(minutes(0, 31).gap_minutes(minutes(30, 60)), None);
    }

    #[test]
    fn an_interval_never_runs_backwards() {
        let noon = Timestamp::from_millis(0);
        assert!(Interval::new(noon, noon).is_err());
        assert!(serde_json::from_str::<Interval>("[5,4]").is_err());
    }

    proptest! {
        #[test]
        fn overlap_and_gap_are_symmetric(a in 0i64..99, b in 1i64..99, c in 0i64..99, d in 1i64..99) {
            let (one, other) = (minutes(a, a + b), minutes(c, c + d));
            prop_assert_eq!(one.overlaps(other), other.overlaps(one));
            prop_assert_eq!(one.gap_minutes(other), other.gap_minutes(one));
            prop_assert_eq!(one.gap_minutes(other).is_none(), one.overlaps(other));
        }
    }
}
