//! Webhooks of an edition: made, changed, tried, disabled and removed by its organisers.

use store::{Fault, Tx};

use crate::access::{Can, ManageWebhooks, Scope};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::error::Error;
use crate::integrations::address::Reachable;
use crate::integrations::model::{Delivery, Kinds, Webhook, WebhookId, Why};
use crate::integrations::refusal::Unwilling;
use crate::integrations::{rules, sign, store as rows};
use crate::journal::{self, Fact};

/// No edition is told of in more places.
pub const WEBHOOKS_MAX: usize = 20;
/// What the page of a webhook shows of its tries.
const DELIVERIES_SHOWN: i64 = 100;

/// The fact by which a webhook is tried out. It goes the way of all facts.
pub const TESTED: &str = "integrations.webhook_tested";

/// A webhook as it is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub url: String,
    pub kinds: String,
}

/// Every webhook of the edition, oldest first.
pub fn of_edition(tx: &mut Tx<'_>, can: Can<ManageWebhooks>) -> Result<Vec<Webhook>, Fault> {
    rows::in_edition(tx, can.edition::<Edition>().uuid())
}

/// One of them.
pub fn find(
    tx: &mut Tx<'_>,
    can: Can<ManageWebhooks>,
    id: WebhookId,
) -> Result<Webhook, Error<Unwilling>> {
    let edition = can.edition::<Edition>().uuid();
    let found = rows::find(tx, id)?.filter(|webhook| webhook.edition == edition);
    found.ok_or(Error::Missing)
}

/// Its last tries, newest first.
pub fn deliveries(
    tx: &mut Tx<'_>,
    can: Can<ManageWebhooks>,
    id: WebhookId,
) -> Result<Vec<Delivery>, Error<Unwilling>> {
    let webhook = find(tx, can, id)?;
    Ok(rows::deliveries(tx, webhook.id, DELIVERIES_SHOWN)?)
}

/// The kinds of facts that happened in the edition.
pub fn kinds(tx: &mut Tx<'_>, can: Can<ManageWebhooks>) -> Result<Vec<String>, Fault> {
    rows::kinds_in(tx, can.edition::<Edition>().uuid())
}

/// Makes a webhook that is told what happens from now on, and answers the secret that its deliveries
/// are signed with.
pub fn make(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageWebhooks>,
    wish: &Wish,
    reachable: Reachable,
) -> Result<(WebhookId, String), Error<Unwilling>> {
    let (url, kinds) = checked(wish, reachable)?;
    let edition = can.edition::<Edition>().uuid();
    if rows::in_edition(tx, edition)?.len() >= WEBHOOKS_MAX {
        return Err(Error::Refused(Unwilling::TooManyWebhooks));
    }
    let secret = ctx.secret().to_vec();
    let (position, _) = journal::head(tx)?;
    let (now, made_by) = (ctx.now(), ctx.actor.account());
    let made = Webhook {
        id: ctx.id(),
        edition,
        url,
        kinds,
        secret,
        made_by,
        made_at: now,
        version: 1,
        position,
        next_at: now,
        failures: 0,
        failing_since: None,
        disabled: None,
    };
    rows::insert(tx, &made)?;
    tell(tx, ctx, can, "integrations.webhook_made", made.id)?;
    Ok((made.id, sign::spelled(&made.secret)))
}

fn checked(wish: &Wish, reachable: Reachable) -> Result<(String, Kinds), Error<Unwilling>> {
    let url = rules::checked_url(&wish.url, reachable).map_err(Error::Refused)?;
    let kinds = Kinds::read(&wish.kinds).ok_or(Error::Refused(Unwilling::NoKinds))?;
    Ok((url, kinds))
}

/// Changes address and kinds, unless somebody changed the webhook since that version.
pub fn change(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageWebhooks>,
    (id, version): (WebhookId, i64),
    (wish, reachable): (&Wish, Reachable),
) -> Result<Webhook, Error<Unwilling>> {
    let before = find(tx, can, id)?;
    let (url, kinds) = checked(wish, reachable)?;
    if !rows::change(tx, (id, before.edition), version, (&url, &kinds))? {
        return Err(Error::Refused(Unwilling::Changed));
    }
    tell(tx, ctx, can, "integrations.webhook_changed", id)?;
    find(tx, can, id)
}

/// Sends nothing more until it is enabled again. What happens meanwhile waits.
pub fn disable(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageWebhooks>,
    id: WebhookId,
) -> Result<(), Error<Unwilling>> {
    let webhook = find(tx, can, id)?;
    if rows::disable(tx, (id, webhook.edition), Why::ByHand, ctx.now())? {
        tell(tx, ctx, can, "integrations.webhook_disabled", id)?;
    }
    Ok(())
}

/// Goes on where it stopped: nothing that happened meanwhile is left out.
pub fn enable(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageWebhooks>,
    id: WebhookId,
) -> Result<(), Error<Unwilling>> {
    let webhook = find(tx, can, id)?;
    if rows::enable(tx, (id, webhook.edition))? {
        tell(tx, ctx, can, "integrations.webhook_enabled", id)?;
    }
    Ok(())
}

/// Takes a webhook out with what is known of its tries.
pub fn remove(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageWebhooks>,
    id: WebhookId,
) -> Result<(), Error<Unwilling>> {
    let webhook = find(tx, can, id)?;
    if !rows::remove(tx, (id, webhook.edition))? {
        return Err(Error::Missing);
    }
    tell(tx, ctx, can, "integrations.webhook_removed", id)
}

/// Tells a fact for the webhook to pass on, whatever kinds it wants.
pub fn test(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageWebhooks>,
    id: WebhookId,
) -> Result<(), Error<Unwilling>> {
    find(tx, can, id)?;
    tell(tx, ctx, can, TESTED, id)
}

fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageWebhooks>,
    kind: &'static str,
    id: WebhookId,
) -> Result<(), Error<Unwilling>> {
    let scope: Scope = can.scope();
    journal::write(tx, ctx, Fact::new(kind, id).within(scope))?;
    Ok(())
}
