//! Runs of the solver as rows: asked for, under way on some node, proposed, then accepted or thrown away.

use kernel::{Id, Timestamp};
use store::{Columns, Fault, Json, Row, Tx};

use super::solver::{Proposal, Task};
use crate::access::AccountId;
use crate::editions::model::EditionId;

/// Names one run.
pub enum RunKey {}

pub type RunId = Id<RunKey>;

store::statements! {
    RUN_INSERT = "insert into table_run (id, edition_id, kind, asked, state, started_by, started_at,
            beat_at, stop_asked, steps, steps_max)
        values ($1, $2, $3, $4, 'running', $5, $6, $6, $7, 0, $8)";
    RUN_OF = "select id, asked, state, started_by, started_at, stop_asked, steps, steps_max, outcome
        from table_run where edition_id = $1 and id = $2";
    RUN_LAST = "select id, asked, state, started_by, started_at, stop_asked, steps, steps_max,
            outcome
        from table_run where edition_id = $1 order by started_at desc, id desc limit 1";
    RUN_HEAD = "select id, kind, state, steps, steps_max from table_run where edition_id = $1
        order by started_at desc, id desc limit 1";
    RUN_CLAIM = "update table_run
        set beat_at = case when $2 > started_at then $2 else started_at + 1 end
        where id = $1 and state = 'running' and beat_at = started_at";
    RUN_UNCLAIMED = "select edition_id, id from table_run
        where state = 'running' and beat_at = started_at order by started_at, id limit 1";
    RUN_BEAT = "update table_run set beat_at = $2, steps = $3
        where id = $1 and state = 'running' returning stop_asked";
    RUN_STOP = "update table_run set stop_asked = $3
        where edition_id = $1 and id = $2 and state = 'running'";
    RUN_END = "update table_run set state = $2, outcome = $3, ended_at = $4, steps = $5
        where id = $1 and state = 'running'";
    RUN_LOST = "update table_run set state = 'failed', ended_at = $3
        where edition_id = $1 and state = 'running' and beat_at < $2";
    RUN_SETTLE = "update table_run set state = $3
        where edition_id = $1 and id = $2 and state = 'proposed'";
    RUN_SWEEP = "delete from table_run where ended_at is not null and ended_at < $1";
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    Running,
    Proposed,
    Failed,
    Accepted,
    Discarded,
}

impl RunState {
    pub const ALL: [Self; 5] =
        [Self::Running, Self::Proposed, Self::Failed, Self::Accepted, Self::Discarded];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Proposed => "proposed",
            Self::Failed => "failed",
            Self::Accepted => "accepted",
            Self::Discarded => "discarded",
        }
    }
}

/// One run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub id: RunId,
    pub task: Task,
    pub state: RunState,
    pub started_by: Option<AccountId>,
    pub started_at: Timestamp,
    pub steps: i64,
    pub steps_max: i64,
    pub proposal: Option<Proposal>,
}

impl Row for Run {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let id = columns.take()?;
        let Json(task) = columns.take()?;
        let state: String = columns.take()?;
        let state = RunState::ALL.into_iter().find(|one| one.word() == state);
        let state = state.ok_or("no state of a run")?;
        let (started_by, started_at) = (columns.take()?, columns.take()?);
        let _stop_asked: bool = columns.take()?;
        let (steps, steps_max) = (columns.take()?, columns.take()?);
        let proposal: Option<Json<Proposal>> = columns.take()?;
        let proposal = proposal.map(|Json(proposal)| proposal);
        Ok(Self { id, task, state, started_by, started_at, steps, steps_max, proposal })
    }
}

pub fn insert(tx: &mut Tx<'_>, edition: EditionId, run: &Run) -> Result<(), Fault> {
    let row = (
        run.id,
        edition,
        run.task.word(),
        Json(&run.task),
        run.started_by,
        run.started_at,
        false,
        run.steps_max,
    );
    tx.run(RUN_INSERT, row).map(drop)
}

pub fn find(tx: &mut Tx<'_>, edition: EditionId, run: RunId) -> Result<Option<Run>, Fault> {
    tx.find(RUN_OF, (edition, run))
}

/// The run that was asked for last.
pub fn last(tx: &mut Tx<'_>, edition: EditionId) -> Result<Option<Run>, Fault> {
    tx.find(RUN_LAST, (edition,))
}

/// The same without what it proposes: id, kind, state, steps, steps at most.
pub type Head = (RunId, String, String, i64, i64);

pub fn head(tx: &mut Tx<'_>, edition: EditionId) -> Result<Option<Head>, Fault> {
    tx.find(RUN_HEAD, (edition,))
}

/// Takes a run that nobody works on yet; false when somebody does.
pub fn claim(tx: &mut Tx<'_>, run: RunId, now: Timestamp) -> Result<bool, Fault> {
    Ok(tx.run(RUN_CLAIM, (run, now))? == 1)
}

/// A run that was asked for and that nobody works on.
pub fn unclaimed(tx: &mut Tx<'_>) -> Result<Option<(EditionId, RunId)>, Fault> {
    tx.find(RUN_UNCLAIMED, ())
}

/// What a node hears when it says that it works on a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    GoOn,
    /// Somebody asked it to stop, or it is not its run any more.
    Stop,
}

pub fn beat(tx: &mut Tx<'_>, run: RunId, now: Timestamp, steps: i64) -> Result<Heard, Fault> {
    let asked: Option<(bool,)> = tx.find(RUN_BEAT, (run, now, steps))?;
    Ok(if asked == Some((false,)) { Heard::GoOn } else { Heard::Stop })
}

pub fn ask_to_stop(tx: &mut Tx<'_>, edition: EditionId, run: RunId) -> Result<u64, Fault> {
    tx.run(RUN_STOP, (edition, run, true))
}

pub fn end(
    tx: &mut Tx<'_>,
    run: RunId,
    (state, proposal): (RunState, Option<&Proposal>),
    (now, steps): (Timestamp, i64),
) -> Result<(), Fault> {
    tx.run(RUN_END, (run, state.word(), proposal.map(Json), now, steps)).map(drop)
}

/// Ends the runs of nodes that were not heard of since.
pub fn end_lost(
    tx: &mut Tx<'_>,
    edition: EditionId,
    since: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run(RUN_LOST, (edition, since, now)).map(drop)
}

/// What was proposed is accepted or thrown away, once.
pub fn settle(
    tx: &mut Tx<'_>,
    edition: EditionId,
    run: RunId,
    state: RunState,
) -> Result<u64, Fault> {
    tx.run(RUN_SETTLE, (edition, run, state.word()))
}

pub fn sweep(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, Fault> {
    tx.run(RUN_SWEEP, (before,))
}
