//! Statements of waiting lists and of what happens by itself.

use kernel::Timestamp;
use store::{Fault, Tx};

use crate::admissions::seats::model::{GroupId, Seat};
use crate::editions::model::EditionId;
use crate::programme::model::ActivityId;

store::statements! {
    WAITING_COUNT = "select count(*) from seat where activity_id = $1 and state = 'waitlisted'";
    WAITING_BEFORE = "select count(*) from seat where activity_id = $1 and state = 'waitlisted'
            and (asked_at < $2 or (asked_at = $2 and id < $3))";
    QUEUE = "select id, edition_id, activity_id, pass_id, group_id, state, state_at, asked_at,
            expires_at, choice
        from seat where activity_id = $1 and state = 'waitlisted' order by asked_at, id";
    OF_GROUP = "select id, edition_id, activity_id, pass_id, group_id, state, state_at, asked_at,
            expires_at, choice
        from seat where group_id = $1 and edition_id = $2 order by asked_at, id";
    RUN_OUT = "select id, edition_id, activity_id, pass_id, group_id, state, state_at, asked_at,
            expires_at, choice
        from seat where state = 'offered' and expires_at <= $1 order by expires_at, id limit $2";
    /// Seats of those who did not come, where they are let go some minutes after the start.
    MISSED = "select seat.id, seat.edition_id, seat.activity_id, pass_id, group_id, state, state_at,
            asked_at, expires_at, choice
        from seating s join seat on seat.activity_id = s.activity_id and seat.state = 'confirmed'
        where s.release_minutes is not null and s.starts_at + s.release_minutes * 60000 <= $1
            and s.ends_at > $1
        order by seat.id limit $2";
    WITH_ROOM = "select distinct s.activity_id from seating s
            join seat on seat.activity_id = s.activity_id and seat.state = 'waitlisted'
        where s.taken < s.places and not s.closed and s.starts_at is not null
        order by s.activity_id limit $1";
    SERVED = "select count(*) from seat where activity_id = $1 and state = 'attended'";
}

/// True when [`super::super::verbs::round`] would find something to do.
pub fn is_due(tx: &mut Tx<'_>, now: Timestamp, hall: Timestamp) -> Result<bool, Fault> {
    Ok(!run_out(tx, now, 1)?.is_empty()
        || !missed(tx, hall, 1)?.is_empty()
        || !with_room(tx, 1)?.is_empty())
}

/// How many wait there.
pub fn count(tx: &mut Tx<'_>, activity: ActivityId) -> Result<i64, Fault> {
    tx.one(WAITING_COUNT, (activity,))
}

/// How many wait before them.
pub fn before(tx: &mut Tx<'_>, seat: &Seat) -> Result<i64, Fault> {
    tx.one(WAITING_BEFORE, (seat.activity, seat.asked_at, seat.id))
}

/// How many came in.
pub fn served(tx: &mut Tx<'_>, activity: ActivityId) -> Result<i64, Fault> {
    tx.one(SERVED, (activity,))
}

pub fn queue(tx: &mut Tx<'_>, activity: ActivityId) -> Result<Vec<Seat>, Fault> {
    tx.all(QUEUE, (activity,))
}

pub fn of_group(tx: &mut Tx<'_>, edition: EditionId, group: GroupId) -> Result<Vec<Seat>, Fault> {
    tx.all(OF_GROUP, (group, edition))
}

pub fn run_out(tx: &mut Tx<'_>, now: Timestamp, most: i64) -> Result<Vec<Seat>, Fault> {
    tx.all(RUN_OUT, (now, most))
}

pub fn missed(tx: &mut Tx<'_>, now: Timestamp, most: i64) -> Result<Vec<Seat>, Fault> {
    tx.all(MISSED, (now, most))
}

/// Where somebody waits and there is room.
pub fn with_room(tx: &mut Tx<'_>, most: i64) -> Result<Vec<ActivityId>, Fault> {
    tx.all(WITH_ROOM, (most,))
}
