//! One day as a grid of halls by time. The page's elements come in the order of time, so the grid
//! is only how they are laid out; classes such as `r12 s18 c4` say where, and the edition's style
//! sheet holds just the classes that its days use.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use kernel::{Date, Text, Timestamp};

use super::axis::{Axis, ROW_MINUTES};
use super::lanes::{Lane, lanes};
use crate::editions::model::{Hall, HallId, Venue};
use crate::programme::index::Index;
use crate::programme::model::{Activity, Programme};

/// What stays the same for a day however it is filtered.
#[derive(Clone, Debug)]
pub struct Plan {
    pub day: Date,
    pub axis: Axis,
    pub density: Density,
}

/// How tall a row of five minutes is: the shorter the day's activities, the taller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Density {
    pub class: &'static str,
    /// Hundredths of a rem. The style sheet says the same.
    row_height: i64,
}

const DENSITIES: [(i64, Density); 4] = [
    (40, Density { class: "d0", row_height: 58 }),
    (25, Density { class: "d1", row_height: 85 }),
    (15, Density { class: "d2", row_height: 110 }),
    (0, Density { class: "d3", row_height: 135 }),
];

impl Density {
    /// Fits nine in ten of these lengths.
    fn of(mut minutes: Vec<i64>) -> Self {
        minutes.sort_unstable();
        let short = minutes.get(minutes.len() / 10).copied().unwrap_or(60);
        let fits = |(least, density): &(i64, Self)| (short >= *least).then_some(*density);
        DENSITIES.iter().find_map(fits).unwrap_or(DENSITIES[3].1)
    }

    /// How many lines a title may take in that many rows, as a class: `z0` has room for one line
    /// and no time, `zz` for two and no time, `z3` for three and the time below.
    fn room(self, rows: i64) -> &'static str {
        let height = rows * self.row_height;
        match height {
            ..255 => "z0",
            255..360 => "zz",
            360..465 => "z2",
            465..570 => "z3",
            570..690 => "z4",
            _ => "z6",
        }
    }
}

/// Where the halls stand and what is on in them.
pub struct Board<'p> {
    pub venues: Vec<Head<'p>>,
    pub halls: Vec<Head<'p>>,
    /// How many columns the halls take, and the rows of the day.
    pub columns: usize,
    pub rows: i64,
    pub hours: Vec<Mark>,
    pub folds: Vec<Mark>,
    pub groups: Vec<Group<'p>>,
}

pub struct Head<'p> {
    pub name: &'p Text,
    pub capacity: Option<i64>,
    pub first: usize,
    pub width: usize,
}

pub struct Mark {
    pub row: i64,
    pub clock: String,
}

/// What begins at one time.
pub struct Group<'p> {
    pub clock: String,
    pub moment: Timestamp,
    pub places: Vec<Place<'p>>,
}

/// One activity where it stands.
pub struct Place<'p> {
    pub activity: &'p Activity,
    pub venue: &'p Venue,
    pub hall: &'p Hall,
    pub classes: String,
}

/// An activity of a day with its minutes since that day's midnight.
#[derive(Clone, Copy)]
struct Spot<'p> {
    activity: &'p Activity,
    hall: HallId,
    start: i64,
    end: i64,
}

fn spots<'p>(programme: &Programme, day: Date, of: &[&'p Activity]) -> Vec<Spot<'p>> {
    let zone = &programme.edition.zone;
    let midnight = zone.moment(day, 0);
    let here = of.iter().filter_map(|activity| {
        let placement = activity.placement?;
        let start = placement.interval.start();
        (activity.parent.is_none() && zone.wall(start).date == day).then(|| Spot {
            activity,
            hall: placement.hall,
            start: start.minutes_since(midnight),
            end: placement.interval.end().minutes_since(midnight),
        })
    });
    here.collect()
}

impl Plan {
    pub fn of(programme: &Programme, day: Date, activities: &[&Activity]) -> Self {
        let spots = spots(programme, day, activities);
        Self {
            day,
            axis: Axis::of(spots.iter().map(|spot| (spot.start, spot.end))),
            density: Density::of(spots.iter().map(|spot| spot.end - spot.start).collect()),
        }
    }

    /// First minute, last minute and first row of each stretch of time, for the script.
    pub fn stretches(&self) -> String {
        let mut out = String::new();
        for (from, until, row) in self.axis.stretches() {
            let _ = write!(out, "{from},{until},{row};");
        }
        out
    }

    /// The day's board of the activities given. Halls with nothing on are left out.
    pub fn board<'p>(
        &self,
        programme: &'p Programme,
        index: &Index,
        activities: &[&'p Activity],
    ) -> Board<'p> {
        let spots = spots(programme, self.day, activities);
        let (columns, placed) = self.columns(programme, &spots);
        let mut groups: Vec<Group<'p>> = Vec::new();
        for (spot, lane) in spots.iter().zip(placed) {
            let Some((venue, hall)) = index.hall(programme, spot.hall) else { continue };
            let classes = self.classes(spot, lane);
            let moment = spot
                .activity
                .placement
                .map_or(Timestamp::from_millis(0), |placement| placement.interval.start());
            let place = Place { activity: spot.activity, venue, hall, classes };
            match groups.last_mut() {
                Some(group) if group.moment == moment => group.places.push(place),
                _ => groups.push(Group { clock: clock(spot.start), moment, places: vec![place] }),
            }
        }
        let mark = |row, minute| Mark { row, clock: clock(minute) };
        Board {
            venues: venue_heads(programme, &columns),
            halls: hall_heads(programme, &columns),
            columns: columns.values().map(|column| column.width).sum(),
            rows: self.axis.stretches().last().map_or(0, |(_, until, _)| self.axis.row(until)),
            hours: self.axis.hours().iter().map(|at| mark(self.axis.row(*at), *at)).collect(),
            folds: self.axis.folds().iter().map(|fold| mark(fold.row, fold.until)).collect(),
            groups,
        }
    }

    fn classes(&self, spot: &Spot<'_>, lane: Lane) -> String {
        let (row, rows) = (self.axis.row(spot.start), self.axis.rows(spot.start, spot.end));
        let room = self.density.room(rows);
        let mut classes = format!("r{row} s{rows} c{} {room}", lane.first);
        if lane.width > 1 {
            let _ = write!(classes, " w{}", lane.width);
        }
        classes
    }

    /// The column of each hall in use, and of each spot.
    fn columns(
        &self,
        programme: &Programme,
        spots: &[Spot<'_>],
    ) -> (HashMap<HallId, Lane>, Vec<Lane>) {
        let mut by_hall: HashMap<HallId, Vec<usize>> = HashMap::new();
        for (at, spot) in spots.iter().enumerate() {
            by_hall.entry(spot.hall).or_default().push(at);
        }
        let mut placed = vec![Lane { first: 0, width: 1 }; spots.len()];
        let mut columns = HashMap::new();
        let mut next = 1;
        for hall in programme.venues.iter().flat_map(|venue| &venue.halls) {
            let Some(members) = by_hall.get(&hall.id) else { continue };
            let rows = |at: &usize| {
                let row = self.axis.row(spots[*at].start);
                (row, row + self.axis.rows(spots[*at].start, spots[*at].end))
            };
            let (inner, width) = lanes(&members.iter().map(rows).collect::<Vec<_>>());
            for (at, lane) in members.iter().zip(inner) {
                placed[*at] = Lane { first: next + lane.first, width: lane.width };
            }
            columns.insert(hall.id, Lane { first: next, width });
            next += width;
        }
        (columns, placed)
    }
}

fn hall_heads<'p>(programme: &'p Programme, columns: &HashMap<HallId, Lane>) -> Vec<Head<'p>> {
    let halls = programme.venues.iter().flat_map(|venue| &venue.halls);
    let head = |hall: &'p Hall| {
        let Lane { first, width } = *columns.get(&hall.id)?;
        Some(Head { name: &hall.name, capacity: hall.capacity, first, width })
    };
    halls.filter_map(head).collect()
}

fn venue_heads<'p>(programme: &'p Programme, columns: &HashMap<HallId, Lane>) -> Vec<Head<'p>> {
    let head = |venue: &'p Venue| {
        let halls = venue.halls.iter().filter_map(|hall| columns.get(&hall.id));
        let lanes: Vec<Lane> = halls.copied().collect();
        let first = lanes.iter().map(|lane| lane.first).min()?;
        let width = lanes.iter().map(|lane| lane.width).sum();
        let name = if venue.short_name.is_empty() { &venue.name } else { &venue.short_name };
        Some(Head { name, capacity: None, first, width })
    };
    programme.venues.iter().filter_map(head).collect()
}

/// `09:05` of minutes since midnight, which may run into the next day.
fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute.rem_euclid(1440) / 60, minute.rem_euclid(60))
}

/// The rules for every place that these days use.
pub fn rules(programme: &Programme, index: &Index, plans: &[Plan]) -> String {
    let everything = index.in_order(programme);
    let (mut starts, mut spans, mut columns) = (BTreeSet::new(), BTreeSet::new(), 1);
    for plan in plans {
        let board = plan.board(programme, index, &everything);
        columns = columns.max(board.columns + 1);
        spans.insert(board.rows);
        starts.extend(board.hours.iter().chain(&board.folds).map(|mark| mark.row));
        for spot in spots(programme, plan.day, &everything) {
            starts.insert(plan.axis.row(spot.start));
            spans.insert(plan.axis.rows(spot.start, spot.end));
        }
    }
    let mut css = String::new();
    for row in starts {
        // Two rows of heads come before row 0.
        let _ = write!(css, ".r{row}{{grid-row-start:{}}}", row + 3);
    }
    for span in spans {
        let _ = write!(css, ".s{span}{{grid-row-end:span {span}}}");
    }
    for column in 1..=columns {
        let _ = write!(css, ".c{column}{{grid-column-start:{}}}", column + 1);
        let _ = write!(css, ".w{column}{{grid-column-end:span {column}}}");
    }
    let mut css = format!("@media (min-width:43.76rem){{{css}}}");
    for columns in 1..=columns {
        let _ = write!(css, ".n{columns}{{--n:{columns}}}");
    }
    css
}

const _: () = assert!(60 % ROW_MINUTES == 0, "a full hour begins a row");
