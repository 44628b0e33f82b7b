//! Verbs waiting for a connection thread.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::Fault;
use crate::verb::Verb;

/// A bounded queue. A full one refuses instead of blocking, because its callers may be the
/// threads that answer web requests.
pub(crate) struct Queue {
    state: Mutex<State>,
    filled: Condvar,
    waiting_max: usize,
}

#[derive(Default)]
struct State {
    verbs: VecDeque<Box<dyn Verb>>,
    closed: bool,
}

impl Queue {
    pub(crate) fn new(waiting_max: usize) -> Self {
        Self { state: Mutex::default(), filled: Condvar::new(), waiting_max }
    }

    pub(crate) fn push(&self, verb: Box<dyn Verb>) -> Result<(), Fault> {
        let mut state = self.lock();
        if state.closed {
            return Err(Fault::Closed);
        }
        let waiting = state.verbs.len();
        if waiting >= self.waiting_max {
            return Err(Fault::Overloaded { waiting });
        }
        state.verbs.push_back(verb);
        drop(state);
        self.filled.notify_one();
        Ok(())
    }

    /// Waits for verbs and moves up to `max` of them into `taken`. False once the queue is closed
    /// and empty.
    pub(crate) fn take(&self, max: usize, taken: &mut Vec<Box<dyn Verb>>) -> bool {
        let mut state = self.lock();
        while state.verbs.is_empty() {
            if state.closed {
                return false;
            }
            state = self.filled.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        let count = state.verbs.len().min(max);
        taken.extend(state.verbs.drain(..count));
        true
    }

    /// Refuses further verbs; those waiting still run.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.filled.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing inside the lock can panic half-way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
