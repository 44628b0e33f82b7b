//! Many verbs, one commit.

mod crowd;

use std::thread::sleep;
use std::time::Duration;

use self::crowd::Crowd;
use crate::queue::Queue;
use crate::session::{Mode, Session};
use crate::verb::{Ran, Verb};
use crate::{Fault, Written};

/// How often a verb is run that meets deadlocks. Each run waits longer, half a second in all.
const TRIES_MAX: u32 = 8;

/// Commits with savepoints after one that needed them: refusals that come late come in crowds.
const SAVEPOINTS_AFTER_NEED: u32 = 64;

/// Serves the queue until it closes. Verbs that arrived together share a commit: whoever waits
/// alone is never held up, and the more wait the cheaper each becomes.
///
/// At most one thread of a [`Db`](crate::Db) shares commits: it holds the row locks of many verbs,
/// and two such threads would wait for each other all the time.
pub(crate) fn serve(session: &mut dyn Session, queue: &Queue, commit_max: usize) {
    let mut verbs = Vec::new();
    let most = commit_max.max(1);
    let mut sharing = Sharing { most, now: most, savepoints: 0 };
    let mut crowd = Crowd::new();
    while queue.take(sharing.now, crowd.expected(), &mut verbs) {
        crowd.came(verbs.len());
        if verbs.len() == 1 || verbs.iter().any(|verb| verb.mode() == Mode::Read) {
            verbs.drain(..).for_each(|mut verb| {
                let done = alone(session, &mut *verb);
                crowd.answered(1, queue.waiting());
                answer(verb, done);
            });
            sharing.grow();
        } else {
            let done = sharing.together(session, &mut verbs);
            crowd.answered(verbs.len(), queue.waiting());
            verbs.drain(..).zip(done).for_each(|(verb, done)| answer(verb, done));
        }
    }
}

/// Serves what the sharing thread leaves waiting too long, one verb at a time.
pub(crate) fn relieve(session: &mut dyn Session, queue: &Queue) {
    while let Some(mut verb) = queue.take_overdue() {
        let done = alone(session, &mut *verb);
        answer(verb, done);
    }
}

/// How commits are shared just now.
struct Sharing {
    /// Verbs in one commit, at most.
    most: usize,
    /// Verbs in the next commit. Less than `most` while other nodes contend for the same rows.
    now: usize,
    /// Commits to come in which each verb gets a savepoint.
    savepoints: u32,
}

impl Sharing {
    fn grow(&mut self) {
        self.now = self.most.min(self.now * 2);
    }

    /// Runs the verbs to their end and says of each what became of it.
    fn together(
        &mut self,
        session: &mut dyn Session,
        verbs: &mut [Box<dyn Verb>],
    ) -> Vec<Result<(), Fault>> {
        let done = match self.run(session, verbs) {
            Err(Stop::WroteAndRefused) => {
                session.rollback();
                self.savepoints = SAVEPOINTS_AFTER_NEED;
                self.run(session, verbs)
            }
            other => other,
        };
        let Err(stop) = done else {
            self.grow();
            return vec![Ok(()); verbs.len()];
        };
        session.rollback();
        tracing::debug!("a shared commit of {} verbs failed: {stop:?}", verbs.len());
        match stop {
            Stop::All(fault) => return vec![Err(fault); verbs.len()],
            Stop::Shared(fault) if fault.is_transient() => self.now = (self.now / 4).max(1),
            Stop::Shared(_) | Stop::WroteAndRefused => {}
        }
        verbs.iter_mut().map(|verb| alone(session, &mut **verb)).collect()
    }

    fn run(&mut self, session: &mut dyn Session, verbs: &mut [Box<dyn Verb>]) -> Result<(), Stop> {
        session.begin(Mode::Share).map_err(Stop::All)?;
        if self.savepoints == 0 && session.watch() {
            run_watched(session, verbs)?;
        } else {
            self.savepoints = self.savepoints.saturating_sub(1);
            run_with_savepoints(session, verbs).map_err(Stop::Shared)?;
        }
        session.commit().map_err(|fault| match fault {
            Fault::Lost { written: Written::Unknown, .. } => Stop::All(fault),
            other => Stop::Shared(other),
        })
    }
}

/// Why a shared commit did not happen.
#[derive(Debug)]
enum Stop {
    /// Nothing can be begun, or nobody knows what was written: running again helps nobody.
    All(Fault),
    /// Something that may not happen to each verb alone.
    Shared(Fault),
    /// A verb without a savepoint has to be undone.
    WroteAndRefused,
}

/// Savepoints cost SQLite a copy of every page each verb changes, and PostgreSQL a transaction within
/// the transaction. A verb that refuses usually does so before it writes, and then there is nothing
/// to undo; for the others everything runs again.
fn run_watched(session: &mut dyn Session, verbs: &mut [Box<dyn Verb>]) -> Result<(), Stop> {
    for verb in verbs {
        session.watch();
        match verb.run(session) {
            Ran::Keep => {}
            Ran::Undo if session.wrote() => return Err(Stop::WroteAndRefused),
            Ran::Undo => {}
            Ran::Again(fault) => return Err(Stop::Shared(fault)),
        }
    }
    Ok(())
}

fn run_with_savepoints(
    session: &mut dyn Session,
    verbs: &mut [Box<dyn Verb>],
) -> Result<(), Fault> {
    for verb in verbs {
        session.savepoint()?;
        match verb.run(session) {
            Ran::Keep => session.release()?,
            Ran::Undo => session.undo()?,
            Ran::Again(fault) => return Err(fault),
        }
    }
    Ok(())
}

fn answer(verb: Box<dyn Verb>, done: Result<(), Fault>) {
    match done {
        Ok(()) => verb.answer(),
        Err(fault) => verb.fail(fault),
    }
}

fn alone(session: &mut dyn Session, verb: &mut dyn Verb) -> Result<(), Fault> {
    let mut tries = 1;
    loop {
        match run_alone(session, verb) {
            Err(fault) if fault.is_transient() && tries < TRIES_MAX => {
                sleep(Duration::from_millis(1 << tries));
                tries += 1;
            }
            done => return done,
        }
    }
}

fn run_alone(session: &mut dyn Session, verb: &mut dyn Verb) -> Result<(), Fault> {
    session.begin(verb.mode())?;
    let ran = verb.run(session);
    if verb.mode() == Mode::Read && !matches!(ran, Ran::Again(_)) {
        session.finish_read();
        return Ok(());
    }
    let done = match ran {
        Ran::Keep => session.commit(),
        Ran::Undo => {
            session.rollback();
            return Ok(());
        }
        Ran::Again(fault) => Err(fault),
    };
    if done.is_err() {
        session.rollback();
    }
    done
}
