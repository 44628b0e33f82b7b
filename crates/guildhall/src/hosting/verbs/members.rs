//! Who acts for a host.

use store::{Fault, Tx};

use crate::access::grants::{self, Grant, GrantId};
use crate::access::{AccountId, Can, ManageMembers, ReadHost, Role};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::hosting::refusal::Unwilling;
use crate::hosting::store as rows;
use crate::hosts::model::Host;
use crate::journal::{self, Fact};
use crate::people::account::Account;
use crate::people::verbs::accounts;

/// Somebody who acts for the host, or will.
pub struct Member {
    pub grant: Grant,
    pub account: Account,
}

/// Those who act for the host, in the order in which they came.
pub fn of_host(tx: &mut Tx<'_>, ctx: &Ctx, can: Can<ReadHost>) -> Result<Vec<Member>, Fault> {
    let host = can.host::<Host>().uuid();
    let edition = can.scope().edition_uuid().unwrap_or_default();
    let now = ctx.now();
    let all = grants::in_edition(tx, edition)?;
    let acts = |grant: &Grant| {
        grant.holding.scope.host_uuid() == Some(host)
            && grant.holding.ends_at.is_none_or(|end| now < end)
    };
    let held: Vec<Grant> = all.into_iter().filter(acts).collect();
    let ids: Vec<AccountId> = held.iter().map(|grant| grant.account).collect();
    let known = accounts::find_all(tx, &ids)?;
    let member = |grant: Grant| {
        let account = known.iter().find(|one| one.id == grant.account)?.clone();
        Some(Member { grant, account })
    };
    Ok(held.into_iter().filter_map(member).collect())
}

/// Ends what somebody does for the host, now. A host that is led stays led.
pub fn end(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageMembers>,
    grant: GrantId,
) -> Result<(), Error<Unwilling>> {
    let (host, now) = (can.host::<Host>(), ctx.now());
    let edition = can.scope().edition_uuid().ok_or(Error::Missing)?;
    // Two who end each other at once: the second waits here, then sees what the first did.
    rows::hold_leads(tx, host)?;
    let all = grants::in_edition(tx, edition)?;
    let here: Vec<&Grant> = all.iter().filter(|one| one.holding.scope == can.scope()).collect();
    let ended = here.iter().find(|one| one.id == grant).ok_or(Error::Missing)?;
    let leads = |one: &&&Grant| one.holding.role == Role::HostLead && one.holding.holds_at(now);
    if leads(&ended) && !here.iter().filter(leads).any(|one| one.id != grant) {
        return Err(Error::Refused(Unwilling::LastLead));
    }
    if !grants::end(tx, edition, grant, now)? {
        return Err(Error::Missing);
    }
    let fact = Fact::new("hosting.member_left", ended.account)
        .within(can.scope())
        .with("host", host)
        .with("grant", grant)
        .with("role", ended.holding.role.word());
    journal::write(tx, ctx, fact)?;
    Ok(())
}
