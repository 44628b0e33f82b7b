//! What has tables of its own: where and when an activity is, by whom and with whom.

use kernel::{Interval, Timestamp};
use store::{Fault, Tx};

use super::word;
use crate::editions::model::{EditionId, HallId, SpotId};
use crate::hosts::model::HostId;
use crate::people::model::PersonId;
use crate::programme::model::{Activity, ActivityId, Involvement, PersonRole, Placement};

store::statements! {
    PLACEMENT_ALL = "select activity_id, hall_id, spot_id, starts_at, ends_at from placement
        where edition_id = $1 order by activity_id";
    PLACEMENT_OF = "select activity_id, hall_id, spot_id, starts_at, ends_at from placement
        where activity_id = $1";
    PLACEMENT_CLEAR = "delete from placement where edition_id = $1";
    PLACEMENT_CLEAR_OF = "delete from placement where activity_id = $1";
    PLACEMENT_INSERT = "insert into placement (activity_id, edition_id, hall_id, spot_id,
            starts_at, ends_at)
        values ($1, $2, $3, $4, $5, $6)";
    INVOLVEMENT_ALL = "select activity_id, person_id, role from involvement
        where edition_id = $1 order by activity_id, position";
    INVOLVEMENT_OF = "select activity_id, person_id, role from involvement
        where activity_id = $1 order by position";
    ACTIVITIES_OF_PERSON = "select distinct activity_id from involvement
        where edition_id = $1 and person_id = $2 order by activity_id";
    INVOLVEMENT_CLEAR = "delete from involvement where edition_id = $1";
    INVOLVEMENT_CLEAR_OF = "delete from involvement where activity_id = $1";
    INVOLVEMENT_INSERT = "insert into involvement (activity_id, edition_id, position, person_id,
            role)
        values ($1, $2, $3, $4, $5)";
    ACTIVITY_HOST_ALL = "select activity_id, host_id from activity_host
        where edition_id = $1 order by activity_id, position";
    ACTIVITY_HOST_OF = "select activity_id, host_id from activity_host
        where activity_id = $1 order by position";
    ACTIVITIES_OF_HOST = "select activity_id from activity_host
        where edition_id = $1 and host_id = $2 order by activity_id";
    ACTIVITY_HOST_CLEAR = "delete from activity_host where edition_id = $1";
    ACTIVITY_HOST_CLEAR_OF = "delete from activity_host where activity_id = $1";
    ACTIVITY_HOST_INSERT = "insert into activity_host (activity_id, edition_id, position, host_id)
        values ($1, $2, $3, $4)";
}

type PlacementRow = (ActivityId, HallId, Option<SpotId>, Timestamp, Timestamp);

pub fn placements(
    tx: &mut Tx<'_>,
    edition: EditionId,
) -> Result<Vec<(ActivityId, Placement)>, Fault> {
    let rows: Vec<PlacementRow> = tx.all(PLACEMENT_ALL, (edition,))?;
    Ok(rows.into_iter().filter_map(placement).collect())
}

fn placement(
    (activity, hall, spot, starts_at, ends_at): PlacementRow,
) -> Option<(ActivityId, Placement)> {
    let interval = Interval::new(starts_at, ends_at).ok()?;
    Some((activity, Placement { hall, spot, interval }))
}

pub fn involvements(
    tx: &mut Tx<'_>,
    edition: EditionId,
) -> Result<Vec<(ActivityId, Involvement)>, Fault> {
    let rows: Vec<(ActivityId, PersonId, String)> = tx.all(INVOLVEMENT_ALL, (edition,))?;
    Ok(rows.into_iter().filter_map(involvement).collect())
}

fn involvement(
    (activity, person, role): (ActivityId, PersonId, String),
) -> Option<(ActivityId, Involvement)> {
    let role = PersonRole::ALL.into_iter().find(|candidate| word(candidate) == role)?;
    Some((activity, Involvement { person, role }))
}

pub fn activity_hosts(
    tx: &mut Tx<'_>,
    edition: EditionId,
) -> Result<Vec<(ActivityId, HostId)>, Fault> {
    tx.all(ACTIVITY_HOST_ALL, (edition,))
}

/// Takes out every placement, involvement and hosting, so that what they refer to may go.
pub fn clear_relations(tx: &mut Tx<'_>, edition: EditionId) -> Result<(), Fault> {
    for statement in [PLACEMENT_CLEAR, INVOLVEMENT_CLEAR, ACTIVITY_HOST_CLEAR] {
        tx.run(statement, (edition,))?;
    }
    Ok(())
}

/// The same of one activity.
pub fn clear_relations_of(tx: &mut Tx<'_>, activity: ActivityId) -> Result<(), Fault> {
    for statement in [PLACEMENT_CLEAR_OF, INVOLVEMENT_CLEAR_OF, ACTIVITY_HOST_CLEAR_OF] {
        tx.run(statement, (activity,))?;
    }
    Ok(())
}

/// What has tables of its own: where and when an activity is, by whom and with whom.
pub type Relations = (Option<Placement>, Vec<Involvement>, Vec<HostId>);

pub fn relations_of(tx: &mut Tx<'_>, activity: ActivityId) -> Result<Relations, Fault> {
    let place = tx.find::<PlacementRow>(PLACEMENT_OF, (activity,))?.and_then(placement);
    let people: Vec<(ActivityId, PersonId, String)> = tx.all(INVOLVEMENT_OF, (activity,))?;
    let hosts: Vec<(ActivityId, HostId)> = tx.all(ACTIVITY_HOST_OF, (activity,))?;
    Ok((
        place.map(|(_, place)| place),
        people.into_iter().filter_map(involvement).map(|(_, one)| one).collect(),
        hosts.into_iter().map(|(_, host)| host).collect(),
    ))
}

pub fn activities_of_host(
    tx: &mut Tx<'_>,
    edition: EditionId,
    host: HostId,
) -> Result<Vec<ActivityId>, Fault> {
    let all: Vec<(ActivityId,)> = tx.all(ACTIVITIES_OF_HOST, (edition, host))?;
    Ok(all.into_iter().map(|(id,)| id).collect())
}

pub fn activities_of_person(
    tx: &mut Tx<'_>,
    edition: EditionId,
    person: PersonId,
) -> Result<Vec<ActivityId>, Fault> {
    let all: Vec<(ActivityId,)> = tx.all(ACTIVITIES_OF_PERSON, (edition, person))?;
    Ok(all.into_iter().map(|(id,)| id).collect())
}

/// Writes where, when, by whom and with whom an activity is.
pub fn write_relations(
    tx: &mut Tx<'_>,
    edition: EditionId,
    activity: &Activity,
) -> Result<(), Fault> {
    if let Some(Placement { hall, spot, interval }) = activity.placement {
        let row = (activity.id, edition, hall, spot, interval.start(), interval.end());
        tx.run(PLACEMENT_INSERT, row)?;
    }
    for (involvement, position) in activity.people.iter().zip(0_i64..) {
        let role = word(&involvement.role);
        let row = (activity.id, edition, position, involvement.person, role.as_str());
        tx.run(INVOLVEMENT_INSERT, row)?;
    }
    for (host, position) in activity.hosts.iter().zip(0_i64..) {
        tx.run(ACTIVITY_HOST_INSERT, (activity.id, edition, position, *host))?;
    }
    Ok(())
}
