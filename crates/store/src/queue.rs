//! Verbs waiting for a connection thread.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::Fault;
use crate::verb::Verb;

/// How long a verb waits for the thread that shares commits before another connection takes it.
/// Longer than a shared commit under full load, so that helpers do not break those up; short enough
/// that one slow verb holds up nobody for long.
const OVERDUE: Duration = Duration::from_millis(50);

/// How long verbs wait for those expected with them. A fraction of what the commit costs they
/// save.
const GATHER: Duration = Duration::from_micros(100);

/// A bounded queue. A full one refuses instead of blocking, because its callers may be the
/// threads that answer web requests.
pub(crate) struct Queue {
    state: Mutex<State>,
    filled: Condvar,
    /// Helpers wait here for verbs that grow overdue.
    late: Condvar,
    waiting_max: usize,
}

#[derive(Default)]
struct State {
    verbs: VecDeque<(Instant, Box<dyn Verb>)>,
    closed: bool,
    /// Threads waiting, so that nobody is woken in vain: that is a system call.
    takers: usize,
    /// How many verbs a waiting taker wants at once.
    wanted: usize,
    helpers: usize,
}

impl Queue {
    pub(crate) fn new(waiting_max: usize) -> Self {
        let state = Mutex::default();
        Self { state, filled: Condvar::new(), late: Condvar::new(), waiting_max }
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
        state.verbs.push_back((Instant::now(), verb));
        let taker = state.takers > 0 && state.verbs.len() >= state.wanted;
        let helper = state.takers == 0 && state.helpers > 0 && waiting == 0;
        drop(state);
        if taker {
            self.filled.notify_one();
        }
        if helper {
            self.late.notify_one();
        }
        Ok(())
    }

    /// Waits for verbs, a moment longer for as many as are expected, and moves up to `max` of them
    /// into `taken`. False once the queue is closed and empty.
    pub(crate) fn take(&self, max: usize, expected: usize, taken: &mut Vec<Box<dyn Verb>>) -> bool {
        let mut state = self.lock();
        state.wanted = 1;
        while state.verbs.is_empty() {
            if state.closed {
                return false;
            }
            state.takers += 1;
            state = self.filled.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.takers -= 1;
        }
        let expected = expected.min(max);
        if state.verbs.len() < expected && !state.closed {
            state.wanted = expected;
            state.takers += 1;
            let together = self.filled.wait_timeout_while(state, GATHER, |state| {
                state.verbs.len() < state.wanted && !state.closed
            });
            state = together.unwrap_or_else(PoisonError::into_inner).0;
            state.takers -= 1;
        }
        let count = state.verbs.len().min(max);
        taken.extend(state.verbs.drain(..count).map(|(_, verb)| verb));
        // What is left, and what comes while this thread is busy, may grow overdue.
        let helper = state.helpers > 0 && !state.verbs.is_empty();
        drop(state);
        if helper {
            self.late.notify_one();
        }
        true
    }

    /// Waits for a verb that nobody took in time. None once the queue is closed and empty.
    pub(crate) fn take_overdue(&self) -> Option<Box<dyn Verb>> {
        let mut state = self.lock();
        loop {
            let early = match state.verbs.front() {
                None if state.closed => return None,
                None => None,
                Some((since, _)) => match OVERDUE.checked_sub(since.elapsed()) {
                    Some(early) if !state.closed => Some(early),
                    _ => return state.verbs.pop_front().map(|(_, verb)| verb),
                },
            };
            state.helpers += 1;
            state = match early {
                None => self.late.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(early) => {
                    let waited = self.late.wait_timeout(state, early);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
            state.helpers -= 1;
        }
    }

    /// How many verbs wait.
    pub(crate) fn waiting(&self) -> usize {
        self.lock().verbs.len()
    }

    /// Refuses further verbs; those waiting still run.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.filled.notify_all();
        self.late.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing inside the lock can panic half-way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
