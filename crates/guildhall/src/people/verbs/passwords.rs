//! Passwords: tried at most so often, hashed slowly and off the writer, never told apart from an
//! address that nobody has.
//!
//! ```text
//! begin (counts the try, or barred) --> verify (a core, no transaction) --> succeed (session)
//! ```

use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::PasswordHasher as _;
use argon2::{Argon2, PasswordVerifier as _};
use kernel::Timestamp;
use sha2::{Digest, Sha256};
use store::{Fault, Tx};

use super::{Here, SignedIn, sign_in, tell};
use crate::access::sessions::{self, Session, Way};
use crate::access::{AccountId, Actor, Can, ManageOwnAccount};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::mail::outbox;
use crate::people::account::{Account, Email, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN};
use crate::people::letters::PASSWORD_CHANGED;
use crate::people::refusal::Unwilling;
use crate::people::store::{
    self as rows, ACCOUNT_PASSWORD, BAR, BARRED_UNTIL, TRIES_FORGET, TRIES_SWEEP, TRY,
};

/// So many wrong passwords are a person; more are a program.
const TRIES_FREE: i64 = 5;
const BAR_MIN: Duration = Duration::from_secs(60);
const BAR_MAX: Duration = Duration::from_secs(60 * 60);
/// Wrong passwords of yesterday are forgotten.
const FORGET_AFTER: Duration = Duration::from_secs(24 * 3600);
/// Whoever has just come by a link has shown that the mailbox is theirs, and may set a password
/// without the one they have forgotten.
const FRESH: Duration = Duration::from_secs(30 * 60);

/// Argon2id of a password, in PHC form.
#[derive(Clone, PartialEq, Eq)]
pub struct Hash(String);

/// What a try is compared with.
pub struct Begun {
    account: Option<AccountId>,
    hash: Option<Hash>,
}

/// Counts a try before it is made, so that tries made at once count as well. Known and unknown
/// addresses are answered alike.
pub fn begin(tx: &mut Tx<'_>, ctx: &Ctx, email: &Email) -> Result<Begun, Error<Unwilling>> {
    let (now, key) = (ctx.now(), key_of(email));
    let tries: Option<i64> = tx.find(TRY, (key, now, now - FORGET_AFTER))?;
    let Some(tries) = tries else {
        let until: Option<Timestamp> = tx.find(BARRED_UNTIL, (key,))?;
        let minutes = until.map_or(1, |until| until.minutes_since(now) + 1);
        return Err(Error::Refused(Unwilling::Barred { minutes }));
    };
    if let Some(bar) = bar_after(tries) {
        tx.run(BAR, (key, now + bar))?;
    }
    let account = rows::by_email(tx, email)?.filter(|account| account.disabled_at.is_none());
    let hash = account.as_ref().and_then(|account| account.password.clone()).map(Hash);
    Ok(Begun { account: account.map(|account| account.id), hash })
}

fn bar_after(tries: i64) -> Option<Duration> {
    let doublings = u32::try_from(tries - TRIES_FREE).ok()?;
    Some(BAR_MIN.saturating_mul(2_u32.saturating_pow(doublings)).min(BAR_MAX))
}

impl Begun {
    /// Whose password it is; `None` when it is nobody's. Takes a core for a while, as long for an
    /// address that nobody has.
    pub fn verify(&self, password: &str) -> Option<AccountId> {
        let hash = self.hash.as_ref().unwrap_or(&*NOBODYS);
        let right = hash.is_of(password);
        self.account.filter(|_| right && self.hash.is_some())
    }
}

/// Signs in whose password was right.
pub fn succeed(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    account: AccountId,
    here: &Here,
) -> Result<SignedIn, Error<Unwilling>> {
    let account = rows::by_id(tx, account)?.filter(|account| account.disabled_at.is_none());
    let account = account.ok_or(Error::Refused(Unwilling::WrongPassword))?;
    let key: [u8; 32] = Sha256::digest(account.email.as_bytes()).into();
    tx.run(TRIES_FORGET, (key,))?;
    let acting = ctx.acting(Actor::Account(account.id));
    Ok(sign_in(tx, &acting, &account, Way::Password, here)?)
}

/// True when the account's owner must say the password there is before it is changed.
pub fn asks_for_present(account: &Account, session: &Session, now: Timestamp) -> bool {
    let fresh = session.way == Way::Link && session.created_at + FRESH > now;
    account.password.is_some() && !fresh
}

/// Sets a password and ends every other session.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageOwnAccount>,
    session: &Session,
    hash: &Hash,
) -> Result<(), Error<Unwilling>> {
    let account = can.actor().account().ok_or(Error::Missing)?;
    tx.run(ACCOUNT_PASSWORD, (account, hash.0.as_str()))?;
    sessions::end_others(tx, account, Some(session.id))?;
    outbox::order(tx, ctx, PASSWORD_CHANGED, Some(account), &serde_json::json!({}))?;
    tell(tx, ctx, account, "people.password_set", |fact| fact)?;
    Ok(())
}

/// A password that may be set.
pub fn checked(password: &str) -> Result<(), Unwilling> {
    let length = password.chars().count();
    let fits = (PASSWORD_LENGTH_MIN..=PASSWORD_LENGTH_MAX).contains(&length);
    if fits { Ok(()) } else { Err(Unwilling::PasswordLength) }
}

impl Hash {
    /// Hashes a password. Takes a core for a while.
    pub fn of(password: &str, salt: [u8; 16]) -> Self {
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        // The limits of the algorithm lie far above ours.
        Self(hash.expect("a short password and sixteen bytes of salt are hashed").to_string())
    }

    /// The hash that an account's row keeps.
    pub fn kept(account: &Account) -> Option<Self> {
        account.password.clone().map(Self)
    }

    pub fn is_of(&self, password: &str) -> bool {
        let given: String = password.chars().take(PASSWORD_LENGTH_MAX).collect();
        Argon2::default().verify_password(given.as_bytes(), self.0.as_str()).is_ok()
    }
}

/// What the password of nobody is compared with.
static NOBODYS: LazyLock<Hash> = LazyLock::new(|| Hash::of("nobody's password", [7; 16]));

fn key_of(email: &Email) -> [u8; 32] {
    Sha256::digest(email.as_str().as_bytes()).into()
}

pub fn sweep(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<u64, Fault> {
    tx.run(TRIES_SWEEP, (ctx.now() - FORGET_AFTER,))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_doubles_until_an_hour() {
        let minutes = |tries| bar_after(tries).map(|span| span.as_secs() / 60);
        assert_eq!(
            [4, 5, 6, 9, 11, 60].map(minutes),
            [None, Some(1), Some(2), Some(16), Some(60), Some(60)]
        );
    }

    #[test]
    fn a_hash_knows_its_password_and_no_other() {
        let hash = Hash::of("correct horse", [1; 16]);
        assert!(hash.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.0);
        assert!(hash.is_of("correct horse"));
        assert!(!hash.is_of("correct horse "));
        assert!(!Hash("nonsense".to_owned()).is_of(""));
    }
}
