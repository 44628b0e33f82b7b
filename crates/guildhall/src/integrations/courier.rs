//! Brings facts to webhooks: takes one that is due, sends what it wants in order, and says how it
//! went. No transaction is open while the other side is spoken to.

use std::sync::Arc;
use std::time::{Duration, Instant};

use kernel::{Id, Timestamp};
use serde_json::json;
use store::{Db, Fault, Tx};
use ureq::Agent;
use ureq::config::Config;
use ureq::unversioned::transport::DefaultConnector;

pub use super::address::Reachable;
use super::address::{Guarded, NotPublic};
use super::letters::DISABLED;
use super::model::{Delivery, Obstacle, Outcome, Webhook, WebhookId, Why};
use super::store::{self as rows, Taken};
use super::verbs::webhooks::TESTED;
use super::{feed, rules, sign};
use crate::access::{Role, Scope, grants};
use crate::ctx::Ctx;
use crate::editions;
use crate::journal::{self, Fact, Sealed};
use crate::mail::outbox;
use crate::work::{Next, Task};

/// The other side answers within this time, or it did not.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longer than one delivery takes; then another node tries.
const HOLD: Duration = Duration::from_secs(60);
const EVERY: Duration = Duration::from_millis(500);
/// Facts sent in one round; then another webhook has its turn.
const ROUND_MAX: usize = 50;
/// A slow receiver holds up one of these.
const TASKS: [&str; 4] = ["webhooks-1", "webhooks-2", "webhooks-3", "webhooks-4"];

/// Who brings facts to webhooks.
pub struct Courier {
    agent: Agent,
}

impl Courier {
    pub fn new(reachable: Reachable) -> Self {
        Self::patient(reachable, PATIENCE)
    }

    /// One that waits so long for an answer.
    pub fn patient(reachable: Reachable, patience: Duration) -> Self {
        let config = Config::builder()
            .timeout_global(Some(patience))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .proxy(None)
            .user_agent("Guildhall-Webhooks/1")
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guarded(reachable));
        Self { agent }
    }

    /// Sends one fact; answers what became of it and how long that took.
    fn send(
        &self,
        webhook: &Webhook,
        fact: &Sealed,
        edition: &str,
        now: Timestamp,
    ) -> (Outcome, Duration) {
        let started = Instant::now();
        let body = feed::written(fact, edition).to_string();
        let (id, seconds) = (fact.id.to_string(), now.as_millis().div_euclid(1_000));
        let request = self
            .agent
            .post(&webhook.url)
            .header("content-type", "application/json")
            .header("webhook-id", &id)
            .header("webhook-timestamp", seconds.to_string())
            .header("webhook-signature", sign::signature(&webhook.secret, &id, seconds, &body));
        let outcome = match request.send(body) {
            Ok(response) => Outcome::Answered(response.status().as_u16()),
            Err(error) => Outcome::Unreached(obstacle(&error)),
        };
        (outcome, started.elapsed())
    }
}

fn obstacle(error: &ureq::Error) -> Obstacle {
    match error {
        ureq::Error::Other(why) if why.is::<NotPublic>() => Obstacle::Private,
        ureq::Error::HostNotFound => Obstacle::NoHost,
        ureq::Error::Timeout(_) => Obstacle::TooSlow,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => Obstacle::NoTls,
        ureq::Error::Protocol(_) | ureq::Error::Http(_) => Obstacle::NoHttp,
        ureq::Error::Io(why) if why.kind() == std::io::ErrorKind::TimedOut => Obstacle::TooSlow,
        _ => Obstacle::NoConnection,
    }
}

/// The tasks that bring facts to webhooks.
pub fn tasks(courier: Courier) -> Vec<Task> {
    let courier = Arc::new(courier);
    let task = |name| {
        let courier = Arc::clone(&courier);
        let act = move |db: &Db, ctx: &Ctx| round(db, ctx, &courier);
        Task { name, every: EVERY, act: Box::new(act) }
    };
    TASKS.map(task).into()
}

/// A webhook that this node holds, with the facts that follow.
struct Load {
    webhook: Webhook,
    taken: Taken,
    edition: String,
    facts: Vec<Sealed>,
}

/// Takes the webhook that waits longest and sends what it wants.
pub fn round(db: &Db, ctx: &Ctx, courier: &Courier) -> Result<Next, Fault> {
    let now = ctx.now();
    let Some(id) = db.read_now(move |tx: &mut Tx<'_>| rows::due(tx, now))? else {
        return Ok(Next::Later);
    };
    let Some(load) = db.write_now(move |tx: &mut Tx<'_>| take(tx, id, now))? else {
        return Ok(Next::Now);
    };
    let Load { webhook, mut taken, edition, facts } = load;
    for fact in facts {
        let meant = fact.kind == TESTED && fact.subject == webhook.id.uuid();
        let wanted = fact.kind != TESTED && webhook.kinds.want(&fact.kind);
        let tried = (meant || wanted).then(|| courier.send(&webhook, &fact, &edition, ctx.now()));
        let step = Step { taken, fact: (fact.position, fact.kind), tried };
        let ctx = ctx.clone();
        match db.write_now(move |tx: &mut Tx<'_>| settle(tx, &ctx, &step))? {
            Some(going_on) => taken = going_on,
            None => return Ok(Next::Now),
        }
    }
    db.write_now(move |tx: &mut Tx<'_>| rows::free(tx, taken))?;
    Ok(Next::Now)
}

fn take(tx: &mut Tx<'_>, id: WebhookId, now: Timestamp) -> Result<Option<Load>, Fault> {
    let held_until = now + HOLD;
    if !rows::hold(tx, id, held_until, now)? {
        return Ok(None);
    }
    let Some(webhook) = rows::find(tx, id)? else { return Ok(None) };
    let edition = editions::verbs::by_id(tx, Id::from_uuid(webhook.edition))?;
    let edition = edition.map(|edition| edition.slug.to_string()).unwrap_or_default();
    let facts = journal::in_edition(tx, webhook.edition, webhook.position, ROUND_MAX)?;
    let taken = Taken { id, position: webhook.position, held_until };
    Ok(Some(Load { webhook, taken, edition, facts }))
}

/// One fact behind or not.
struct Step {
    taken: Taken,
    fact: (i64, String),
    /// None: the webhook does not want it.
    tried: Option<(Outcome, Duration)>,
}

/// Says how one fact went. Answers how the webhook is held from now on; `None` when it is not.
fn settle(tx: &mut Tx<'_>, ctx: &Ctx, step: &Step) -> Result<Option<Taken>, Fault> {
    let (now, taken) = (ctx.now(), step.taken);
    let Some(webhook) = rows::find(tx, taken.id)? else { return Ok(None) };
    if let Some((outcome, took)) = step.tried {
        let delivery = Delivery {
            id: ctx.id(),
            webhook: taken.id,
            position: step.fact.0,
            kind: step.fact.1.clone(),
            attempt: webhook.failures + 1,
            at: now,
            took_ms: i64::try_from(took.as_millis()).unwrap_or(i64::MAX),
            outcome,
        };
        rows::note(tx, &delivery)?;
        if !outcome.is_taken() {
            fail(tx, ctx, &webhook, taken, outcome)?;
            return Ok(None);
        }
    }
    let (position, until) = (step.fact.0, now + HOLD);
    let held = rows::passed(tx, taken, position, (until, now))?;
    let going_on = Taken { position, held_until: until, ..taken };
    Ok((held && webhook.disabled.is_none()).then_some(going_on))
}

fn fail(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    webhook: &Webhook,
    taken: Taken,
    outcome: Outcome,
) -> Result<(), Fault> {
    let now = ctx.now();
    let next_at = now + rules::wait_after(webhook.failures + 1);
    if !rows::failed(tx, taken, (now, next_at))? {
        return Ok(());
    }
    let hopeless = webhook.failing_since.is_some_and(|since| rules::is_hopeless(since, now));
    let why = match outcome {
        Outcome::Answered(410) => Some(Why::Gone),
        _ => hopeless.then_some(Why::Failing),
    };
    let Some(why) = why else { return Ok(()) };
    let (id, edition) = (webhook.id, webhook.edition);
    if rows::disable(tx, (id, edition), why, now)? {
        let fact = Fact::new("integrations.webhook_disabled", id).within(Scope::Edition(edition));
        journal::write(tx, ctx, fact.with("why", why.word()))?;
        for grant in grants::in_edition(tx, edition)? {
            let holding = grant.holding;
            if holding.role == Role::Organiser && holding.holds_at(now) {
                let payload = json!({ "webhook": id });
                outbox::order(tx, ctx, DISABLED, Some(grant.account), &payload)?;
            }
        }
    }
    Ok(())
}
