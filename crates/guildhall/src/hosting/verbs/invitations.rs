//! Invitations to act for a host: a letter with a link that its reader alone can follow, once.

use std::time::Duration;

use kernel::Lang;
use serde_json::json;
use store::{Fault, Tx};

use crate::access::grants::{self, Grant};
use crate::access::sessions::Token;
use crate::access::{AccountId, Actor, Can, Holding, ManageMembers, Role, Scope};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::hosting::letters::INVITATION;
use crate::hosting::model::{Invitation, InvitationId};
use crate::hosting::refusal::Unwilling;
use crate::hosting::store as rows;
use crate::hosts::model::Host;
use crate::journal::{self, Fact};
use crate::mail::outbox;
use crate::people::account::{Account, Email};
use crate::people::verbs::{Here, SignedIn, accounts, links};

/// Long enough for a holiday.
pub const LIFE: Duration = Duration::from_secs(14 * 24 * 3600);

/// The roles that are held for a host, in the order they are offered.
pub const GIVEN: [Role; 2] = [Role::HostLead, Role::Representative];

/// Whom to invite, and as what.
#[derive(Clone, Debug)]
pub struct Wish {
    pub email: Email,
    pub role: Role,
    /// The language of the letter to somebody who has no account yet.
    pub lang: Lang,
}

/// Every invitation of a host, newest first.
pub fn of_host(tx: &mut Tx<'_>, can: Can<ManageMembers>) -> Result<Vec<Invitation>, Fault> {
    rows::invitations_of(tx, can.host::<Host>())
}

/// Invites whoever has that address, who gets a letter with the link.
pub fn invite(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageMembers>,
    wish: &Wish,
) -> Result<InvitationId, Error<Unwilling>> {
    if !GIVEN.contains(&wish.role) {
        return Err(Error::Refused(Unwilling::NoRole));
    }
    let (host, now) = (can.host::<Host>(), ctx.now());
    let edition = can.scope().edition_uuid().ok_or(Error::Missing)?;
    let same = |one: &Invitation| {
        one.stands_at(now) && one.role == wish.role && one.email == wish.email.as_str()
    };
    if rows::invitations_of(tx, host)?.iter().any(same) {
        return Err(Error::Refused(Unwilling::Invited));
    }
    let account = accounts::find_or_make(tx, ctx, &wish.email, wish.lang)?;
    if acts(tx, ctx, account.id, (wish.role, can.scope()))? {
        return Err(Error::Refused(Unwilling::Member));
    }
    let made = Invitation {
        id: ctx.id(),
        edition,
        host,
        role: wish.role,
        email: wish.email.as_str().to_owned(),
        made_by: ctx.actor.account(),
        made_at: now,
        expires_at: now + LIFE,
        used_at: None,
        withdrawn_at: None,
    };
    rows::insert_invitation(tx, &made)?;
    let payload = json!({ "invitation": made.id, "edition": edition, "lang": wish.lang.code() });
    outbox::order(tx, ctx, INVITATION, Some(account.id), &payload)?;
    tell(tx, ctx, "hosting.invited", &made)?;
    Ok(made.id)
}

/// Takes an invitation back; its link leads nowhere from now on.
pub fn withdraw(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageMembers>,
    id: InvitationId,
) -> Result<(), Error<Unwilling>> {
    let made = rows::invitation(tx, id)?.ok_or(Error::Missing)?;
    if !rows::withdraw(tx, id, can.host::<Host>(), ctx.now())? {
        return Err(Error::Missing);
    }
    tell(tx, ctx, "hosting.invitation_withdrawn", &made)?;
    Ok(())
}

/// Makes the link of an invitation for the letter that is being written; none when it has ended.
pub fn make_link(tx: &mut Tx<'_>, ctx: &Ctx, id: InvitationId) -> Result<Option<Token>, Fault> {
    let token = Token::new(ctx.secret());
    Ok(rows::send(tx, id, token.hash())?.then_some(token))
}

/// The invitation behind a link. Looking does not use it up: mail scanners look.
pub fn look(tx: &mut Tx<'_>, ctx: &Ctx, token: &Token) -> Result<Invitation, Error<Unwilling>> {
    let found = rows::invitation_by_token(tx, token.hash())?.ok_or(Error::Missing)?;
    stands(&found, ctx).map_err(Error::Refused)?;
    Ok(found)
}

fn stands(made: &Invitation, ctx: &Ctx) -> Result<(), Unwilling> {
    if made.used_at.is_some() {
        return Err(Unwilling::InvitationUsed);
    }
    if made.withdrawn_at.is_some() {
        return Err(Unwilling::InvitationWithdrawn);
    }
    if made.stands_at(ctx.now()) { Ok(()) } else { Err(Unwilling::InvitationExpired) }
}

/// Follows an invitation: its reader acts for the host from now on, and is signed in when nobody
/// was; the link came to their mailbox. Somebody else who is signed in is refused.
pub fn accept(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    token: &Token,
    here: &Here,
) -> Result<(Invitation, Option<SignedIn>), Error<Unwilling>> {
    let made = look(tx, ctx, token)?;
    let email: Email = made.email.parse().map_err(|_| Error::Missing)?;
    let account = accounts::find_or_make(tx, ctx, &email, Lang::Zh)?;
    let signed_in = match ctx.actor {
        Actor::Account(id) if id == account.id => None,
        Actor::Account(_) => return Err(Error::Refused(Unwilling::InvitationForAnother)),
        _ => Some(sign_in(tx, ctx, &account, here)?),
    };
    let now = ctx.now();
    if !rows::use_up(tx, made.id, (now, account.id))? {
        return Err(Error::Refused(Unwilling::InvitationUsed));
    }
    let scope = Scope::Host { edition: made.edition, host: made.host.uuid() };
    let acting = ctx.acting(Actor::Account(account.id));
    if !acts(tx, ctx, account.id, (made.role, scope))? {
        let holding = Holding { role: made.role, scope, starts_at: now, ends_at: None };
        let (id, granted_by) = (ctx.id(), made.made_by);
        grants::insert(tx, &Grant { id, account: account.id, holding, granted_by })?;
    }
    tell(tx, &acting, "hosting.joined", &made)?;
    Ok((made, signed_in))
}

/// Signs in whoever proved to read the mailbox, by a link that is used at once.
fn sign_in(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    account: &Account,
    here: &Here,
) -> Result<SignedIn, Error<Unwilling>> {
    let token = links::make(tx, &ctx.acting(Actor::House), account.id, links::LINK_LIFE)?;
    links::redeem(tx, ctx, &token, here).map_err(|error| error.map(Unwilling::from))
}

fn acts(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    account: AccountId,
    (role, scope): (Role, Scope),
) -> Result<bool, Fault> {
    let now = ctx.now();
    let held = grants::of_account(tx, account)?;
    let mut held = held.iter().map(|grant| grant.holding);
    Ok(held.any(|one| one.role == role && one.scope == scope && one.holds_at(now)))
}

fn tell(tx: &mut Tx<'_>, ctx: &Ctx, kind: &'static str, made: &Invitation) -> Result<(), Fault> {
    let fact = Fact::new(kind, made.id)
        .within(Scope::Host { edition: made.edition, host: made.host.uuid() })
        .with("host", made.host)
        .with("role", made.role.word());
    journal::write(tx, ctx, fact).map(drop)
}

/// Forgets the addresses of invitations that nobody followed in time.
pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    rows::forget(tx, ctx.now())
}
