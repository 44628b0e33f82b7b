//! The floor that every request crosses: it numbers, answers or passes on, makes safe, counts and
//! logs. What lies on the shelf is answered here at once; forms and accounts are in the router
//! behind it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::DefaultBodyLimit;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Request, Response, StatusCode, header};
use kernel::Clock;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tower::Service as _;

use super::access_log::{AccessLog, Line};
use super::answer::{Answer, plain};
use super::asked::Lately;
use super::behind::pressed;
use super::class::Class;
use super::meters::Meters;
use super::notice::Notice;
use super::pulse::Pulse;

use super::shelf::Shelf;
use crate::api::{self, Problem};
use crate::desk::{Failed, Nowhere, UPLOAD_BYTES_MAX, preferred, takes_files};
use crate::words::Words;

/// What is sent to us is a form, never a film.
const BODY_BYTES_MAX: usize = 1 << 20;

/// Nobody waits longer for a form.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// Said with every answer. Nothing from elsewhere is loaded, nothing is framed, nothing is guessed.
const SAFETY: [(HeaderName, HeaderValue); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; \
             frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (PERMISSIONS, HeaderValue::from_static("camera=(), microphone=(), geolocation=()")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
/// The one page that looks through a camera.
const GATE: &str = "/gate/";

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What every request needs.
pub struct Floor {
    pub shelf: Arc<Shelf>,
    pub clock: Arc<dyn Clock>,
    pub(super) meters: Meters,
    pub(super) lately: Lately,
    /// Pages are made by so many threads at once.
    pub(super) makers: Semaphore,
    dynamic: Router,
    /// Where forms and accounts are worked on; where the request came in when nobody said.
    behind: OnceLock<Handle>,
    log: Option<AccessLog>,
    /// Sets this run's request ids apart from another's.
    run: u32,
    requests: AtomicU64,
    draining: AtomicBool,
    pulse: Pulse,
    within: Duration,
}

/// Left by the router when none of its routes was meant.
#[derive(Clone, Copy)]
struct Unrouted;

impl Floor {
    /// A floor before `dynamic`, which is asked for what does not lie on the shelf.
    pub fn new(shelf: Arc<Shelf>, clock: Arc<dyn Clock>, dynamic: Router) -> Self {
        let unrouted = || async {
            let mut response = Response::new(Body::empty());
            response.extensions_mut().insert(Unrouted);
            response
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            shelf,
            clock,
            meters: Meters::default(),
            lately: Lately::default(),
            makers: Semaphore::new(cores),
            dynamic: dynamic.fallback(unrouted).layer(DefaultBodyLimit::max(BODY_BYTES_MAX)),
            behind: OnceLock::new(),
            log: None,
            run: 0,
            requests: AtomicU64::new(0),
            draining: AtomicBool::new(false),
            pulse: Pulse::default(),
            within: ANSWER_WITHIN,
        }
    }

    /// The same, its requests written to `log`.
    #[must_use]
    pub fn with_log(self, log: AccessLog) -> Self {
        Self { log: Some(log), ..self }
    }

    /// The same, its request ids beginning with `run`.
    #[must_use]
    pub fn with_run(self, run: u32) -> Self {
        Self { run, ..self }
    }

    /// The same, nobody waiting longer than `within`.
    #[must_use]
    pub fn within(self, within: Duration) -> Self {
        Self { within, ..self }
    }

    /// Forms and accounts are worked on there, so that they hold up nobody who only reads.
    pub(super) fn work_behind(&self, tasks: Handle) {
        let _ = self.behind.set(tasks);
    }

    /// The same, ready only while the database's pulse is felt.
    #[must_use]
    pub fn with_pulse(self, pulse: Pulse) -> Self {
        Self { pulse, ..self }
    }

    pub(super) fn pulse_is_felt(&self) -> bool {
        self.pulse.is_felt()
    }

    /// From now on `/readyz` sends new readers elsewhere.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// The answer to a request, whatever happens.
    pub async fn handle<B>(self: Arc<Self>, request: Request<B>) -> Response<Body>
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let started = Instant::now();
        let id = self.next_id();
        let (head, body) = request.into_parts();
        let at_hand = catch_unwind(AssertUnwindSafe(|| self.at_hand(&head)));
        let answer = match at_hand {
            Ok(Some(answer)) => answer,
            Ok(None) => Box::pin(self.further(&head, body, &id)).await,
            Err(_) => self.failed(&head, &id),
        };
        self.finish(answer, &head, &id, started)
    }

    fn next_id(&self) -> String {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        format!("{:08x}-{number:x}", self.run)
    }

    /// What must be made or looked up first.
    async fn further<B>(self: &Arc<Self>, head: &Parts, body: B, id: &str) -> Answer
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let made = match self.make(head, id).await {
            Ok(Some(answer)) => return answer,
            Ok(None) => None,
            Err(_) => Some(self.failed(head, id)),
        };
        if let Some(failed) = made {
            return failed;
        }
        let files = takes_files(head.uri.path());
        if declared(head) > if files { UPLOAD_BYTES_MAX } else { BODY_BYTES_MAX } {
            if api::is_ours(head.uri.path()) {
                return told(head, Problem::TooLarge { bytes_max: BODY_BYTES_MAX });
            }
            return plain(StatusCode::PAYLOAD_TOO_LARGE, Class::Dynamic, "too large\n");
        }
        let mut router = self.dynamic.clone();
        let request = Request::from_parts(head.clone(), Body::new(body));
        // A task of its own: its panic is told apart, and a reader who leaves stops no write.
        let tasks = self.behind.get().cloned().unwrap_or_else(Handle::current);
        let accept = head.headers.get(header::ACCEPT_ENCODING);
        let accept = accept.and_then(|value| value.to_str().ok()).map(str::to_owned);
        let task = tasks.spawn(async move {
            match router.call(request).await {
                Ok(response) => Ok(pressed(response, accept.as_deref()).await),
                Err(never) => Err(never),
            }
        });
        let stop = task.abort_handle();
        match tokio::time::timeout(self.within, task).await {
            Ok(Ok(Ok(response))) if response.extensions().get::<Unrouted>().is_some() => {
                self.elsewhere(head)
            }
            Ok(Ok(Ok(response))) if response.extensions().get::<Nowhere>().is_some() => {
                // It may be there for another reader.
                self.elsewhere(head).with(header::CACHE_CONTROL, "no-store")
            }
            Ok(Ok(Ok(response))) if response.extensions().get::<Failed>().is_some() => {
                match response.extensions().get() {
                    Some(Failed::Busy) => busy(head, id),
                    _ => self.failed(head, id),
                }
            }
            Ok(Ok(Ok(response))) => Answer { class: Class::Dynamic, response },
            Ok(Ok(Err(never))) => match never {},
            Ok(Err(_)) => self.failed(head, id),
            Err(_) => {
                stop.abort();
                tracing::error!(request = id, "a request took longer than {:?}", self.within);
                busy(head, id)
            }
        }
    }

    pub(super) fn failed(&self, head: &Parts, id: &str) -> Answer {
        self.meters.panicked();
        tracing::error!(request = id, "a request failed in the program: request {id}");
        if api::is_ours(head.uri.path()) {
            return told(head, Problem::Failed);
        }
        Notice::Fault.answer(Class::Dynamic, preferred(&head.headers), id)
    }

    /// Makes the answer safe, counts it and logs it.
    fn finish(&self, answer: Answer, head: &Parts, id: &str, started: Instant) -> Response<Body> {
        let Answer { class, mut response } = answer;
        let headers = response.headers_mut();
        for (name, value) in SAFETY {
            headers.insert(name, value);
        }
        if head.uri.path().starts_with(GATE) {
            headers.insert(PERMISSIONS, HeaderValue::from_static("camera=(self)"));
        }
        if let Ok(id) = HeaderValue::from_str(id) {
            headers.insert(REQUEST_ID, id);
        }
        let bytes = response.body().size_hint().exact().unwrap_or(0);
        let (status, span) = (response.status(), started.elapsed());
        self.meters.count(class, status, bytes, span);
        if let Some(log) = &self.log {
            log.add(&Line {
                at: self.clock.now(),
                request: id,
                method: &head.method,
                // The address of a form may hold a secret, for example of a sign-in link.
                path: if class == Class::Dynamic { "" } else { head.uri.path() },
                class,
                status,
                bytes,
                span,
            });
        }
        response
    }
}

/// What the request says its body holds.
fn declared(head: &Parts) -> usize {
    let length = head.headers.get(header::CONTENT_LENGTH);
    length.and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(0)
}

/// A problem, for what a program asked.
fn told(head: &Parts, problem: Problem) -> Answer {
    let words = Words::of(preferred(&head.headers));
    Answer { class: Class::Dynamic, response: api::told(problem, words) }
}

/// More is asked for than can be made just now.
fn busy(head: &Parts, id: &str) -> Answer {
    if api::is_ours(head.uri.path()) {
        return told(head, Problem::Busy);
    }
    Notice::Busy.answer(Class::Dynamic, preferred(&head.headers), id)
}
