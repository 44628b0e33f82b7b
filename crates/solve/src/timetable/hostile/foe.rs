//! Draws problems, releases and events, mostly sound and now and then as wrong as can be.

use crate::random::Random;
use crate::timetable::Event;
use crate::timetable::problem::*;

const EXTREME: [i32; 14] =
    [0, 1, -1, 7, 600, 1_439, 1_440, 10_080, 10_081, 86_399, 86_400, 1_000_001, i32::MAX, i32::MIN];

/// Draws what a hostile problem is made of: mostly sound, so that it gets past the gate, and now and
/// then as wrong as can be.
pub struct Foe {
    random: Random,
    /// One in so many is extreme.
    rare: usize,
}

impl Foe {
    fn odd(&mut self) -> bool {
        self.random.below(self.rare) == 0
    }

    fn extreme(&mut self) -> i32 {
        EXTREME[self.random.below(EXTREME.len())]
    }

    fn number(&mut self, most: usize) -> u32 {
        if self.odd() { self.extreme().unsigned_abs() } else { self.random.below(most) as u32 }
    }

    /// In the first three days, mostly by day.
    fn minute(&mut self) -> i32 {
        if self.odd() {
            return self.extreme();
        }
        let day = self.random.below(3) as i32 * 1_440;
        if self.random.chance(0.1) {
            return day + self.random.below(1_440) as i32;
        }
        day + 540 + self.random.below(120) as i32 * 5
    }

    fn span(&mut self) -> Span {
        let from = self.minute();
        let long = if self.odd() { self.extreme() } else { 200 + self.random.below(600) as i32 };
        Span { from, until: from.saturating_add(long) }
    }

    fn spans(&mut self, most: usize) -> Vec<Span> {
        let all = if self.odd() { 0 } else { 1 + self.random.below(most) };
        (0..all).map(|_| self.span()).collect()
    }

    fn name(&mut self, kind: &str, most: usize) -> String {
        match self.random.below(self.rare * 4) {
            0 => String::new(),
            1 => format!("{kind}99"),
            2 => "\u{202e}\"\\\n".to_owned(),
            _ => format!("{kind}{}", self.random.below(most.max(1))),
        }
    }

    /// Mostly two different ones.
    fn pair(&mut self, kind: &str, most: usize) -> (String, String) {
        let one = self.random.below(most.max(1));
        if most < 2 || self.odd() {
            return (self.name(kind, most), self.name(kind, most));
        }
        let other = (one + 1 + self.random.below(most - 1)) % most;
        (format!("{kind}{one}"), format!("{kind}{other}"))
    }

    fn names(&mut self, kind: &str, most: usize, count: usize) -> Vec<String> {
        let drawn = if most == 0 { 0 } else { self.random.below(count + 1) };
        let mut names: Vec<String> = (0..drawn).map(|_| self.name(kind, most)).collect();
        if !self.odd() {
            names.sort_unstable();
            names.dedup();
        }
        names
    }

    fn maybe<T>(&mut self, one_in: usize, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.random.below(one_in) == 0).then(|| make(self))
    }

    /// Its name by number, or another's.
    fn own_name(&mut self, kind: &str, at: usize) -> String {
        if self.random.below(self.rare * 8) == 0 {
            self.name(kind, 3)
        } else {
            format!("{kind}{at}")
        }
    }

    fn hall(&mut self, at: usize) -> Hall {
        Hall {
            id: self.own_name("h", at),
            venue: format!("v{}", at % 3),
            capacity: self.maybe(2, |foe| foe.number(200)),
            features: self.maybe(2, |_| "stage".to_owned()).into_iter().collect(),
            open: self.spans(4),
            changeover_minutes: self.number(30),
            owner: self.maybe(8, |foe| foe.name("o", 2)),
        }
    }

    fn party(&mut self, at: usize) -> Party {
        let avoids = self.maybe(3, |foe| foe.spans(2)).unwrap_or_default().into_iter();
        let avoids = avoids.map(|span| Avoid { span, weight: self.number(50) }).collect();
        Party { id: self.own_name("p", at), available: self.maybe(6, |foe| foe.spans(3)), avoids }
    }

    fn activity(&mut self, at: usize, halls: usize) -> Activity {
        let some = |foe: &mut Self, kind: &str, most| foe.name(kind, most);
        Activity {
            id: self.own_name("a", at),
            minutes: if self.odd() { self.number(9) } else { 10 + self.random.below(80) as u32 },
            setup_minutes: self.number(20),
            teardown_minutes: self.number(20),
            halls: self.maybe(8, |foe| foe.names("h", halls, 2)).unwrap_or_default(),
            features: self.maybe(10, |_| "stage".to_owned()).into_iter().collect(),
            windows: self.maybe(8, |foe| foe.spans(3)).unwrap_or_default(),
            fixed: self.maybe(12, |foe| Spot { hall: foe.name("h", halls), start: foe.minute() }),
            parties: self.names("p", 4, 3),
            host: self.maybe(2, |foe| some(foe, "o", 2)),
            demand: self.number(300),
            track: self.maybe(2, |foe| some(foe, "t", 2)),
            part: self.maybe(2, |foe| some(foe, "q", 2)),
            topics: self.names("u", 3, 2),
        }
    }

    pub fn problem(&mut self) -> Problem {
        let halls = if self.odd() { 0 } else { 1 + self.random.below(4) };
        let all = if self.odd() { 0 } else { 1 + self.random.below(9) };
        let weights = |foe: &mut Self| {
            let mut weight = || foe.number(1_000_000);
            Weights {
                demand: weight(),
                stars: weight(),
                track_parallel: weight(),
                track_halls: weight(),
                avoids: weight(),
                series: weight(),
                part_balance: weight(),
                topic_balance: weight(),
                change: weight(),
                change_day: weight(),
                change_hall: weight(),
                change_time: weight(),
            }
        };
        let several = |foe: &mut Self, most: usize| foe.random.below(most + 1);
        let groups = |foe: &mut Self| -> Vec<Vec<String>> {
            (0..foe.random.below(3)).map(|_| foe.names("a", all, 3)).collect()
        };
        let travel = |foe: &mut Self| {
            let (from, to) = foe.pair("v", halls.min(3));
            Travel { from, to, minutes: foe.number(90) }
        };
        let order = |foe: &mut Self| {
            let (before, after) = foe.pair("a", all);
            Precedence { before, after, gap_minutes: foe.number(60) }
        };
        let stars = |foe: &mut Self| {
            let (one, other) = foe.pair("a", all);
            Stars { one, other, people: foe.number(500) }
        };
        Problem {
            days: (0..several(self, 3)).map(|at| format!("day {at}")).collect(),
            grid_minutes: self.number(16),
            travel: (0..several(self, 2)).map(|_| travel(self)).collect(),
            halls: (0..halls).map(|at| self.hall(at)).collect(),
            hosts: (0..2)
                .map(|at| Host {
                    id: self.own_name("o", at),
                    granted_minutes: self.maybe(2, |foe| foe.number(500)),
                })
                .collect(),
            parties: (0..4).map(|at| self.party(at)).collect(),
            activities: (0..all).map(|at| self.activity(at, halls)).collect(),
            precedences: (0..several(self, 3)).map(|_| order(self)).collect(),
            same_day: groups(self),
            not_parallel: groups(self),
            series: self.maybe(2, |foe| vec![foe.names("a", all, 4)]).unwrap_or_default(),
            stars: (0..several(self, 3)).map(|_| stars(self)).collect(),
            release: self.placed(all, halls),
            weights: self.maybe(2, weights).unwrap_or_default(),
        }
    }

    pub fn placed(&mut self, all: usize, halls: usize) -> Vec<Placed> {
        let each: Vec<usize> = (0..all).filter(|_| self.random.chance(0.7)).collect();
        let place = |at: usize| Placed {
            activity: self.own_name("a", at),
            hall: self.name("h", halls),
            start: self.minute(),
        };
        each.into_iter().map(place).collect()
    }

    pub fn event(&mut self, problem: &Problem) -> Event {
        let (halls, all) = (problem.halls.len(), problem.activities.len());
        match self.random.below(3) {
            0 => Event::HallLost { hall: self.name("h", halls), during: self.span() },
            1 => Event::PartyGone { party: self.name("p", 4), during: self.maybe(2, Self::span) },
            _ => Event::ActivityGrows { activity: self.name("a", all), minutes: self.number(200) },
        }
    }
}

/// Mostly sound where `rare` is large.
pub fn foe(seed: u64) -> Foe {
    let mut random = Random::new(seed);
    let rare = [60, 600, 1_000_000, 1_000_000][random.below(4)];
    Foe { random, rare }
}
