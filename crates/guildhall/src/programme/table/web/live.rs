//! What happens at the table meanwhile, as a stream of events: who is here, what was moved and by whom.
//!
//! Every node reads the steps that follow what its editors have, a few times a second: a step is seen
//! wherever it was made, and none is missed, since steps are numbered in the order of their commits.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use kernel::Timestamp;
use serde_json::{Value, json};
use store::Tx;
use tokio::sync::mpsc;

use super::model::Numbers;
use super::{Answer, model};
use crate::access::{AccountId, EditProgramme, require_in};
use crate::desk::answer::unwilling;
use crate::desk::{Desk, Visit};
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::people::verbs::accounts;
use crate::programme::index::Index;
use crate::programme::table::model::{Cause, Days, Step};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::runs::{self, Head};
use crate::programme::table::store as rows;
use crate::programme::{draft, model::Programme};

/// Another editor sees a step this much later, at most, plus the time of reading it.
const LOOK_EVERY: Duration = Duration::from_millis(150);

/// An editor who is here says so this often, and is gone when nothing was heard for so long.
const SAY_EVERY: Duration = Duration::from_secs(8);
const GONE_AFTER: Duration = Duration::from_secs(20);

/// Steps in one event; who is further behind reads the table anew.
const STEPS_MAX: i64 = 100;

/// Names that are shown of those who are here.
const PRESENT_MAX: i64 = 20;

/// A stream ends after this long, and the browser opens the next: whoever may no longer look, or left
/// without a word, holds nothing for longer.
const STREAM_MAX: Duration = Duration::from_secs(10 * 60);

/// What one editor is told next.
struct Follower {
    desk: Arc<Desk>,
    visit: Visit,
    edition: String,
    version: i64,
    told: Value,
    run_told: Value,
    said_at: Option<Timestamp>,
}

pub async fn follow(
    State(desk): State<Arc<Desk>>,
    visit: Visit,
    Path((_, edition)): Path<(String, String)>,
) -> Answer {
    let version = visit.asked("after").parse().unwrap_or(0);
    let once = visit.asked("once") == "yes";
    let mut follower = Follower {
        desk,
        visit,
        edition,
        version,
        told: Value::Null,
        run_told: Value::Null,
        said_at: None,
    };
    // The first look tells who may not look at all.
    let first = match follower.look().await {
        Ok(first) => first,
        Err(error) => return unwilling(&follower.visit, &error),
    };
    if once {
        return stream(Body::from(first.concat()));
    }
    let (send, receive) = mpsc::channel::<Bytes>(16);
    tokio::spawn(follower.tell(first, send));
    stream(Body::new(Told(receive)))
}

fn stream(body: Body) -> Answer {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("cookie"));
    // A proxy that gathers answers would hold every event back.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// What was sent through the channel, as a body that never knows its length.
struct Told(mpsc::Receiver<Bytes>);

impl axum::body::HttpBody for Told {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(cx).map(|bytes| bytes.map(|bytes| Ok(hyper::body::Frame::data(bytes))))
    }
}

/// What one look found.
struct Seen {
    steps: Vec<Step>,
    head: i64,
    here: Vec<(AccountId, String)>,
    run: Option<Head>,
    /// Read only when something moved.
    programme: Option<Programme>,
    makers: Vec<(AccountId, String)>,
}

impl Follower {
    /// Looks and tells until nobody listens.
    async fn tell(mut self, first: Vec<String>, send: mpsc::Sender<Bytes>) {
        let mut events = first;
        let mut left = STREAM_MAX;
        loop {
            for event in events {
                if send.send(Bytes::from(event)).await.is_err() {
                    return self.leave().await;
                }
            }
            tokio::select! {
                () = send.closed() => return self.leave().await,
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
            left = left.saturating_sub(LOOK_EVERY);
            if left.is_zero() || self.desk.is_closing() {
                return self.leave().await;
            }
            events = match self.look().await {
                Ok(events) => events,
                // May no longer look, or the database is gone: the browser asks again.
                Err(_) => return,
            };
        }
    }

    async fn leave(&self) {
        let Some(account) = self.visit.account() else { return };
        let named = self.edition.clone();
        let ctx = self.visit.ctx.clone();
        let left = self.desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
            let may = require_in::<EditProgramme, _>(tx, &ctx, &named)?;
            Ok(rows::end_presence(tx, may.edition::<Edition>(), account)?)
        });
        // Whoever could not be struck off is gone a little later.
        let _ = left.await;
    }

    /// The events since the last look.
    async fn look(&mut self) -> Result<Vec<String>, Error<Unwilling>> {
        self.say_here().await?;
        let (ctx, named, version) = (self.visit.ctx.clone(), self.edition.clone(), self.version);
        let since = Timestamp::from_millis(ctx.now().as_millis() - GONE_AFTER.as_millis() as i64);
        let seen = self.desk.db.read(move |tx: &mut Tx<'_>| -> Result<Seen, Error<Unwilling>> {
            let may = require_in::<EditProgramme, _>(tx, &ctx, &named)?;
            read(tx, may.edition::<Edition>(), version, since)
        });
        let seen = seen.await?;
        let mut events = Vec::new();
        let here: Vec<Value> = seen
            .here
            .iter()
            .filter(|(id, _)| Some(*id) != self.visit.account())
            .map(|(_, name)| json!(name))
            .collect();
        let here = Value::Array(here);
        if here != self.told {
            events.push(event("here", &here));
            self.told = here;
        }
        let run = seen.run.as_ref().map(|(id, kind, state, steps, steps_max)| {
            json!({"id": id, "kind": kind, "state": state, "steps": steps, "steps_max": steps_max})
        });
        let run = run.unwrap_or(Value::Null);
        if run != self.run_told {
            events.push(event("run", &run));
            self.run_told = run;
        }
        if seen.head > self.version {
            events.extend(self.moved(&seen));
            self.version = seen.head;
        }
        Ok(events)
    }

    fn moved(&self, seen: &Seen) -> Option<String> {
        let behind = seen.steps.first().map(|step| step.version) != Some(self.version + 1)
            || seen.steps.last().map(|step| step.version) != Some(seen.head)
            || seen.steps.iter().any(|step| step.changes.is_empty());
        let programme = seen.programme.as_ref().filter(|_| !behind);
        let Some(programme) = programme else {
            return Some(event("anew", &json!({"version": seen.head})));
        };
        let index = Index::of(programme);
        let days = Days::of(programme, &index);
        let numbers = Numbers::of(programme, &index);
        let steps: Vec<Value> = seen
            .steps
            .iter()
            .map(|step| {
                let changes = step.changes.iter().filter_map(|change| {
                    let one = index.activity(programme, change.activity)?;
                    Some(match step.cause {
                        Cause::Elsewhere => numbers.rewritten(&self.visit, &days, one),
                        _ => model::moved(one.slug.as_str(), change.to, &days),
                    })
                });
                let by = step.by.filter(|by| Some(*by) != self.visit.account());
                let by = by.and_then(|by| seen.makers.iter().find(|(id, _)| *id == by));
                json!({"version": step.version, "by": by.map(|(_, name)| name),
                    "changes": changes.collect::<Vec<_>>()})
            })
            .collect();
        Some(event("steps", &Value::Array(steps)))
    }

    async fn say_here(&mut self) -> Result<(), Error<Unwilling>> {
        let now = self.visit.ctx.now();
        let Some(account) = self.visit.account() else { return Ok(()) };
        if self.said_at.is_some_and(|said| now < said + SAY_EVERY) {
            return Ok(());
        }
        let (ctx, named) = (self.visit.ctx.clone(), self.edition.clone());
        let said = self.desk.db.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
            let may = require_in::<EditProgramme, _>(tx, &ctx, &named)?;
            Ok(rows::set_presence(tx, may.edition::<Edition>(), account, now)?)
        });
        said.await?;
        self.said_at = Some(now);
        Ok(())
    }
}

fn read(
    tx: &mut Tx<'_>,
    edition: EditionId,
    version: i64,
    since: Timestamp,
) -> Result<Seen, Error<Unwilling>> {
    let head = rows::version(tx, edition)?;
    let here = rows::present(tx, edition, since, PRESENT_MAX)?;
    let named = |tx: &mut Tx<'_>, ids: &[AccountId]| -> Result<Vec<_>, Error<Unwilling>> {
        let all = accounts::find_all(tx, ids)?;
        Ok(all.into_iter().map(|one| (one.id, one.called().to_owned())).collect())
    };
    let here = named(tx, &here)?;
    let run = runs::head(tx, edition)?;
    if head <= version {
        let nothing = Vec::new();
        let makers = Vec::new();
        return Ok(Seen { steps: nothing, head, here, run, programme: None, makers });
    }
    let steps = rows::steps_after(tx, edition, version, STEPS_MAX)?;
    let makers: Vec<AccountId> = steps.iter().filter_map(|step| step.by).collect();
    let makers = named(tx, &makers)?;
    let found = editions::verbs::by_id(tx, edition)?.ok_or(Error::Missing)?;
    Ok(Seen { steps, head, here, run, programme: Some(draft::read(tx, found)?), makers })
}

fn event(name: &str, value: &Value) -> String {
    format!("event: {name}\ndata: {value}\n\n")
}
