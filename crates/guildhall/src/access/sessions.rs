//! Sessions: which account a cookie speaks for. The cookie holds 256 random bits, the row their
//! SHA-256, so that whoever reads the database cannot sign in.

use std::time::Duration;

use kernel::{Id, Timestamp};
use sha2::{Digest, Sha256};
use store::{Columns, Fault, Row, Tx};

use super::actor::AccountId;

/// Names one session.
pub enum SessionKey {}

pub type SessionId = Id<SessionKey>;

/// A session that nobody uses ends: a forgotten browser in a hotel.
pub const IDLE_MAX: Duration = Duration::from_secs(14 * 24 * 3600);
/// A session in daily use ends too: longer than any conference.
pub const LIFE_MAX: Duration = Duration::from_secs(60 * 24 * 3600);
/// Use is noted this often: not one write for every page.
pub const NOTE_EVERY: Duration = Duration::from_secs(10 * 60);

/// How one signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Link,
    Password,
}

/// One sign-in on one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub account: AccountId,
    pub way: Way,
    /// What the device calls itself, for example "Firefox, Linux".
    pub device: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub ends_at: Timestamp,
}

/// The secret in a link or a cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

store::statements! {
    SESSION_INSERT = "insert into session
            (id, token_hash, account_id, way, device, created_at, seen_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// An account that was closed has no living session, whatever the rows say.
    SESSION_BY_TOKEN = "select session.id, account_id, way, device, session.created_at, seen_at,
            ends_at
        from session join account on account.id = account_id and account.disabled_at is null
        where token_hash = $1 and seen_at > $2 and ends_at > $3";
    SESSIONS_OF = "select id, account_id, way, device, created_at, seen_at, ends_at
        from session where account_id = $1 and seen_at > $2 and ends_at > $3
        order by seen_at desc, id";
    SESSION_SEEN = "update session set seen_at = $2 where id = $1 and seen_at < $2";
    SESSION_END = "delete from session where id = $1 and account_id = $2";
    SESSIONS_END = "delete from session where account_id = $1 and id <> $2";
    SESSIONS_END_ALL = "delete from session where account_id = $1";
    SESSIONS_SWEEP = "delete from session where seen_at <= $1 or ends_at <= $2";
}

impl Token {
    pub const fn new(bits: [u8; 32]) -> Self {
        Self(bits)
    }

    /// As links and cookies carry it: 64 hexadecimal digits.
    pub fn spelled(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The token spelled so; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bits = [0; 32];
        for (at, byte) in bits.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
        }
        // `+f` is a number too.
        Some(Self(bits)).filter(|token| token.spelled() == text)
    }

    /// As rows keep it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl Row for Session {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, account) = (columns.take()?, columns.take()?);
        let way: String = columns.take()?;
        let way = if way == "password" { Way::Password } else { Way::Link };
        Ok(Self {
            id,
            account,
            way,
            device: columns.take()?,
            created_at: columns.take()?,
            seen_at: columns.take()?,
            ends_at: columns.take()?,
        })
    }
}

impl Way {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Password => "password",
        }
    }
}

pub fn insert(tx: &mut Tx<'_>, session: &Session, token: &Token) -> Result<(), Fault> {
    let Session { id, account, way, device, created_at, seen_at, ends_at } = session;
    let row = (id, token.hash(), account, way.word(), device, *created_at, *seen_at, *ends_at);
    tx.run(SESSION_INSERT, row).map(drop)
}

/// The session a cookie speaks for, when it still lives.
pub fn by_token(tx: &mut Tx<'_>, token: &Token, now: Timestamp) -> Result<Option<Session>, Fault> {
    tx.find(SESSION_BY_TOKEN, (token.hash(), now - IDLE_MAX, now))
}

/// The living sessions of an account, last used first.
pub fn of_account(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<Session>, Fault> {
    tx.all(SESSIONS_OF, (account, now - IDLE_MAX, now))
}

/// Notes that a session was used.
pub fn note_use(tx: &mut Tx<'_>, session: SessionId, now: Timestamp) -> Result<(), Fault> {
    tx.run(SESSION_SEEN, (session, now)).map(drop)
}

/// Ends one session of that account; false when it has none such.
pub fn end(tx: &mut Tx<'_>, session: SessionId, account: AccountId) -> Result<bool, Fault> {
    Ok(tx.run(SESSION_END, (session, account))? == 1)
}

/// Ends every session of that account but one, and answers how many.
pub fn end_others(
    tx: &mut Tx<'_>,
    account: AccountId,
    but: Option<SessionId>,
) -> Result<u64, Fault> {
    match but {
        Some(kept) => tx.run(SESSIONS_END, (account, kept)),
        None => tx.run(SESSIONS_END_ALL, (account,)),
    }
}

/// Takes out sessions that have ended by themselves.
pub fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, Fault> {
    tx.run(SESSIONS_SWEEP, (now - IDLE_MAX, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_as_it_was_spelled_and_nothing_else_does() {
        let token = Token::new([0xa7; 32]);
        assert!(Token::read(&token.spelled()) == Some(token));
        for wrong in ["", "a7", &"A7".repeat(32), &"+7".repeat(32), &"a7".repeat(33)] {
            assert!(Token::read(wrong).is_none(), "{wrong}");
        }
    }
}
