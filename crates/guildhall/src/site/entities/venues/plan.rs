//! The halls of a venue as a section through the house: floors above one another, a dot for so many
//! people, so that a hall is as large on paper as it is in truth.

use crate::editions::model::{Feature, Hall, Venue};
use crate::site::home::grouped;
use crate::site::names::Named as _;
use crate::words::Words;

/// A hall with more dots than this would fill the page.
const DOTS_MAX: i64 = 400;
/// From one dot to the next.
const STEP: i64 = 8;

pub struct Plan<'s> {
    /// The highest first.
    pub floors: Vec<Floor<'s>>,
    /// How many people a dot stands for; `None` when no hall says what it holds.
    pub people_a_dot: Option<i64>,
}

pub struct Floor<'s> {
    pub name: &'s str,
    pub halls: Vec<Room<'s>>,
}

pub struct Room<'s> {
    pub hall: &'s Hall,
    pub seats: Option<Seats>,
    pub capacity: String,
    pub area: String,
    pub spots: usize,
    pub features: String,
    /// Worth an icon of its own.
    pub step_free: bool,
}

/// Full rows of dots, and one that may be shorter.
pub struct Seats {
    pub width: i64,
    pub height: i64,
    pub full: i64,
    pub rest: i64,
}

pub fn plan(venue: &Venue, words: Words) -> Plan<'_> {
    let most = venue.halls.iter().filter_map(|hall| hall.capacity).max();
    let people_a_dot = most.filter(|most| *most > 0).map(people_a_dot);
    let mut floors: Vec<Floor<'_>> = Vec::new();
    for hall in &venue.halls {
        let name = hall.floor.as_deref().unwrap_or_default();
        let room = room(hall, people_a_dot, words);
        match floors.iter_mut().find(|floor| floor.name == name) {
            Some(floor) => floor.halls.push(room),
            None => floors.push(Floor { name, halls: vec![room] }),
        }
    }
    floors.sort_by_key(|floor| std::cmp::Reverse(level(floor.name)));
    for floor in &mut floors {
        floor.halls.sort_by_key(|room| std::cmp::Reverse(room.hall.capacity));
    }
    Plan { floors, people_a_dot }
}

/// The least round number of people by which the largest hall still fits.
fn people_a_dot(most: i64) -> i64 {
    const ROUND: [i64; 9] = [1, 2, 4, 5, 10, 20, 50, 100, 500];
    ROUND.into_iter().find(|people| most <= people * DOTS_MAX).unwrap_or(1_000)
}

/// `4F` is 4, `B1` is -1; what is no number lies on the ground.
fn level(name: &str) -> i64 {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let number: i64 = digits.parse().unwrap_or(0);
    if name.starts_with(['B', 'b', '-']) { -number } else { number }
}

fn room<'s>(hall: &'s Hall, people_a_dot: Option<i64>, words: Words) -> Room<'s> {
    let shown = hall.features.iter().filter(|feature| **feature != Feature::StepFree);
    let features: Vec<&str> = shown.map(|feature| feature.name(words)).collect();
    let capacity = hall.capacity.filter(|capacity| *capacity > 0);
    Room {
        hall,
        seats: capacity.zip(people_a_dot).map(|(capacity, people)| seats(capacity, people)),
        capacity: capacity.map(grouped).unwrap_or_default(),
        area: hall.area_m2.map(|area| words.entities_area_count(grouped(area))).unwrap_or_default(),
        spots: hall.spots.len(),
        features: features.join(" · "),
        step_free: hall.features.contains(&Feature::StepFree),
    }
}

fn seats(capacity: i64, people_a_dot: i64) -> Seats {
    let dots = ((capacity + people_a_dot / 2) / people_a_dot).clamp(1, DOTS_MAX * 4);
    let across = (1..).find(|side| side * side >= dots).unwrap_or(1);
    let (full, rest) = (dots / across, dots % across);
    let rows = full + i64::from(rest > 0);
    Seats { width: across * STEP, height: rows * STEP, full: full * STEP, rest: rest * STEP }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hall_has_a_dot_for_so_many_people() {
        assert_eq!(people_a_dot(1_600), 4);
        assert_eq!(people_a_dot(90), 1);
        let seats = seats(50, 4);
        let dots = (seats.width / STEP) * (seats.full / STEP) + seats.rest / STEP;
        assert_eq!(dots, 13);
        assert_eq!((level("4F"), level("B1"), level("K")), (4, -1, 0));
    }
}
