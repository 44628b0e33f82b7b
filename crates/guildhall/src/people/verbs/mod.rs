//! What may be done to accounts, links, passwords, sessions and roles. Every verb tells one fact.

pub mod accounts;
pub mod links;
pub mod passwords;
pub mod roles;

use store::{Fault, Tx};

use super::account::Account;
use super::store::ACCOUNT_VERIFY;
use crate::access::sessions::{self, LIFE_MAX, Session, Token, Way};
use crate::access::{AccountId, Actor};
use crate::ctx::Ctx;
use crate::journal::{self, Fact};

/// A session that has begun, and the secret that its cookie holds.
pub struct SignedIn {
    pub session: Session,
    pub token: Token,
}

/// What stands in the list of sessions.
const DEVICE_LENGTH_MAX: usize = 60;

/// Begins a session, in place of the one that this browser had.
fn sign_in(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    account: &Account,
    way: Way,
    here: &Here,
) -> Result<SignedIn, Fault> {
    if let Some(before) = &here.session {
        sessions::end(tx, before.id, before.account)?;
    }
    let (now, token) = (ctx.now(), Token::new(ctx.secret()));
    let session = Session {
        id: ctx.id(),
        account: account.id,
        way,
        device: here.device.chars().take(DEVICE_LENGTH_MAX).collect(),
        created_at: now,
        seen_at: now,
        ends_at: now + LIFE_MAX,
    };
    sessions::insert(tx, &session, &token)?;
    tx.run(ACCOUNT_VERIFY, (account.id, now))?;
    tell(tx, ctx, account.id, "people.signed_in", |fact| fact.with("way", way.word()))?;
    Ok(SignedIn { session, token })
}

/// The browser somebody signs in with.
#[derive(Clone, Debug, Default)]
pub struct Here {
    pub device: String,
    /// The session it has already.
    pub session: Option<Session>,
}

/// Writes a fact about an account, told by its owner.
fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    account: AccountId,
    kind: &'static str,
    more: impl FnOnce(Fact) -> Fact,
) -> Result<(), Fault> {
    let fact = more(Fact::new(kind, account));
    journal::write(tx, &ctx.acting(Actor::Account(account)), fact).map(drop)
}

/// Lets go of what nobody needs any more: ended sessions, old links, tries of yesterday, accounts
/// that nobody ever signed in to.
pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    let ended = sessions::sweep(tx, ctx.now())?;
    let links = links::sweep(tx, ctx)?;
    let tries = passwords::sweep(tx, ctx)?;
    Ok(ended + links + tries + accounts::sweep(tx, ctx)?)
}
