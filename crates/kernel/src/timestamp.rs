use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A moment: UTC milliseconds since 1970-01-01. Stored as `bigint`, the same on every database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

// Year -9999 to the end of 9999, a day short of what the calendar holds in any zone.
const FIRST_MILLIS: i64 = -377_705_023_201_000 + 172_800_000;
const LAST_MILLIS: i64 = 253_402_207_200_000 - 172_800_000;

/// The text is not an RFC 3339 moment with an offset.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("\"{text}\" is not a moment such as 2025-02-21T09:30:00+08:00")]
pub struct TimestampError {
    text: String,
}

impl Timestamp {
    /// A moment from its UTC milliseconds.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// UTC milliseconds since 1970-01-01.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// This moment and `minutes` more (fewer when negative).
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    /// Whole minutes from `earlier` until this moment, negative when `earlier` is later.
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).div_euclid(60_000)
    }

    pub(crate) fn to_jiff(self) -> jiff::Timestamp {
        let clamped = self.0.clamp(FIRST_MILLIS, LAST_MILLIS);
        jiff::Timestamp::from_millisecond(clamped).expect("the calendar holds these years")
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;
    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;
    fn sub(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC, for example `2025-02-21T01:30:00Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_jiff(), f)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;
    /// Reads RFC 3339 with an offset or `Z`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<jiff::Timestamp>()
            .map(|moment| Self(moment.as_millisecond()))
            .map_err(|_| TimestampError { text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_back_as_it_was_written() {
        let moment: Timestamp = "2025-02-21T09:30:00+08:00".parse().unwrap();
        assert_eq!(moment.to_string(), "2025-02-21T01:30:00Z");
        assert_eq!(moment.to_string().parse(), Ok(moment));
    }

    #[test]
    fn extremes_print_instead_of_panicking() {
        assert!(!Timestamp::from_millis(i64::MIN).to_string().is_empty());
        assert!(!Timestamp::from_millis(i64::MAX).to_string().is_empty());
    }
}
