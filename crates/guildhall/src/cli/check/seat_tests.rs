//! Seats and calendars: each invariant is broken by exactly one row.

use kernel::Uuid;
use store::{Fault, Tx};

use super::tests::{id, sees};
use crate::programme::fixture;

store::statements! {
    CATEGORY_INSERT = "insert into pass_category (id, edition_id, slug, kind, name, days,
            price_minor, currency, real_name, places, taken, version)
        values ($1, $2, 'visitor', 'visitor', '{}', '[]', 0, 'CNY', false, 10, 1, 1)";
    ORDER_INSERT = "insert into pass_order (id, edition_id, placed_at) values ($1, $2, 0)";
    ADMISSION_INSERT = "insert into admission (id, edition_id, order_id, category_id, state,
            state_at, holder)
        values ($1, $2, $1, $1, 'confirmed', 0, 'Sample')";
    SEATING_INSERT = "insert into seating (activity_id, edition_id, slug, way, places, taken,
            closed, venue_id, starts_at, ends_at, body, version)
        values ($1, $2, $3, 'booked', 1, 1, false, $1, 60000, 120000,
            '{\"title\":{},\"hall\":{},\"venue\":{},\"hosts\":[],\"topics\":[],\"sample\":true}', 1)";
    SEAT_INSERT = "insert into seat (id, edition_id, activity_id, pass_id, group_id, state, state_at,
            asked_at)
        values ($1, $2, $1, $3, $1, 'confirmed', 0, 0)";
    COMMITMENT_INSERT = "insert into commitment (id, edition_id, party_id, cause, cause_id,
            activity_id, venue_id, starts_at, ends_at, moved_at)
        values ($1, $2, $3, 'seat', $1, $1, $1, 60000, 120000, $4)";
    TAKEN_MORE = "update seating set taken = 2";
    SEAT_ASTRAY = "update seat set edition_id = $1";
    COMMITMENT_LATER = "update commitment set ends_at = 180000";
}

const ONE: &str = "00000000-0000-0000-0000-000000000001";
const TWO: &str = "00000000-0000-0000-0000-000000000002";

/// Somebody with a seat.
fn furnish(tx: &mut Tx<'_>) -> Result<(), Fault> {
    let edition: Uuid = fixture::id::<()>("edition").uuid();
    tx.run(CATEGORY_INSERT, (id::<()>(1), edition))?;
    tx.run(ORDER_INSERT, (id::<()>(1), edition))?;
    tx.run(ADMISSION_INSERT, (id::<()>(1), edition))?;
    seat(tx, 1, None)
}

fn seat(tx: &mut Tx<'_>, number: u128, moved_at: Option<i64>) -> Result<(), Fault> {
    let edition: Uuid = fixture::id::<()>("edition").uuid();
    let (one, pass) = (id::<()>(number), id::<()>(1));
    tx.run(SEATING_INSERT, (one, edition, format!("seats-{number}")))?;
    tx.run(SEAT_INSERT, (one, edition, pass))?;
    tx.run(COMMITMENT_INSERT, (one, edition, pass, moved_at)).map(drop)
}

#[test]
fn a_seat_that_nobody_holds() {
    let line = format!(
        "seats.places: activity {ONE}: 2 places are said to be taken, and the seats say other"
    );
    sees(&[&line], |tx| {
        furnish(tx)?;
        tx.run(TAKEN_MORE, ()).map(drop)
    });
}

#[test]
fn a_seat_of_another_edition() {
    let line = format!("seats.passes: seat {ONE} of pass {ONE}: of another edition");
    sees(&[&line], |tx| {
        furnish(tx)?;
        tx.run(SEAT_ASTRAY, (id::<()>(0x2024),)).map(drop)
    });
}

#[test]
fn a_seat_that_its_calendar_has_at_another_time() {
    let line = format!("seats.calendar: seat {ONE} of pass {ONE}: the calendar says other");
    sees(&[&line], |tx| {
        furnish(tx)?;
        tx.run(COMMITMENT_LATER, ()).map(drop)
    });
}

#[test]
fn somebody_in_two_places_at_once() {
    let line = format!("calendar.one_place: seats {ONE} and {TWO} of one pass are at once");
    sees(&[&line], |tx| {
        furnish(tx)?;
        seat(tx, 2, None)
    });
}
