use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, JoinHandle, Thread};
use std::time::Duration;

use crate::queue::Queue;
use crate::session::Mode;
use crate::tx::Tx;
use crate::verb::{Answer, Pending};
use crate::{DbUrl, Engine, Fault, OpenError, Sql};

/// An open database. Clones share it; the last one closes it.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    url: DbUrl,
    reads: Arc<Queue>,
    writes: Arc<Queue>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// The limits of one open database.
#[derive(Clone, Debug)]
pub struct Options {
    /// Threads, each with a connection, that only read.
    pub readers: usize,
    /// Threads that write on PostgreSQL: one that shares commits and its relief. SQLite has one
    /// writer whatever this says.
    pub writers: usize,
    /// Verbs in one commit. More gain little: see the bench.
    pub commit_max: usize,
    /// Verbs that may wait before new ones are refused; half a second's work at full speed.
    pub waiting_max: usize,
    /// How long to wait for another process that holds the database.
    pub busy_wait: Duration,
    /// What may be done with it.
    pub access: Access,
}

/// What one wants of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To read and to write; a SQLite file that is not there is made.
    Write,
    /// To read what is there. A SQLite file may lie where nothing can be written.
    Read,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers: 4,
            writers: 4,
            commit_max: 256,
            waiting_max: 10_000,
            busy_wait: Duration::from_secs(5),
            access: Access::Write,
        }
    }
}

impl Db {
    /// Opens it; to write, a SQLite file that is not there is made.
    pub fn open(url: &DbUrl, options: Options) -> Result<Self, OpenError> {
        let writes = Arc::new(Queue::new(options.waiting_max));
        // A database in memory lives in one connection, so its readers queue with its writers.
        let reads = match url {
            DbUrl::Memory => Arc::clone(&writes),
            _ => Arc::new(Queue::new(options.waiting_max)),
        };
        let inner = Inner { url: url.clone(), reads, writes, threads: Mutex::default() };
        let threads = match url {
            DbUrl::Postgres(config) => {
                crate::postgres::start(config, url, &options, &inner.reads, &inner.writes)
            }
            _ => crate::sqlite::start(url, &options, &inner.reads, &inner.writes),
        }?;
        *inner.threads.lock().unwrap_or_else(PoisonError::into_inner) = threads;
        Ok(Self(Arc::new(inner)))
    }

    /// Runs a verb that only reads; it sees one moment of the database.
    pub async fn read<T, E>(
        &self,
        verb: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        received(self.send(Mode::Read, verb)?.await)
    }

    /// Runs a verb that may write. `Ok` means durable; `Err` means it wrote nothing.
    ///
    /// The verb may run more than once (a deadlock undoes it, then it runs again), so it must do
    /// nothing but read, decide and write through its [`Tx`]. It runs to its end even when the
    /// caller stops waiting.
    pub async fn write<T, E>(
        &self,
        verb: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        received(self.send(Mode::Write, verb)?.await)
    }

    /// [`Db::read`] for the command line, tests and plain threads: blocks the thread.
    pub fn read_now<T, E>(
        &self,
        verb: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        received(block_on(self.send(Mode::Read, verb)?))
    }

    /// [`Db::write`] for the command line, tests and plain threads: blocks the thread.
    pub fn write_now<T, E>(
        &self,
        verb: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        received(block_on(self.send(Mode::Write, verb)?))
    }

    /// Which engine it runs on.
    pub fn engine(&self) -> Engine {
        self.0.url.engine()
    }

    /// What was opened; prints without the password.
    pub fn url(&self) -> &DbUrl {
        &self.0.url
    }

    /// Prepares every statement and answers those the engine refuses, by name.
    pub fn prepare_all(&self, statements: &[Sql]) -> Result<Vec<(&'static str, Fault)>, Fault> {
        let statements = statements.to_vec();
        self.read_now(move |tx| {
            let refused = |sql: &Sql| {
                let prepared = tx.attempt(|tx| tx.prepare(*sql));
                prepared.err().map(|fault: Fault| (sql.name(), fault))
            };
            Ok(statements.iter().filter_map(refused).collect())
        })
    }

    /// Refuses further verbs, finishes those waiting and closes every connection.
    pub fn close(&self) {
        self.0.close();
    }

    fn send<T, E, F>(&self, mode: Mode, verb: F) -> Result<Answer<T, E>, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (pending, answer) = Pending::pair(mode, verb);
        let queue = if mode == Mode::Read { &self.0.reads } else { &self.0.writes };
        queue.push(pending)?;
        Ok(answer)
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Db({})", self.0.url)
    }
}

impl Inner {
    /// Readers first: the last connection of an SQLite file brings its log home, and two that close at
    /// the same moment would both leave it to the other.
    fn close(&self) {
        self.reads.close();
        self.join(|name| name.ends_with("-reader"));
        self.writes.close();
        self.join(|_| true);
    }

    /// Waits for the threads of such names to end.
    fn join(&self, named: impl Fn(&str) -> bool) {
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        let all = std::mem::take(&mut *threads);
        let (ending, staying): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|handle| named(handle.thread().name().unwrap_or_default()));
        *threads = staying;
        drop(threads);
        for handle in ending {
            // A verb that holds the last clone drops it on its own thread, which cannot wait for
            // itself.
            if handle.thread().id() != thread::current().id() {
                let _ = handle.join();
            }
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.close();
    }
}

/// Starts a connection thread.
pub(crate) fn spawn(
    name: &str,
    serve: impl FnOnce() + Send + 'static,
) -> Result<JoinHandle<()>, OpenError> {
    thread::Builder::new().name(name.to_owned()).spawn(serve).map_err(|error| OpenError::Engine {
        path: "a database thread".into(),
        reason: error.to_string(),
    })
}

fn received<T, E: From<Fault>>(
    answer: Result<Result<T, E>, tokio::sync::oneshot::error::RecvError>,
) -> Result<T, E> {
    answer.unwrap_or_else(|_| Err(Fault::Closed.into()))
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Tokio's own blocking receive panics on a runtime's thread; this works on any.
fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
