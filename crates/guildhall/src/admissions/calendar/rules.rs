//! When two slots cannot both be kept. Pure.

use super::model::{Commitment, Slot};
use crate::editions::model::{Travel, VenueId};

/// Why a slot does not fit beside a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    pub with: Commitment,
    /// Minutes between the two; `None` when they overlap.
    pub gap_minutes: Option<i64>,
    /// Minutes that the way takes.
    pub travel_minutes: i64,
}

/// The first commitment beside which the slot cannot be kept.
pub fn clash(slot: Slot, standing: &[Commitment], travel: &[Travel]) -> Option<Clash> {
    standing.iter().find_map(|one| {
        let (gap_minutes, travel_minutes) = apart(slot, one.slot, travel)?;
        Some(Clash { with: *one, gap_minutes, travel_minutes })
    })
}

/// What is wrong with two slots: `None` when both can be kept.
pub fn apart(one: Slot, other: Slot, travel: &[Travel]) -> Option<(Option<i64>, i64)> {
    let holds = |outer: Slot, inner: Slot| inner.within == Some(outer.activity);
    if one.activity == other.activity || holds(one, other) || holds(other, one) {
        return None;
    }
    let way = way_minutes(travel, one.venue, other.venue);
    match one.interval.gap_minutes(other.interval) {
        None => Some((None, way)),
        Some(gap) if gap < way => Some((Some(gap), way)),
        Some(_) => None,
    }
}

/// Minutes from one venue to another, either way; 0 within one, and where nobody has said.
pub fn way_minutes(travel: &[Travel], from: VenueId, to: VenueId) -> i64 {
    let between =
        |way: &&Travel| (way.from, way.to) == (from, to) || (way.from, way.to) == (to, from);
    if from == to { 0 } else { travel.iter().find(between).map_or(0, |way| way.minutes) }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, Interval, Timestamp};

    use super::*;
    use crate::admissions::calendar::model::Cause;
    use crate::editions::model::TravelMode;

    fn slot(name: &str, venue: &str, from: i64, until: i64) -> Slot {
        let at = |minute| Timestamp::from_millis(minute * 60_000);
        Slot {
            activity: Id::named("calendar", name),
            within: None,
            venue: Id::named("calendar", venue),
            interval: Interval::new(at(from), at(until)).unwrap(),
        }
    }

    fn found(wanted: Slot, standing: Slot) -> Option<(Option<i64>, i64)> {
        let (from, to) = (Id::named("calendar", "hill"), Id::named("calendar", "river"));
        let travel = [Travel { from, to, minutes: 30, mode: TravelMode::Walk }];
        let (party, cause) = (standing.activity.uuid(), Cause::Role(standing.activity));
        let standing = Commitment { party, cause, slot: standing, moved_at: None };
        let found = clash(wanted, &[standing], &travel)?;
        assert_eq!(found.with, standing);
        Some((found.gap_minutes, found.travel_minutes))
    }

    #[test]
    fn two_at_once_clash_and_two_that_touch_do_not() {
        let talk = slot("talk", "river", 60, 120);
        assert_eq!(found(talk, slot("other", "river", 119, 180)), Some((None, 0)));
        assert_eq!(found(talk, slot("other", "river", 120, 180)), None);
        assert_eq!(found(talk, slot("other", "river", 0, 60)), None);
    }

    #[test]
    fn the_way_between_venues_counts_before_and_after() {
        let talk = slot("talk", "river", 60, 120);
        assert_eq!(found(talk, slot("other", "hill", 149, 180)), Some((Some(29), 30)));
        assert_eq!(found(talk, slot("other", "hill", 150, 180)), None);
        assert_eq!(found(talk, slot("other", "hill", 0, 31)), Some((Some(29), 30)));
        assert_eq!(found(talk, slot("other", "moon", 120, 180)), None, "nobody has said how far");
    }

    #[test]
    fn who_is_in_a_session_is_in_what_holds_it() {
        let day = slot("day", "river", 0, 600);
        let session = Slot { within: Some(day.activity), ..slot("session", "river", 60, 100) };
        assert_eq!((found(session, day), found(day, session)), (None, None));
        assert_eq!(found(day, slot("other", "river", 60, 100)), Some((None, 0)));
    }
}
