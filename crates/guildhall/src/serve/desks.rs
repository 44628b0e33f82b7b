//! The threads that answer readers. Each is alone with its connections, so that no request wakes
//! another thread or waits for one; forms and accounts are worked on behind them.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::runtime::{Builder, Handle};
use tokio::sync::{Notify, oneshot};

/// After an answer a desk looks out so long for the next request before it sleeps: to be woken costs
/// more than a short wait, on both sides. What else wants the core gets it at every look.
const LOOK_OUT: Duration = Duration::from_micros(80);

/// Open desks; closed, with what is still said at them, when dropped.
pub struct Desks {
    desks: Vec<Desk>,
    next: usize,
}

struct Desk {
    handle: Handle,
    bell: Arc<Bell>,
    /// Dropping it ends the thread.
    open: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// A connection's place at a desk.
pub struct Seat {
    pub stream: TcpStream,
    pub desk: Handle,
    pub bell: Arc<Bell>,
}

/// Rung for each request at a desk.
#[derive(Default)]
pub struct Bell {
    rung: AtomicU64,
    asleep: AtomicBool,
    wake: Notify,
}

impl Bell {
    pub fn ring(&self) {
        self.rung.fetch_add(1, Ordering::Relaxed);
        if self.asleep.load(Ordering::Relaxed) {
            self.asleep.store(false, Ordering::Relaxed);
            self.wake.notify_one();
        }
    }

    /// Keeps the desk looking out while requests come.
    async fn look_out(&self) {
        loop {
            self.asleep.store(true, Ordering::Relaxed);
            self.wake.notified().await;
            let (mut rung, mut since) = (0, Instant::now());
            while since.elapsed() < LOOK_OUT {
                // First the runtime looks at every connection, then others may have the core.
                tokio::task::yield_now().await;
                thread::yield_now();
                let now = self.rung.load(Ordering::Relaxed);
                if now != rung {
                    (rung, since) = (now, Instant::now());
                }
            }
        }
    }
}

impl Desks {
    /// One for each core.
    pub fn open() -> io::Result<Self> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let desks = (0..cores).map(|_| Desk::open()).collect::<io::Result<_>>()?;
        Ok(Self { desks, next: 0 })
    }

    /// Gives each desk as many connections as the others: the stream is the desk's from now on,
    /// and what is done with it is to be spawned there.
    pub fn seat(&mut self, stream: TcpStream) -> io::Result<Seat> {
        self.next = (self.next + 1) % self.desks.len();
        let desk = &self.desks[self.next];
        let (handle, bell) = (desk.handle.clone(), Arc::clone(&desk.bell));
        let stream = stream.into_std()?;
        let stream = {
            let _here = handle.enter();
            TcpStream::from_std(stream)?
        };
        Ok(Seat { stream, desk: handle, bell })
    }
}

impl Desk {
    fn open() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let bell = Arc::new(Bell::default());
        let watched = Arc::clone(&bell);
        runtime.spawn(async move { watched.look_out().await });
        let handle = runtime.handle().clone();
        let (open, closed) = oneshot::channel::<()>();
        let thread = thread::Builder::new().name("desk".to_owned()).spawn(move || {
            // The sender never sends, so this ends when it is dropped.
            let _ = runtime.block_on(closed);
            runtime.shutdown_background();
        })?;
        Ok(Self { handle, bell, open: Some(open), thread: Some(thread) })
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        drop(self.open.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
