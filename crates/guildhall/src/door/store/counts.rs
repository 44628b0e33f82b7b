//! Counting: who is inside, who came when.

use kernel::{Timestamp, Uuid};
use store::{Fault, Tx};

use crate::door::model::SpaceId;

store::statements! {
    INSIDE = "select count(*) as people from presence
        where space_id = $1 and inside and at >= $2";
    /// Person-times and unique persons: two numbers of one day.
    CAME = "select count(*) as times, count(distinct admission_id) as persons from scan
        where space_id = $1 and at >= $2 and at < $3 and counted and direction = 'in'";
    CAME_ANYWHERE = "select count(*) as times, count(distinct s.admission_id) as persons
        from scan s join door_space p on p.id = s.space_id
        where p.edition_id = $1 and s.at >= $2 and s.at < $3 and s.counted and s.direction = 'in'";
    CURVE = "select (at - cast($2 as bigint)) / 600000 as part,
            sum(case when direction = 'in' then 1 else 0 end) as entries,
            sum(case when direction = 'out' then 1 else 0 end) as exits
        from scan where space_id = $1 and at >= $2 and at < $3 and counted
        group by part order by part";
    /// What gates without network admitted and the house would not have.
    OVERRULED = "select count(*) as scans from scan s join door_space p on p.id = s.space_id
        where p.edition_id = $1 and s.at >= $2 and s.said is not null and s.counted
            and s.answer <> s.said";
}

/// Person-times and unique persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Came {
    pub times: i64,
    pub persons: i64,
}

store::row!(Came { times, persons });

/// Ten minutes of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Since midnight, in tens of minutes.
    pub part: i64,
    pub entries: i64,
    pub exits: i64,
}

store::row!(Part { part, entries, exits });

/// From then until just before then.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub from: Timestamp,
    pub until: Timestamp,
}

/// Who came in since then and was not seen to leave.
pub fn inside(tx: &mut Tx<'_>, space: SpaceId, since: Timestamp) -> Result<i64, Fault> {
    tx.one(INSIDE, (space, since))
}

pub fn came(tx: &mut Tx<'_>, space: SpaceId, span: Span) -> Result<Came, Fault> {
    tx.one(CAME, (space, span.from, span.until))
}

pub fn came_anywhere(tx: &mut Tx<'_>, edition: Uuid, span: Span) -> Result<Came, Fault> {
    tx.one(CAME_ANYWHERE, (edition, span.from, span.until))
}

pub fn curve(tx: &mut Tx<'_>, space: SpaceId, span: Span) -> Result<Vec<Part>, Fault> {
    tx.all(CURVE, (space, span.from, span.until))
}

pub fn overruled(tx: &mut Tx<'_>, edition: Uuid, since: Timestamp) -> Result<i64, Fault> {
    tx.one(OVERRULED, (edition, since))
}
