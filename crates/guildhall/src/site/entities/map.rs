//! The venues where they really are, drawn from their coordinates, and the minutes between them.

use kernel::Lang;

use crate::editions::model::{Coordinates, Venue};
use crate::site::Site;

/// Width and height of the drawing, in its own units.
pub const WIDTH: f64 = 1000.0;
pub const HEIGHT: f64 = 440.0;
const MARGIN: f64 = 110.0;
/// Labels nearer than this, up and down, would touch.
const LABEL_GAP: f64 = 44.0;

pub struct Map<'s> {
    pub venues: Vec<Mark<'s>>,
    pub ways: Vec<Way>,
}

/// A venue's point and where its label stands.
pub struct Mark<'s> {
    pub venue: &'s Venue,
    pub name: &'s str,
    pub x: f64,
    pub y: f64,
    pub label_y: f64,
}

pub struct Way {
    pub from: (f64, f64),
    pub to: (f64, f64),
    /// Where the figure stands.
    pub figure: (f64, f64),
    pub minutes: i64,
}

/// The map; `None` when fewer than two venues have coordinates.
pub fn draw(site: &Site, lang: Lang) -> Option<Map<'_>> {
    let programme = &site.release.programme;
    let placed: Vec<(&Venue, Coordinates)> =
        programme.venues.iter().filter_map(|venue| Some((venue, venue.position?))).collect();
    if placed.len() < 2 {
        return None;
    }
    let points = project(&placed);
    let mut venues: Vec<Mark<'_>> = placed
        .iter()
        .zip(points)
        .map(|((venue, _), (x, y))| {
            let name = venue.short_name.get(lang);
            let name = if name.is_empty() { venue.name.get(lang) } else { name };
            Mark { venue, name, x, y, label_y: y }
        })
        .collect();
    spread_labels(&mut venues);
    let at = |id| venues.iter().find(|mark| mark.venue.id == id).map(|mark| (mark.x, mark.y));
    let ways = programme.travel.iter().filter_map(|way| {
        let (from, to) = (at(way.from)?, at(way.to)?);
        Some(Way { from, to, figure: from, minutes: way.minutes })
    });
    // Only ways long enough on paper for their figure to be read; the table has all.
    let ways = ways.filter(|way| (way.from.0 - way.to.0).hypot(way.from.1 - way.to.1) > 150.0);
    let mut ways: Vec<Way> = ways.collect();
    spread_figures(&mut ways);
    Some(Map { venues, ways })
}

/// Ways that run side by side carry their figures one after the other, not one on the other.
fn spread_figures(ways: &mut [Way]) {
    let count = ways.len() as f64;
    for (way, at) in ways.iter_mut().zip(1..) {
        let share = f64::from(at) / (count + 1.0);
        // Always from left to right, whichever way round the two venues were written.
        let (left, right) =
            if way.from.0 <= way.to.0 { (way.from, way.to) } else { (way.to, way.from) };
        let part = 0.25 + share * 0.5;
        way.figure = (
            (right.0 - left.0).mul_add(part, left.0).round(),
            (right.1 - left.1).mul_add(part, left.1).round() + 7.0,
        );
    }
}

/// Equirectangular projection, which is true enough within a city, fitted into the drawing.
fn project(placed: &[(&Venue, Coordinates)]) -> Vec<(f64, f64)> {
    let degrees = |value: i64| value as f64 / 1e6;
    let middle =
        placed.iter().map(|(_, at)| degrees(at.latitude_e6)).sum::<f64>() / placed.len() as f64;
    let flat: Vec<(f64, f64)> = placed
        .iter()
        .map(|(_, at)| {
            let east = degrees(at.longitude_e6) * middle.to_radians().cos();
            (east, -degrees(at.latitude_e6))
        })
        .collect();
    let bounds = |axis: fn(&(f64, f64)) -> f64| {
        let values = flat.iter().map(axis);
        values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (left, right) = bounds(|point| point.0);
    let (top, bottom) = bounds(|point| point.1);
    let room = |low: f64, high: f64, size: f64| (size - 2.0 * MARGIN) / (high - low).max(1e-9);
    let scale = room(left, right, WIDTH).min(room(top, bottom, HEIGHT));
    let centred = |value: f64, low: f64, high: f64, size: f64| {
        (size / 2.0 + (value - f64::midpoint(low, high)) * scale).round()
    };
    flat.iter()
        .map(|(x, y)| (centred(*x, left, right, WIDTH), centred(*y, top, bottom, HEIGHT)))
        .collect()
}

/// Moves labels down until none touches the one above it.
fn spread_labels(marks: &mut [Mark<'_>]) {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    order.sort_by(|one, other| marks[*one].y.total_cmp(&marks[*other].y));
    for at in 1..order.len() {
        let above: Vec<(f64, f64)> =
            order[..at].iter().map(|before| (marks[*before].x, marks[*before].label_y)).collect();
        let mark = &mut marks[order[at]];
        for (x, label_y) in above {
            let near = (mark.x - x).abs() < 260.0;
            if near && mark.label_y < label_y + LABEL_GAP {
                mark.label_y = label_y + LABEL_GAP;
            }
        }
    }
}
