//! What must be true of guests and of running orders.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "guests.guests",
        holds: "every guest is of an edition that is known",
        look: guests,
    },
    Invariant {
        name: "guests.shows",
        holds: "wherever one is on a running order, it is on it",
        look: shows,
    },
];

store::statements! {
    GUEST_COUNT = "select count(*) from guest";
    GUEST_WRONG = "select id, edition_id from guest g
        where not exists (select 1 from edition e where e.id = g.edition_id) order by id";
    PLACE_COUNT = "select count(*) from show_place";
    PLACE_WRONG = "select activity_id, item_id from show_place p
        where item_id is not null and not exists (
            select 1 from show_item i where i.id = p.item_id and i.activity_id = p.activity_id)
        order by activity_id";
}

fn guests(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, GUEST_COUNT, GUEST_WRONG, |(id, edition): (Uuid, Uuid)| {
        format!("guest {id}: there is no edition {edition}")
    })
}

fn shows(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, PLACE_COUNT, PLACE_WRONG, |(activity, item): (Uuid, Uuid)| {
        format!("the running order of activity {activity}: item {item} is not on it")
    })
}
