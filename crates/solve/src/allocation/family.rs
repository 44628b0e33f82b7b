//! Made-up problems of several kinds, for measuring.

use super::{Activity, Party, Problem, Rule, Way};
use crate::random::Random;

/// What the parties of a made-up problem are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everybody alone, one seat each.
    Alone,
    /// Everybody alone, up to three seats, one a slot of the day.
    Slots,
    /// Groups of one to six, up to three seats, times that overlap anyhow, and ways between venues.
    Groups,
}

const PLACES: [&str; 5] = ["A", "B", "C", "D", "E"];
const WISHES: usize = 8;

/// So many parties, an activity for each forty, and seats for about four of five wishes in turn.
pub fn generated(kind: Kind, rule: Rule, parties: usize, seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let count = (parties / 40).max(WISHES + 2);
    let most = if kind == Kind::Alone { 1 } else { 3 };
    let mut people = 0;
    let mut members = Vec::new();
    for at in 0..parties {
        let size = if kind == Kind::Groups { 1 + random.below(6) as u32 } else { 1 };
        people += size as usize;
        let mut wishes: Vec<String> = Vec::new();
        while wishes.len() < WISHES {
            // What many want is wanted by most: the square leans to the first.
            let drawn = random.unit() * random.unit();
            let wish = format!("activity-{}", (drawn * count as f64) as usize);
            if !wishes.contains(&wish) {
                wishes.push(wish);
            }
        }
        members.push(Party {
            id: format!("party-{at}"),
            people: size,
            weight: 1,
            wishes,
            at_most: most,
            confirmed: Vec::new(),
            busy: Vec::new(),
        });
    }
    let seats = (people * most as usize * 4 / 5 / count).max(1);
    let activities = (0..count).map(|at| {
        let start = match kind {
            Kind::Alone | Kind::Slots => (at % 8) as i64 * 90,
            Kind::Groups => random.below(40) as i64 * 15,
        };
        let minutes = if kind == Kind::Groups { 30 + 15 * random.below(7) as i64 } else { 60 };
        Activity {
            id: format!("activity-{at}"),
            seats: (seats / 2 + random.below(seats + 1)) as u32,
            start,
            end: start + minutes,
            place: PLACES[random.below(PLACES.len())].to_owned(),
        }
    });
    let activities = activities.collect();
    let mut travel = Vec::new();
    for (to, at) in PLACES.iter().zip(0..) {
        for from in &PLACES[..at] {
            let minutes = 10 + 5 * random.below(4) as u32;
            travel.push(Way { from: (*from).to_owned(), to: (*to).to_owned(), minutes });
        }
    }
    Problem { activities, parties: members, travel, rule }
}
