//! Whose turn it is. Pure.
//!
//! Groups stay together, in the order in which they asked. A group that is larger than what is free
//! keeps its turn, and nobody overtakes it, until shortly before the start: then an empty chair helps
//! nobody, and smaller groups go in.

use std::time::Duration;

use kernel::Timestamp;

use super::model::Way;

/// What is done with the group whose turn it would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Their seats are held for them.
    Offer,
    /// The next group is looked at.
    Pass,
    /// Nobody overtakes them.
    Stop,
}

/// From then on an empty chair helps nobody.
pub const FILL_MINUTES: i64 = 120;

/// The turn of a group of that size. `fits`: nothing stands against it in their calendars.
pub const fn turn(free: i64, size: i64, fits: bool, minutes_left: i64) -> Turn {
    if !fits {
        return Turn::Pass;
    }
    if size <= free {
        return Turn::Offer;
    }
    if minutes_left < FILL_MINUTES { Turn::Pass } else { Turn::Stop }
}

/// How long a seat is held: long enough to read a letter, short enough for whoever is next.
pub const fn held_for(way: Way, minutes_left: i64) -> Duration {
    const MINUTE: u64 = 60;
    const DAY: i64 = 24 * 60;
    let minutes = match way {
        Way::Queued => 10,
        _ if minutes_left > 2 * DAY => 12 * 60,
        _ if minutes_left > 6 * 60 => 2 * 60,
        _ => 15,
    };
    Duration::from_secs(minutes * MINUTE)
}

/// How long somebody waits at the door, by how fast those before them came in; `None` while too few did.
pub const fn wait_minutes(
    ahead: i64,
    (served, since, now): (i64, Timestamp, Timestamp),
) -> Option<i64> {
    /// Fewer say nothing of the pace.
    const SERVED_MIN: i64 = 5;
    let minutes = now.minutes_since(since);
    if served < SERVED_MIN || minutes <= 0 {
        return None;
    }
    Some((ahead + 1) * minutes / served)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_group_keeps_its_turn_until_shortly_before_the_start() {
        assert_eq!(turn(3, 3, true, 1_000), Turn::Offer);
        assert_eq!(turn(2, 3, true, 1_000), Turn::Stop);
        assert_eq!(turn(2, 3, true, FILL_MINUTES - 1), Turn::Pass);
        assert_eq!(turn(3, 1, false, 1_000), Turn::Pass);
        assert_eq!(turn(0, 1, true, 1_000), Turn::Stop);
    }

    #[test]
    fn a_seat_is_held_the_shorter_the_nearer_the_start_is() {
        let hours = |way, left| held_for(way, left).as_secs() / 60;
        assert_eq!(hours(Way::Booked, 10_000), 720);
        assert_eq!(hours(Way::Booked, 1_000), 120);
        assert_eq!(hours(Way::Booked, 300), 15);
        assert_eq!(hours(Way::Queued, 10_000), 10);
    }

    #[test]
    fn the_wait_follows_the_pace_once_there_is_one() {
        let at = |minute: i64| Timestamp::from_millis(minute * 60_000);
        assert_eq!(wait_minutes(9, (4, at(0), at(60))), None);
        assert_eq!(wait_minutes(9, (20, at(0), at(60))), Some(30));
        assert_eq!(wait_minutes(0, (60, at(0), at(60))), Some(1));
        assert_eq!(wait_minutes(9, (20, at(60), at(60))), None);
    }
}
