//! Tokens of people for their programs. Like a session's cookie, a token is 256 random bits that
//! nobody keeps: the row has their SHA-256. It is for one edition and the areas of its [`Reach`].

use std::time::Duration;

use kernel::{Timestamp, Uuid};
use store::{Columns, Fault, Row, Tx};

use super::actor::{AccountId, Bearer, TokenId};
use super::reach::Reach;
use super::sessions::Token;

/// What a token begins with, so that whoever finds one in a log or a repository knows what it is.
pub const PREFIX: &str = "guildhall_";
/// Use is noted by the day and no finer: when somebody's program works is nobody's business.
const DAY: Duration = Duration::from_secs(24 * 3600);

/// A token as its owner and the organisers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    pub id: TokenId,
    pub account: AccountId,
    pub edition: Uuid,
    /// What its owner calls it.
    pub name: String,
    pub reach: Reach,
    pub made_at: Timestamp,
    pub expires_at: Timestamp,
    /// The midnight (UTC) that began the last day on which it was used.
    pub used_on: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

/// What a living token says about its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    pub bearer: Bearer,
    /// The day of its last use is to be noted.
    pub note: bool,
}

store::statements! {
    TOKEN_INSERT = "insert into api_token
            (id, token_hash, account_id, edition_id, name, reach, made_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// A closed account's tokens are dead, whatever the rows say.
    TOKEN_BY_HASH = "select t.id, t.account_id, t.edition_id, t.reach, t.used_on
        from api_token t join account a on a.id = t.account_id and a.disabled_at is null
        where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2";
    TOKENS_OF = "select id, account_id, edition_id, name, reach, made_at, expires_at, used_on,
            revoked_at
        from api_token where account_id = $1 order by made_at desc, id";
    TOKENS_IN = "select id, account_id, edition_id, name, reach, made_at, expires_at, used_on,
            revoked_at
        from api_token where edition_id = $1 order by made_at desc, id";
    TOKEN_USED = "update api_token set used_on = $2
        where id = $1 and (used_on is null or used_on < $2)";
    TOKEN_REVOKE = "update api_token set revoked_at = $4
        where id = $1 and (account_id = $2 or edition_id = $3) and revoked_at is null";
    TOKENS_SWEEP = "delete from api_token where expires_at <= $1 or revoked_at <= $1";
}

impl Row for ApiToken {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, account, edition) = (columns.take()?, columns.take()?, columns.take()?);
        let (name, reach) = (columns.take()?, reach(columns)?);
        let (made_at, expires_at) = (columns.take()?, columns.take()?);
        let (used_on, revoked_at) = (columns.take()?, columns.take()?);
        Ok(Self { id, account, edition, name, reach, made_at, expires_at, used_on, revoked_at })
    }
}

struct Found {
    bearer: Bearer,
    used_on: Option<Timestamp>,
}

impl Row for Found {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (token, account, edition) = (columns.take()?, columns.take()?, columns.take()?);
        let bearer = Bearer { token, account, edition, reach: reach(columns)? };
        Ok(Self { bearer, used_on: columns.take()? })
    }
}

fn reach(columns: &mut Columns<'_>) -> Result<Reach, String> {
    let words: String = columns.take()?;
    Reach::read(&words).ok_or_else(|| format!("{words:?} is no reach"))
}

impl ApiToken {
    pub fn lives_at(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// The token as its bearer sends it.
pub fn spelled(token: &Token) -> String {
    format!("{PREFIX}{}", token.spelled())
}

/// The token spelled so; `None` for anything else.
pub fn read(text: &str) -> Option<Token> {
    Token::read(text.strip_prefix(PREFIX)?)
}

pub fn insert(tx: &mut Tx<'_>, made: &ApiToken, token: &Token) -> Result<(), Fault> {
    let ApiToken { id, account, edition, name, reach, made_at, expires_at, .. } = made;
    let reach = reach.to_string();
    let row = (id, token.hash(), account, *edition, name, reach, *made_at, *expires_at);
    tx.run(TOKEN_INSERT, row).map(drop)
}

/// Whom a token speaks for while it lives.
pub fn by_token(tx: &mut Tx<'_>, token: &Token, now: Timestamp) -> Result<Option<Known>, Fault> {
    let found: Option<Found> = tx.find(TOKEN_BY_HASH, (token.hash(), now))?;
    let noted = |used: Timestamp| used == day(now);
    Ok(found.map(|Found { bearer, used_on }| Known { bearer, note: !used_on.is_some_and(noted) }))
}

/// The midnight (UTC) that began this day.
fn day(now: Timestamp) -> Timestamp {
    let span = i64::try_from(DAY.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_millis(now.as_millis().div_euclid(span) * span)
}

/// Notes that a token was used today.
pub fn note_use(tx: &mut Tx<'_>, token: TokenId, now: Timestamp) -> Result<(), Fault> {
    tx.run(TOKEN_USED, (token, day(now))).map(drop)
}

/// Every token of an account that was not swept yet, newest first.
pub fn of_account(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<ApiToken>, Fault> {
    tx.all(TOKENS_OF, (account,))
}

/// Every token for an edition that was not swept yet, newest first.
pub fn in_edition(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<ApiToken>, Fault> {
    tx.all(TOKENS_IN, (edition,))
}

/// Whose tokens may be revoked.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    Account(AccountId),
    Edition(Uuid),
}

/// Revokes one of those tokens; false when it is none of them or is revoked already.
pub fn revoke(tx: &mut Tx<'_>, id: TokenId, whose: Whose, now: Timestamp) -> Result<bool, Fault> {
    let (account, edition) = match whose {
        Whose::Account(account) => (Some(account), None),
        Whose::Edition(edition) => (None, Some(edition)),
    };
    Ok(tx.run(TOKEN_REVOKE, (id, account, edition, now))? == 1)
}

/// Lets go of tokens that died long ago.
pub fn sweep(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, Fault> {
    tx.run(TOKENS_SWEEP, (before,))
}
