//! The access log: one JSON line a request, without address, query or cookie of who asked.
//!
//! Lines are gathered in memory and written by a thread of their own, so that a slow disk holds up
//! no reader. When it cannot follow, lines are dropped and the next one says how many.

use std::cell::RefCell;
use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use kernel::Timestamp;

use super::class::Class;

/// Room for about five thousand lines: a second of a busy day.
const BYTES_MAX: usize = 1 << 20;

/// A line is seen so long after its request, at most.
const PAUSE: Duration = Duration::from_millis(250);

/// What is told of a request.
pub struct Line<'r> {
    pub at: Timestamp,
    pub request: &'r str,
    pub method: &'r Method,
    pub path: &'r str,
    pub class: Class,
    pub status: StatusCode,
    pub bytes: u64,
    pub span: Duration,
}

pub struct AccessLog {
    shared: Arc<Shared>,
    writer: Option<thread::JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    wake: Condvar,
}

#[derive(Default)]
struct Waiting {
    lines: Vec<u8>,
    dropped: u64,
    closing: bool,
}

impl AccessLog {
    /// A log that is written to `sink`.
    pub fn to(mut sink: impl Write + Send + 'static) -> Self {
        let shared = Arc::new(Shared::default());
        let weak = Arc::downgrade(&shared);
        let writer = thread::spawn(move || while write_out(&weak, &mut sink) {});
        Self { shared, writer: Some(writer) }
    }

    pub fn add(&self, line: &Line<'_>) {
        LINE.with_borrow_mut(|text| {
            text.clear();
            line.write(text);
            self.shared.take(text);
        });
    }
}

thread_local! {
    /// Lines are made where the lock is not held.
    static LINE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    /// The second of the line before and how it is written: the next line has the same, mostly.
    static SECOND: RefCell<(i64, String)> = const { RefCell::new((i64::MIN, String::new())) };
}

impl Shared {
    fn take(&self, line: &[u8]) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.lines.len() > BYTES_MAX {
            waiting.dropped += 1;
            return;
        }
        let missed = std::mem::take(&mut waiting.dropped);
        waiting.lines.extend_from_slice(line);
        if missed > 0 {
            let _ = write!(waiting.lines, ",\"dropped\":{missed}");
        }
        waiting.lines.extend_from_slice(b"}\n");
    }
}

impl Line<'_> {
    /// The line without its end.
    fn write(&self, out: &mut Vec<u8>) {
        let millis = self.at.as_millis();
        SECOND.with_borrow_mut(|(second, text)| {
            if *second != millis.div_euclid(1000) {
                *second = millis.div_euclid(1000);
                *text = Timestamp::from_millis(*second * 1000).to_string();
            }
            out.extend_from_slice(b"{\"at\":\"");
            out.extend_from_slice(text.trim_end_matches('Z').as_bytes());
        });
        let millis = u64::try_from(millis.rem_euclid(1000)).unwrap_or(0);
        out.extend([b'.', digit(millis / 100), digit(millis / 10), digit(millis)]);
        let said = [
            "Z\",\"request\":\"",
            self.request,
            "\",\"method\":\"",
            self.method.as_str(),
            "\",\"path\":\"",
        ];
        said.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
        out.extend(self.path.bytes().take(PATH_MAX).map(shown));
        let said = ["\",\"class\":\"", self.class.name(), "\",\"status\":"];
        said.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
        number(u64::from(self.status.as_u16()), out);
        out.extend_from_slice(b",\"bytes\":");
        number(self.bytes, out);
        out.extend_from_slice(b",\"micros\":");
        number(u64::try_from(self.span.as_micros()).unwrap_or(u64::MAX), out);
    }
}

/// The last digit of a number.
const fn digit(number: u64) -> u8 {
    b'0' + (number % 10) as u8
}

fn number(mut number: u64, out: &mut Vec<u8>) {
    let start = out.len();
    loop {
        out.push(digit(number));
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out[start..].reverse();
}

/// What is shown of a path.
const PATH_MAX: usize = 200;

/// A byte that can stand in a JSON string.
const fn shown(byte: u8) -> u8 {
    match byte {
        b'"' | b'\\' | 0..=0x1f | 0x7f.. => b'?',
        _ => byte,
    }
}

/// Writes what has come in; false when there will be no more.
fn write_out(shared: &Weak<Shared>, sink: &mut impl Write) -> bool {
    let Some(shared) = shared.upgrade() else { return false };
    let waiting = shared.waiting.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = shared.wake.wait_timeout_while(waiting, PAUSE, |waiting| !waiting.closing);
    let (mut waiting, _) = waited.unwrap_or_else(PoisonError::into_inner);
    let lines = std::mem::take(&mut waiting.lines);
    let closing = waiting.closing;
    drop(waiting);
    // A log that cannot be written is no reason to stop serving.
    let _ = sink.write_all(&lines).and_then(|()| sink.flush());
    !closing
}

impl Drop for AccessLog {
    fn drop(&mut self) {
        self.shared.waiting.lock().unwrap_or_else(PoisonError::into_inner).closing = true;
        self.shared.wake.notify_all();
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Default)]
    struct Sink(Arc<Mutex<Vec<u8>>>);

    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_request_becomes_one_line_of_json() {
        let sink = Sink::default();
        let log = AccessLog::to(sink.clone());
        log.add(&Line {
            at: Timestamp::from_millis(0),
            request: "1f",
            method: &Method::GET,
            path: "/zh/\"odd\\\u{7}",
            class: Class::Page,
            status: StatusCode::OK,
            bytes: 7,
            span: Duration::from_micros(12),
        });
        drop(log);
        let written = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
        assert_eq!(
            written,
            "{\"at\":\"1970-01-01T00:00:00.000Z\",\"request\":\"1f\",\"method\":\"GET\",\
             \"path\":\"/zh/?odd??\",\"class\":\"page\",\"status\":200,\"bytes\":7,\
             \"micros\":12}\n"
        );
    }
}
