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

/// Room for about five thousand lines, which wait while the disk is slow.
const BYTES_MAX: usize = 1 << 20;

/// So many are written without waiting for the pause: small writes hold up nobody for long.
const BYTES_AT_ONCE: usize = 64 << 10;

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
    form: Form,
    shared: Arc<Shared>,
    writer: Option<thread::JoinHandle<()>>,
}

#[derive(Clone, Copy)]
enum Form {
    Json,
    Text,
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
    /// A log that is written to `sink`, one JSON object a line.
    pub fn to(sink: impl Write + Send + 'static) -> Self {
        Self::new(sink, Form::Json)
    }

    /// The same in words for people.
    pub fn text_to(sink: impl Write + Send + 'static) -> Self {
        Self::new(sink, Form::Text)
    }

    fn new(mut sink: impl Write + Send + 'static, form: Form) -> Self {
        let shared = Arc::new(Shared::default());
        let weak = Arc::downgrade(&shared);
        let writer = thread::spawn(move || {
            let mut lines = Vec::new();
            while write_out(&weak, &mut lines, &mut sink) {}
        });
        Self { form, shared, writer: Some(writer) }
    }

    pub fn add(&self, line: &Line<'_>) {
        LINE.with_borrow_mut(|text| {
            text.clear();
            match self.form {
                Form::Json => line.json(text),
                Form::Text => line.text(text),
            }
            self.shared.take(text, self.form);
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
    fn take(&self, line: &[u8], form: Form) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.lines.len() > BYTES_MAX {
            waiting.dropped += 1;
            return;
        }
        let missed = std::mem::take(&mut waiting.dropped);
        let before = waiting.lines.len();
        waiting.lines.extend_from_slice(line);
        if missed > 0 {
            let _ = match form {
                Form::Json => write!(waiting.lines, ",\"dropped\":{missed}"),
                Form::Text => write!(waiting.lines, " ({missed} lines dropped before)"),
            };
        }
        waiting.lines.extend_from_slice(match form {
            Form::Json => b"}\n",
            Form::Text => b"\n",
        });
        let many = before < BYTES_AT_ONCE && waiting.lines.len() >= BYTES_AT_ONCE;
        drop(waiting);
        if many {
            self.wake.notify_one();
        }
    }
}

impl Line<'_> {
    /// The line in words, without its end.
    fn text(&self, out: &mut Vec<u8>) {
        let Self { at, request, method, class, status, bytes, .. } = self;
        let (class, status, micros) = (class.name(), status.as_u16(), self.span.as_micros());
        let _ = write!(out, "{at} {status} {method} ");
        out.extend(self.path.bytes().take(PATH_MAX).map(shown));
        let _ = write!(out, " {class} {bytes} B {micros} us request {request}");
    }

    /// The line as JSON, without its end.
    fn json(&self, out: &mut Vec<u8>) {
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

/// Writes what has come in; false when there will be no more. `lines` is empty before and after:
/// its memory changes places with that of the lines that wait.
fn write_out(shared: &Weak<Shared>, lines: &mut Vec<u8>, sink: &mut impl Write) -> bool {
    let Some(shared) = shared.upgrade() else { return false };
    let waiting = shared.waiting.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = shared.wake.wait_timeout_while(waiting, PAUSE, |waiting| {
        !waiting.closing && waiting.lines.len() < BYTES_AT_ONCE
    });
    let (mut waiting, _) = waited.unwrap_or_else(PoisonError::into_inner);
    std::mem::swap(&mut waiting.lines, lines);
    let closing = waiting.closing;
    drop(waiting);
    // A log that cannot be written is no reason to stop serving.
    let _ = sink.write_all(lines).and_then(|()| sink.flush());
    lines.clear();
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

    /// What the log writes about one request.
    fn written(log: fn(Sink) -> AccessLog) -> String {
        let sink = Sink::default();
        let log = log(sink.clone());
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
        let bytes = sink.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    /// Holds up its writer until it is opened.
    struct Dam(std::sync::mpsc::Receiver<()>, Sink);

    impl Write for Dam {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let _ = self.0.recv();
            self.1.write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_slow_disk_costs_lines_that_are_counted_and_no_memory() {
        let (open, opened) = std::sync::mpsc::channel();
        let sink = Sink::default();
        let log = AccessLog::to(Dam(opened, sink.clone()));
        let line = |path| Line {
            at: Timestamp::from_millis(0),
            request: "1",
            method: &Method::GET,
            path,
            class: Class::Page,
            status: StatusCode::OK,
            bytes: 0,
            span: Duration::ZERO,
        };
        let added = 5 * BYTES_MAX / 100;
        (0..added).for_each(|_| log.add(&line("/")));
        let waiting = log.shared.waiting.lock().unwrap().lines.capacity();
        assert!(waiting <= 3 * BYTES_MAX, "{waiting} bytes wait");
        drop(open);
        while log.shared.waiting.lock().unwrap().lines.len() >= BYTES_AT_ONCE {
            thread::yield_now();
        }
        log.add(&line("/last"));
        drop(log);
        let text = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
        let last = text.lines().last().unwrap();
        let said = last.split_once("\"dropped\":").unwrap().1;
        let dropped: usize = said.trim_end_matches('}').parse().unwrap();
        assert!(dropped > 0);
        assert_eq!(text.lines().count() + dropped, added + 1);
    }

    #[test]
    fn a_request_becomes_one_line_of_words() {
        assert_eq!(
            written(AccessLog::text_to),
            "1970-01-01T00:00:00Z 200 GET /zh/?odd?? page 7 B 12 us request 1f\n"
        );
    }

    #[test]
    fn a_request_becomes_one_line_of_json() {
        assert_eq!(
            written(AccessLog::to),
            "{\"at\":\"1970-01-01T00:00:00.000Z\",\"request\":\"1f\",\"method\":\"GET\",\
             \"path\":\"/zh/?odd??\",\"class\":\"page\",\"status\":200,\"bytes\":7,\
             \"micros\":12}\n"
        );
    }
}
