//! The minutes of the solver: days of the edition, hours of its halls.

use std::collections::BTreeMap;

use kernel::{Date, Timestamp, Zone};
use solve::timetable::problem::{self as said, Span};
use solve::timetable::validate::DAYS_MAX;

use crate::editions::model::{Hall, Opening, Venue};
use crate::programme::model::Programme;

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// When nothing is placed on a day yet: nine to six.
const USUAL: Span = Span { from: 9 * 60, until: 18 * 60 };

/// The days of the edition, from the first minute of which the solver counts.
pub struct Calendar {
    days: Vec<Date>,
    zone: Zone,
    /// By day: from the first start to the last end of all that is placed.
    busy: BTreeMap<usize, Span>,
}

impl Calendar {
    pub fn of(programme: &Programme) -> Self {
        let edition = &programme.edition;
        let days = edition.first_day.through(edition.last_day, DAYS_MAX);
        let mut calendar = Self { days, zone: edition.zone.clone(), busy: BTreeMap::new() };
        for placement in programme.activities.iter().filter_map(|one| one.placement) {
            let Some(from) = calendar.minute(placement.interval.start()) else { continue };
            let day = from.div_euclid(DAY);
            let until = (from + placement.interval.minutes() as i32).min((day + 1) * DAY);
            let busy = calendar.busy.entry(day as usize).or_insert(Span { from, until });
            *busy = Span { from: busy.from.min(from), until: busy.until.max(until) };
        }
        calendar
    }

    pub fn days(&self) -> &[Date] {
        &self.days
    }

    /// Minutes since the first midnight, on the clocks of the edition; none on other days.
    pub fn minute(&self, moment: Timestamp) -> Option<i32> {
        let wall = self.zone.wall(moment);
        let day = self.days.iter().position(|day| *day == wall.date)?;
        Some(day as i32 * DAY + i32::from(wall.minute))
    }

    /// The way back.
    pub fn moment(&self, zone: &Zone, minute: i32) -> Option<Timestamp> {
        let day = usize::try_from(minute.div_euclid(DAY)).ok()?;
        let date = *self.days.get(day)?;
        Some(zone.moment(date, minute.rem_euclid(DAY) as u16))
    }

    /// When a hall can be used: within its hours and its venue's, or, where neither says any, while
    /// the conference is on.
    pub fn open(&self, venue: &Venue, hall: &Hall) -> Vec<Span> {
        let always = || (0..self.days.len()).map(|day| self.hours_of(day)).collect::<Vec<_>>();
        match (self.spans(&venue.hours), self.spans(&hall.hours)) {
            (None, None) => always(),
            (Some(spans), None) | (None, Some(spans)) => spans,
            (Some(around), Some(own)) => solve::timetable::domain::common(&around, &own),
        }
    }

    fn hours_of(&self, day: usize) -> Span {
        let start = day as i32 * DAY;
        let usual = Span { from: start + USUAL.from, until: start + USUAL.until };
        self.busy.get(&day).copied().unwrap_or(usual)
    }

    /// Sorted and apart; `None` when there are no hours at all.
    fn spans(&self, hours: &[Opening]) -> Option<Vec<Span>> {
        if hours.is_empty() {
            return None;
        }
        let of = |opening: &Opening| {
            let day = self.days.iter().position(|day| *day == opening.day)? as i32 * DAY;
            let (from, until) = (i32::from(opening.from_minute), i32::from(opening.until_minute));
            Some(Span { from: day + from, until: day + until.min(DAY) })
        };
        let mut spans: Vec<Span> =
            hours.iter().filter_map(of).filter(|span| span.from < span.until).collect();
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let touches = next.from <= last.until;
            if touches {
                last.until = last.until.max(next.until);
            }
            touches
        });
        Some(spans)
    }
}

/// What stands on a spot shares its hall with others on other spots: it keeps the spot, as a hall of
/// its own, and its hall is closed to all else meanwhile.
pub fn stand_alone(halls: &mut Vec<said::Hall>, name: &str, activity: &said::Activity, start: i32) {
    let span = Span { from: start, until: start + activity.minutes as i32 };
    let around = name.rsplit_once('/').map_or(name, |(hall, _)| hall);
    let mut venue = String::new();
    if let Some(hall) = halls.iter_mut().find(|hall| hall.id == around) {
        venue.clone_from(&hall.venue);
        hall.open = solve::timetable::domain::without(&hall.open, span);
    }
    match halls.iter_mut().find(|hall| hall.id == name) {
        Some(spot) => {
            spot.open.push(span);
            spot.open.sort_unstable();
        }
        None => halls.push(said::Hall {
            id: name.to_owned(),
            venue,
            open: vec![span],
            ..said::Hall::default()
        }),
    }
}
