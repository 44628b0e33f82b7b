//! Every SQL statement of the journal, and its four acts.

use kernel::Uuid;
use store::{Columns, Fault, Json, Tx};

use super::chain::{self, Hash};
use super::{Break, Broken, Fact, FactId, Sealed};
use crate::access::Actor;
use crate::ctx::Ctx;

store::statements! {
    FACT_INSERT = "insert into fact
            (id, edition_id, kind, subject_id, actor_kind, actor_id, payload, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    FACT_UNSEALED = "select id, edition_id, kind, subject_id, actor_kind, actor_id, payload, at
        from fact where position is null order by at, id limit $1";
    pub FACT_COUNT = "select count(*) from fact where position is not null";
    FACT_UNSEALED_COUNT = "select count(*) as facts from fact where position is null";
    FACT_SEAL = "update fact set position = $2, hash = $3 where id = $1 and position is null";
    FACT_AFTER = "select id, edition_id, kind, subject_id, actor_kind, actor_id, payload, at,
            position, hash
        from fact where position > $1 order by position limit $2";
    FACT_IN_EDITION = "select id, edition_id, kind, subject_id, actor_kind, actor_id, payload, at,
            position, hash
        from fact where edition_id = $1 and position > $2 order by position limit $3";
    FACT_OF_SUBJECT = "select id, edition_id, kind, subject_id, actor_kind, actor_id, payload, at,
            position, hash
        from fact where subject_id = $1 and position is not null order by position limit $2";
    HEAD = "select position, hash from journal_head where only_row = 1";
    HEAD_WRITE = "insert into journal_head (only_row, position, hash) values (1, $1, $2)
        on conflict (only_row) do update set position = excluded.position, hash = excluded.hash";
}

store::row!(Bare { id, edition_id, kind, subject_id, actor_kind, actor_id, payload, at });
use chain::Row as Bare;

/// A row with its place in the chain.
struct Chained {
    row: Bare,
    position: i64,
    hash: Hash,
}

impl store::Row for Chained {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        Ok(Self { row: columns.row()?, position: columns.take()?, hash: columns.take()? })
    }
}

impl store::Row for Sealed {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let Chained { row, position, hash } = columns.row()?;
        let actor = Actor::from_parts(&row.actor_kind, row.actor_id)
            .ok_or_else(|| format!("{:?} is no actor", row.actor_kind))?;
        let payload = serde_json::from_str(&row.payload).map_err(|error| error.to_string())?;
        Ok(Self {
            position,
            id: FactId::from_uuid(row.id),
            kind: row.kind,
            edition: row.edition_id,
            subject: row.subject_id,
            actor,
            payload,
            at: row.at,
            hash,
        })
    }
}

/// Writes what a verb did, in the verb's own transaction. Who and when come from `ctx`.
pub fn write(tx: &mut Tx<'_>, ctx: &Ctx, fact: Fact) -> Result<FactId, Fault> {
    let id: FactId = ctx.id();
    let Fact { kind, edition, subject, mut payload } = fact;
    // What a program did is told apart from what its owner did by hand.
    if let Some(bearer) = ctx.actor.bearer() {
        payload.insert("token".to_owned(), serde_json::json!(bearer.token));
    }
    let actor = (ctx.actor.kind(), ctx.actor.account());
    let row = (id, edition, kind, subject, actor.0, actor.1, Json(payload), ctx.now());
    tx.run(FACT_INSERT, row)?;
    Ok(id)
}

/// Gives up to `limit` new facts their position and hash, oldest first, and answers how many.
///
/// Call it under the lease `journal`, in the transaction that holds the lease: its row keeps a
/// second sealer waiting until this one's facts are there to be seen.
pub fn seal(tx: &mut Tx<'_>, limit: usize) -> Result<usize, Fault> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows: Vec<Bare> = tx.all(FACT_UNSEALED, (limit,))?;
    let (mut position, mut hash) = head(tx)?;
    for row in &rows {
        position += 1;
        hash = chain::hash(&hash, position, row);
        tx.run(FACT_SEAL, (row.id, position, hash))?;
    }
    if !rows.is_empty() {
        tx.run(HEAD_WRITE, (position, hash))?;
    }
    Ok(rows.len())
}

/// How many facts wait for the sealer.
pub fn unsealed(tx: &mut Tx<'_>) -> Result<i64, Fault> {
    tx.one(FACT_UNSEALED_COUNT, ())
}

/// The sealed facts that follow a position, in order. Begin with 0.
pub fn after(tx: &mut Tx<'_>, position: i64, limit: usize) -> Result<Vec<Sealed>, Fault> {
    tx.all(FACT_AFTER, (position, i64::try_from(limit).unwrap_or(i64::MAX)))
}

/// The sealed facts of one edition that follow a position, in order.
pub fn in_edition(
    tx: &mut Tx<'_>,
    edition: Uuid,
    position: i64,
    limit: usize,
) -> Result<Vec<Sealed>, Fault> {
    tx.all(FACT_IN_EDITION, (edition, position, i64::try_from(limit).unwrap_or(i64::MAX)))
}

/// The sealed facts about one row, in order.
pub fn of_subject(tx: &mut Tx<'_>, subject: Uuid, limit: usize) -> Result<Vec<Sealed>, Fault> {
    tx.all(FACT_OF_SUBJECT, (subject, i64::try_from(limit).unwrap_or(i64::MAX)))
}

/// Recomputes the chain from its first fact; answers every place where it does not hold.
pub fn verify(tx: &mut Tx<'_>) -> Result<Vec<Broken>, Fault> {
    let mut broken = Vec::new();
    let (mut before, mut last) = (chain::FIRST, 0);
    tx.each(FACT_AFTER, (0, i64::MAX), |one: Chained| {
        if one.position != last + 1 {
            broken.push(Broken { position: one.position, why: Break::Gap });
        } else if chain::hash(&before, one.position, &one.row) != one.hash {
            broken.push(Broken { position: one.position, why: Break::Altered });
        }
        (before, last) = (one.hash, one.position);
    })?;
    if head(tx)? != (last, before) {
        broken.push(Broken { position: last, why: Break::CutOff });
    }
    Ok(broken)
}

/// The last sealed fact: its position and its hash.
pub fn head(tx: &mut Tx<'_>) -> Result<(i64, Hash), Fault> {
    Ok(tx.find(HEAD, ())?.unwrap_or((0, chain::FIRST)))
}
