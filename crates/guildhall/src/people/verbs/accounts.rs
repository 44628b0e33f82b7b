//! Accounts: made by the first who names their address, described and closed.

use std::time::Duration;

use kernel::Lang;
use store::{Fault, Tx};

use super::{roles, tell};
use crate::access::sessions::{self, Session, SessionId};
use crate::access::{AccountId, Can, ManageAccounts, ManageOwnAccount};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::people::account::{Account, Email, NAME_LENGTH_MAX};
use crate::people::refusal::Unwilling;
use crate::people::store::{
    self as rows, ACCOUNT_DESCRIBE, ACCOUNT_DISABLE, ACCOUNT_ENABLE, ACCOUNT_INSERT,
    ACCOUNT_VERIFY, ACCOUNTS_SWEEP,
};

/// An account that nobody signs in to is let go after this.
const UNUSED_MAX: Duration = Duration::from_secs(14 * 24 * 3600);

/// The account of that address.
pub fn find(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Account>, Fault> {
    rows::by_id(tx, id)
}

/// The accounts of those ids, as far as there are any.
pub fn find_all(tx: &mut Tx<'_>, ids: &[AccountId]) -> Result<Vec<Account>, Fault> {
    rows::by_ids(tx, ids)
}

/// The account of that address, made when there is none.
pub fn find_or_make(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    email: &Email,
    lang: Lang,
) -> Result<Account, Fault> {
    let id: AccountId = ctx.id();
    let row = (id, email.as_str(), "", lang, ctx.now());
    if tx.run(ACCOUNT_INSERT, row)? == 1 {
        journal::write(tx, ctx, Fact::new("people.account_made", id))?;
    }
    let found = rows::by_email(tx, email)?;
    found.ok_or(Fault::NoRow { name: "ACCOUNT_BY_EMAIL" })
}

/// The account of that address as whoever runs the program wants it: made when there is none, with
/// that name while it has none, and never swept.
pub fn ensure(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    _can: Can<ManageAccounts>,
    email: &Email,
    name: &str,
    lang: Lang,
) -> Result<Account, Error<Unwilling>> {
    let account = find_or_make(tx, ctx, email, lang)?;
    if account.name.is_empty() && !name.is_empty() {
        let name = checked_name(name).map_err(Error::Refused)?;
        tx.run(ACCOUNT_DESCRIBE, (account.id, name.as_str(), lang))?;
        let fact = Fact::new("people.account_described", account.id).with("lang", lang.code());
        journal::write(tx, ctx, fact)?;
    }
    tx.run(ACCOUNT_VERIFY, (account.id, ctx.now()))?;
    Ok(account)
}

/// A name as others read it.
pub fn checked_name(name: &str) -> Result<String, Unwilling> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=NAME_LENGTH_MAX).contains(&name.chars().count());
    let clean = !name.chars().any(char::is_control);
    if fits && clean { Ok(name) } else { Err(Unwilling::NameLength) }
}

/// Changes what the owner says about themselves.
pub fn describe(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageOwnAccount>,
    name: &str,
    lang: Lang,
) -> Result<(), Error<Unwilling>> {
    let account = can.actor().account().ok_or(Error::Missing)?;
    let name = checked_name(name).map_err(Error::Refused)?;
    tx.run(ACCOUNT_DESCRIBE, (account, name.as_str(), lang))?;
    tell(tx, ctx, account, "people.account_described", |fact| fact.with("lang", lang.code()))?;
    Ok(())
}

/// Ends the session that asks.
pub fn sign_out(tx: &mut Tx<'_>, ctx: &Ctx, session: &Session) -> Result<(), Fault> {
    if sessions::end(tx, session.id, session.account)? {
        tell(tx, ctx, session.account, "people.signed_out", |fact| fact)?;
    }
    Ok(())
}

/// Ends another session of the owner.
pub fn end_session(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageOwnAccount>,
    session: SessionId,
) -> Result<(), Error<Unwilling>> {
    let account = can.actor().account().ok_or(Error::Missing)?;
    if !sessions::end(tx, session, account)? {
        return Err(Error::Missing);
    }
    tell(tx, ctx, account, "people.session_ended", |fact| fact)?;
    Ok(())
}

/// Ends every session of the owner, on every device.
pub fn sign_out_everywhere(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageOwnAccount>,
) -> Result<(), Error<Unwilling>> {
    let account = can.actor().account().ok_or(Error::Missing)?;
    let ended = sessions::end_others(tx, account, None)?;
    tell(tx, ctx, account, "people.signed_out_everywhere", |fact| fact.with("sessions", ended))?;
    Ok(())
}

/// Closes the owner's own account: its roles and sessions end, and neither link nor password opens it.
/// What it did stays told; an edition keeps its organiser.
pub fn close(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageOwnAccount>,
) -> Result<(), Error<Unwilling>> {
    let account = can.actor().account().ok_or(Error::Missing)?;
    roles::end_all(tx, ctx, account)?;
    if tx.run(ACCOUNT_DISABLE, (account, ctx.now()))? != 1 {
        return Err(Error::Missing);
    }
    sessions::end_others(tx, account, None)?;
    tell(tx, ctx, account, "people.account_closed", |fact| fact)?;
    Ok(())
}

/// Closes an account: its sessions end, and neither link nor password opens it.
pub fn disable(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    _can: Can<ManageAccounts>,
    account: AccountId,
) -> Result<(), Error<Unwilling>> {
    if tx.run(ACCOUNT_DISABLE, (account, ctx.now()))? == 1 {
        sessions::end_others(tx, account, None)?;
        journal::write(tx, ctx, Fact::new("people.account_disabled", account))?;
    }
    Ok(())
}

/// Opens an account again.
pub fn enable(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    _can: Can<ManageAccounts>,
    account: AccountId,
) -> Result<(), Error<Unwilling>> {
    if tx.run(ACCOUNT_ENABLE, (account,))? == 1 {
        journal::write(tx, ctx, Fact::new("people.account_enabled", account))?;
    }
    Ok(())
}

pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    tx.run(ACCOUNTS_SWEEP, (ctx.now() - UNUSED_MAX,))
}
