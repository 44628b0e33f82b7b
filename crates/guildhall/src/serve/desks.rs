//! The threads that answer readers. Each is alone with its connections, so that no request wakes
//! another thread or waits for one; forms and accounts are worked on behind them.

use std::io;
use std::thread::{self, JoinHandle};

use tokio::net::TcpStream;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

/// Open desks; closed, with what is still said at them, when dropped.
pub struct Desks {
    desks: Vec<Desk>,
    next: usize,
}

struct Desk {
    handle: Handle,
    /// Dropping it ends the thread.
    open: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
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
    pub fn seat(&mut self, stream: TcpStream) -> io::Result<(TcpStream, Handle)> {
        self.next = (self.next + 1) % self.desks.len();
        let handle = self.desks[self.next].handle.clone();
        let stream = stream.into_std()?;
        let _here = handle.enter();
        Ok((TcpStream::from_std(stream)?, handle.clone()))
    }
}

impl Desk {
    fn open() -> io::Result<Self> {
        // Between two rounds of answers a desk gives way once. Without it, on a full machine, who
        // shares its core waits for the end of its time slice, which is milliseconds.
        let runtime =
            Builder::new_current_thread().on_thread_park(thread::yield_now).enable_all().build()?;
        let handle = runtime.handle().clone();
        let (open, closed) = oneshot::channel::<()>();
        let thread = thread::Builder::new().name("desk".to_owned()).spawn(move || {
            // The sender never sends, so this ends when it is dropped.
            let _ = runtime.block_on(closed);
            runtime.shutdown_background();
        })?;
        Ok(Self { handle, open: Some(open), thread: Some(thread) })
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
