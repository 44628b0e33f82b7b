//! `schedule.xml`, the format of frab, pretalx and the apps that people carry
//! (<https://c3voc.de/wiki/schedule>), as published also by FOSDEM.
//!
//! What it is *not*: a general XML library. No name space, no entity of a document's own and no
//! document type definition is ever followed.

mod read;
mod tree;
mod write;

use std::collections::HashSet;

pub use read::{read, read_in};
pub use write::write;

use crate::schedule::Schedule;

/// What this format can say of a schedule: its normal form, without descriptions of the conference,
/// of rooms and of persons, the capacities of rooms, and codes that are not six letters long or
/// come again. `read(&write(s))` gives exactly this.
#[must_use]
pub fn carried(schedule: &Schedule) -> Schedule {
    let mut carried = schedule.normalised();
    carried.conference.description.clear();
    for room in &mut carried.rooms {
        room.description.clear();
        room.capacity = None;
    }
    let mut codes = HashSet::new();
    for event in &mut carried.events {
        event.code = event.code.take().filter(|code| code.len() == 6 && codes.insert(code.clone()));
        for person in &mut event.persons {
            person.code = None;
            person.biography.clear();
            person.avatar = None;
        }
    }
    carried
}
