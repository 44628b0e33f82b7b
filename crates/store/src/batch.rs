//! Many verbs, one commit.

use std::thread::sleep;
use std::time::Duration;

use crate::Fault;
use crate::queue::Queue;
use crate::session::{Mode, Session};
use crate::verb::{Ran, Verb};

/// How often a verb is run that meets deadlocks. Each run waits longer, half a second in all.
const TRIES_MAX: u32 = 8;

/// Serves the queue until it closes. Verbs that arrived together share a commit: whoever waits
/// alone is never held up, and the more wait the cheaper each becomes.
pub(crate) fn serve(session: &mut dyn Session, queue: &Queue, commit_max: usize) {
    let mut verbs = Vec::new();
    while queue.take(commit_max, &mut verbs) {
        if verbs.len() == 1 || verbs.iter().any(|verb| verb.mode() == Mode::Read) {
            verbs.drain(..).for_each(|verb| alone(session, verb));
        } else {
            together(session, &mut verbs);
        }
    }
}

fn together(session: &mut dyn Session, verbs: &mut Vec<Box<dyn Verb>>) {
    if let Err(fault) = session.begin(Mode::Write) {
        verbs.drain(..).for_each(|verb| verb.fail(fault.clone()));
        return;
    }
    match run_each(session, verbs).and_then(|()| session.commit()) {
        Ok(()) => verbs.drain(..).for_each(Verb::answer),
        Err(fault @ Fault::Lost { written: crate::Written::Unknown, .. }) => {
            session.rollback();
            verbs.drain(..).for_each(|verb| verb.fail(fault.clone()));
        }
        Err(fault) => {
            session.rollback();
            tracing::debug!(verbs = verbs.len(), %fault, "a shared commit failed, running alone");
            verbs.drain(..).for_each(|verb| alone(session, verb));
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
    let done = match verb.run(session) {
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
