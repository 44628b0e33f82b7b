//! Every SQL statement of the programme slice.

use std::collections::HashMap;

use kernel::{Id, Interval, Slug, Text, Timestamp, Uuid};
use serde::{Deserialize, Serialize};
use store::{Fault, Json, Tx, Value};

use super::changes::Change;
use super::model::{
    Activity, ActivityId, ActivityState, Involvement, PersonRole, Placement, ReleaseId, Remainder,
    Route, Scheme, Term,
};
use crate::documents::{Collection, Document, Touched};
use crate::editions::model::{EditionId, HallId, SpotId};
use crate::hosts::model::HostId;
use crate::people::model::PersonId;

pub use super::kind::word;

store::statements! {
    ACTIVITY_SLUG = "select slug from activity where edition_id = $1 and id = $2";
    TERM_ALL = "select id, position, slug, body from term where edition_id = $1
        order by position, id";
    TERM_INSERT = "insert into term (id, edition_id, position, slug, body, scheme)
        values ($1, $2, $3, $4, $5, $6)";
    TERM_UPDATE = "update term set position = $3, slug = $4, body = $5, scheme = $6
        where id = $1 and edition_id = $2";
    TERM_REMOVE = "delete from term where id = $1";

    ACTIVITY_ALL = "select id, position, slug, body from activity where edition_id = $1
        order by position, id";
    ACTIVITY_INSERT = "insert into activity (id, edition_id, position, slug, body, part_id,
            parent_id, kind, state, places, guid)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    ACTIVITY_UPDATE = "update activity set position = $3, slug = $4, body = $5, part_id = $6,
            parent_id = $7, kind = $8, state = $9, places = $10, guid = $11
        where id = $1 and edition_id = $2";
    ACTIVITY_REMOVE = "delete from activity where id = $1";

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

    ROUTE_ALL = "select id, position, slug, body from route where edition_id = $1
        order by position, id";
    ROUTE_INSERT = "insert into route (id, edition_id, position, slug, body)
        values ($1, $2, $3, $4, $5)";
    ROUTE_UPDATE = "update route set position = $3, slug = $4, body = $5
        where id = $1 and edition_id = $2";
    ROUTE_REMOVE = "delete from route where id = $1";

    REMAINDER_OF = "select body from remainder where edition_id = $1";
    REMAINDER_WRITE = "insert into remainder (edition_id, body) values ($1, $2)
        on conflict (edition_id) do update set body = excluded.body";

    TEXT_POLICY_OF = "select machine from text_policy where edition_id = $1";
    TEXT_POLICY_WRITE = "insert into text_policy (edition_id, machine) values ($1, $2)
        on conflict (edition_id) do update set machine = excluded.machine";

    RELEASE_HEADS = "select id, number, released_at, note from release where edition_id = $1
        order by number desc, id";
    /// Of the first release everything is new: nobody's plans changed.
    RELEASE_CHANGES_SINCE = "select number, changes from release
        where edition_id = $1 and number > 1 and changes is not null order by number";
    RELEASE_CHANGES = "select changes from release where edition_id = $1 and number = $2
            and changes is not null";
    RELEASE_NUMBER_LAST = "select coalesce(max(number), 0) from release where edition_id = $1";
    RELEASE_NUMBERS = "select edition_id, max(number) from release group by edition_id
        order by edition_id";
    RELEASE_DIGEST_LAST = "select digest from release where edition_id = $1
        order by number desc limit 1";
    RELEASE_DIGEST = "select digest from release where edition_id = $1 and number = $2";
    RELEASE_BODY = "select id, number, released_at, note, digest, body from release
        where edition_id = $1 and number = $2";
    RELEASE_INSERT = "insert into release
            (id, edition_id, number, released_at, note, digest, body, changes)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
}

pub const TERMS: Collection =
    Collection { all: TERM_ALL, insert: TERM_INSERT, update: TERM_UPDATE, remove: TERM_REMOVE };
pub const ACTIVITIES: Collection = Collection {
    all: ACTIVITY_ALL,
    insert: ACTIVITY_INSERT,
    update: ACTIVITY_UPDATE,
    remove: ACTIVITY_REMOVE,
};
pub const ROUTES: Collection =
    Collection { all: ROUTE_ALL, insert: ROUTE_INSERT, update: ROUTE_UPDATE, remove: ROUTE_REMOVE };

/// A term as its row keeps it: known by scheme and slug, so the id follows from them.
#[derive(Serialize, Deserialize)]
pub struct TermOfEdition {
    pub id: Id<Term>,
    #[serde(flatten)]
    pub term: Term,
}

impl Document for TermOfEdition {
    fn id(&self) -> Uuid {
        self.id.uuid()
    }
    fn slug(&self) -> &Slug {
        &self.term.slug
    }
    fn keys(&self) -> Vec<Value<'_>> {
        vec![scheme_word(self.term.scheme).into()]
    }
}

pub const fn scheme_word(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Topic => "topic",
        Scheme::Sector => "sector",
        Scheme::Group => "group",
        Scheme::Track => "track",
    }
}

impl Document for Activity {
    fn id(&self) -> Uuid {
        self.id.uuid()
    }
    fn slug(&self) -> &Slug {
        &self.slug
    }
    fn keys(&self) -> Vec<Value<'_>> {
        let state = match self.state {
            ActivityState::Planned => "planned",
            ActivityState::Cancelled => "cancelled",
        };
        vec![
            self.part.into(),
            self.parent.into(),
            word(&self.details.kind()).into(),
            state.into(),
            self.places.into(),
            self.guid.as_deref().into(),
        ]
    }
}

impl Document for Route {
    fn id(&self) -> Uuid {
        self.id.uuid()
    }
    fn slug(&self) -> &Slug {
        &self.slug
    }
    fn keys(&self) -> Vec<Value<'_>> {
        Vec::new()
    }
}

pub fn activity_slug(
    tx: &mut Tx<'_>,
    edition: EditionId,
    id: ActivityId,
) -> Result<Option<Slug>, Fault> {
    tx.find(ACTIVITY_SLUG, (edition, id))
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

/// What an imported schedule says beyond the programme; nothing before the first import.
pub fn remainder(tx: &mut Tx<'_>, edition: EditionId) -> Result<Remainder, Fault> {
    Ok(tx.find(REMAINDER_OF, (edition,))?.map(|Json(body)| body).unwrap_or_default())
}

pub fn write_remainder(
    tx: &mut Tx<'_>,
    edition: EditionId,
    wanted: &Remainder,
) -> Result<Touched, Fault> {
    if remainder(tx, edition)? == *wanted {
        return Ok(Touched::default());
    }
    tx.run(REMAINDER_WRITE, (edition, Json(wanted)))?;
    Ok(Touched { changed: 1, ..Touched::default() })
}

/// What the edition said of unread machine texts, if anything.
pub fn unchecked_word(tx: &mut Tx<'_>, edition: EditionId) -> Result<Option<String>, Fault> {
    tx.find(TEXT_POLICY_OF, (edition,))
}

pub fn write_unchecked(tx: &mut Tx<'_>, edition: EditionId, word: &str) -> Result<(), Fault> {
    tx.run(TEXT_POLICY_WRITE, (edition, word)).map(drop)
}

/// A release without its document.
pub struct ReleaseHead {
    pub id: ReleaseId,
    pub number: i64,
    pub released_at: Timestamp,
    pub note: Text,
    /// What it changed since the release before; empty for the first.
    pub changes: Vec<Change>,
}

/// A release as its row keeps it.
pub struct ReleaseRow {
    pub id: ReleaseId,
    pub number: i64,
    pub released_at: Timestamp,
    pub note: Text,
    pub digest: String,
    pub body: String,
}

store::row!(ReleaseRow { id, number, released_at, note, digest, body });

pub fn release_heads(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<ReleaseHead>, Fault> {
    let changes: Vec<(i64, Json<Vec<Change>>)> = tx.all(RELEASE_CHANGES_SINCE, (edition,))?;
    let mut changes: HashMap<i64, Vec<Change>> =
        changes.into_iter().map(|(number, Json(changes))| (number, changes)).collect();
    let heads: Vec<(ReleaseId, i64, Timestamp, Text)> = tx.all(RELEASE_HEADS, (edition,))?;
    let head = |(id, number, released_at, note)| {
        let changes = changes.remove(&number).unwrap_or_default();
        ReleaseHead { id, number, released_at, note, changes }
    };
    Ok(heads.into_iter().map(head).collect())
}

/// What a release changed since the one before; none when that was not noted.
pub fn release_changes(
    tx: &mut Tx<'_>,
    edition: EditionId,
    number: i64,
) -> Result<Option<Vec<Change>>, Fault> {
    let found: Option<Json<Vec<Change>>> = tx.find(RELEASE_CHANGES, (edition, number))?;
    Ok(found.map(|Json(changes)| changes))
}

pub fn release_number_last(tx: &mut Tx<'_>, edition: EditionId) -> Result<i64, Fault> {
    let (number,): (i64,) = tx.one(RELEASE_NUMBER_LAST, (edition,))?;
    Ok(number)
}

pub fn release_numbers(tx: &mut Tx<'_>) -> Result<Vec<(EditionId, i64)>, Fault> {
    tx.all(RELEASE_NUMBERS, ())
}

pub fn release_digest_last(tx: &mut Tx<'_>, edition: EditionId) -> Result<Option<String>, Fault> {
    tx.find(RELEASE_DIGEST_LAST, (edition,))
}

pub fn release_digest(
    tx: &mut Tx<'_>,
    edition: EditionId,
    number: i64,
) -> Result<Option<String>, Fault> {
    tx.find(RELEASE_DIGEST, (edition, number))
}

pub fn release(
    tx: &mut Tx<'_>,
    edition: EditionId,
    number: i64,
) -> Result<Option<ReleaseRow>, Fault> {
    tx.find(RELEASE_BODY, (edition, number))
}

pub fn insert_release(
    tx: &mut Tx<'_>,
    edition: EditionId,
    row: &ReleaseRow,
    changes: Option<&[Change]>,
) -> Result<(), Fault> {
    let values = (
        row.id,
        edition,
        row.number,
        row.released_at,
        Json(&row.note),
        row.digest.as_str(),
        row.body.as_str(),
        changes.map(Json),
    );
    tx.run(RELEASE_INSERT, values).map(drop)
}
