//! The wire to Chromium: JSON messages, each ended by a zero byte, through a pair of pipes.
//!
//! One thread reads; callers wait on a condition variable, so any number of pages may be driven
//! from any number of test threads.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStderr, ChildStdin, ChildStdout};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::download::Downloads;
use crate::seen::Seen;
use crate::{Fault, REPLY_WITHIN};

/// What Chromium wrote to its error stream is kept to this many bytes, for the last words.
const LAST_WORDS: usize = 2_000;

pub(crate) struct Pipe {
    to_chromium: Mutex<Option<ChildStdin>>,
    shared: Arc<Shared>,
    next_id: AtomicU64,
}

#[derive(Default)]
struct Shared {
    heard: Mutex<Heard>,
    news: Condvar,
}

/// Everything Chromium has said.
#[derive(Default)]
pub(crate) struct Heard {
    answers: HashMap<u64, Value>,
    sessions: HashMap<String, Seen>,
    pub(crate) downloads: Downloads,
    last_words: String,
    gone: bool,
}

impl Heard {
    pub(crate) fn session(&mut self, session: &str) -> &mut Seen {
        self.sessions.entry(session.to_owned()).or_default()
    }

    fn take_in(&mut self, mut message: Value) {
        if let Some(id) = message["id"].as_u64() {
            self.answers.insert(id, message);
            return;
        }
        let params = message["params"].take();
        let Some(method) = message["method"].as_str() else { return };
        match message["sessionId"].as_str() {
            Some(session) => self.session(session).take_in(method, &params),
            None => self.downloads.take_in(method, &params),
        }
    }
}

impl Pipe {
    pub(crate) fn new(to: ChildStdin, from: ChildStdout, errors: ChildStderr) -> Self {
        let shared = Arc::new(Shared::default());
        let ears = Arc::clone(&shared);
        thread::spawn(move || ears.listen(from));
        let ears = Arc::clone(&shared);
        thread::spawn(move || ears.keep_last_words(errors));
        Self { to_chromium: Mutex::new(Some(to)), shared, next_id: AtomicU64::new(1) }
    }

    /// Sends one command to Chromium itself or to one page, and waits for the answer.
    pub(crate) fn call(
        &self,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> Result<Value, Fault> {
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        let sent = match lock(&self.to_chromium).as_mut() {
            Some(pipe) => pipe.write_all(&bytes).and_then(|()| pipe.flush()).is_ok(),
            None => false,
        };
        if !sent {
            return Err(self.gone(method));
        }
        let mut answer = self
            .wait(REPLY_WITHIN, |heard| heard.answers.remove(&id))
            .ok_or_else(|| self.unanswered(method))?;
        match answer["error"]["message"].as_str() {
            Some(why) => Err(Fault::Refused { command: method.to_owned(), why: why.to_owned() }),
            None => Ok(answer["result"].take()),
        }
    }

    /// Waits until what Chromium has said yields an answer; `None` when it never did.
    pub(crate) fn wait<T>(
        &self,
        at_most: Duration,
        mut answer: impl FnMut(&mut Heard) -> Option<T>,
    ) -> Option<T> {
        let until = Instant::now() + at_most;
        let mut heard = lock(&self.shared.heard);
        loop {
            if let Some(found) = answer(&mut heard) {
                return Some(found);
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || heard.gone {
                return None;
            }
            let woken = self.shared.news.wait_timeout(heard, left);
            heard = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Reads or changes what was heard, now.
    pub(crate) fn now<T>(&self, ask: impl FnOnce(&mut Heard) -> T) -> T {
        ask(&mut lock(&self.shared.heard))
    }

    /// Closes our end. Chromium ends when its pipe does.
    pub(crate) fn close(&self) {
        lock(&self.to_chromium).take();
    }

    fn unanswered(&self, method: &str) -> Fault {
        if self.now(|heard| heard.gone) {
            return self.gone(method);
        }
        let why = format!("no answer within {REPLY_WITHIN:?}");
        Fault::Refused { command: method.to_owned(), why }
    }

    fn gone(&self, method: &str) -> Fault {
        let last_words = self.now(|heard| heard.last_words.trim().to_owned());
        Fault::Gone { command: method.to_owned(), last_words }
    }
}

impl Shared {
    fn listen(&self, from: ChildStdout) {
        let mut from = BufReader::new(from);
        let mut message = Vec::new();
        while matches!(from.read_until(0, &mut message), Ok(1..)) {
            if message.pop_if(|end| *end == 0).is_none() {
                break;
            }
            if let Ok(value) = serde_json::from_slice(&message) {
                lock(&self.heard).take_in(value);
                self.news.notify_all();
            }
            message.clear();
        }
        lock(&self.heard).gone = true;
        self.news.notify_all();
    }

    fn keep_last_words(&self, mut errors: ChildStderr) {
        let mut chunk = [0; 4096];
        while let Ok(read @ 1..) = errors.read(&mut chunk) {
            let mut heard = lock(&self.heard);
            let words = heard.last_words.clone() + &String::from_utf8_lossy(&chunk[..read]);
            let excess = words.chars().count().saturating_sub(LAST_WORDS);
            heard.last_words = words.chars().skip(excess).collect();
        }
    }
}

/// A panicking test must not take the other tests with it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
