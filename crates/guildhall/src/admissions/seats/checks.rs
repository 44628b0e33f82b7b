//! What must be true of seats.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "seats.places",
        holds: "as many places of an activity are taken as seats hold one, and more than there are \
                only where they were lowered since",
        look: places,
    },
    Invariant {
        name: "seats.passes",
        holds: "every seat is of the edition of its pass and of its activity",
        look: passes,
    },
    Invariant {
        name: "seats.calendar",
        holds: "every seat that holds a place is in its pass's calendar, where and when the activity is",
        look: calendar,
    },
];

store::statements! {
    SEATING_COUNT = "select count(*) from seating";
    SEATING_WRONG = "select s.activity_id, s.taken from seating s
        where (s.taken > s.places and s.lowered_at is null)
            or s.taken <> (select count(*) from seat
                where seat.activity_id = s.activity_id
                    and seat.state in ('offered', 'confirmed', 'attended'))
        order by s.activity_id";
    SEAT_COUNT = "select count(*) from seat";
    SEAT_ASTRAY = "select seat.id, seat.pass_id from seat
        where not exists (select 1 from admission a
                where a.id = seat.pass_id and a.edition_id = seat.edition_id)
            or not exists (select 1 from seating s
                where s.activity_id = seat.activity_id and s.edition_id = seat.edition_id)
        order by seat.id";
    SEAT_UNBOUND = "select seat.id, seat.pass_id from seat
            join seating s on s.activity_id = seat.activity_id
            left join commitment c on c.cause = 'seat' and c.cause_id = seat.id
                and c.party_id = seat.pass_id
        where (seat.state in ('offered', 'confirmed', 'attended') and s.starts_at is not null)
                <> (c.id is not null)
            or (c.id is not null and (c.starts_at <> s.starts_at or c.ends_at <> s.ends_at
                or c.venue_id <> s.venue_id))
        order by seat.id";
}

fn places(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, SEATING_COUNT, SEATING_WRONG, |(id, taken): (Uuid, i64)| {
        format!("activity {id}: {taken} places are said to be taken, and the seats say other")
    })
}

fn passes(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, SEAT_COUNT, SEAT_ASTRAY, |(id, pass): (Uuid, Uuid)| {
        format!("seat {id} of pass {pass}: of another edition")
    })
}

fn calendar(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    offenders(tx, SEAT_COUNT, SEAT_UNBOUND, |(id, pass): (Uuid, Uuid)| {
        format!("seat {id} of pass {pass}: the calendar says other")
    })
}
