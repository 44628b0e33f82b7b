//! The solver is asked, works behind the desk, and what it proposes is accepted as one step or thrown
//! away.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use kernel::Timestamp;
use solve::{Limits, Progress, Watch};
use store::{Db, Fault, Tx};

use super::places::{self, Done, Made, Sheet, hold, settle};
use super::steps::stands;
use crate::access::{Can, EditProgramme};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::programme::index::Index;
use crate::programme::stars;
use crate::programme::table::model::{Cause, Change, Sort};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::rules;
use crate::programme::table::runs::{self as rows, Heard, Run, RunId, RunState};
use crate::programme::table::solver::{self, Proposal, Task as Asked};
use crate::programme::table::wishes::Wishes;
use crate::work::{Next, Task};

/// Moves tried by each search: enough for a thousand activities, and the clock ends it before that.
const STEPS: u64 = 60_000;
/// Replanning starts from what stands, and somebody is waiting in a hall.
const STEPS_WITHOUT_HALL: u64 = 12_000;

const WITHIN: Duration = Duration::from_secs(8);
const WITHIN_WITHOUT_HALL: Duration = Duration::from_millis(1400);

/// A node says that it works on a run this often; one that was not heard of for so long is gone.
const BEAT_EVERY: Duration = Duration::from_millis(200);
const LOST_AFTER: Duration = Duration::from_secs(15);

/// How long a run that a program asked for may wait.
const LOOK_EVERY: Duration = Duration::from_secs(1);

const fn limits(task: &Asked) -> (u64, Duration) {
    match task {
        Asked::WithoutHall(_) => (STEPS_WITHOUT_HALL, WITHIN_WITHOUT_HALL),
        _ => (STEPS, WITHIN),
    }
}

/// Asks for a run. [`work`] does it, on whichever thread.
pub fn ask(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    task: Asked,
) -> Result<RunId, Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let now = ctx.now();
    let since = Timestamp::from_millis(now.as_millis() - LOST_AFTER.as_millis() as i64);
    rows::end_lost(tx, edition, since, now)?;
    let going = rows::last(tx, edition)?.is_some_and(|run| run.state == RunState::Running);
    if going {
        return Err(Error::Refused(Unwilling::RunUnderWay));
    }
    let run = Run {
        id: ctx.id(),
        state: RunState::Running,
        started_by: ctx.actor.account(),
        started_at: now,
        steps: 0,
        steps_max: limits(&task).0 as i64,
        proposal: None,
        task,
    };
    rows::insert(tx, edition, &run).map_err(|fault| match fault {
        // Somebody asked at the same moment.
        fault if fault.is_duplicate("table_run", &["edition_id"]) => {
            Error::Refused(Unwilling::RunUnderWay)
        }
        fault => Error::Fault(fault),
    })?;
    let fact = Fact::new("programme.plan_asked", run.id).within(can.scope());
    journal::write(tx, ctx, fact.with("task", run.task.word()))?;
    Ok(run.id)
}

/// Does runs that a program asked for: a page starts its own at once.
pub fn task() -> Task {
    let act = |db: &Db, ctx: &Ctx| {
        let Some((edition, run)) = db.read_now(rows::unclaimed)? else { return Ok(Next::Later) };
        work(db, ctx, edition, run);
        Ok(Next::Now)
    };
    Task { name: "solver", every: LOOK_EVERY, act: Box::new(act) }
}

/// Does a run to its end, and says how far it is meanwhile, unless somebody does it already. It never
/// fails without saying so.
pub fn work(db: &Db, ctx: &Ctx, edition: EditionId, run: RunId) {
    let now = ctx.now();
    match db.write_now(move |tx: &mut Tx<'_>| rows::claim(tx, run, now)) {
        Ok(true) => {}
        Ok(false) => return,
        Err(fault) => return tracing::error!(run = %run, %fault, "a run cannot be begun"),
    }
    if let Err(why) = worked(db, ctx, edition, run) {
        tracing::error!(run = %run, "a run of the solver failed: {why}");
        let now = ctx.now();
        let ended = db.write_now(move |tx: &mut Tx<'_>| {
            rows::end(tx, run, (RunState::Failed, None), (now, 0))
        });
        if let Err(fault) = ended {
            tracing::error!(run = %run, %fault, "and could not be ended");
        }
    }
}

fn worked(db: &Db, ctx: &Ctx, edition: EditionId, id: RunId) -> Result<(), String> {
    let read = db.read_now(move |tx: &mut Tx<'_>| -> Result<_, Error<Unwilling>> {
        let run = rows::find(tx, edition, id)?.ok_or(Error::Missing)?;
        let stars = stars::pairs(tx, edition)?;
        Ok((run, places::read_whole(tx, edition)?, stars))
    });
    let (run, sheet, stars) = read.map_err(|error| error.to_string())?;
    let (steps, within) = limits(&run.task);
    let (stop, done, ended) = (AtomicBool::new(false), AtomicU64::new(0), AtomicBool::new(false));
    let until = ctx.now() + within;
    let tell = |progress: Progress| {
        done.fetch_max(progress.steps, Ordering::Relaxed);
    };
    let found = thread::scope(|scope| {
        // The clock and the stop button are here; the solver only asks the flag.
        let beating = scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                thread::park_timeout(BEAT_EVERY);
                let (now, steps) = (ctx.now(), done.load(Ordering::Relaxed) as i64);
                let heard = db.write_now(move |tx: &mut Tx<'_>| rows::beat(tx, id, now, steps));
                if now >= until || matches!(heard, Ok(Heard::Stop) | Err(_)) {
                    stop.store(true, Ordering::Relaxed);
                }
            }
        });
        let watch = Watch { stop: Some(&stop), progress: Some(&tell) };
        let wishes = Wishes { absences: &sheet.absences, stars: &stars };
        let solve = || {
            let limits = Limits::new(steps, 1);
            solver::propose((&sheet.programme, &wishes), &run.task, limits, watch)
        };
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(solve));
        ended.store(true, Ordering::Relaxed);
        beating.thread().unpark();
        found
    });
    let found = found.map_err(|_| "it panicked".to_owned())?;
    let mut proposal = found.map_err(|error| error.to_string())?;
    proposal.version = sheet.version;
    let (now, steps) = (ctx.now(), done.load(Ordering::Relaxed) as i64);
    let ended = db.write_now(move |tx: &mut Tx<'_>| {
        rows::end(tx, id, (RunState::Proposed, Some(&proposal)), (now, steps))
    });
    ended.map_err(|fault: Fault| fault.to_string())
}

/// The run of that id, with the draft as it stands.
pub fn find(
    tx: &mut Tx<'_>,
    can: Can<EditProgramme>,
    run: RunId,
) -> Result<(Run, Sheet), Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let run = rows::find(tx, edition, run)?.ok_or(Error::Missing)?;
    Ok((run, places::sheet(tx, can)?))
}

/// The run that was asked for last, while somebody may still want to see it.
pub fn last(tx: &mut Tx<'_>, can: Can<EditProgramme>) -> Result<Option<Run>, Error<Unwilling>> {
    let last = rows::last(tx, can.edition::<Edition>())?;
    Ok(last.filter(|run| matches!(run.state, RunState::Running | RunState::Proposed)))
}

/// Asks the solver to end with what it has.
pub fn stop(tx: &mut Tx<'_>, can: Can<EditProgramme>, run: RunId) -> Result<(), Error<Unwilling>> {
    match rows::ask_to_stop(tx, can.edition::<Edition>(), run)? {
        0 => Err(Error::Refused(Unwilling::RunOver)),
        _ => Ok(()),
    }
}

/// Makes everything that is proposed one step, unless the draft has moved on too far.
pub fn accept(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    run: RunId,
) -> Result<Done, Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let sheet = hold(tx, edition)?;
    let run = rows::find(tx, edition, run)?.ok_or(Error::Missing)?;
    let Some(proposal) = run.proposal.filter(|_| run.state == RunState::Proposed) else {
        return Err(Error::Refused(Unwilling::RunOver));
    };
    let index = Index::of(&sheet.programme);
    let changes: Vec<Change> = proposal.moves.iter().map(|one| one.change).collect();
    if !stands(&sheet, &index, &changes) || in_the_way(&sheet, &index, &proposal, &changes) {
        return Err(Error::Refused(Unwilling::MovedOn));
    }
    rows::settle(tx, edition, run.id, RunState::Accepted)?;
    settle(tx, ctx, can, (&sheet, &index), Made { cause: Cause::Accepted, changes })
}

/// Whether others have put something where the proposal wanted to be.
fn in_the_way(sheet: &Sheet, index: &Index, proposal: &Proposal, changes: &[Change]) -> bool {
    if sheet.version == proposal.version {
        return false;
    }
    let caused = rules::caused((&sheet.programme, index), &sheet.absences, changes);
    let hard = [Sort::PersonTwice, Sort::HallTwice, Sort::TravelTooShort];
    caused.iter().any(|one| hard.contains(&Sort::of(one)))
}

/// Throws a proposal away.
pub fn discard(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<EditProgramme>,
    run: RunId,
) -> Result<(), Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    editions::verbs::by_id(tx, edition)?.ok_or(Error::Missing)?;
    if rows::settle(tx, edition, run, RunState::Discarded)? == 0 {
        return Err(Error::Refused(Unwilling::RunOver));
    }
    let fact = Fact::new("programme.plan_discarded", run).within(can.scope());
    journal::write(tx, ctx, fact)?;
    Ok(())
}
