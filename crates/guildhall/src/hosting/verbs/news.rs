//! Who is told by letter: those who lead a host, and the organisers.

use serde_json::{Value, json};
use store::{Fault, Tx};

use crate::access::grants;
use crate::access::{AccountId, Role};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::hosting::letters::{NEWS, News};
use crate::hosts::model::HostId;
use crate::mail::outbox;

/// Tells those who lead the host; the organisers, who act for a host that nobody leads.
pub fn to_leads(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, host): (EditionId, HostId),
    news: News,
    about: &Value,
) -> Result<(), Fault> {
    let leads =
        holders(tx, ctx, edition, |role, of| role == Role::HostLead && of == Some(host.uuid()))?;
    if leads.is_empty() {
        return to_organisers(tx, ctx, (edition, host), news, about);
    }
    tell(tx, ctx, &leads, (edition, host), news, about)
}

pub fn to_organisers(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, host): (EditionId, HostId),
    news: News,
    about: &Value,
) -> Result<(), Fault> {
    let organisers = holders(tx, ctx, edition, |role, _| role == Role::Organiser)?;
    tell(tx, ctx, &organisers, (edition, host), news, about)
}

fn holders(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    is: impl Fn(Role, Option<kernel::Uuid>) -> bool,
) -> Result<Vec<AccountId>, Fault> {
    let now = ctx.now();
    let all = grants::in_edition(tx, edition.uuid())?;
    let held = all.iter().filter(|grant| {
        grant.holding.holds_at(now) && is(grant.holding.role, grant.holding.scope.host_uuid())
    });
    let mut accounts: Vec<AccountId> = held.map(|grant| grant.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    Ok(accounts)
}

/// Nobody is written to about what they did themselves.
fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    whom: &[AccountId],
    (edition, host): (EditionId, HostId),
    news: News,
    about: &Value,
) -> Result<(), Fault> {
    let payload = json!({ "news": news.word(), "edition": edition, "host": host, "about": about });
    for account in whom.iter().filter(|one| ctx.actor.account() != Some(**one)) {
        outbox::order(tx, ctx, NEWS, Some(*account), &payload)?;
    }
    Ok(())
}
