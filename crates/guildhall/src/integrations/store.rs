//! Every SQL statement of this slice.

use kernel::{Timestamp, Uuid};
use store::{Columns, Fault, Row, Tx};

use super::model::{Delivery, DeliveryId, Kinds, Obstacle, Outcome, Webhook, WebhookId, Why};

store::statements! {
    WEBHOOK_INSERT = "insert into webhook (id, edition_id, url, kinds, secret, made_by, made_at,
            version, position, next_at, held_until, failures)
        values ($1, $2, $3, $4, $5, $6, $7, 1, $8, 0, 0, 0)";
    WEBHOOKS_IN = "select id, edition_id, url, kinds, secret, made_by, made_at, version, position,
            next_at, failures, failing_since, disabled_at, disabled_why
        from webhook where edition_id = $1 order by made_at, id";
    WEBHOOK = "select id, edition_id, url, kinds, secret, made_by, made_at, version, position,
            next_at, failures, failing_since, disabled_at, disabled_why
        from webhook where id = $1";
    WEBHOOK_CHANGE = "update webhook set url = $4, kinds = $5, version = version + 1
        where id = $1 and edition_id = $2 and version = $3";
    WEBHOOK_DISABLE = "update webhook set disabled_at = $3, disabled_why = $4,
            version = version + 1
        where id = $1 and edition_id = $2 and disabled_at is null";
    WEBHOOK_ENABLE = "update webhook set disabled_at = null, disabled_why = null, failures = 0,
            failing_since = null, next_at = 0, version = version + 1
        where id = $1 and edition_id = $2 and disabled_at is not null";
    WEBHOOK_REMOVE = "delete from webhook where id = $1 and edition_id = $2";
    WEBHOOK_FORGET = "delete from webhook_delivery where webhook_id = $1";
    /// One that has facts to pass on, longest due first.
    WEBHOOK_DUE = "select w.id from webhook w
        where w.disabled_at is null and w.next_at <= $1 and w.held_until <= $1
            and exists (select 1 from fact f
                where f.edition_id = w.edition_id and f.position > w.position)
        order by w.next_at, w.id limit 1";
    WEBHOOK_HOLD = "update webhook set held_until = $2
        where id = $1 and held_until <= $3 and disabled_at is null";
    /// What another holder did meanwhile is not undone: position and lease are compared.
    WEBHOOK_PASSED = "update webhook set position = $4, held_until = $5, failures = 0,
            failing_since = null, next_at = $6
        where id = $1 and position = $2 and held_until = $3";
    WEBHOOK_FAILED = "update webhook set failures = failures + 1,
            failing_since = coalesce(failing_since, $4), next_at = $5, held_until = 0
        where id = $1 and position = $2 and held_until = $3";
    WEBHOOK_FREE = "update webhook set held_until = 0 where id = $1 and held_until = $2";
    DELIVERY_INSERT = "insert into webhook_delivery
            (id, webhook_id, position, kind, attempt, at, took_ms, status, trouble)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    DELIVERIES_OF = "select id, webhook_id, position, kind, attempt, at, took_ms, status, trouble
        from webhook_delivery where webhook_id = $1
        order by at desc, position desc, attempt desc, id limit $2";
    DELIVERIES_SWEEP = "delete from webhook_delivery where at <= $1";
    KINDS_IN = "select distinct kind from fact where edition_id = $1 and position is not null
        order by kind limit 200";
}

impl Row for Webhook {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, edition, url) = (columns.take()?, columns.take()?, columns.take()?);
        let kinds: String = columns.take()?;
        let kinds = Kinds::read(&kinds).ok_or_else(|| format!("{kinds:?} are no kinds"))?;
        let (secret, made_by, made_at) = (columns.take()?, columns.take()?, columns.take()?);
        let (version, position, next_at) = (columns.take()?, columns.take()?, columns.take()?);
        let (failures, failing_since) = (columns.take()?, columns.take()?);
        let at: Option<Timestamp> = columns.take()?;
        let why: Option<String> = columns.take()?;
        let why = why.as_deref().and_then(Why::from_word);
        let disabled = at.zip(why);
        Ok(Self {
            id,
            edition,
            url,
            kinds,
            secret,
            made_by,
            made_at,
            version,
            position,
            next_at,
            failures,
            failing_since,
            disabled,
        })
    }
}

impl Row for Delivery {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, webhook) = (columns.take()?, columns.take()?);
        let (position, kind, attempt) = (columns.take()?, columns.take()?, columns.take()?);
        let (at, took_ms) = (columns.take()?, columns.take()?);
        let status: Option<u16> = columns.take()?;
        let trouble: Option<String> = columns.take()?;
        let obstacle = trouble.as_deref().and_then(Obstacle::from_word);
        let outcome = match (status, obstacle) {
            (Some(status), _) => Outcome::Answered(status),
            (None, Some(obstacle)) => Outcome::Unreached(obstacle),
            (None, None) => return Err(format!("{trouble:?} is no trouble")),
        };
        Ok(Self { id, webhook, position, kind, attempt, at, took_ms, outcome })
    }
}

pub fn insert(tx: &mut Tx<'_>, made: &Webhook) -> Result<(), Fault> {
    let Webhook { id, edition, url, kinds, secret, made_by, made_at, position, .. } = made;
    let row = (id, *edition, url, kinds.to_string(), secret, *made_by, *made_at, *position);
    tx.run(WEBHOOK_INSERT, row).map(drop)
}

pub fn in_edition(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<Webhook>, Fault> {
    tx.all(WEBHOOKS_IN, (edition,))
}

pub fn find(tx: &mut Tx<'_>, id: WebhookId) -> Result<Option<Webhook>, Fault> {
    tx.find(WEBHOOK, (id,))
}

/// Names one webhook where it was looked for.
pub type Place = (WebhookId, Uuid);

/// False when it is no longer of that version.
pub fn change(
    tx: &mut Tx<'_>,
    (id, edition): Place,
    version: i64,
    (url, kinds): (&str, &Kinds),
) -> Result<bool, Fault> {
    Ok(tx.run(WEBHOOK_CHANGE, (id, edition, version, url, kinds.to_string()))? == 1)
}

pub fn disable(
    tx: &mut Tx<'_>,
    (id, edition): Place,
    why: Why,
    now: Timestamp,
) -> Result<bool, Fault> {
    Ok(tx.run(WEBHOOK_DISABLE, (id, edition, now, why.word()))? == 1)
}

pub fn enable(tx: &mut Tx<'_>, (id, edition): Place) -> Result<bool, Fault> {
    Ok(tx.run(WEBHOOK_ENABLE, (id, edition))? == 1)
}

pub fn remove(tx: &mut Tx<'_>, (id, edition): Place) -> Result<bool, Fault> {
    tx.run(WEBHOOK_FORGET, (id,))?;
    Ok(tx.run(WEBHOOK_REMOVE, (id, edition))? == 1)
}

pub fn due(tx: &mut Tx<'_>, now: Timestamp) -> Result<Option<WebhookId>, Fault> {
    tx.find(WEBHOOK_DUE, (now,))
}

/// Takes a webhook for a while; false when another node was faster.
pub fn hold(
    tx: &mut Tx<'_>,
    id: WebhookId,
    until: Timestamp,
    now: Timestamp,
) -> Result<bool, Fault> {
    Ok(tx.run(WEBHOOK_HOLD, (id, until, now))? == 1)
}

/// How a webhook was taken: at that position, until then.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    pub id: WebhookId,
    pub position: i64,
    pub held_until: Timestamp,
}

/// Goes on to `position`, holding on until `until`; false when another holder has it meanwhile.
pub fn passed(
    tx: &mut Tx<'_>,
    taken: Taken,
    position: i64,
    (until, now): (Timestamp, Timestamp),
) -> Result<bool, Fault> {
    let Taken { id, position: before, held_until } = taken;
    Ok(tx.run(WEBHOOK_PASSED, (id, before, held_until, position, until, now))? == 1)
}

/// Notes a failure and when to try again.
pub fn failed(
    tx: &mut Tx<'_>,
    taken: Taken,
    (now, next_at): (Timestamp, Timestamp),
) -> Result<bool, Fault> {
    let Taken { id, position, held_until } = taken;
    Ok(tx.run(WEBHOOK_FAILED, (id, position, held_until, now, next_at))? == 1)
}

pub fn free(tx: &mut Tx<'_>, taken: Taken) -> Result<(), Fault> {
    tx.run(WEBHOOK_FREE, (taken.id, taken.held_until)).map(drop)
}

pub fn note(tx: &mut Tx<'_>, delivery: &Delivery) -> Result<DeliveryId, Fault> {
    let Delivery { id, webhook, position, kind, attempt, at, took_ms, outcome } = delivery;
    let (status, trouble) = match outcome {
        Outcome::Answered(status) => (Some(i64::from(*status)), None),
        Outcome::Unreached(obstacle) => (None, Some(obstacle.word())),
    };
    let row = (id, webhook, *position, kind, *attempt, *at, *took_ms, status, trouble);
    tx.run(DELIVERY_INSERT, row)?;
    Ok(*id)
}

/// The last tries of one webhook, newest first.
pub fn deliveries(tx: &mut Tx<'_>, id: WebhookId, limit: i64) -> Result<Vec<Delivery>, Fault> {
    tx.all(DELIVERIES_OF, (id, limit))
}

pub fn sweep(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, Fault> {
    tx.run(DELIVERIES_SWEEP, (before,))
}

/// The kinds of facts that happened in an edition.
pub fn kinds_in(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<String>, Fault> {
    tx.all(KINDS_IN, (edition,))
}
