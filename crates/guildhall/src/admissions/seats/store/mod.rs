//! Every SQL statement of seats.

pub mod waiting;
pub mod wishing;

use kernel::{Interval, Timestamp};
use store::{Columns, Fault, Json, Row, Tx, Value};

use super::model::{Held, Seat, SeatId, Seating, Set, Told, Way};
use crate::admissions::model::AdmissionId;
use crate::admissions::rules::State;
use crate::editions::model::{EditionId, VenueId};
use crate::programme::model::ActivityId;

store::statements! {
    FOLLOWED = "select number from seat_release where edition_id = $1";
    FOLLOW = "insert into seat_release (edition_id, number) values ($1, $2)
        on conflict (edition_id) do update set number = excluded.number
        where seat_release.number < excluded.number";
    SEATINGS = "select activity_id, edition_id, slug, series_id, within_id, way, way_set,
            places_set, places, taken, lowered_at, closed, release_minutes, venue_id, starts_at,
            ends_at, body, version
        from seating where edition_id = $1 order by starts_at, slug";
    SEATING = "select activity_id, edition_id, slug, series_id, within_id, way, way_set,
            places_set, places, taken, lowered_at, closed, release_minutes, venue_id, starts_at,
            ends_at, body, version
        from seating where edition_id = $1 and slug = $2";
    SEATINGS_BY_ID = "select activity_id, edition_id, slug, series_id, within_id, way, way_set,
            places_set, places, taken, lowered_at, closed, release_minutes, venue_id, starts_at,
            ends_at, body, version
        from seating where activity_id = any($1) order by starts_at, slug";
    SEATING_INSERT = "insert into seating (activity_id, edition_id, slug, series_id, within_id,
            way, way_set, places_set, places, taken, lowered_at, closed, venue_id, starts_at,
            ends_at, body, version)
        values ($1, $2, $3, $4, $5, $6, null, null, $7, 0, null, false, $8, $9, $10, $11, 1)";
    /// Changes what the release says; whoever holds a seat keeps it.
    SEATING_FOLLOW = "update seating set slug = $2, series_id = $3, within_id = $4, way = $5,
            places = $6,
            lowered_at = case when taken <= $6 then null
                when lowered_at is null then $11 else lowered_at end,
            venue_id = $7, starts_at = $8, ends_at = $9, body = $10, version = version + 1
        where activity_id = $1";
    /// A slug may pass from one activity to another: all are freed before any is given.
    SLUG_FREE = "update seating set slug = $2 where activity_id = $1";
    SEATING_REMOVE = "delete from seating where activity_id = $1
            and not exists (select 1 from seat where seat.activity_id = seating.activity_id)";
    SEATING_SET = "update seating set way = $2, way_set = $3, places = $4, places_set = $5,
            closed = $6, release_minutes = $9,
            lowered_at = case when taken <= $4 then null
                when lowered_at is null then $8 else lowered_at end,
            version = version + 1
        where activity_id = $1 and version = $7";
    /// The only way to a place: never more than there are.
    PLACE_TAKE = "update seating set taken = taken + 1
        where activity_id = $1 and taken < places and not closed and starts_at is not null";
    PLACE_GIVE = "update seating set taken = taken - 1,
            lowered_at = case when taken - 1 <= places then null else lowered_at end
        where activity_id = $1 and taken > 0";
    SEAT_INSERT = "insert into seat (id, edition_id, activity_id, pass_id, group_id, state, state_at,
            asked_at, expires_at, choice)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    SEAT = "select id, edition_id, activity_id, pass_id, group_id, state, state_at, asked_at,
            expires_at, choice
        from seat where id = $1 and edition_id = $2";
    SEATS_OF_PASSES = "select id, edition_id, activity_id, pass_id, group_id, state, state_at,
            asked_at, expires_at, choice
        from seat where pass_id = any($1) order by asked_at, id";
    SEATS_OF_ACTIVITY = "select id, edition_id, activity_id, pass_id, group_id, state, state_at,
            asked_at, expires_at, choice
        from seat where activity_id = $1 order by asked_at, id";
    SEATS_TAKING = "select id, edition_id, activity_id, pass_id, group_id, state, state_at,
            asked_at, expires_at, choice
        from seat where activity_id = $1 and state in ('offered', 'confirmed', 'attended')
        order by asked_at, id";
    /// Compares the state it leaves: two who change it at once do not both.
    SEAT_MOVE = "update seat set state = $3, state_at = $4, expires_at = $5
        where id = $1 and state = $2";
}

impl Row for Seating {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (activity, edition, slug) = (columns.take()?, columns.take()?, columns.take()?);
        let (series, within) = (columns.take()?, columns.take()?);
        let way = |word: String| Way::from_word(&word).ok_or_else(|| format!("{word:?} is no way"));
        let is = way(columns.take()?)?;
        let set = columns.take::<Option<String>>()?.map(way).transpose()?;
        let set = Set { way: set, places: columns.take()? };
        let (places, taken, lowered_at) = (columns.take()?, columns.take()?, columns.take()?);
        let (closed, release_minutes) = (columns.take()?, columns.take()?);
        let venue: Option<VenueId> = columns.take()?;
        let (starts, ends): (Option<Timestamp>, Option<Timestamp>) =
            (columns.take()?, columns.take()?);
        let interval = starts.zip(ends).map(|(start, end)| Interval::new(start, end)).transpose();
        let interval = interval.map_err(|error| error.to_string())?;
        let held = venue.zip(interval).map(|(venue, interval)| Held { venue, interval });
        let Json(told): Json<Told> = columns.take()?;
        Ok(Self {
            activity,
            edition,
            slug,
            series,
            within,
            way: is,
            set,
            places,
            taken,
            lowered_at,
            closed,
            release_minutes,
            held,
            told,
            version: columns.take()?,
        })
    }
}

impl Row for Seat {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, edition, activity) = (columns.take()?, columns.take()?, columns.take()?);
        let (pass, group) = (columns.take()?, columns.take()?);
        let word: String = columns.take()?;
        let state = State::from_word(&word).ok_or_else(|| format!("{word:?} is no state"))?;
        let (state_at, asked_at) = (columns.take()?, columns.take()?);
        let (expires_at, choice) = (columns.take()?, columns.take()?);
        Ok(Self {
            id,
            edition,
            activity,
            pass,
            group,
            state,
            state_at,
            asked_at,
            expires_at,
            choice,
        })
    }
}

/// The number of the release that the rows follow; 0 before the first.
pub fn followed(tx: &mut Tx<'_>, edition: EditionId) -> Result<i64, Fault> {
    Ok(tx.find(FOLLOWED, (edition,))?.unwrap_or(0))
}

/// Holds the row; false when somebody was faster.
pub fn follow(tx: &mut Tx<'_>, edition: EditionId, number: i64) -> Result<bool, Fault> {
    Ok(tx.run(FOLLOW, (edition, number))? == 1)
}

pub fn seatings(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Seating>, Fault> {
    tx.all(SEATINGS, (edition,))
}

pub fn seating(tx: &mut Tx<'_>, edition: EditionId, slug: &str) -> Result<Option<Seating>, Fault> {
    tx.find(SEATING, (edition, slug))
}

pub fn seatings_by_id(tx: &mut Tx<'_>, ids: &[ActivityId]) -> Result<Vec<Seating>, Fault> {
    tx.all(SEATINGS_BY_ID, (Value::list(ids.iter().copied()),))
}

type Span = (Option<VenueId>, Option<Timestamp>, Option<Timestamp>);

fn span(one: &Seating) -> Span {
    let interval = one.held.map(|held| held.interval);
    (one.held.map(|held| held.venue), interval.map(Interval::start), interval.map(Interval::end))
}

pub fn insert_seating(tx: &mut Tx<'_>, one: &Seating) -> Result<(), Fault> {
    let (venue, starts, ends) = span(one);
    let row = (
        one.activity,
        one.edition,
        &one.slug,
        one.series,
        one.within,
        one.way.word(),
        one.places,
        venue,
        starts,
        ends,
        Json(&one.told),
    );
    tx.put(SEATING_INSERT, row)
}

pub fn follow_seating(tx: &mut Tx<'_>, one: &Seating, now: Timestamp) -> Result<(), Fault> {
    let (venue, starts, ends) = span(one);
    let row = (
        one.activity,
        &one.slug,
        one.series,
        one.within,
        one.way.word(),
        one.places,
        venue,
        starts,
        ends,
        Json(&one.told),
        now,
    );
    tx.run(SEATING_FOLLOW, row).map(drop)
}

pub fn free_slug(tx: &mut Tx<'_>, activity: ActivityId) -> Result<(), Fault> {
    tx.run(SLUG_FREE, (activity, activity.to_string())).map(drop)
}

/// True when nobody ever asked for a seat there, and so it is gone.
pub fn remove_seating(tx: &mut Tx<'_>, activity: ActivityId) -> Result<bool, Fault> {
    Ok(tx.run(SEATING_REMOVE, (activity,))? == 1)
}

/// False when it is no longer of that version.
pub fn set_seating(tx: &mut Tx<'_>, one: &Seating, now: Timestamp) -> Result<bool, Fault> {
    let row = (
        one.activity,
        one.way.word(),
        one.set.way.map(Way::word),
        one.places,
        one.set.places,
        one.closed,
        one.version,
        now,
        one.release_minutes,
    );
    Ok(tx.run(SEATING_SET, row)? == 1)
}

/// Takes a place; false when there is none.
pub fn take_place(tx: &mut Tx<'_>, activity: ActivityId) -> Result<bool, Fault> {
    Ok(tx.run(PLACE_TAKE, (activity,))? == 1)
}

pub fn give_place(tx: &mut Tx<'_>, activity: ActivityId) -> Result<(), Fault> {
    tx.run(PLACE_GIVE, (activity,)).map(drop)
}

pub fn insert_seat(tx: &mut Tx<'_>, one: &Seat) -> Result<(), Fault> {
    let row = (
        one.id,
        one.edition,
        one.activity,
        one.pass,
        one.group,
        one.state.word(),
        one.state_at,
        one.asked_at,
        one.expires_at,
        one.choice,
    );
    // Not `put`: whoever asks twice is told at once.
    tx.run(SEAT_INSERT, row).map(drop)
}

pub fn seat(tx: &mut Tx<'_>, edition: EditionId, id: SeatId) -> Result<Option<Seat>, Fault> {
    tx.find(SEAT, (id, edition))
}

pub fn seats_of_passes(tx: &mut Tx<'_>, passes: &[AdmissionId]) -> Result<Vec<Seat>, Fault> {
    tx.all(SEATS_OF_PASSES, (Value::list(passes.iter().copied()),))
}

pub fn seats_of_activity(tx: &mut Tx<'_>, activity: ActivityId) -> Result<Vec<Seat>, Fault> {
    tx.all(SEATS_OF_ACTIVITY, (activity,))
}

/// Those that hold a place.
pub fn seats_taking(tx: &mut Tx<'_>, activity: ActivityId) -> Result<Vec<Seat>, Fault> {
    tx.all(SEATS_TAKING, (activity,))
}

/// False when it is no longer in the state it was in.
pub fn move_seat(
    tx: &mut Tx<'_>,
    before: &Seat,
    (state, expires_at): (State, Option<Timestamp>),
    now: Timestamp,
) -> Result<bool, Fault> {
    let row = (before.id, before.state.word(), state.word(), now, expires_at);
    Ok(tx.run(SEAT_MOVE, row)? == 1)
}
