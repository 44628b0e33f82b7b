//! Links that sign in: asked for by anybody, sent to the address alone, used once, soon.

use std::time::Duration;

use kernel::{Lang, Timestamp};
use serde_json::json;
use store::{Fault, Tx};

use super::accounts;
use super::{Here, SignedIn, sign_in};
use crate::access::sessions::{Token, Way};
use crate::access::{AccountId, Actor, Can, ManageAccounts};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::journal::{self, Fact};
use crate::mail::outbox;
use crate::people::account::{Account, Email};
use crate::people::letters::SIGN_IN_LINK;
use crate::people::refusal::Unwilling;
use crate::people::store::{
    self as rows, LINK_BY_TOKEN, LINK_INSERT, LINK_USE, LINKS_REVOKE, LINKS_SINCE, LINKS_SWEEP,
    LinkRow,
};

/// Long enough for slow mail, short enough for a mailbox that others may read later.
pub const LINK_LIFE: Duration = Duration::from_secs(60 * 60);
/// A link on the terminal of whoever runs the program is for them alone.
pub const TERMINAL_LIFE: Duration = Duration::from_secs(24 * 3600);
/// So many letters an hour to one address: a stranger's form must not fill a mailbox.
pub const LETTERS_MAX: i64 = 5;
const LETTERS_WITHIN: Duration = Duration::from_secs(60 * 60);
/// A used link is told apart from one that never was for so long.
const KEEP: Duration = Duration::from_secs(7 * 24 * 3600);

/// Where a link leads after signing in: a path of this site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Onward(String);

impl Onward {
    /// The path, unless it could lead anywhere else.
    pub fn read(text: &str) -> Self {
        let own = text.starts_with('/') && !text.starts_with("//") && text.len() <= 300;
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        Self(if own && plain { text.to_owned() } else { String::new() })
    }

    /// Empty when there is none.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Orders the letter with a link. An address that has no account gets one, so that known and unknown
/// addresses are answered alike; it is swept when nobody signs in.
pub fn ask(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    email: &Email,
    lang: Lang,
    onward: &Onward,
) -> Result<(), Fault> {
    let account = accounts::find_or_make(tx, ctx, email, lang)?;
    order(tx, ctx, account.id, lang, onward)
}

/// The same where nobody makes an account for themselves: an unknown address gets no letter, and is
/// answered as a known one is.
pub fn ask_if_known(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    email: &Email,
    lang: Lang,
    onward: &Onward,
) -> Result<(), Fault> {
    match rows::by_email(tx, email)? {
        Some(account) => order(tx, ctx, account.id, lang, onward),
        None => Ok(()),
    }
}

fn order(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    account: AccountId,
    lang: Lang,
    onward: &Onward,
) -> Result<(), Fault> {
    let payload = json!({ "lang": lang.code(), "onward": onward.as_str() });
    outbox::order(tx, ctx, SIGN_IN_LINK, Some(account), &payload).map(drop)
}

/// Makes a link for an account; its token leaves the house by the letter, or by the terminal of
/// whoever runs the program.
pub fn make(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    account: AccountId,
    life: Duration,
) -> Result<Token, Fault> {
    let (token, now) = (Token::new(ctx.secret()), ctx.now());
    tx.run(LINK_INSERT, (token.hash(), account, now, now + life))?;
    journal::write(tx, ctx, Fact::new("people.link_made", account))?;
    Ok(token)
}

/// Makes a link for whoever runs the program to hand on; those they had before work no more.
pub fn make_for_terminal(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    _can: Can<ManageAccounts>,
    account: AccountId,
) -> Result<Token, Fault> {
    tx.run(LINKS_REVOKE, (account,))?;
    make(tx, ctx, account, TERMINAL_LIFE)
}

/// True when the account has had as many links lately as it may.
pub fn had_enough(tx: &mut Tx<'_>, ctx: &Ctx, account: AccountId) -> Result<bool, Fault> {
    let made: i64 = tx.one(LINKS_SINCE, (account, ctx.now() - LETTERS_WITHIN))?;
    Ok(made >= LETTERS_MAX)
}

/// Whom a link would sign in. Looking does not use it up: mail scanners look.
pub fn look(tx: &mut Tx<'_>, ctx: &Ctx, token: &Token) -> Result<Account, Error<Unwilling>> {
    let link: Option<LinkRow> = tx.find(LINK_BY_TOKEN, (token.hash(),))?;
    let link = link.ok_or(Error::Missing)?;
    stands(&link, ctx.now()).map_err(Error::Refused)?;
    let account = rows::by_id(tx, link.account_id)?.ok_or(Error::Missing)?;
    // Told as if it were too late: whether an account was closed is its owner's matter.
    if account.disabled_at.is_some() {
        return Err(Error::Refused(Unwilling::LinkExpired));
    }
    Ok(account)
}

/// Uses the link up and signs in whom it was made for.
pub fn redeem(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    token: &Token,
    here: &Here,
) -> Result<SignedIn, Error<Unwilling>> {
    let account = look(tx, ctx, token)?;
    if tx.run(LINK_USE, (token.hash(), ctx.now()))? != 1 {
        return Err(Error::Refused(Unwilling::LinkUsed));
    }
    let acting = ctx.acting(Actor::Account(account.id));
    Ok(sign_in(tx, &acting, &account, Way::Link, here)?)
}

fn stands(link: &LinkRow, now: Timestamp) -> Result<(), Unwilling> {
    if link.used_at.is_some() {
        return Err(Unwilling::LinkUsed);
    }
    if link.expires_at <= now { Err(Unwilling::LinkExpired) } else { Ok(()) }
}

pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    tx.run(LINKS_SWEEP, (ctx.now() - KEEP,))
}

#[cfg(test)]
mod tests {
    use super::Onward;

    #[test]
    fn a_link_leads_on_within_this_site_alone() {
        assert_eq!(Onward::read("/zh/gdc-2025/roles?a=b").as_str(), "/zh/gdc-2025/roles?a=b");
        for wrong in ["//evil.example", "/\\evil.example", "https://evil.example", "", "zh", "/a b"]
        {
            assert_eq!(Onward::read(wrong).as_str(), "", "{wrong}");
        }
    }
}
