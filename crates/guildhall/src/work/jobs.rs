//! Jobs: rows that ask for something to be done later, by whichever node has time. A job may run
//! twice (a node may die after doing it and before saying so), so what it does must be idempotent.

use std::time::Duration;

use kernel::{Id, Timestamp};
use serde_json::Value;
use store::{Columns, Db, Fault, Json, Row, Tx};

use super::{Next, Task, wait_after};
use crate::ctx::Ctx;

/// Names one job.
pub enum JobKey {}

pub type JobId = Id<JobKey>;

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    pub kind: &'static str,
    /// Two jobs with one key are one job.
    pub key: String,
    /// Ids, never copies of rows: a job reads what is true when it runs.
    pub payload: Value,
    pub run_at: Timestamp,
}

/// A job that this node holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub id: JobId,
    pub kind: String,
    pub payload: Value,
    pub attempts: i64,
}

/// Does jobs of one kind. The error says why not, without personal data.
pub type Doing = fn(&Db, &Ctx, &Value) -> Result<(), String>;

/// Longer than any job may take; then another node tries.
const HOLD: Duration = Duration::from_secs(5 * 60);
const EVERY: Duration = Duration::from_secs(1);
/// What a row keeps of an error.
const REASON_LENGTH_MAX: usize = 300;

store::statements! {
    JOB_INSERT = "insert into job (id, kind, key, payload, run_at, held_until, attempts)
        values ($1, $2, $3, $4, $5, 0, 0) on conflict (key) do nothing";
    JOB_DUE = "select id from job where dead_at is null and run_at <= $1 and held_until <= $1
        order by run_at, id limit 1";
    JOB_HOLD = "update job set held_until = $2, attempts = attempts + 1
        where id = $1 and held_until <= $3
        returning id, kind, payload, attempts";
    JOB_DONE = "delete from job where id = $1";
    JOB_RETRY = "update job set run_at = $2, held_until = 0, reason = $3 where id = $1";
    JOB_DEAD = "update job set dead_at = $2, reason = $3 where id = $1";
}

impl Row for Held {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, kind) = (columns.take()?, columns.take()?);
        let Json(payload) = columns.take()?;
        Ok(Self { id, kind, payload, attempts: columns.take()? })
    }
}

/// Asks for a job in the verb's own transaction.
pub fn ask(tx: &mut Tx<'_>, ctx: &Ctx, job: &Job) -> Result<(), Fault> {
    let id: JobId = ctx.id();
    let row = (id, job.kind, &job.key, Json(&job.payload), job.run_at);
    tx.run(JOB_INSERT, row).map(drop)
}

/// Takes the next job that is due, if there is one and no other node was faster.
pub fn hold(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Option<Held>, Fault> {
    let now = ctx.now();
    let Some(id) = tx.find::<JobId>(JOB_DUE, (now,))? else { return Ok(None) };
    tx.find(JOB_HOLD, (id, now + HOLD, now))
}

/// Says how it went: done jobs are forgotten, others are tried again, then kept as dead.
pub fn settle(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    held: &Held,
    outcome: Result<(), &str>,
) -> Result<(), Fault> {
    let now = ctx.now();
    match (outcome, wait_after(held.attempts)) {
        (Ok(()), _) => tx.run(JOB_DONE, (held.id,)),
        (Err(why), Some(wait)) => tx.run(JOB_RETRY, (held.id, now + wait, shortened(why))),
        (Err(why), None) => tx.run(JOB_DEAD, (held.id, now, shortened(why))),
    }
    .map(drop)
}

/// The task that does jobs of the kinds in `doings`. A kind that is not there is tried again, in
/// case a newer node knows it.
pub fn doer(doings: &'static [(&'static str, Doing)]) -> Task {
    let act = move |db: &Db, ctx: &Ctx| {
        let asking = ctx.clone();
        let Some(held) = db.write_now(move |tx| hold(tx, &asking))? else {
            return Ok(Next::Later);
        };
        let outcome = match doings.iter().find(|(kind, _)| *kind == held.kind) {
            Some((_, doing)) => doing(db, ctx, &held.payload),
            None => Err(format!("this program knows no jobs of kind {}", held.kind)),
        };
        if let Err(why) = &outcome {
            tracing::warn!(job.id = %held.id, job.kind = held.kind, "job failed: {why}");
        }
        let telling = ctx.clone();
        db.write_now(move |tx| {
            settle(tx, &telling, &held, outcome.as_ref().copied().map_err(String::as_str))
        })?;
        Ok(Next::Now)
    };
    Task { name: "jobs", every: EVERY, act: Box::new(act) }
}

/// What a row keeps of a reason.
pub fn shortened(why: &str) -> String {
    why.chars().take(REASON_LENGTH_MAX).collect()
}
