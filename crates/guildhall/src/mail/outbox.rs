//! Orders as rows, and the task that turns them into letters.

use std::sync::Arc;
use std::time::Duration;

use kernel::{Id, Timestamp, Uuid};
use lettre::message::Mailbox;
use serde_json::Value;
use store::{Columns, Db, Fault, Json, Row, Tx};

use super::switches::{self, Leave};
use super::{Keeping, Letter, Outlet, Refused, Written, bounces};
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

/// The same with files enclosed, and with what becomes of the text afterwards.
pub type ComposeWhole = fn(&mut Tx<'_>, &Ctx, &Order, &Site<'_>) -> Result<Option<Written>, Fault>;

/// Letters of one sort that say more than a text.
#[derive(Clone, Copy, Debug)]
pub struct WholeKind {
    pub name: &'static str,
    pub compose: ComposeWhole,
}

/// Where letters come from.
#[derive(Clone, Copy, Debug)]
pub struct Site<'s> {
    /// `https://example.org`, without a slash at its end.
    pub base_url: &'s str,
    /// The house's own address.
    pub from: &'s Mailbox,
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
const DAY: Duration = Duration::from_secs(24 * 3600);
/// That a letter was sent is known this long, for somebody who asks whether it was.
const KEEP_DAYS: u32 = 30;
/// The same of an edition's letters: from the first call until the reports are written.
const KEEP_DAYS_IN_EDITION: u32 = 180;
/// What it said is kept this long, for an organiser whom its reader asks.
pub const KEEP_TEXT_DAYS: u32 = 14;

store::statements! {
    ORDER_INSERT = "insert into outbox (id, kind, account_id, payload, written_at, send_at,
            held_until, attempts, edition_id, person_id, batch_id, waits_since)
        values ($1, $2, $3, $4, $5, $6, 0, 0, $7, $8, $9, $10)";
    ORDER_DUE = "select id from outbox
        where sent_at is null and dead_at is null and waits_since is null
            and send_at <= $1 and held_until <= $1
        order by send_at, id limit 1";
    ORDER_HOLD = "update outbox set held_until = $2, attempts = attempts + 1
        where id = $1 and held_until <= $3 and sent_at is null and dead_at is null
            and waits_since is null
        returning id, kind, account_id, payload, attempts";
    ORDER = "select id, kind, account_id, payload, attempts from outbox where id = $1";
    ORDER_DROP = "delete from outbox where id = $1";
    ORDER_SENT = "update outbox set sent_at = $2, reason = null, subject = $3, body = $4
        where id = $1";
    ORDER_RETRY = "update outbox set send_at = $2, held_until = 0, reason = $3 where id = $1";
    ORDER_DEAD = "update outbox set dead_at = $2, held_until = 0, reason = $3, ending = $4
        where id = $1";
    ORDER_SWEEP = "delete from outbox
        where (edition_id is null and (sent_at <= $1 or dead_at <= $1))
            or sent_at <= $2 or dead_at <= $2";
    TEXT_SWEEP = "update outbox set subject = null, body = null
        where sent_at <= $1 and body is not null";
}

/// How a letter ended that was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Tried as often as letters are.
    GivenUp,
    /// The server refuses the mailbox for good.
    Refused,
    /// The mailbox was known to refuse letters.
    Bounced,
    /// An organiser wanted it no more.
    Discarded,
}

impl Ending {
    pub const ALL: [Self; 4] = [Self::GivenUp, Self::Refused, Self::Bounced, Self::Discarded];

    /// As rows keep it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::GivenUp => "given_up",
            Self::Refused => "refused",
            Self::Bounced => "bounced",
            Self::Discarded => "discarded",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

impl Row for Order {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, kind, account) = (columns.take()?, columns.take()?, columns.take()?);
        let Json(payload) = columns.take()?;
        Ok(Self { id, kind, account, payload, attempts: columns.take()? })
    }
}

/// Orders a letter in the verb's own transaction. The payload holds ids and words of the program;
/// its `edition` says whose letter it is, `person` whom of the programme it is about, `batch` what it
/// was ordered with.
pub fn order(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    kind: &'static str,
    account: Option<AccountId>,
    payload: &Value,
) -> Result<OrderId, Fault> {
    let leave = match id_in(payload, "edition") {
        Some(edition) => switches::of_kind(tx, edition, kind)?,
        None => Leave::AtOnce,
    };
    let id: OrderId = ctx.id();
    tx.run(ORDER_INSERT, row(ctx, id, kind, (account, payload), (ctx.now(), leave)))?;
    Ok(id)
}

/// Orders many letters of one kind in an edition, to be sent from `send_at` on.
pub fn order_many(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, kind): (Uuid, &'static str),
    letters: &[(Option<AccountId>, Value)],
    send_at: Timestamp,
) -> Result<Leave, Fault> {
    let leave = switches::of_kind(tx, edition, kind)?;
    for (account, payload) in letters {
        let row = row(ctx, ctx.id(), kind, (*account, payload), (send_at, leave));
        tx.put(ORDER_INSERT, row)?;
    }
    Ok(leave)
}

type OrderRow<'v> = (
    OrderId,
    &'static str,
    Option<AccountId>,
    Json<&'v Value>,
    Timestamp,
    Timestamp,
    Option<Uuid>,
    Option<Uuid>,
    Option<Uuid>,
    Option<Timestamp>,
);

fn row<'v>(
    ctx: &Ctx,
    id: OrderId,
    kind: &'static str,
    (account, payload): (Option<AccountId>, &'v Value),
    (send_at, leave): (Timestamp, Leave),
) -> OrderRow<'v> {
    let now = ctx.now();
    let waits = (leave == Leave::Approved).then_some(now);
    let [edition, person, batch] = ["edition", "person", "batch"].map(|key| id_in(payload, key));
    (id, kind, account, Json(payload), now, send_at, edition, person, batch, waits)
}

fn id_in(payload: &Value, key: &str) -> Option<Uuid> {
    payload.get(key)?.as_str()?.parse().ok()
}

/// An order, whatever became of it.
pub fn find(tx: &mut Tx<'_>, id: OrderId) -> Result<Option<Order>, Fault> {
    tx.find(ORDER, (id,))
}

/// The task that sends what is due.
pub fn sender(sending: Sending, whole: &'static [WholeKind]) -> Task {
    let sending = Arc::new(sending);
    let act = move |db: &Db, ctx: &Ctx| send_next_of(db, ctx, &sending, whole);
    Task { name: "mail", every: EVERY, act: Box::new(act) }
}

/// Sends the next letter that is due.
pub fn send_next(db: &Db, ctx: &Ctx, sending: &Arc<Sending>) -> Result<Next, Fault> {
    send_next_of(db, ctx, sending, &[])
}

/// The same where letters may have files enclosed.
pub fn send_next_of(
    db: &Db,
    ctx: &Ctx,
    sending: &Arc<Sending>,
    whole: &'static [WholeKind],
) -> Result<Next, Fault> {
    let now = ctx.now();
    if db.read_now(move |tx| tx.find::<OrderId>(ORDER_DUE, (now,)))?.is_none() {
        return Ok(Next::Later);
    }
    let (taking, composing) = (ctx.clone(), Arc::clone(sending));
    let taken = db.write_now(move |tx| take(tx, &taking, &composing, whole))?;
    let Some((order, written)) = taken else { return Ok(Next::Now) };
    let outcome = sending.outlet.send(order.id, &sending.from, &written, ctx.now());
    let (id, attempts) = (order.id, order.attempts);
    match &outcome {
        Ok(()) => tracing::info!(mail.id = %id, mail.kind = order.kind, "sent a letter"),
        // What the server said may hold the address: it stays in the row.
        Err(_) => tracing::warn!(mail.id = %id, attempts, "a letter could not be sent"),
    }
    let telling = ctx.clone();
    db.write_now(move |tx| settle(tx, &telling, (&order, &written), &outcome))?;
    Ok(Next::Now)
}

fn take(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    sending: &Sending,
    whole: &[WholeKind],
) -> Result<Option<(Order, Written)>, Fault> {
    let now = ctx.now();
    let Some(id) = tx.find::<OrderId>(ORDER_DUE, (now,))? else { return Ok(None) };
    let held: Option<Order> = tx.find(ORDER_HOLD, (id, now + HOLD, now))?;
    let Some(order) = held else { return Ok(None) };
    let Some(written) = compose(tx, ctx, (sending, whole), &order)? else { return Ok(None) };
    // Whoever asks for a link to sign in is at their mailbox; an edition's letters do not insist.
    if id_in(&order.payload, "edition").is_some()
        && let Some(bounce) = bounces::find(tx, &written.letter.to)?
    {
        end(tx, ctx, &order, (Ending::Bounced, &bounce.reason))?;
        return Ok(None);
    }
    Ok(Some((order, written)))
}

/// The letter; none when there is nothing to send, which is settled here.
fn compose(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (sending, whole): (&Sending, &[WholeKind]),
    order: &Order,
) -> Result<Option<Written>, Fault> {
    let site = Site { base_url: &sending.base_url, from: &sending.from };
    let plain = |letter| Written { letter, enclosed: Vec::new(), keeping: Keeping::Forget };
    let made = if let Some(kind) = whole.iter().find(|kind| kind.name == order.kind) {
        (kind.compose)(tx, ctx, order, &site)?
    } else if let Some(kind) = sending.kinds.iter().find(|kind| kind.name == order.kind) {
        (kind.compose)(tx, ctx, order, site.base_url)?.map(plain)
    } else {
        let why = Refused::now(format!("this program writes no letters of kind {}", order.kind));
        fail(tx, ctx, order, &why)?;
        return Ok(None);
    };
    if made.is_none() {
        tx.run(ORDER_DROP, (order.id,))?;
    }
    Ok(made)
}

fn settle(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (order, written): (&Order, &Written),
    outcome: &Result<(), Refused>,
) -> Result<(), Fault> {
    let Err(refused) = outcome else {
        let kept = (written.keeping == Keeping::Keep).then_some(&written.letter);
        let (subject, text) = (kept.map(|it| it.subject.as_str()), kept.map(|it| it.text.as_str()));
        return tx.run(ORDER_SENT, (order.id, ctx.now(), subject, text)).map(drop);
    };
    if !refused.for_good {
        return fail(tx, ctx, order, refused);
    }
    bounces::note(tx, ctx, &written.letter.to, &shortened(&refused.said), None)?;
    end(tx, ctx, order, (Ending::Refused, &refused.said))
}

/// Tries again later, or gives up.
fn fail(tx: &mut Tx<'_>, ctx: &Ctx, order: &Order, why: &Refused) -> Result<(), Fault> {
    let Some(wait) = wait_after(order.attempts) else {
        return end(tx, ctx, order, (Ending::GivenUp, &why.said));
    };
    tx.run(ORDER_RETRY, (order.id, ctx.now() + wait, shortened(&why.said))).map(drop)
}

fn end(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    order: &Order,
    (ending, why): (Ending, &str),
) -> Result<(), Fault> {
    tx.run(ORDER_DEAD, (order.id, ctx.now(), shortened(why), ending.word())).map(drop)
}

/// Forgets what letters said some time ago, and letters of long ago.
pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    let before = |days: u32| ctx.now() - DAY * days;
    let gone = tx.run(ORDER_SWEEP, (before(KEEP_DAYS), before(KEEP_DAYS_IN_EDITION)))?;
    Ok(gone + tx.run(TEXT_SWEEP, (before(KEEP_TEXT_DAYS),))?)
}
