use std::fmt;
use std::str::FromStr;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Date, Timestamp};

/// A time zone by its IANA name, for example `Asia/Shanghai`.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

/// No zone of that name is in the IANA database.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("there is no time zone \"{name}\"; use an IANA name such as Asia/Shanghai")]
pub struct ZoneError {
    name: String,
}

/// What a clock on the wall shows at a moment, in some zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wall {
    /// The day on the calendar.
    pub date: Date,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
    /// Minutes east of UTC at that moment.
    pub offset_minutes: i16,
}

impl Zone {
    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), rules: TimeZone::UTC }
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the clock shows here at `moment`.
    pub fn wall(&self, moment: Timestamp) -> Wall {
        let local = moment.to_jiff().to_zoned_datetime(self.rules.clone());
        let minute = i32::from(local.hour()) * 60 + i32::from(local.minute());
        Wall {
            date: Date(local.date()),
            minute: u16::try_from(minute).expect("a day has 1440 minutes"),
            offset_minutes: i16::try_from(local.offset().seconds() / 60)
                .expect("offsets stay within 26 hours"),
        }
    }

    /// The moment at which the clock here shows `minute` (0 to 1440) of `date`.
    ///
    /// In the hour that a spring change skips it is the moment after the gap; in the hour that an
    /// autumn change repeats, the first of the two (RFC 5545 §3.3.5).
    pub fn moment(&self, date: Date, minute: u16) -> Timestamp {
        let midnight = date.0.to_datetime(Time::midnight());
        let wanted = midnight
            .checked_add(jiff::SignedDuration::from_mins(i64::from(minute)))
            .unwrap_or(midnight);
        let found = self.rules.to_ambiguous_zoned_datetime(wanted).compatible();
        Timestamp::from_millis(found.map_or(0, |zoned| zoned.timestamp().as_millisecond()))
    }
}

impl Wall {
    /// `09:05`, and `24:00` never: midnight is `00:00` of the next day.
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.minute / 60, self.minute % 60)
    }

    /// `2025-02-21T09:05:00+08:00` (RFC 3339).
    pub fn rfc3339(self) -> String {
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let offset = self.offset_minutes.unsigned_abs();
        format!("{}T{}:00{sign}{:02}:{:02}", self.date, self.clock(), offset / 60, offset % 60)
    }
}

impl FromStr for Zone {
    type Err = ZoneError;
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match TimeZone::get(name) {
            Ok(rules) => Ok(Self { name: name.to_owned(), rules }),
            Err(_) => Err(ZoneError { name: name.to_owned() }),
        }
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_clock_and_its_moment_agree() {
        let shanghai: Zone = "Asia/Shanghai".parse().unwrap();
        let date: Date = "2025-02-21".parse().unwrap();
        let moment = shanghai.moment(date, 9 * 60 + 15);
        assert_eq!(moment.to_string(), "2025-02-21T01:15:00Z");
        assert_eq!(shanghai.wall(moment).rfc3339(), "2025-02-21T09:15:00+08:00");
    }

    #[test]
    fn a_skipped_hour_moves_forward_and_a_repeated_one_is_the_first() {
        let brussels: Zone = "Europe/Brussels".parse().unwrap();
        let spring = brussels.moment("2025-03-30".parse().unwrap(), 150);
        assert_eq!(brussels.wall(spring).clock(), "03:30");
        let autumn = brussels.moment("2025-10-26".parse().unwrap(), 150);
        assert_eq!(brussels.wall(autumn).offset_minutes, 120);
    }

    #[test]
    fn a_zone_that_does_not_exist_is_named_in_the_error() {
        let error = "Mars/Olympus".parse::<Zone>().unwrap_err();
        assert!(error.to_string().contains("Mars/Olympus"));
    }
}
