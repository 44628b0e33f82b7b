//! Mailboxes that refuse letters: noted when a server says so for good, or by hand.

use kernel::Timestamp;
use store::{Fault, Tx, Value};

use crate::access::AccountId;
use crate::ctx::Ctx;

store::statements! {
    BOUNCE_BY_EMAIL = "select email, reason, noted_by, noted_at from bounce where email = $1";
    BOUNCES_BY_EMAILS = "select email, reason, noted_by, noted_at from bounce
        where email = any($1) order by email";
    BOUNCE_NOTE = "insert into bounce (email, reason, noted_by, noted_at) values ($1, $2, $3, $4)
        on conflict (email) do update set reason = excluded.reason,
            noted_by = excluded.noted_by, noted_at = excluded.noted_at";
    BOUNCE_LIFT = "delete from bounce where email = $1";
}

/// A mailbox that refuses letters, and why.
#[derive(Clone, PartialEq, Eq)]
pub struct Bounce {
    pub email: String,
    pub reason: String,
    /// `None`: the mail server said so.
    pub noted_by: Option<AccountId>,
    pub noted_at: Timestamp,
}

store::row!(Bounce { email, reason, noted_by, noted_at });

pub fn find(tx: &mut Tx<'_>, email: &str) -> Result<Option<Bounce>, Fault> {
    tx.find(BOUNCE_BY_EMAIL, (email,))
}

pub fn find_all(tx: &mut Tx<'_>, emails: &[&str]) -> Result<Vec<Bounce>, Fault> {
    tx.all(BOUNCES_BY_EMAILS, (Value::list(emails.iter().copied()),))
}

/// Notes that letters to this address come back.
pub fn note(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    email: &str,
    reason: &str,
    by: Option<AccountId>,
) -> Result<(), Fault> {
    tx.run(BOUNCE_NOTE, (email, reason, by, ctx.now())).map(drop)
}

/// Letters go to this address again; false when nothing was noted of it.
pub fn lift(tx: &mut Tx<'_>, email: &str) -> Result<bool, Fault> {
    Ok(tx.run(BOUNCE_LIFT, (email,))? == 1)
}
