//! Every SQL statement of calendars.

use kernel::{Id, Interval, Timestamp, Uuid};
use store::{Columns, Fault, Row, Tx, Value};

use super::model::{Cause, Commitment, Party, Slot};
use crate::programme::model::ActivityId;

store::statements! {
    /// Holds the row until the transaction ends: two who write into one calendar are one after the other.
    HOLD = "insert into calendar (party_id, version) values ($1, 1)
        on conflict (party_id) do update set version = calendar.version + 1";
    OF_PARTIES = "select party_id, cause, cause_id, activity_id, within_id, venue_id, starts_at,
            ends_at, moved_at
        from commitment where edition_id = $1 and party_id = any($2)
        order by starts_at, ends_at, id";
    INSERT = "insert into commitment (id, edition_id, party_id, cause, cause_id, activity_id,
            within_id, venue_id, starts_at, ends_at, moved_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, null)";
    REMOVE = "delete from commitment where cause = $1 and cause_id = $2";
    REMOVE_OF_ACTIVITY = "delete from commitment where activity_id = $1 and cause = 'seat'";
    MOVE_OF_ACTIVITY = "update commitment set venue_id = $2, starts_at = $3, ends_at = $4,
            within_id = $5, moved_at = $6
        where activity_id = $1 and cause = 'seat'";
    ROLES_CLEAR = "delete from commitment where edition_id = $1 and cause = 'role'";
}

impl Row for Commitment {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let party: Uuid = columns.take()?;
        let (word, id): (String, Uuid) = (columns.take()?, columns.take()?);
        let cause = Cause::read(&word, id).ok_or_else(|| format!("{word:?} is no cause"))?;
        let (activity, within, venue) = (columns.take()?, columns.take()?, columns.take()?);
        let (starts, ends): (Timestamp, Timestamp) = (columns.take()?, columns.take()?);
        let interval = Interval::new(starts, ends).map_err(|error| error.to_string())?;
        let slot = Slot { activity, within, venue, interval };
        Ok(Self { party, cause, slot, moved_at: columns.take()? })
    }
}

pub fn hold(tx: &mut Tx<'_>, party: Party) -> Result<(), Fault> {
    tx.run(HOLD, (party,)).map(drop)
}

pub fn of_parties(
    tx: &mut Tx<'_>,
    edition: Uuid,
    parties: &[Party],
) -> Result<Vec<Commitment>, Fault> {
    tx.all(OF_PARTIES, (edition, Value::list(parties.iter().copied())))
}

pub fn insert(tx: &mut Tx<'_>, id: Uuid, edition: Uuid, one: &Commitment) -> Result<(), Fault> {
    let Slot { activity, within, venue, interval } = one.slot;
    let (cause, cause_id) = (one.cause.word(), one.cause.uuid());
    let (starts, ends) = (interval.start(), interval.end());
    tx.put(INSERT, (id, edition, one.party, cause, cause_id, activity, within, venue, starts, ends))
}

pub fn remove(tx: &mut Tx<'_>, cause: Cause) -> Result<(), Fault> {
    tx.run(REMOVE, (cause.word(), cause.uuid())).map(drop)
}

/// The seats of an activity bind nobody any more.
pub fn remove_of_activity(tx: &mut Tx<'_>, activity: ActivityId) -> Result<(), Fault> {
    tx.run(REMOVE_OF_ACTIVITY, (activity,)).map(drop)
}

/// The seats of an activity are elsewhere, or at another time.
pub fn move_of_activity(tx: &mut Tx<'_>, slot: Slot, now: Timestamp) -> Result<(), Fault> {
    let Slot { activity, within, venue, interval } = slot;
    let row = (activity, venue, interval.start(), interval.end(), within, now);
    tx.run(MOVE_OF_ACTIVITY, row).map(drop)
}

/// Writes what people have a part in, in place of what they had.
pub fn replace_roles<T>(
    tx: &mut Tx<'_>,
    edition: Id<T>,
    all: &[(Uuid, Commitment)],
) -> Result<(), Fault> {
    tx.run(ROLES_CLEAR, (edition,))?;
    all.iter().try_for_each(|(id, one)| insert(tx, *id, edition.uuid(), one))
}
