//! Which day of the schedule an event belongs to.

use std::collections::HashMap;

use kernel::{Date, Interval};

use super::{Day, Event, Room, Schedule};
use crate::limits::DAYS_MAX;

impl Schedule {
    /// The days of the schedule; when it names none, one from midnight to midnight for every date
    /// on which an event starts, and without events for every date of the conference.
    pub fn days_or_dates(&self) -> Vec<Day> {
        if !self.days.is_empty() {
            return self.days.clone();
        }
        let zone = self.zone();
        let starts = self.events.iter().map(|event| zone.wall(event.interval.start()).date);
        let mut dates: Vec<Date> = starts.collect();
        if dates.is_empty() {
            dates = self.conference.start.through(self.conference.end, DAYS_MAX);
        }
        dates.sort();
        dates.dedup();
        let day = |date: Date| {
            let span = Interval::new(zone.moment(date, 0), zone.moment(date.next(), 0)).ok()?;
            Some(Day { date, span })
        };
        dates.into_iter().filter_map(day).collect()
    }
}

/// A day as files nest it: each room with what is held in it. Events without a room come last.
pub(crate) struct Sheet<'a> {
    pub(crate) day: Day,
    pub(crate) rooms: Vec<(Option<&'a Room>, Vec<&'a Event>)>,
}

/// The days of a schedule in normal form. The first names every room, so that a reader learns their
/// order; the others only those in use, so that the file grows with the events and not with days
/// times rooms.
pub(crate) fn sheets(schedule: &Schedule) -> Vec<Sheet<'_>> {
    let mut cells: HashMap<(usize, Option<&str>), Vec<&Event>> = HashMap::new();
    for event in &schedule.events {
        let key = (day_of(&schedule.days, event.interval), event.room.as_deref());
        cells.entry(key).or_default().push(event);
    }
    let mut sheet = |(index, day): (usize, &Day)| {
        let rooms = schedule.rooms.iter().map(Some).chain([None]);
        let rooms = rooms.filter_map(|room| {
            let held = cells.remove(&(index, room.map(|room| room.name.as_str())));
            let listed = held.is_some() || (index == 0 && room.is_some());
            listed.then(|| (room, held.unwrap_or_default()))
        });
        Sheet { day: *day, rooms: rooms.collect() }
    };
    schedule.days.iter().enumerate().map(&mut sheet).collect()
}

/// The index of the day that an interval starts in: the last day that began before it. What comes
/// before every day belongs to the first, as an early set-up does.
fn day_of(days: &[Day], interval: Interval) -> usize {
    days.partition_point(|day| day.span.start() <= interval.start()).saturating_sub(1)
}
