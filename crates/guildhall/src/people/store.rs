//! Every SQL statement about accounts, links and wrong passwords. Profiles have theirs in
//! [`super::profiles`], sessions and grants in `access`.

use kernel::Timestamp;
use store::{Fault, Tx, Value};

use super::account::{Account, Email};
use crate::access::AccountId;

store::statements! {
    pub ACCOUNT_BY_EMAIL = "select id, email, name, lang, password, created_at, disabled_at, verified_at
        from account where email = $1";
    pub ACCOUNT_BY_ID = "select id, email, name, lang, password, created_at, disabled_at, verified_at
        from account where id = $1";
    pub ACCOUNTS_BY_IDS = "select id, email, name, lang, password, created_at, disabled_at, verified_at
        from account where id = any($1) order by id";
    /// Two who make one address an account at once make one.
    pub ACCOUNT_INSERT = "insert into account (id, email, name, lang, created_at)
        values ($1, $2, $3, $4, $5) on conflict (email) do nothing";
    pub ACCOUNT_DESCRIBE = "update account set name = $2, lang = $3 where id = $1";
    pub ACCOUNT_PASSWORD = "update account set password = $2 where id = $1";
    pub ACCOUNT_VERIFY = "update account set verified_at = $2 where id = $1 and verified_at is null";
    pub ACCOUNT_DISABLE = "update account set disabled_at = $2 where id = $1 and disabled_at is null";
    pub ACCOUNT_ENABLE = "update account set disabled_at = null where id = $1";
    /// Asked for by somebody, used by nobody, and nobody waits for it with a role.
    pub ACCOUNTS_SWEEP = "delete from account where verified_at is null and created_at <= $1
        and not exists (select 1 from role_grant where account_id = account.id)
        and not exists (select 1 from role_grant where granted_by = account.id)
        and not exists (select 1 from sign_in_link where account_id = account.id)
        and not exists (select 1 from session where account_id = account.id)";

    pub LINK_INSERT = "insert into sign_in_link (token_hash, account_id, made_at, expires_at)
        values ($1, $2, $3, $4)";
    pub LINK_BY_TOKEN = "select account_id, expires_at, used_at from sign_in_link where token_hash = $1";
    pub LINK_USE = "update sign_in_link set used_at = $2
        where token_hash = $1 and used_at is null and expires_at > $2";
    pub LINKS_REVOKE = "delete from sign_in_link where account_id = $1 and used_at is null";
    pub LINKS_SINCE = "select count(*) as links from sign_in_link
        where account_id = $1 and made_at > $2";
    pub LINKS_SWEEP = "delete from sign_in_link where expires_at <= $1";

    /// Counts a try, unless the address is barred; then it answers no row.
    pub TRY = "insert into wrong_password (email_hash, tries, last_at, barred_until)
        values ($1, 1, $2, 0)
        on conflict (email_hash) do update
            set tries = case when wrong_password.last_at <= $3 then 1
                    else wrong_password.tries + 1 end,
                last_at = excluded.last_at
            where wrong_password.barred_until <= $2
        returning tries";
    pub BARRED_UNTIL = "select barred_until from wrong_password where email_hash = $1";
    pub BAR = "update wrong_password set barred_until = $2 where email_hash = $1";
    pub TRIES_FORGET = "delete from wrong_password where email_hash = $1";
    pub TRIES_SWEEP = "delete from wrong_password where last_at <= $1 and barred_until <= $1";
}

/// A link as its row keeps it.
pub struct LinkRow {
    pub account_id: AccountId,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

store::row!(LinkRow { account_id, expires_at, used_at });

pub fn by_email(tx: &mut Tx<'_>, email: &Email) -> Result<Option<Account>, Fault> {
    tx.find(ACCOUNT_BY_EMAIL, (email.as_str(),))
}

pub fn by_id(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Account>, Fault> {
    tx.find(ACCOUNT_BY_ID, (id,))
}

pub fn by_ids(tx: &mut Tx<'_>, ids: &[AccountId]) -> Result<Vec<Account>, Fault> {
    tx.all(ACCOUNTS_BY_IDS, (Value::list(ids.iter().copied()),))
}
