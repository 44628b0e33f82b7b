//! Times as schedule files write them.

use kernel::{Date, Timestamp, Zone};

use crate::limits::YEARS;

/// Reads `9:05`, `09:05` or `09:05:00` as minutes since midnight.
pub(super) fn clock(text: &str) -> Option<u16> {
    let mut parts = text.split(':');
    let hours: u16 = number(parts.next()?)?;
    let minutes: u16 = number(parts.next()?)?;
    let seconds: u16 = parts.next().map_or(Some(0), number)?;
    let legal = hours < 24 && minutes < 60 && seconds < 60 && parts.next().is_none();
    legal.then_some(hours * 60 + minutes)
}

/// Reads a duration in minutes: `0:45`, `00:45`, `48:00` are hours and minutes.
///
/// Three parts are days, hours and minutes (`1:02:30`, as pretalx writes) when the first is one
/// digit and the second less than a day, and hours, minutes and seconds (`00:05:00`, as FOSDEM
/// writes) otherwise.
pub(super) fn duration(text: &str) -> Option<i64> {
    let parts: Vec<&str> = text.split(':').collect();
    let numbers: Vec<i64> = parts.iter().map(|part| number(part)).collect::<Option<_>>()?;
    match numbers.as_slice() {
        [hours, minutes] => Some(hours * 60 + minutes),
        [days, hours, minutes] if parts[0].len() == 1 && *hours < 24 => {
            Some((days * 24 + hours) * 60 + minutes)
        }
        [hours, minutes, _seconds] => Some(hours * 60 + minutes),
        _ => None,
    }
}

/// At most six digits, so that no sum of them overflows.
fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    let legal = (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| legal)
}

/// The date of `2025-02-01` or of a moment that begins with it.
pub(super) fn date(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let rest_ok = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    day.parse().ok().filter(|day: &Date| rest_ok && YEARS.contains(&day.year()))
}

/// A moment with its offset in minutes, such as `2025-02-01T09:00:00+01:00`; without an offset it is
/// read in `zone`. Seconds are dropped: no schedule means them.
pub(super) fn moment(text: &str, zone: &Zone) -> Option<Timestamp> {
    let whole =
        |moment: Timestamp| Timestamp::from_millis(moment.as_millis().div_euclid(60_000) * 60_000);
    let day = date(text)?;
    let found = if offset_minutes(text).is_some() {
        whole(text.parse().ok()?)
    } else {
        zone.moment(day, clock(text.get(11..)?)?)
    };
    YEARS.contains(&zone.wall(found).date.year()).then_some(found)
}

/// Minutes east of UTC that a moment names.
pub(super) fn offset_minutes(text: &str) -> Option<i16> {
    let time = text.get(11..)?;
    if time.ends_with(['Z', 'z']) {
        return Some(0);
    }
    let sign_at = time.rfind(['+', '-'])?;
    let digits: String = time[sign_at + 1..].chars().filter(|symbol| *symbol != ':').collect();
    let value: i16 = number(&digits)?;
    let minutes = match digits.len() {
        2 => value.checked_mul(60)?,
        4 => value / 100 * 60 + value % 100,
        _ => return None,
    };
    Some(if time[sign_at..].starts_with('-') { -minutes } else { minutes })
}

/// The IANA zone that is always that far from UTC, if it is a whole number of hours. Its name counts
/// the other way round: `Etc/GMT-8` is eight hours east.
pub(super) fn fixed_zone(offset_minutes: i16) -> Option<Zone> {
    match (offset_minutes / 60, offset_minutes % 60) {
        (0, 0) => Some(Zone::utc()),
        (hours, 0) => format!("Etc/GMT{:+}", -hours).parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_their_writers_meant_them() {
        let cases = [
            ("00:45", Some(45)),
            ("0:45", Some(45)),
            ("48:00", Some(2880)),
            ("1:02:30", Some(1590)),
            ("00:05:00", Some(5)),
            ("1:30:00", Some(90)),
            ("01:30:00", Some(90)),
            ("45", None),
            ("-0:30", None),
            ("", None),
            ("9999999:00", None),
        ];
        for (text, minutes) in cases {
            assert_eq!(duration(text), minutes, "{text}");
        }
    }

    #[test]
    fn offsets_are_read_in_every_spelling() {
        let cases = [
            ("2025-02-01T09:00:00+01:00", Some(60)),
            ("2025-02-01T09:00:00+0530", Some(330)),
            ("2025-02-01 09:00-03", Some(-180)),
            ("2025-02-01T09:00:00Z", Some(0)),
            ("2025-02-01T09:00:00", None),
        ];
        for (text, minutes) in cases {
            assert_eq!(offset_minutes(text), minutes, "{text}");
        }
    }

    #[test]
    fn a_fixed_zone_keeps_the_clock_of_its_offset() {
        let zone = fixed_zone(480).unwrap();
        assert_eq!(zone.name(), "Etc/GMT-8");
        assert_eq!(zone.wall(Timestamp::from_millis(0)).clock(), "08:00");
        assert_eq!(fixed_zone(-180).unwrap().name(), "Etc/GMT+3");
        assert_eq!(fixed_zone(330), None);
    }
}
