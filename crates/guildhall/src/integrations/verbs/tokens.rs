//! Tokens: made and revoked by their owners, seen and revoked by the organisers of their edition.

use std::time::Duration;

use kernel::Uuid;
use store::{Fault, Tx};

use crate::access::policy::RULES;
use crate::access::sessions::Token;
use crate::access::tokens::{self as rows, ApiToken, Whose};
use crate::access::{
    AccountId, Actor, Area, Can, Doing, Holding, Level, ManageOwnAccount, ManageTokens, Reach,
    Scope, TokenId, grants, weigh,
};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId, Standing};
use crate::error::Error;
use crate::integrations::refusal::Unwilling;
use crate::journal::{self, Fact};
use crate::people::account::Account;
use crate::people::verbs::accounts;

pub const NAME_LENGTH_MAX: usize = 80;
/// A conference and the year before it.
pub const DAYS_MAX: i64 = 400;
/// Nobody has more programs.
pub const TOKENS_MAX: usize = 50;

/// An edition in which somebody could make a token, with the most that it could be for.
#[derive(Clone, Debug)]
pub struct Offer {
    pub edition: Edition,
    pub reach: Reach,
}

/// A token as it is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub edition: EditionId,
    pub name: String,
    pub reach: Reach,
    pub days: i64,
}

/// What the owner could make tokens for. The policy is asked again whenever one is used.
pub fn offers(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageOwnAccount>,
) -> Result<Vec<Offer>, Error<Unwilling>> {
    let account = can.actor().account().ok_or(Error::Missing)?;
    let held = grants::of_account(tx, account)?;
    let holdings: Vec<Holding> = held.iter().map(|grant| grant.holding).collect();
    let mut offers = Vec::new();
    for edition in editions::verbs::all(tx)? {
        let reach = reach_in(edition.id.uuid(), ctx, &holdings);
        if edition.standing == Standing::Current && !reach.is_empty() {
            offers.push(Offer { edition, reach });
        }
    }
    Ok(offers)
}

/// The most that a token of theirs could be for in an edition.
fn reach_in(edition: Uuid, ctx: &Ctx, holdings: &[Holding]) -> Reach {
    let now = ctx.now();
    let here = holdings.iter().map(|one| one.scope);
    let mut scopes: Vec<Scope> = here.filter(|one| one.edition_uuid() == Some(edition)).collect();
    scopes.push(Scope::Edition(edition));
    // Whoever holds the edition holds its hosts: any of them stands for all.
    scopes.push(Scope::Host { edition, host: Uuid::nil() });
    let may = |rule: &&crate::access::policy::Rule| {
        let here = scopes.iter().filter(|scope| scope.level() == rule.on);
        rule.on != Level::Site
            && here.copied().any(|it| weigh(rule, ctx.actor, it, (holdings, now)).is_ok())
    };
    RULES.iter().filter(may).fold(Reach::nothing(), |reach, rule| match Area::of(rule) {
        Some(area) if area.is_writable() => reach.with(area, Area::asks(rule)),
        Some(area) => reach.with(area, Doing::Read),
        None => reach,
    })
}

/// Makes a token. What is answered is the only place where it can be read.
pub fn make(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageOwnAccount>,
    wish: &Wish,
) -> Result<(TokenId, String), Error<Unwilling>> {
    let refused = |why| Err(Error::Refused(why));
    let account = can.actor().account().ok_or(Error::Missing)?;
    let name = wish.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=NAME_LENGTH_MAX).contains(&name.chars().count());
    if !fits || name.chars().any(char::is_control) {
        return refused(Unwilling::NameLength);
    }
    let offers = offers(tx, ctx, can)?;
    let Some(offer) = offers.iter().find(|offer| offer.edition.id == wish.edition) else {
        return refused(Unwilling::NoEdition);
    };
    if wish.reach.is_empty() {
        return refused(Unwilling::NoReach);
    }
    if !wish.reach.areas().all(|(area, doing)| offer.reach.has(area, doing)) {
        return refused(Unwilling::TooFar);
    }
    if !(1..=DAYS_MAX).contains(&wish.days) {
        return refused(Unwilling::NoDays);
    }
    let now = ctx.now();
    let own = rows::of_account(tx, account)?;
    if own.iter().filter(|one| one.lives_at(now)).count() >= TOKENS_MAX {
        return refused(Unwilling::TooManyTokens);
    }
    let token = Token::new(ctx.secret());
    let made = ApiToken {
        id: ctx.id(),
        account,
        edition: wish.edition.uuid(),
        name,
        reach: wish.reach,
        made_at: now,
        expires_at: now + Duration::from_secs(wish.days.unsigned_abs() * 24 * 3600),
        used_on: None,
        revoked_at: None,
    };
    rows::insert(tx, &made, &token)?;
    let fact = Fact::new("integrations.token_made", made.id)
        .within(Scope::edition(wish.edition))
        .with("scope", made.reach.to_string());
    journal::write(tx, ctx, fact)?;
    Ok((made.id, rows::spelled(&token)))
}

/// The owner's living tokens, newest first.
pub fn own(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageOwnAccount>,
) -> Result<Vec<ApiToken>, Error<Unwilling>> {
    let account = can.actor().account().ok_or(Error::Missing)?;
    let mut all = rows::of_account(tx, account)?;
    all.retain(|one| one.lives_at(ctx.now()));
    Ok(all)
}

/// Revokes a token of the owner's; it is dead at once.
pub fn revoke(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageOwnAccount>,
    id: TokenId,
) -> Result<(), Error<Unwilling>> {
    let account = can.actor().account().ok_or(Error::Missing)?;
    let all = rows::of_account(tx, account)?;
    let one = all.iter().find(|one| one.id == id).ok_or(Error::Missing)?;
    end(tx, ctx, one, Whose::Account(account))
}

/// The living tokens of an edition with whom they speak for.
pub fn of_edition(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageTokens>,
) -> Result<Vec<(ApiToken, Account)>, Fault> {
    let edition: EditionId = can.edition::<Edition>();
    let mut all = rows::in_edition(tx, edition.uuid())?;
    all.retain(|one| one.lives_at(ctx.now()));
    let mut ids: Vec<AccountId> = all.iter().map(|one| one.account).collect();
    ids.sort_unstable();
    ids.dedup();
    let accounts = accounts::find_all(tx, &ids)?;
    let with_owner = |token: ApiToken| {
        let owner = accounts.iter().find(|one| one.id == token.account)?.clone();
        Some((token, owner))
    };
    Ok(all.into_iter().filter_map(with_owner).collect())
}

/// Revokes a token of the edition, whoever made it.
pub fn revoke_in(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageTokens>,
    id: TokenId,
) -> Result<(), Error<Unwilling>> {
    let edition = can.edition::<Edition>().uuid();
    let all = rows::in_edition(tx, edition)?;
    let one = all.iter().find(|one| one.id == id).ok_or(Error::Missing)?;
    end(tx, ctx, one, Whose::Edition(edition))
}

fn end(tx: &mut Tx<'_>, ctx: &Ctx, one: &ApiToken, whose: Whose) -> Result<(), Error<Unwilling>> {
    if !rows::revoke(tx, one.id, whose, ctx.now())? {
        return Err(Error::Missing);
    }
    let fact = Fact::new("integrations.token_revoked", one.id).within(Scope::Edition(one.edition));
    let owner = matches!(ctx.actor, Actor::Account(id) if id == one.account);
    journal::write(tx, ctx, fact.with("by_owner", owner))?;
    Ok(())
}
