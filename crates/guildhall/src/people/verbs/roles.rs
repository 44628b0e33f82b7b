//! Roles in an edition: given and ended by its organisers, to an address.

use kernel::{Lang, Slug, Timestamp, Uuid};
use serde_json::json;
use store::{Fault, Tx};

use super::accounts;
use crate::access::grants::{self, Grant, GrantId};
use crate::access::{AccountId, Can, Holding, Level, ManageAccounts, ManageRoles, Role, Scope};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::hosts;
use crate::hosts::model::Host;
use crate::journal::{self, Fact};
use crate::mail::outbox;
use crate::people::account::{Account, Email};
use crate::people::letters::ROLE_GIVEN;
use crate::people::refusal::Unwilling;
use crate::people::store::by_ids;

/// A role as it is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub email: Email,
    pub role: Role,
    /// For roles that are held for a host.
    pub host: Option<Slug>,
    pub starts_at: Timestamp,
    pub ends_at: Option<Timestamp>,
    /// The language of the letter to somebody who has no account yet.
    pub lang: Lang,
}

/// Every role that is given in an edition, in the order they are offered.
pub const GIVEN: [Role; 4] = [Role::Organiser, Role::HostLead, Role::Representative, Role::Speaker];

/// A role with whom it was given to.
pub struct Held {
    pub grant: Grant,
    pub account: Account,
    /// The host it is held for.
    pub host: Option<Host>,
}

/// The roles of an edition: those that hold or will, then those that have ended.
pub fn of_edition(
    tx: &mut Tx<'_>,
    can: Can<ManageRoles>,
    hosts: &[Host],
) -> Result<Vec<Held>, Fault> {
    let grants = grants::in_edition(tx, edition_of(can))?;
    let mut ids: Vec<AccountId> = grants.iter().map(|grant| grant.account).collect();
    ids.sort_unstable();
    ids.dedup();
    let accounts = by_ids(tx, &ids)?;
    let held = |grant: Grant| {
        let account = accounts.iter().find(|one| one.id == grant.account)?.clone();
        let host = grant.holding.scope.host_uuid();
        let host = host.and_then(|id| hosts.iter().find(|one| one.id.uuid() == id)).cloned();
        Some(Held { grant, account, host })
    };
    Ok(grants.into_iter().filter_map(held).collect())
}

/// Gives a role to whoever has that address, who gets a letter.
pub fn give(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageRoles>,
    wish: &Wish,
) -> Result<GrantId, Error<Unwilling>> {
    let scope = scope_of(tx, can, wish)?;
    let now = ctx.now();
    if wish.ends_at.is_some_and(|end| end <= wish.starts_at.max(now)) {
        return Err(Error::Refused(Unwilling::EndsTooEarly));
    }
    let account = accounts::find_or_make(tx, ctx, &wish.email, wish.lang)?;
    let held = grants::of_account(tx, account.id)?;
    let same = held.iter().map(|grant| grant.holding).any(|one| {
        let meets = one.ends_at.is_none_or(|end| wish.starts_at.max(now) < end)
            && wish.ends_at.is_none_or(|end| one.starts_at < end);
        one.role == wish.role && one.scope == scope && meets
    });
    if same {
        return Err(Error::Refused(Unwilling::Held));
    }
    let Wish { role, starts_at, ends_at, .. } = *wish;
    let grant = Grant {
        id: ctx.id(),
        account: account.id,
        holding: Holding { role, scope, starts_at, ends_at },
        granted_by: ctx.actor.account(),
    };
    grants::insert(tx, &grant)?;
    let payload = json!({ "role": role.word(), "edition": edition_of(can), "lang": wish.lang });
    outbox::order(tx, ctx, ROLE_GIVEN, Some(account.id), &payload)?;
    tell(tx, ctx, "people.role_given", &grant)?;
    Ok(grant.id)
}

/// Gives a role without a letter, for whoever runs the program; nothing happens when it is held.
pub fn appoint(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    _can: Can<ManageAccounts>,
    account: AccountId,
    (role, scope): (Role, Scope),
) -> Result<(), Error<Unwilling>> {
    if role.level() != Some(scope.level()) {
        return Err(Error::Refused(Unwilling::NoRole));
    }
    let now = ctx.now();
    let held = grants::of_account(tx, account)?;
    let mut held = held.iter().map(|grant| grant.holding);
    if held.any(|one| one.role == role && one.scope == scope && one.holds_at(now)) {
        return Ok(());
    }
    let holding = Holding { role, scope, starts_at: now, ends_at: None };
    let grant = Grant { id: ctx.id(), account, holding, granted_by: ctx.actor.account() };
    grants::insert(tx, &grant)?;
    Ok(tell(tx, ctx, "people.role_given", &grant)?)
}

/// Ends a role now. An edition that has an organiser keeps one.
pub fn end(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageRoles>,
    grant: GrantId,
) -> Result<(), Error<Unwilling>> {
    end_one(tx, ctx, edition_of(can), grant)
}

/// Ends whatever an account that is being closed holds in editions, now or later.
pub(super) fn end_all(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    account: AccountId,
) -> Result<(), Error<Unwilling>> {
    let now = ctx.now();
    for grant in grants::of_account(tx, account)? {
        let open = grant.holding.ends_at.is_none_or(|end| now < end);
        if let Some(edition) = grant.holding.scope.edition_uuid().filter(|_| open) {
            end_one(tx, ctx, edition, grant.id)?;
        }
    }
    Ok(())
}

fn end_one(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: Uuid,
    grant: GrantId,
) -> Result<(), Error<Unwilling>> {
    let now = ctx.now();
    // Two who end each other's role at once: the second waits here, then sees what the first did.
    grants::hold_organisers(tx, edition)?;
    let all = grants::in_edition(tx, edition)?;
    let ended = all.iter().find(|one| one.id == grant).ok_or(Error::Missing)?;
    let organises = |one: &&Grant| one.holding.role == Role::Organiser && one.holding.holds_at(now);
    let last = organises(&ended) && !all.iter().filter(organises).any(|one| one.id != ended.id);
    if last {
        return Err(Error::Refused(Unwilling::LastOrganiser));
    }
    if !grants::end(tx, edition, grant, now)? {
        return Err(Error::Missing);
    }
    tell(tx, ctx, "people.role_ended", ended)?;
    Ok(())
}

fn scope_of(
    tx: &mut Tx<'_>,
    can: Can<ManageRoles>,
    wish: &Wish,
) -> Result<Scope, Error<Unwilling>> {
    match wish.role.level() {
        Some(Level::Edition) => Ok(can.scope()),
        Some(Level::Host) => {
            let wanted = wish.host.as_ref().ok_or(Error::Refused(Unwilling::NoHost))?;
            let hosts = hosts::verbs::of_edition(tx, can.edition())?;
            let host = hosts.iter().find(|host| host.slug == *wanted);
            let host = host.ok_or(Error::Refused(Unwilling::NoHost))?;
            Ok(Scope::Host { edition: edition_of(can), host: host.id.uuid() })
        }
        Some(Level::Site) | None => Err(Error::Refused(Unwilling::NoRole)),
    }
}

fn edition_of(can: Can<ManageRoles>) -> Uuid {
    can.edition::<crate::editions::model::Edition>().uuid()
}

fn tell(tx: &mut Tx<'_>, ctx: &Ctx, kind: &'static str, grant: &Grant) -> Result<(), Fault> {
    let Holding { role, scope, ends_at, .. } = grant.holding;
    let fact = Fact::new(kind, grant.account)
        .within(scope)
        .with("grant", grant.id)
        .with("role", role.word())
        .with("host", scope.host_uuid())
        .with("until", ends_at);
    journal::write(tx, ctx, fact).map(drop)
}
