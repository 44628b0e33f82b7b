use std::io;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use store::{Db, Fault};

use crate::ctx::Ctx;

/// Something done again and again for as long as the program runs.
pub struct Task {
    /// For the log and the thread.
    pub name: &'static str,
    /// How long to rest when there is nothing to do.
    pub every: Duration,
    pub act: Act,
}

/// One round of a task.
pub type Act = Box<dyn FnMut(&Db, &Ctx) -> Result<Next, Fault> + Send>;

/// What a round says about the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// There may be more: go on at once.
    Now,
    /// Nothing is left to do for now.
    Later,
}

/// A failing task rests longer, so that a database that is gone is not asked in vain all the time.
const REST_MAX: Duration = Duration::from_secs(30);

/// The threads of all tasks. Dropping it stops them, each after its round.
pub struct Worker {
    stop: Arc<Stop>,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Stop {
    asked: Mutex<bool>,
    bell: Condvar,
}

impl Worker {
    pub fn start(db: &Db, ctx: &Ctx, tasks: Vec<Task>) -> io::Result<Self> {
        let mut worker = Self { stop: Arc::default(), threads: Vec::new() };
        for task in tasks {
            let (db, ctx, stop) = (db.clone(), ctx.clone(), Arc::clone(&worker.stop));
            let thread = Builder::new().name(task.name.to_owned());
            worker.threads.push(thread.spawn(move || run(task, &db, &ctx, &stop))?);
        }
        Ok(worker)
    }

    /// Lets every task finish its round.
    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        *self.stop.asked.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.stop.bell.notify_all();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn run(mut task: Task, db: &Db, ctx: &Ctx, stop: &Stop) {
    let mut failures = 0;
    loop {
        let done = (task.act)(db, ctx);
        failures = if done.is_ok() { 0 } else { failures + 1 };
        let rest = match done {
            Ok(Next::Now) => Duration::ZERO,
            Ok(Next::Later) => task.every,
            Err(Fault::Closed) => return,
            Err(fault) => {
                tracing::warn!(task = task.name, failures, %fault, "task {} failed", task.name);
                (task.every * failures).min(REST_MAX)
            }
        };
        if stop.rest(rest) {
            return;
        }
    }
}

impl Stop {
    /// Rests, and answers whether it was woken to stop.
    fn rest(&self, span: Duration) -> bool {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if *asked || span.is_zero() {
            return *asked;
        }
        let waited = self.bell.wait_timeout_while(asked, span, |asked| !*asked);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
