//! Letters of an edition as its organisers see them, and what they may do with those that have not
//! left: say yes, send now, let go.

use kernel::{Timestamp, Uuid};
use store::{Columns, Fault, Row, Tx, Value};

use super::OrderId;
use super::outbox::Ending;
use crate::access::AccountId;
use crate::ctx::Ctx;

store::statements! {
    ENTRIES_IN = "select id, kind, account_id, person_id, batch_id, written_at, send_at, held_until,
            attempts, waits_since, sent_at, dead_at, ending, reason, subject, body
        from outbox
        where edition_id = $1 and case
            when sent_at is not null then 'sent'
            when ending = 'discarded' then 'discarded'
            when dead_at is not null then 'failed'
            when waits_since is not null then 'waiting'
            else 'queued' end = $2
        order by written_at desc, id desc limit $3";
    ENTRIES_OF = "select id, kind, account_id, person_id, batch_id, written_at, send_at, held_until,
            attempts, waits_since, sent_at, dead_at, ending, reason, subject, body
        from outbox
        where edition_id = $1 and (person_id = any($2) or account_id = $3)
        order by written_at desc, id desc limit $4";
    ENTRY = "select id, kind, account_id, person_id, batch_id, written_at, send_at, held_until,
            attempts, waits_since, sent_at, dead_at, ending, reason, subject, body
        from outbox where edition_id = $1 and id = $2";
    ENTRY_COUNTS = "select case
                when sent_at is not null then 'sent'
                when ending = 'discarded' then 'discarded'
                when dead_at is not null then 'failed'
                when waits_since is not null then 'waiting'
                else 'queued' end as state,
            count(*) as count
        from outbox where edition_id = $1 group by 1 order by 1";
    BATCH_COUNT = "select count(*) from outbox where batch_id = $1";
    ENTRY_APPROVE = "update outbox set waits_since = null
        where edition_id = $1 and id = $2 and waits_since is not null and dead_at is null";
    ENTRIES_APPROVE = "update outbox set waits_since = null
        where edition_id = $1 and waits_since is not null and dead_at is null";
    ENTRY_NOW = "update outbox set send_at = $3, attempts = 0, held_until = 0, waits_since = null,
            dead_at = null, ending = null, reason = null
        where edition_id = $1 and id = $2 and sent_at is null and held_until <= $3";
    ENTRY_DISCARD = "update outbox set dead_at = $3, ending = 'discarded', waits_since = null
        where edition_id = $1 and id = $2 and sent_at is null and held_until <= $3
            and (ending is null or ending <> 'discarded')";
    ENTRIES_DISCARD = "update outbox set dead_at = $2, ending = 'discarded', waits_since = null
        where edition_id = $1 and waits_since is not null and dead_at is null";
}

/// One letter, written or to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: OrderId,
    pub kind: String,
    pub account: Option<AccountId>,
    pub person: Option<Uuid>,
    pub batch: Option<Uuid>,
    pub written_at: Timestamp,
    pub send_at: Timestamp,
    /// It is being sent until then.
    pub held_until: Timestamp,
    pub attempts: i64,
    pub stands: Stands,
    /// What the server said last.
    pub reason: Option<String>,
    /// What was sent, as long as it is kept.
    pub text: Option<(String, String)>,
}

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Until an organiser says yes.
    Waiting,
    Queued,
    Sent(Timestamp),
    Ended(Timestamp, Ending),
}

/// The lists that letters are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tray {
    Waiting,
    Queued,
    Failed,
    Sent,
    Discarded,
}

impl Tray {
    pub const ALL: [Self; 5] =
        [Self::Waiting, Self::Queued, Self::Failed, Self::Sent, Self::Discarded];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Queued => "queued",
            Self::Failed => "failed",
            Self::Sent => "sent",
            Self::Discarded => "discarded",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

impl Row for Entry {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, kind) = (columns.take()?, columns.take()?);
        let (account, person, batch) = (columns.take()?, columns.take()?, columns.take()?);
        let (written_at, send_at, held_until) = (columns.take()?, columns.take()?, columns.take()?);
        let attempts = columns.take()?;
        let waits: Option<Timestamp> = columns.take()?;
        let (sent, dead): (Option<Timestamp>, Option<Timestamp>) =
            (columns.take()?, columns.take()?);
        let ending: Option<String> = columns.take()?;
        let stands = match (sent, dead, waits) {
            (Some(at), _, _) => Stands::Sent(at),
            (None, Some(at), _) => {
                let word = ending.unwrap_or_default();
                let ending = Ending::from_word(&word);
                Stands::Ended(at, ending.ok_or_else(|| format!("{word:?} is no ending"))?)
            }
            (None, None, Some(_)) => Stands::Waiting,
            (None, None, None) => Stands::Queued,
        };
        let reason = columns.take()?;
        let (subject, body): (Option<String>, Option<String>) = (columns.take()?, columns.take()?);
        let text = subject.zip(body);
        Ok(Self {
            id,
            kind,
            account,
            person,
            batch,
            written_at,
            send_at,
            held_until,
            attempts,
            stands,
            reason,
            text,
        })
    }
}

/// A page shows so many; the rest is counted.
pub const SHOWN_MAX: i64 = 100;

/// The newest letters of a tray.
pub fn in_tray(tx: &mut Tx<'_>, edition: Uuid, tray: Tray) -> Result<Vec<Entry>, Fault> {
    tx.all(ENTRIES_IN, (edition, tray.word(), SHOWN_MAX))
}

/// How many letters each tray holds, in the order of [`Tray::ALL`].
pub fn counts(tx: &mut Tx<'_>, edition: Uuid) -> Result<[(Tray, i64); 5], Fault> {
    let counted: Vec<(String, i64)> = tx.all(ENTRY_COUNTS, (edition,))?;
    let of = |tray: Tray| counted.iter().find(|(word, _)| word == tray.word()).map_or(0, |it| it.1);
    Ok(Tray::ALL.map(|tray| (tray, of(tray))))
}

/// The newest letters to somebody: as the people of the programme that they are, or to their account.
pub fn to_reader(
    tx: &mut Tx<'_>,
    edition: Uuid,
    people: &[Uuid],
    account: Option<AccountId>,
) -> Result<Vec<Entry>, Fault> {
    let people = Value::list(people.iter().copied());
    tx.all(ENTRIES_OF, (edition, people, account, SHOWN_MAX))
}

pub fn find(tx: &mut Tx<'_>, edition: Uuid, id: OrderId) -> Result<Option<Entry>, Fault> {
    tx.find(ENTRY, (edition, id))
}

/// How many letters were ordered together.
pub fn in_batch(tx: &mut Tx<'_>, batch: Uuid) -> Result<i64, Fault> {
    tx.one(BATCH_COUNT, (batch,))
}

/// Lets a letter go that waits for a yes; false when it does not.
pub fn approve(tx: &mut Tx<'_>, edition: Uuid, id: OrderId) -> Result<bool, Fault> {
    Ok(tx.run(ENTRY_APPROVE, (edition, id))? == 1)
}

/// Lets every letter go that waits for a yes, and answers how many.
pub fn approve_all(tx: &mut Tx<'_>, edition: Uuid) -> Result<u64, Fault> {
    tx.run(ENTRIES_APPROVE, (edition,))
}

/// Sends a letter as soon as possible, with all its tries before it; false when it was sent, or is
/// being sent.
pub fn send_now(tx: &mut Tx<'_>, ctx: &Ctx, edition: Uuid, id: OrderId) -> Result<bool, Fault> {
    Ok(tx.run(ENTRY_NOW, (edition, id, ctx.now()))? == 1)
}

/// Lets a letter go unsent; false when it was sent, or is being sent.
pub fn discard(tx: &mut Tx<'_>, ctx: &Ctx, edition: Uuid, id: OrderId) -> Result<bool, Fault> {
    Ok(tx.run(ENTRY_DISCARD, (edition, id, ctx.now()))? == 1)
}

/// The same with every letter that waits for a yes.
pub fn discard_waiting(tx: &mut Tx<'_>, ctx: &Ctx, edition: Uuid) -> Result<u64, Fault> {
    tx.run(ENTRIES_DISCARD, (edition, ctx.now()))
}
