//! Every SQL statement of the draft table but those of solver runs and availability.

use kernel::Timestamp;
use store::{Fault, Json, Tx};

use super::model::{Answer, Answers, Cause, Change, Sort, State, Step};
use crate::access::AccountId;
use crate::editions::model::EditionId;
use crate::programme::model::Placement;

store::statements! {
    HEAD_NEXT = "insert into table_head (edition_id, version) values ($1, 1)
        on conflict (edition_id) do update set version = table_head.version + 1
        returning version";
    /// Changes nothing, and keeps whoever would write the same draft waiting.
    HEAD_HOLD = "insert into table_head (edition_id, version) values ($1, 0)
        on conflict (edition_id) do update set version = table_head.version";
    HEAD_OF = "select version from table_head where edition_id = $1";

    STEP_INSERT = "insert into table_step (edition_id, version, cause, account_id, at, state, body)
        values ($1, $2, $3, $4, $5, $6, $7)";
    STEP_AFTER = "select version, cause, account_id, at, body from table_step
        where edition_id = $1 and version > $2 order by version limit $3";
    STEP_LAST_DONE = "select version, cause, account_id, at, body from table_step
        where edition_id = $1 and account_id = $2 and state = 'done'
        order by version desc limit 1";
    STEP_FIRST_UNDONE = "select version, cause, account_id, at, body from table_step
        where edition_id = $1 and account_id = $2 and state = 'undone'
        order by version limit 1";
    STEP_MARK = "update table_step set state = $3 where edition_id = $1 and version = $2";
    STEP_SPEND_UNDONE = "update table_step set state = 'spent'
        where edition_id = $1 and account_id = $2 and state = 'undone'";
    STEP_SWEEP = "delete from table_step where at < $1";

    PLACEMENT_SET = "insert into placement (activity_id, edition_id, hall_id, spot_id, starts_at,
            ends_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (activity_id) do update set hall_id = excluded.hall_id,
            spot_id = excluded.spot_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at";
    PLACEMENT_REMOVE = "delete from placement where activity_id = $1 and edition_id = $2";

    RULES_OF = "select conflict, answer from table_rule where edition_id = $1 order by conflict";
    RULE_SET = "insert into table_rule (edition_id, conflict, answer) values ($1, $2, $3)
        on conflict (edition_id, conflict) do update set answer = excluded.answer";

    PRESENCE_SET = "insert into table_presence (edition_id, account_id, seen_at)
        values ($1, $2, $3)
        on conflict (edition_id, account_id) do update set seen_at = excluded.seen_at";
    PRESENCE_END = "delete from table_presence where edition_id = $1 and account_id = $2";
    PRESENCE_OF = "select account_id from table_presence where edition_id = $1 and seen_at > $2
        order by account_id limit $3";
    PRESENCE_SWEEP = "delete from table_presence where seen_at < $1";
}

/// Keeps whoever would change the same draft waiting until this verb has ended.
pub fn hold(tx: &mut Tx<'_>, edition: EditionId) -> Result<(), Fault> {
    tx.run(HEAD_HOLD, (edition,)).map(drop)
}

/// Counts on.
pub fn next_version(tx: &mut Tx<'_>, edition: EditionId) -> Result<i64, Fault> {
    let (version,): (i64,) = tx.one(HEAD_NEXT, (edition,))?;
    Ok(version)
}

/// The version of a draft's places; 0 when nothing was ever moved.
pub fn version(tx: &mut Tx<'_>, edition: EditionId) -> Result<i64, Fault> {
    Ok(tx.find::<(i64,)>(HEAD_OF, (edition,))?.map_or(0, |(version,)| version))
}

pub fn insert_step(
    tx: &mut Tx<'_>,
    edition: EditionId,
    step: &Step,
    state: State,
) -> Result<(), Fault> {
    let row = (
        edition,
        step.version,
        step.cause.word(),
        step.by,
        step.at,
        state.word(),
        Json(&step.changes),
    );
    tx.run(STEP_INSERT, row).map(drop)
}

type StepRow = (i64, String, Option<AccountId>, Timestamp, Json<Vec<Change>>);

fn step((version, cause, by, at, Json(changes)): StepRow) -> Step {
    let cause = Cause::ALL.into_iter().find(|one| one.word() == cause);
    // The column's check admits no other word.
    Step { version, cause: cause.unwrap_or(Cause::Elsewhere), by, at, changes }
}

/// The steps that follow a version, at most so many.
pub fn steps_after(
    tx: &mut Tx<'_>,
    edition: EditionId,
    version: i64,
    limit: i64,
) -> Result<Vec<Step>, Fault> {
    let rows: Vec<StepRow> = tx.all(STEP_AFTER, (edition, version, limit))?;
    Ok(rows.into_iter().map(step).collect())
}

/// What `account` would undo.
pub fn last_done(
    tx: &mut Tx<'_>,
    edition: EditionId,
    account: AccountId,
) -> Result<Option<Step>, Fault> {
    Ok(tx.find::<StepRow>(STEP_LAST_DONE, (edition, account))?.map(step))
}

/// What `account` would redo.
pub fn first_undone(
    tx: &mut Tx<'_>,
    edition: EditionId,
    account: AccountId,
) -> Result<Option<Step>, Fault> {
    Ok(tx.find::<StepRow>(STEP_FIRST_UNDONE, (edition, account))?.map(step))
}

pub fn mark_step(
    tx: &mut Tx<'_>,
    edition: EditionId,
    version: i64,
    state: State,
) -> Result<(), Fault> {
    tx.run(STEP_MARK, (edition, version, state.word())).map(drop)
}

/// A new step ends what could be redone.
pub fn spend_undone(tx: &mut Tx<'_>, edition: EditionId, account: AccountId) -> Result<(), Fault> {
    tx.run(STEP_SPEND_UNDONE, (edition, account)).map(drop)
}

pub fn write_change(tx: &mut Tx<'_>, edition: EditionId, change: &Change) -> Result<(), Fault> {
    match change.to {
        Some(Placement { hall, spot, interval }) => {
            let (start, end) = (interval.start(), interval.end());
            tx.run(PLACEMENT_SET, (change.activity, edition, hall, spot, start, end))
        }
        None => tx.run(PLACEMENT_REMOVE, (change.activity, edition)),
    }
    .map(drop)
}

pub fn answers(tx: &mut Tx<'_>, edition: EditionId) -> Result<Answers, Fault> {
    let rows: Vec<(String, String)> = tx.all(RULES_OF, (edition,))?;
    let known = |(sort, answer): (String, String)| {
        Some((Sort::from_word(&sort)?, Answer::from_word(&answer)?))
    };
    Ok(Answers(rows.into_iter().filter_map(known).collect()))
}

pub fn set_answer(
    tx: &mut Tx<'_>,
    edition: EditionId,
    sort: Sort,
    answer: Answer,
) -> Result<(), Fault> {
    tx.run(RULE_SET, (edition, sort.word(), answer.word())).map(drop)
}

pub fn set_presence(
    tx: &mut Tx<'_>,
    edition: EditionId,
    account: AccountId,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(PRESENCE_SET, (edition, account, now)).map(drop)
}

pub fn end_presence(tx: &mut Tx<'_>, edition: EditionId, account: AccountId) -> Result<(), Fault> {
    tx.run(PRESENCE_END, (edition, account)).map(drop)
}

pub fn present(
    tx: &mut Tx<'_>,
    edition: EditionId,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<AccountId>, Fault> {
    let rows: Vec<(AccountId,)> = tx.all(PRESENCE_OF, (edition, since, limit))?;
    Ok(rows.into_iter().map(|(account,)| account).collect())
}

/// Lets go of steps that nobody will undo any more, and of who was here long ago.
pub fn sweep(tx: &mut Tx<'_>, steps: Timestamp, presence: Timestamp) -> Result<u64, Fault> {
    Ok(tx.run(STEP_SWEEP, (steps,))? + tx.run(PRESENCE_SWEEP, (presence,))?)
}
