//! Every SQL statement of the programme slice.

pub mod relations;

use std::collections::HashMap;

use kernel::{Id, Slug, Text, Timestamp, Uuid};
use serde::{Deserialize, Serialize};
use store::{Fault, Json, Tx, Value};

use crate::documents::{Collection, Document, Touched};
use crate::editions::model::EditionId;
use crate::programme::changes::Change;
use crate::programme::model::{
    Activity, ActivityId, ActivityState, ReleaseId, Remainder, Route, Scheme, Term,
};

pub use self::relations::{
    Relations, activities_of_host, activities_of_person, activity_hosts, clear_relations,
    clear_relations_of, involvements, placements, relations_of, write_relations,
};
pub use crate::programme::kind::word;

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
