//! Activities in lists and grids, with what is free there.

use kernel::Text;

use crate::admissions::seats::model::{Seat, Seating, Way};
use crate::desk::Visit;
use crate::editions::model::Edition;
use crate::shell::when;

/// One activity in a list or a grid.
pub struct Cell<'v> {
    pub title: &'v Text,
    pub when: String,
    pub place: String,
    pub free: String,
    pub full: bool,
    /// The reader has a seat there.
    pub mine: bool,
    pub path: String,
}

/// The sessions of one day.
pub struct Day<'v> {
    pub name: String,
    pub cells: Vec<Cell<'v>>,
}

pub fn when_of(visit: &Visit, edition: &Edition, seating: &Seating) -> String {
    let held = seating.held;
    held.map_or_else(String::new, |it| when::span(visit.words, &edition.zone, it.interval))
}

pub fn free_of(visit: &Visit, seating: &Seating) -> String {
    match seating.way {
        Way::Booked | Way::Queued | Way::Wished if seating.free() == 0 => {
            visit.words.seats_none_free().to_owned()
        }
        Way::Booked | Way::Queued | Way::Wished => {
            visit.words.seats_free_of(seating.free(), seating.places)
        }
        _ => String::new(),
    }
}

pub fn cell<'v>(visit: &Visit, edition: &Edition, own: &[Seat], one: &'v Seating) -> Cell<'v> {
    let mine = |it: &Seat| it.activity == one.activity && !it.state.is_over();
    let lang = visit.lang;
    Cell {
        title: &one.told.title,
        when: when_of(visit, edition, one),
        place: format!("{} · {}", one.told.hall.get(lang), one.told.venue.get(lang)),
        free: free_of(visit, one),
        full: one.free() == 0,
        mine: own.iter().any(mine),
        path: visit.to(&format!("/{}/seats/{}", edition.slug, one.slug)),
    }
}

/// Sessions, day by day.
pub fn days<'v>(
    visit: &Visit,
    edition: &Edition,
    own: &[Seat],
    sessions: impl Iterator<Item = &'v Seating>,
) -> Vec<Day<'v>> {
    let mut days: Vec<Day<'v>> = Vec::new();
    for one in sessions {
        let Some(held) = one.held else { continue };
        let name = when::day(visit.words, edition.zone.wall(held.interval.start()).date);
        let times = when::times(visit.words, &edition.zone, held.interval);
        let cell = Cell { when: times, ..cell(visit, edition, own, one) };
        match days.last_mut().filter(|day| day.name == name) {
            Some(day) => day.cells.push(cell),
            None => days.push(Day { name, cells: vec![cell] }),
        }
    }
    days
}
