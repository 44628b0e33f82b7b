//! Orders as rows, and the task that turns them into letters.

use std::sync::Arc;
use std::time::Duration;

use kernel::Id;
use lettre::message::Mailbox;
use serde_json::Value;
use store::{Columns, Db, Fault, Json, Row, Tx};

use super::{Letter, Outlet};
use crate::access::AccountId;
use crate::ctx::Ctx;
use crate::work::jobs::shortened;
use crate::work::{Next, Task, wait_after};

/// Names one order.
pub enum OrderKey {}

pub type OrderId = Id<OrderKey>;

/// A letter that is due, not yet written out.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub id: OrderId,
    pub kind: String,
    pub account: Option<AccountId>,
    pub payload: Value,
    pub attempts: i64,
}

/// Writes a letter out, in the transaction that takes the order: `None` when it is no longer wanted.
/// The text is the site's address without a slash at its end.
pub type Compose = fn(&mut Tx<'_>, &Ctx, &Order, &str) -> Result<Option<Letter>, Fault>;

/// Letters of one sort.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    pub name: &'static str,
    pub compose: Compose,
}

/// What the sending task needs to know.
pub struct Sending {
    pub outlet: Outlet,
    pub from: Mailbox,
    /// `https://example.org`, for links in letters.
    pub base_url: String,
    pub kinds: Vec<Kind>,
}

/// Longer than an outlet's patience; then another node sends.
const HOLD: Duration = Duration::from_secs(3 * 60);
const EVERY: Duration = Duration::from_secs(1);
/// What was sent is kept this long, for an organiser who asks whether it was.
const KEEP: Duration = Duration::from_secs(30 * 24 * 3600);

store::statements! {
    ORDER_INSERT = "insert into outbox
            (id, kind, account_id, payload, written_at, send_at, held_until, attempts)
        values ($1, $2, $3, $4, $5, $5, 0, 0)";
    ORDER_DUE = "select id from outbox
        where sent_at is null and dead_at is null and send_at <= $1 and held_until <= $1
        order by send_at, id limit 1";
    ORDER_HOLD = "update outbox set held_until = $2, attempts = attempts + 1
        where id = $1 and held_until <= $3 and sent_at is null
        returning id, kind, account_id, payload, attempts";
    ORDER_DROP = "delete from outbox where id = $1";
    ORDER_SENT = "update outbox set sent_at = $2, reason = null where id = $1";
    ORDER_RETRY = "update outbox set send_at = $2, held_until = 0, reason = $3 where id = $1";
    ORDER_DEAD = "update outbox set dead_at = $2, reason = $3 where id = $1";
    ORDER_SWEEP = "delete from outbox where sent_at <= $1 or dead_at <= $1";
}

impl Row for Order {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, kind, account) = (columns.take()?, columns.take()?, columns.take()?);
        let Json(payload) = columns.take()?;
        Ok(Self { id, kind, account, payload, attempts: columns.take()? })
    }
}

/// Orders a letter in the verb's own transaction. The payload holds ids and words of the program.
pub fn order(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    kind: &'static str,
    account: Option<AccountId>,
    payload: &Value,
) -> Result<OrderId, Fault> {
    let id: OrderId = ctx.id();
    tx.run(ORDER_INSERT, (id, kind, account, Json(payload), ctx.now()))?;
    Ok(id)
}

/// The task that sends what is due.
pub fn sender(sending: Sending) -> Task {
    let sending = Arc::new(sending);
    let act = move |db: &Db, ctx: &Ctx| send_next(db, ctx, &sending);
    Task { name: "mail", every: EVERY, act: Box::new(act) }
}

/// Sends the next letter that is due.
pub fn send_next(db: &Db, ctx: &Ctx, sending: &Arc<Sending>) -> Result<Next, Fault> {
    let now = ctx.now();
    if db.read_now(move |tx| tx.find::<OrderId>(ORDER_DUE, (now,)))?.is_none() {
        return Ok(Next::Later);
    }
    let (taking, composing) = (ctx.clone(), Arc::clone(sending));
    let taken = db.write_now(move |tx| take(tx, &taking, &composing))?;
    let Some((order, letter)) = taken else { return Ok(Next::Now) };
    let outcome = sending.outlet.send(order.id, &sending.from, &letter, ctx.now());
    let (id, attempts) = (order.id, order.attempts);
    match &outcome {
        Ok(()) => tracing::info!(mail.id = %id, mail.kind = order.kind, "sent a letter"),
        // What the server said may hold the address: it stays in the row.
        Err(_) => tracing::warn!(mail.id = %id, attempts, "a letter could not be sent"),
    }
    let telling = ctx.clone();
    db.write_now(move |tx| settle(tx, &telling, &order, &outcome))?;
    Ok(Next::Now)
}

fn take(tx: &mut Tx<'_>, ctx: &Ctx, sending: &Sending) -> Result<Option<(Order, Letter)>, Fault> {
    let now = ctx.now();
    let Some(id) = tx.find::<OrderId>(ORDER_DUE, (now,))? else { return Ok(None) };
    let held: Option<Order> = tx.find(ORDER_HOLD, (id, now + HOLD, now))?;
    let Some(order) = held else { return Ok(None) };
    let kind = sending.kinds.iter().find(|kind| kind.name == order.kind);
    let Some(kind) = kind else {
        let why = format!("this program writes no letters of kind {}", order.kind);
        settle(tx, ctx, &order, &Err(why))?;
        return Ok(None);
    };
    match (kind.compose)(tx, ctx, &order, &sending.base_url)? {
        Some(letter) => Ok(Some((order, letter))),
        None => tx.run(ORDER_DROP, (order.id,)).map(|_| None),
    }
}

fn settle(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    order: &Order,
    outcome: &Result<(), String>,
) -> Result<(), Fault> {
    let now = ctx.now();
    match (outcome, wait_after(order.attempts)) {
        (Ok(()), _) => tx.run(ORDER_SENT, (order.id, now)),
        (Err(why), Some(wait)) => tx.run(ORDER_RETRY, (order.id, now + wait, shortened(why))),
        (Err(why), None) => tx.run(ORDER_DEAD, (order.id, now, shortened(why))),
    }
    .map(drop)
}

/// Forgets letters of long ago.
pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    tx.run(ORDER_SWEEP, (ctx.now() - KEEP,))
}
