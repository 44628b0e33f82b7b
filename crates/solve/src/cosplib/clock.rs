//! Time zones of the sheet `parameters`: how inconvenient a session is where a speaker is.

/// Minutes of a day.
pub const DAY: i64 = 24 * 60;

/// When talks are fit to be heard, and what it costs when they are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Minutes east of Greenwich of the conference.
    pub zone: i64,
    pub suitable: (i64, i64),
    pub less_suitable: (i64, i64),
    pub less_suitable_penalty: i64,
    pub unsuitable_penalty: i64,
}

impl Hours {
    /// What a session from `start` to `end` costs for someone in `zone`. Only the hour of the day
    /// counts, as in the published checker: a session across midnight ends before it starts.
    pub fn penalty(&self, (start, end): (i64, i64), zone: i64) -> i64 {
        let there = |minute: i64| (minute + zone - self.zone).rem_euclid(DAY);
        let (start, end) = (there(start), there(end));
        let (from, to) = self.less_suitable;
        let (good_from, good_to) = self.suitable;
        if start < from || end > to || end < from {
            self.unsuitable_penalty
        } else if start < good_from || end > good_to {
            self.less_suitable_penalty
        } else {
            0
        }
    }
}

/// `GMT+2`, `GMT-3` as minutes; hours up to 12 behind and 14 before Greenwich exist.
pub fn zone(text: &str) -> Option<i64> {
    let rest = text.trim().strip_prefix("GMT")?;
    if rest.is_empty() {
        return Some(0);
    }
    let (sign, rest) = match rest.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
    let digits =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// `9:30` or `09:30:00` as minutes.
pub fn minute(text: &str) -> Option<i64> {
    let mut parts = text.trim().split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let rest_fits = parts.all(|part| part.is_some_and(|second| (0..60).contains(&second)));
    ((0..24).contains(&hour) && (0..60).contains(&minute) && rest_fits)
        .then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOURS: Hours = Hours {
        zone: 120,
        suitable: (570, 1290),
        less_suitable: (420, 1380),
        less_suitable_penalty: 1,
        unsuitable_penalty: 10,
    };

    #[test]
    fn a_session_costs_by_the_clock_of_the_speaker() {
        let noon = (12 * 60 + 20, 13 * 60 + 40);

        let costs = ["GMT+2", "GMT-1", "GMT-4", "GMT+12", "GMT+11"]
            .map(|text| HOURS.penalty(noon, zone(text).expect("a zone")));

        assert_eq!(costs, [0, 1, 10, 10, 1]);
    }

    #[test]
    fn what_is_no_zone_is_none() {
        let zones = ["UTC", "GMT2", "GMT+", "GMT+15", "GMT+2x", "GMT+é"].map(zone);

        assert_eq!(zones, [None; 6]);
        assert_eq!(zone("GMT+5:30"), Some(330));
    }
}
