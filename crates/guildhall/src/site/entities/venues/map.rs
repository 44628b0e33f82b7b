//! The venues where they really are, drawn from their coordinates, and the minutes between them.
//!
//! Venues that lie together are drawn true to scale. One that lies far off stands at the edge in
//! its true direction, at the end of a broken line that says how far.

use kernel::Lang;

use super::labels::{Label, Room, Segment, place_labels, width};
use crate::editions::model::{TravelMode, Venue, VenueId};
use crate::site::Site;
use crate::words::Words;

/// What is drawn on: units are points at the width it is meant for.
#[derive(Clone, Copy)]
pub struct Paper {
    pub width: f64,
    pub height: f64,
    pub font: f64,
}

pub const WIDE: Paper = Paper { width: 900.0, height: 560.0, font: 17.0 };
pub const NARROW: Paper = Paper { width: 460.0, height: 520.0, font: 17.0 };

pub struct Map<'s> {
    pub paper: Paper,
    pub marks: Vec<Mark<'s>>,
    pub ways: Vec<Way>,
    pub scale: Option<Scale>,
}

impl Map<'_> {
    /// Some of it is not to scale, which wants saying.
    pub fn broken(&self) -> bool {
        self.ways.iter().any(|way| way.broken)
    }
}

/// A venue's point, its number in the list beside the map, and where its name stands.
pub struct Mark<'s> {
    pub number: usize,
    pub name: &'s str,
    /// How far off it is, when it is not drawn to scale.
    pub off: String,
    pub x: f64,
    pub y: f64,
    pub label: Label,
}

pub struct Way {
    pub from: (f64, f64),
    pub to: (f64, f64),
    /// One end is not drawn to scale.
    pub broken: bool,
    pub minutes: i64,
    pub at: (f64, f64),
}

/// A line of known length.
pub struct Scale {
    pub length: f64,
    pub words: String,
}

/// A venue in metres east and south of the first.
struct Spot<'s> {
    venue: &'s Venue,
    number: usize,
    east: f64,
    south: f64,
}

/// The map; `None` when fewer than two venues have coordinates.
pub fn draw(site: &Site, lang: Lang, paper: Paper) -> Option<Map<'_>> {
    let spots = spots(&site.release.programme.venues);
    if spots.len() < 2 {
        return None;
    }
    let near = together(&spots);
    let words = Words::of(lang);
    let near_names = spots.iter().zip(&near).filter(|(_, near)| **near);
    let longest = near_names.map(|(spot, _)| width(name(spot.venue, lang))).fold(0.0, f64::max);
    let (points, scale) = project(&spots, &near, paper, longest);
    let radius = paper.font * 0.8;
    let place = |id: VenueId| spots.iter().position(|spot| spot.venue.id == id);
    let mut ways: Vec<Way> = Vec::new();
    for (from, to, minutes) in tree(site, &spots) {
        let (Some(from), Some(to)) = (place(from), place(to)) else { continue };
        let broken = !near[from] || !near[to];
        ways.push(way(points[from], points[to], minutes, broken, paper));
    }
    let off: Vec<String> = (0..spots.len()).map(|at| off(words, &spots, &near, at)).collect();
    let room = |at: usize| {
        let (name, off) = (name(spots[at].venue, lang), off[at].as_str());
        let words = if width(off) > width(name) { off } else { name };
        let lines = if off.is_empty() { 1.0 } else { 2.0 };
        Room { at: points[at], radius, words: words.to_owned(), lines }
    };
    let rooms: Vec<Room> = (0..spots.len()).map(room).collect();
    let segments: Vec<Segment> =
        ways.iter().map(|way| Segment { from: way.from, to: way.to, chip: way.at }).collect();
    let labels = place_labels(&rooms, &segments, (paper.width, paper.height), paper.font);
    let marks = spots.iter().zip(&points).zip(labels).zip(off);
    let marks = marks.map(|(((spot, point), label), off)| Mark {
        number: spot.number,
        name: name(spot.venue, lang),
        off,
        x: point.0,
        y: point.1,
        label,
    });
    let marks = marks.collect();
    Some(Map { paper, marks, ways, scale: bar(words, scale, paper) })
}

fn name(venue: &Venue, lang: Lang) -> &str {
    let short = venue.short_name.get(lang);
    if short.is_empty() { venue.name.get(lang) } else { short }
}

/// Equirectangular projection, which is true enough within a city.
fn spots(venues: &[Venue]) -> Vec<Spot<'_>> {
    const METRES_A_DEGREE: f64 = 111_320.0;
    let degrees = |value: i64| value as f64 / 1e6;
    let located = venues.iter().enumerate();
    let located = located.filter_map(|(at, venue)| Some((at, venue, venue.position?)));
    let mut spots = Vec::new();
    let mut origin = None;
    for (at, venue, here) in located {
        let first = *origin.get_or_insert(here);
        let squeeze = degrees(first.latitude_e6).to_radians().cos();
        let east = degrees(here.longitude_e6 - first.longitude_e6) * squeeze * METRES_A_DEGREE;
        let south = degrees(first.latitude_e6 - here.latitude_e6) * METRES_A_DEGREE;
        spots.push(Spot { venue, number: at + 1, east, south });
    }
    spots
}

fn apart(one: &Spot<'_>, other: &Spot<'_>) -> f64 {
    (one.east - other.east).hypot(one.south - other.south)
}

/// Which lie together: all, unless some lie several times further from the middle than half do.
fn together(spots: &[Spot<'_>]) -> Vec<bool> {
    const FAR: f64 = 3.5;
    let reach = |spot: &Spot<'_>| -> f64 { spots.iter().map(|other| apart(spot, other)).sum() };
    let by_reach = |one: &&Spot<'_>, other: &&Spot<'_>| reach(one).total_cmp(&reach(other));
    let Some(middle) = spots.iter().min_by(by_reach) else { return Vec::new() };
    let mut distances: Vec<f64> = spots.iter().map(|spot| apart(spot, middle)).collect();
    distances.sort_by(f64::total_cmp);
    let usual = distances[distances.len() / 2];
    let near: Vec<bool> = spots.iter().map(|spot| apart(spot, middle) <= usual * FAR).collect();
    // Two points make no neighbourhood.
    if near.iter().filter(|near| **near).count() < 3 { vec![true; spots.len()] } else { near }
}

/// Points on the paper, and how many of its units a metre takes.
fn project(
    spots: &[Spot<'_>],
    near: &[bool],
    paper: Paper,
    longest: f64,
) -> (Vec<(f64, f64)>, f64) {
    let inside: Vec<&Spot<'_>> =
        spots.iter().zip(near).filter(|(_, near)| **near).map(|(spot, _)| spot).collect();
    let (left, right) = bounds(inside.iter().map(|spot| spot.east));
    let (top, bottom) = bounds(inside.iter().map(|spot| spot.south));
    let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    let margin = paper.font * 3.0;
    let edge = (paper.width * 0.24).max(paper.font * 9.0);
    let (mut west, mut east, mut north, mut south) =
        (margin, paper.width - (longest + 2.5) * paper.font, margin, paper.height - margin);
    let away = |spot: &Spot<'_>| (spot.east - middle.0, spot.south - middle.1);
    for (spot, _) in spots.iter().zip(near).filter(|(_, near)| !**near) {
        // Room at the edge that the far ones stand at.
        match away(spot) {
            (x, y) if x.abs() >= y.abs() && x < 0.0 => west = west.max(edge),
            (x, y) if x.abs() >= y.abs() => east = east.min(paper.width - edge),
            (_, y) if y < 0.0 => north = north.max(edge),
            _ => south = south.min(paper.height - edge),
        }
    }
    let room = |size: f64, low: f64, high: f64| size / (high - low).max(1.0);
    let scale = room(east - west, left, right).min(room(south - north, top, bottom));
    let centre = (f64::midpoint(west, east), f64::midpoint(north, south));
    let point = |(spot, near): (&Spot<'_>, &bool)| {
        let (x, y) = away(spot);
        let shrink = if *near { scale } else { to_edge((x, y), centre, margin, paper) };
        ((centre.0 + x * shrink).round(), (centre.1 + y * shrink).round())
    };
    (spots.iter().zip(near).map(point).collect(), scale)
}

fn bounds(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
}

/// What brings a far point to the edge of the paper, in its true direction.
fn to_edge(away: (f64, f64), centre: (f64, f64), margin: f64, paper: Paper) -> f64 {
    let reach = |delta: f64, centre: f64, size: f64| match delta {
        delta if delta < 0.0 => (centre - margin) / -delta,
        delta if delta > 0.0 => (size - margin - centre) / delta,
        _ => f64::MAX,
    };
    reach(away.0, centre.0, paper.width).min(reach(away.1, centre.1, paper.height))
}

/// The shortest ways that join all: the table has every other.
fn tree(site: &Site, spots: &[Spot<'_>]) -> Vec<(VenueId, VenueId, i64)> {
    let mut ways: Vec<_> = site.release.programme.travel.iter().collect();
    // On foot before by wheel: what is drawn is what one may simply walk.
    ways.sort_by_key(|way| (way.minutes, way.mode != TravelMode::Walk));
    let mut groups: Vec<usize> = (0..spots.len()).collect();
    let place = |id| spots.iter().position(|spot| spot.venue.id == id);
    let mut chosen = Vec::new();
    for way in ways {
        let (Some(from), Some(to)) = (place(way.from), place(way.to)) else { continue };
        let (one, other) = (groups[from], groups[to]);
        if one != other {
            groups.iter_mut().filter(|group| **group == other).for_each(|group| *group = one);
            chosen.push((way.from, way.to, way.minutes));
        }
    }
    chosen
}

/// A way with its minutes at the middle; beside it where it is too short to hold them.
fn way(from: (f64, f64), to: (f64, f64), minutes: i64, broken: bool, paper: Paper) -> Way {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x.hypot(y).max(1.0);
    let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    let aside = if length < paper.font * 7.5 { paper.font * 2.2 } else { 0.0 };
    // To the left of a way that runs down, where no name stands.
    let side = if y >= 0.0 { -1.0 } else { 1.0 };
    let at = (middle.0 + side * y / length * aside, middle.1 - side * x / length * aside);
    Way { from, to, broken, minutes, at: (at.0.round(), at.1.round()) }
}

/// `5.6 km` from the nearest of those that lie together; nothing for one of these.
fn off(words: Words, spots: &[Spot<'_>], near: &[bool], at: usize) -> String {
    if near[at] {
        return String::new();
    }
    let others = spots.iter().zip(near).filter(|(_, near)| **near);
    let nearest = others.map(|(spot, _)| apart(spot, &spots[at])).fold(f64::MAX, f64::min);
    words.entities_map_off(format!("{:.1}", nearest / 1000.0))
}

/// The longest round length that is neither a dot nor half the map.
fn bar(words: Words, scale: f64, paper: Paper) -> Option<Scale> {
    const ROUND: [i64; 9] = [5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10];
    let length = |metres: i64| metres as f64 * scale;
    let metres = ROUND.into_iter().find(|metres| length(*metres) < paper.width * 0.2)?;
    Some(Scale { length: length(metres).round(), words: words.entities_map_metres(metres) })
}
