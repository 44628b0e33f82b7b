use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the Gregorian calendar, written `2025-02-21`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub(crate) jiff::civil::Date);

/// The text is not a day such as `2025-02-21`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("\"{text}\" is not a day such as 2025-02-21")]
pub struct DateError {
    text: String,
}

impl Date {
    /// A day from its parts; `None` when the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// The year, for example 2025.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Day of the week, 0 Monday to 6 Sunday.
    pub fn weekday(self) -> u8 {
        u8::try_from(self.0.weekday().to_monday_zero_offset()).expect("0 to 6")
    }

    /// The day after; the last day of the calendar stays itself.
    pub fn next(self) -> Self {
        self.0.tomorrow().map_or(self, Self)
    }

    /// Days from `self` until and with `last`, at most `limit` of them.
    pub fn through(self, last: Self, limit: usize) -> Vec<Self> {
        std::iter::successors(Some(self), |day| Some(day.next()).filter(|next| next > day))
            .take_while(|day| *day <= last)
            .take(limit)
            .collect()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for Date {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let exact = text.len() == 10;
        text.parse().ok().filter(|_| exact).map(Self).ok_or(DateError { text: text.to_owned() })
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_run_through_the_end_of_a_month() {
        let first: Date = "2024-02-28".parse().unwrap();
        let last: Date = "2024-03-01".parse().unwrap();
        let days: Vec<String> = first.through(last, 9).iter().map(Date::to_string).collect();
        assert_eq!(days, ["2024-02-28", "2024-02-29", "2024-03-01"]);
        assert_eq!(first.weekday(), 2);
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert!("2025-02-29".parse::<Date>().is_err());
        assert!("2025-02-21T09:00".parse::<Date>().is_err());
    }
}
