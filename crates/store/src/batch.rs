//! Many verbs, one commit.

use std::thread::sleep;
use std::time::Duration;

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
    let mut sharing = Sharing { most: commit_max.max(1), now: commit_max.max(1), savepoints: 0 };
    while queue.take(sharing.now, &mut verbs) {
        if verbs.len() == 1 || verbs.iter().any(|verb| verb.mode() == Mode::Read) {
            verbs.drain(..).for_each(|verb| alone(session, verb));
            sharing.grow();
        } else {
            sharing.together(session, &mut verbs);
        }
    }
}

/// Serves what the sharing thread leaves waiting too long, one verb at a time.
pub(crate) fn relieve(session: &mut dyn Session, queue: &Queue) {
    while let Some(verb) = queue.take_overdue() {
        alone(session, verb);
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

    fn together(&mut self, session: &mut dyn Session, verbs: &mut Vec<Box<dyn Verb>>) {
        let done = match self.run(session, verbs) {
            Err(Stop::WroteAndRefused) => {
                session.rollback();
                self.savepoints = SAVEPOINTS_AFTER_NEED;
                self.run(session, verbs)
            }
            other => other,
        };
        match done {
            Ok(()) => {
                verbs.drain(..).for_each(Verb::answer);
                self.grow();
            }
            // Nothing can be begun, or nobody knows what was written: running again helps nobody.
            Err(Stop::All(fault)) => {
                session.rollback();
                verbs.drain(..).for_each(|verb| verb.fail(fault.clone()));
            }
            Err(stop) => {
                session.rollback();
                tracing::debug!("a shared commit of {} verbs failed: {stop:?}", verbs.len());
                verbs.drain(..).for_each(|verb| alone(session, verb));
                if matches!(stop, Stop::Shared(fault) if fault.is_transient()) {
                    self.now = (self.now / 4).max(1);
                }
            }
        }
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
    /// No verb can be answered but with this.
    All(Fault),
    /// Something that may not happen to each verb alone.
    Shared(Fault),
    /// A verb without a savepoint has to be undone.
    WroteAndRefused,
}

/// Savepoints cost SQLite a copy of every page each verb changes. A verb that refuses usually does
/// so before it writes, and then there is nothing to undo; for the others everything runs again.
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

fn alone(session: &mut dyn Session, mut verb: Box<dyn Verb>) {
    let mut tries = 1;
    loop {
        match run_alone(session, &mut *verb) {
            Ok(()) => return verb.answer(),
            Err(fault) if fault.is_transient() && tries < TRIES_MAX => {
                sleep(Duration::from_millis(1 << tries));
                tries += 1;
            }
            Err(fault) => return verb.fail(fault),
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
