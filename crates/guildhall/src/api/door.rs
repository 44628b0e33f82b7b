//! The door of the API: what every request crosses before and after its act.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Query, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use axum::routing::any;
use kernel::Lang;
use store::{Db, Tx};

use super::asked::Asked;
use super::bell::Bell;
use super::problem::{Problem, Trouble};
use super::rates::{Allowance, Rates};
use super::repeats::{self, Repeat};
use super::reply::Made;
use super::route::{Act, Gate, Match, Repeats, Route};
use super::sending::{sent, shared, tag_of, text};
use super::{ROOT, document};
use crate::access::sessions::Token;
use crate::access::{Actor, tokens};
use crate::ctx::Ctx;
use crate::desk::preferred;
use crate::words::Words;

/// What a request may take.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    pub allowance: Allowance,
}

/// Everything under [`ROOT`].
pub struct Api {
    db: Db,
    ctx: Ctx,
    routes: Vec<Route>,
    rates: Rates,
    bell: Bell,
    waiting: AtomicUsize,
    base_url: String,
    /// The description in each language, with its tag.
    described: [(Lang, Bytes, String); 2],
}

/// An order of a whole group fits; a film does not.
const BODY_BYTES_MAX: usize = 256 << 10;
/// Shorter than what stands before us gives up after.
const WAIT_MAX_S: i64 = 20;
/// So many may wait for facts at once; more are answered at once.
const WAITING_MAX: usize = 1_000;
const KEY: &str = "idempotency-key";

impl Api {
    /// An API of those routes, whose verbs take time and ids from `ctx`. `base_url` is where the
    /// public reaches the house.
    pub fn new(db: Db, ctx: Ctx, routes: Vec<Route>, base_url: &str, limits: Limits) -> Self {
        let described = Lang::ALL.map(|lang| {
            let text = document::written(&routes, Words::of(lang), base_url);
            let tag = tag_of(text.as_bytes());
            (lang, Bytes::from(text), tag)
        });
        Self {
            db,
            ctx,
            routes,
            rates: Rates::new(limits.allowance),
            bell: Bell::default(),
            waiting: AtomicUsize::new(0),
            base_url: base_url.to_owned(),
            described,
        }
    }

    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// Where the public reaches the house.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The router of every route; what is none under [`ROOT`] is told so in JSON.
    pub fn router(self: &Arc<Self>) -> Router {
        let mut by_path: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
        for (at, route) in self.routes.iter().enumerate() {
            by_path.entry(route.path).or_default().push(at);
        }
        let mut router = Router::new();
        for (path, here) in by_path {
            let api = Arc::clone(self);
            let here: Arc<[usize]> = here.into();
            let answer = move |params: RawPathParams, request: Request| {
                let (api, here) = (Arc::clone(&api), Arc::clone(&here));
                let named = params.iter().map(|(key, value)| (key.to_owned(), value.to_owned()));
                let named: Vec<(String, String)> = named.collect();
                async move { api.answer(&here, named, request).await }
            };
            let path = if path == "/" { ROOT.to_owned() } else { format!("{ROOT}{path}") };
            router = router.route(&path, any(answer));
        }
        let nowhere = |request: Request| async move {
            let words = Words::of(preferred(request.headers()));
            shared(Trouble::Problem(Problem::NoRoute).answer(words))
        };
        router.route(&format!("{ROOT}/{{*rest}}"), any(nowhere))
    }

    async fn answer(
        &self,
        here: &[usize],
        path: Vec<(String, String)>,
        request: Request,
    ) -> Response<Body> {
        let (head, body) = request.into_parts();
        let lang = preferred(&head.headers);
        let words = Words::of(lang);
        if head.method == Method::OPTIONS {
            return self.preflight(here);
        }
        let answered = match self.find(here, &head.method) {
            Err(problem) => Err(problem.into()),
            Ok(route) if matches!(route.act, Act::Describe) => Ok(self.describe(lang)),
            Ok(route) => self.act(route, path, &head, body, lang).await,
        };
        let answer = match answered {
            Ok(made) => sent(made, &head, lang),
            Err(trouble) => trouble.answer(words),
        };
        shared(answer)
    }

    fn find(&self, here: &[usize], method: &Method) -> Result<&Route, Problem> {
        let wanted = if method == Method::HEAD { &Method::GET } else { method };
        let mut routes = here.iter().filter_map(|at| self.routes.get(*at));
        routes
            .find(|route| route.method == wanted)
            .ok_or_else(|| Problem::NoMethod { allowed: self.methods(here) })
    }

    fn methods(&self, here: &[usize]) -> String {
        let routes = here.iter().filter_map(|at| self.routes.get(*at));
        let mut all: Vec<&str> = routes.map(|route| route.method.as_str()).collect();
        if all.contains(&"GET") {
            all.push("HEAD");
        }
        all.push("OPTIONS");
        all.join(", ")
    }

    /// A page of another site may ask: nothing here is done by cookie.
    fn preflight(&self, here: &[usize]) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        let headers = response.headers_mut();
        if let Ok(methods) = HeaderValue::from_str(&self.methods(here)) {
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods.clone());
            headers.insert(header::ALLOW, methods);
        }
        let asking = "authorization, content-type, idempotency-key, if-match, if-none-match";
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(asking));
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
        shared(response)
    }

    fn describe(&self, lang: Lang) -> Made {
        let found = self.described.iter().find(|(one, _, _)| *one == lang);
        let (body, etag) = found.map_or((String::new(), String::new()), |(_, text, tag)| {
            (String::from_utf8_lossy(text).into_owned(), tag.clone())
        });
        let (status, body) = (StatusCode::OK, Some(body));
        Made { status, body, etag: Some(etag), location: None, next: None, is_empty: false }
    }

    async fn act(
        &self,
        route: &Route,
        path: Vec<(String, String)>,
        head: &Parts,
        body: Body,
        lang: Lang,
    ) -> Result<Made, Trouble> {
        let token = token(&head.headers)?;
        if route.gate != Gate::Open && token.is_none() {
            return Err(Problem::NoToken.into());
        }
        if !self.rates.take(token.as_ref(), self.ctx.now()) {
            return Err(Problem::TooFast.into());
        }
        let bytes = to_bytes(body, BODY_BYTES_MAX).await;
        let bytes = bytes.map_err(|_| Problem::TooLarge { bytes_max: BODY_BYTES_MAX })?;
        if route.body.is_some() && !is_json(&head.headers) {
            return Err(Problem::NotJson.into());
        }
        let repeat = repeat(route, head, &bytes)?;
        let query = Query::try_from_uri(&head.uri).map(|Query(all)| all).unwrap_or_default();
        let matched = matched(&head.headers);
        if route.matched == Match::Must && matched.is_none() {
            return Err(Problem::NoMatch.into());
        }
        let (words, ctx) = (Words::of(lang), self.ctx.acting(Actor::Visitor));
        let asked = Asked { ctx, lang, words, path, query, matched };
        let run = Run { route: route.clone(), asked, token, bytes, repeat };
        if !route.waits {
            return self.run(run).await;
        }
        let wait = run.asked.number("wait", WAIT_MAX_S)?.unwrap_or(0);
        self.wait(run, Duration::from_secs(wait.unsigned_abs())).await
    }

    async fn run(&self, run: Run) -> Result<Made, Trouble> {
        let writes = run.route.writes();
        let (token, now) = (run.token.clone(), self.ctx.now());
        let again = run.clone();
        let done = if writes {
            self.db.write(move |tx: &mut Tx<'_>| run.act(tx)).await
        } else {
            self.db.read(move |tx: &mut Tx<'_>| run.act(tx)).await
        };
        let Done { made, note } = match done {
            // With the same key somebody else was faster: what they did is there now.
            Err(Trouble::Again) => self.db.write(move |tx: &mut Tx<'_>| again.act(tx)).await?,
            done => done?,
        };
        if note
            && !writes
            && let Some(token) = token
        {
            let noted = self.db.write(move |tx: &mut Tx<'_>| {
                let known = tokens::by_token(tx, &token, now)?;
                known.map_or(Ok(()), |known| tokens::note_use(tx, known.bearer.token, now))
            });
            noted.await.map_err(Trouble::Fault)?;
        }
        Ok(made)
    }

    /// Answers once there is something to tell, or when the time is over.
    async fn wait(&self, run: Run, span: Duration) -> Result<Made, Trouble> {
        let until = Instant::now() + span;
        let place = Place::take(&self.waiting);
        loop {
            let head = self.bell.head(&self.db).await?;
            let made = self.run(run.clone()).await?;
            if !made.is_empty || Instant::now() >= until || place.is_none() {
                return Ok(made);
            }
            self.bell.rung(&self.db, head, until).await?;
        }
    }
}

/// A request on its way into its transaction.
#[derive(Clone)]
struct Run {
    route: Route,
    asked: Asked,
    token: Option<Token>,
    bytes: Bytes,
    repeat: Option<Repeat>,
}

struct Done {
    made: Made,
    /// The day of the token's last use is to be noted.
    note: bool,
}

impl Run {
    /// Finds out whom the token speaks for and does what is asked, in one transaction: a token that
    /// is revoked meanwhile has done nothing or all.
    fn act(&self, tx: &mut Tx<'_>) -> Result<Done, Trouble> {
        let now = self.asked.ctx.now();
        let known = match &self.token {
            None => None,
            Some(token) => Some(tokens::by_token(tx, token, now)?.ok_or(Problem::BadToken)?),
        };
        let mut asked = self.asked.clone();
        if let Some(known) = known {
            asked.ctx.actor = Actor::Token(known.bearer);
        }
        let doing = self.route.doing();
        if let (Gate::Area(area), Some(known)) = (self.route.gate, known)
            && !known.bearer.reach.has(area, doing)
        {
            return Err(Problem::OutOfReach { area, doing }.into());
        }
        let owner = known.map(|known| known.bearer.account).zip(self.repeat.as_ref());
        if let Some((account, repeat)) = owner
            && let Some(made) = repeats::before(tx, account, repeat)?
        {
            return Ok(Done { made, note: false });
        }
        let Act::Verb(act) = &self.route.act else { return Err(Trouble::Missing) };
        let made = match (act(tx, &asked, &self.bytes), owner) {
            (Ok(made), _) => made,
            // Refused, maybe because the same request went before while this one was under way.
            (Err(Trouble::Refused(why)), Some((account, repeat))) => {
                let again = repeats::before(tx, account, repeat)?.is_some();
                return Err(if again { Trouble::Again } else { Trouble::Refused(why) });
            }
            (Err(trouble), _) => return Err(trouble),
        };
        if let Some((account, repeat)) = owner {
            repeats::keep(tx, now, account, repeat, &made)?;
        }
        let note = known.is_some_and(|known| known.note);
        if let Some(known) = known.filter(|_| note && self.route.writes()) {
            tokens::note_use(tx, known.bearer.token, now)?;
        }
        Ok(Done { made, note })
    }
}

/// One more who waits, until dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Option<Self> {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let place = Self(waiting);
        (before < WAITING_MAX).then_some(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn token(headers: &HeaderMap) -> Result<Option<Token>, Problem> {
    let Some(said) = text(headers, header::AUTHORIZATION) else { return Ok(None) };
    let (scheme, rest) = said.split_once(' ').ok_or(Problem::BadToken)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Problem::BadToken);
    }
    tokens::read(rest.trim()).map(Some).ok_or(Problem::BadToken)
}

fn repeat(route: &Route, head: &Parts, bytes: &[u8]) -> Result<Option<Repeat>, Problem> {
    let key = text(&head.headers, KEY);
    match (route.repeats, key) {
        (Repeats::Must, None) => Err(Problem::NoKey),
        (Repeats::Anyway, _) | (Repeats::May, None) => Ok(None),
        (Repeats::Must | Repeats::May, Some(key)) => {
            let (method, path) = (head.method.as_str(), head.uri.path());
            Repeat::of(key, method, path, bytes).map(Some).ok_or(Problem::BadKey)
        }
    }
}

/// `If-Match` without its quotes; the first of several.
fn matched(headers: &HeaderMap) -> Option<String> {
    let given = text(headers, header::IF_MATCH)?.split(',').next()?.trim();
    Some(given.trim_matches('"').to_owned())
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = text(headers, header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}
