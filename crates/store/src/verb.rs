//! A closure on its way to a connection thread and its answer on the way back.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::Fault;
use crate::session::{Mode, Session};
use crate::tx::Tx;

/// What became of a verb's changes.
#[derive(Debug)]
pub(crate) enum Ran {
    /// It succeeded: keep them.
    Keep,
    /// It refused or failed: undo them.
    Undo,
    /// The engine gave up the transaction; the verb may run again.
    Again(Fault),
}

/// A verb waiting for its turn, its types forgotten.
pub(crate) trait Verb: Send {
    fn mode(&self) -> Mode;
    /// Runs the closure inside a transaction and keeps its outcome. May be called again.
    fn run(&mut self, session: &mut dyn Session) -> Ran;
    /// Hands the outcome to the caller; it is durable now.
    fn answer(self: Box<Self>);
    /// Hands a fault to the caller instead.
    fn fail(self: Box<Self>, fault: Fault);
}

pub(crate) struct Pending<T, E, F> {
    mode: Mode,
    verb: F,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

/// Where a verb's outcome arrives. A closed channel means the connection thread is gone.
pub(crate) type Answer<T, E> = oneshot::Receiver<Result<T, E>>;

impl<T, E, F> Pending<T, E, F>
where
    T: Send + 'static,
    E: From<Fault> + Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    pub(crate) fn pair(mode: Mode, verb: F) -> (Box<dyn Verb>, Answer<T, E>) {
        let (reply, answer) = oneshot::channel();
        (Box::new(Self { mode, verb, outcome: None, reply }), answer)
    }
}

impl<T, E, F> Verb for Pending<T, E, F>
where
    T: Send,
    E: From<Fault> + Send,
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn mode(&self) -> Mode {
        self.mode
    }

    fn run(&mut self, session: &mut dyn Session) -> Ran {
        let mut tx = Tx::new(session, self.mode);
        let verb = &mut self.verb;
        let outcome = catch_unwind(AssertUnwindSafe(|| tx.settle(verb)))
            .unwrap_or_else(|panic| Err(Fault::Panicked { message: message(&*panic) }.into()));
        let ran = match tx.failure() {
            Some(fault) if fault.is_transient() => Ran::Again(fault.clone()),
            _ if outcome.is_ok() => Ran::Keep,
            _ => Ran::Undo,
        };
        self.outcome = Some(outcome);
        ran
    }

    fn answer(self: Box<Self>) {
        let outcome = self.outcome.unwrap_or_else(|| Err(Fault::Closed.into()));
        // The caller may have gone; the verb stands all the same.
        let _ = self.reply.send(outcome);
    }

    fn fail(self: Box<Self>, fault: Fault) {
        let _ = self.reply.send(Err(fault.into()));
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".into())
}
