//! Many verbs, one commit.

use std::thread::sleep;
use std::time::Duration;

use crate::queue::Queue;
use crate::session::{Mode, Session};
use crate::verb::{Ran, Verb};
use crate::{Fault, Written};

/// How often a verb is run that meets deadlocks. Each run waits longer, half a second in all.
const TRIES_MAX: u32 = 8;

/// Serves the queue until it closes. Verbs that arrived together share a commit: whoever waits
/// alone is never held up, and the more wait the cheaper each becomes.
///
/// At most one thread of a [`Db`](crate::Db) shares commits: it holds the row locks of many verbs,
/// and two such threads would wait for each other all the time.
pub(crate) fn serve(session: &mut dyn Session, queue: &Queue, commit_max: usize) {
    let mut verbs = Vec::new();
    let mut share_max = commit_max.max(1);
    while queue.take(share_max, &mut verbs) {
        if verbs.len() == 1 || verbs.iter().any(|verb| verb.mode() == Mode::Read) {
            verbs.drain(..).for_each(|verb| alone(session, verb));
            share_max = commit_max.max(1).min(share_max * 2);
        } else {
            // Other nodes contend for the same rows: hold fewer at once, and more again later.
            share_max = match together(session, &mut verbs) {
                Shared::Yes => commit_max.min(share_max * 2),
                Shared::Contended => (share_max / 4).max(1),
            };
        }
    }
}

/// Serves what the sharing thread leaves waiting too long, one verb at a time.
pub(crate) fn relieve(session: &mut dyn Session, queue: &Queue) {
    while let Some(verb) = queue.take_overdue() {
        alone(session, verb);
    }
}

#[derive(PartialEq)]
enum Shared {
    Yes,
    Contended,
}

fn together(session: &mut dyn Session, verbs: &mut Vec<Box<dyn Verb>>) -> Shared {
    if let Err(fault) = session.begin(Mode::Share) {
        verbs.drain(..).for_each(|verb| verb.fail(fault.clone()));
        return Shared::Yes;
    }
    match run_each(session, verbs).and_then(|()| session.commit()) {
        Ok(()) => {
            verbs.drain(..).for_each(Verb::answer);
            Shared::Yes
        }
        Err(fault @ Fault::Lost { written: Written::Unknown, .. }) => {
            session.rollback();
            verbs.drain(..).for_each(|verb| verb.fail(fault.clone()));
            Shared::Yes
        }
        Err(fault) => {
            session.rollback();
            tracing::debug!(verbs = verbs.len(), %fault, "a shared commit failed: {fault}");
            verbs.drain(..).for_each(|verb| alone(session, verb));
            if fault.is_transient() { Shared::Contended } else { Shared::Yes }
        }
    }
}

fn run_each(session: &mut dyn Session, verbs: &mut [Box<dyn Verb>]) -> Result<(), Fault> {
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
