//! A wire between the program and PostgreSQL that counts, kills and can be cut.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// Told once so many bytes have gone to the server.
type AtBytes = (u64, Box<dyn FnOnce() + Send>);

pub struct Proxy {
    wire: Arc<Wire>,
    port: u16,
}

struct Wire {
    server: String,
    bytes: AtomicU64,
    cut: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
    alarm: Mutex<Option<AtBytes>>,
}

impl Proxy {
    /// A wire to the server of this URL, and the URL that leads through it.
    pub fn before(url: &str) -> (Self, String) {
        let start = url.find('@').unwrap() + 1;
        let end = start + url[start..].find('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let wire = Arc::new(Wire {
            server: url[start..end].to_owned(),
            bytes: AtomicU64::new(0),
            cut: AtomicBool::new(false),
            open: Mutex::default(),
            alarm: Mutex::default(),
        });
        let listening = Arc::clone(&wire);
        // Ends with the process of the test.
        thread::spawn(move || listener.incoming().flatten().for_each(|it| listening.take_in(it)));
        let through = format!("{}127.0.0.1:{port}{}", &url[..start], &url[end..]);
        (Self { wire, port }, through)
    }

    /// How many bytes have gone to the server.
    pub fn bytes(&self) -> u64 {
        self.wire.bytes.load(Ordering::SeqCst)
    }

    /// Calls `act` before byte number `bytes`, counted from now, goes to the server.
    pub fn at(&self, bytes: u64, act: impl FnOnce() + Send + 'static) {
        self.wire.bytes.store(0, Ordering::SeqCst);
        *self.wire.alarm.lock().unwrap() = Some((bytes, Box::new(act)));
    }

    /// The server is gone.
    pub fn cut(&self) {
        self.wire.cut.store(true, Ordering::SeqCst);
        for stream in self.wire.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        assert!(TcpStream::connect(("127.0.0.1", self.port)).is_ok());
    }

    /// The server is back.
    pub fn mend(&self) {
        self.wire.cut.store(false, Ordering::SeqCst);
    }
}

impl Wire {
    fn take_in(self: &Arc<Self>, client: TcpStream) {
        if self.cut.load(Ordering::SeqCst) {
            return;
        }
        let Ok(server) = TcpStream::connect(&self.server) else { return };
        // Small messages go at once, as they do without a wire between.
        for stream in [&client, &server] {
            let _ = stream.set_nodelay(true);
        }
        let copy = |stream: &TcpStream| stream.try_clone().unwrap();
        self.open.lock().unwrap().extend([copy(&client), copy(&server)]);
        let (up, down) = ((copy(&client), copy(&server)), (server, client));
        let counting = Arc::clone(self);
        thread::spawn(move || counting.pass(up.0, up.1));
        thread::spawn(move || pass_back(down.0, down.1));
    }

    fn pass(&self, mut from: TcpStream, mut to: TcpStream) {
        let mut bytes = [0; 512];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let gone = self.bytes.fetch_add(count as u64, Ordering::SeqCst) + count as u64;
            let mut alarm = self.alarm.lock().unwrap();
            if alarm.as_ref().is_some_and(|(at, _)| gone >= *at)
                && let Some((_, act)) = alarm.take()
            {
                act();
            }
            drop(alarm);
            if to.write_all(&bytes[..count]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
    }
}

fn pass_back(mut from: TcpStream, mut to: TcpStream) {
    let _ = std::io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Both);
}
