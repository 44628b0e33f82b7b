//! Every SQL statement of this slice: keys here, gates in [`gates`], scans in [`scans`].

pub mod counts;
pub mod gates;
pub mod scans;

use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::{Date, Timestamp, Uuid};
use sha2::Sha256;
use store::{Columns, Fault, Json, Row, Tx, Value};

use crate::admissions::model::Kind;
use crate::door::code::{Checking, Signing};

store::statements! {
    DOOR_KEYS = "select edition_id, number, seed, public, made_at, retired_at
        from door_key where edition_id = $1 order by number";
    /// Two who make the first key at once make one.
    DOOR_KEY_INSERT = "insert into door_key (edition_id, number, seed, public, made_at)
        values ($1, $2, $3, $4, $5) on conflict (edition_id, number) do nothing";
    DOOR_PASSES = "select a.id, c.kind, c.days
        from admission a join pass_category c on c.id = a.category_id
        where a.edition_id = $1 and a.id = any($2) and a.state in ('confirmed', 'attended')
        order by a.id";
    /// The next key is made first: an edition is never without one.
    DOOR_KEY_RETIRE = "update door_key set retired_at = $3
        where edition_id = $1 and number < $2 and retired_at is null";
    SHORT_FIND = "select admission_id from door_short where edition_id = $1 and short = $2
        order by admission_id limit 2";
    SHORT_MISSING = "select a.id from admission a where a.edition_id = $1
        and not exists (select 1 from door_short s where s.admission_id = a.id) order by a.id";
    SHORT_INSERT = "insert into door_short (edition_id, short, admission_id) values ($1, $2, $3)
        on conflict (edition_id, short, admission_id) do nothing";
    SHORTS_FORGET = "delete from door_short where edition_id = $1";
}

/// A key of an edition's codes, with the seed that must not leave the house.
#[derive(Clone)]
pub struct Key {
    pub edition: Uuid,
    pub number: i64,
    pub seed: [u8; 32],
    pub public: [u8; 32],
    pub made_at: Timestamp,
    pub retired_at: Option<Timestamp>,
}

impl Row for Key {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (edition, number, seed) = (columns.take()?, columns.take()?, columns.take()?);
        let (public, made_at, retired_at) = (columns.take()?, columns.take()?, columns.take()?);
        Ok(Self { edition, number, seed, public, made_at, retired_at })
    }
}

impl Key {
    /// As codes name it; the column's check keeps it within a byte.
    fn name(&self) -> u8 {
        u8::try_from(self.number).unwrap_or_default()
    }

    pub fn signing(&self) -> Signing {
        Signing::new(self.edition, self.name(), &self.seed)
    }

    pub fn checking(&self) -> Checking {
        Checking { edition: self.edition, number: self.name(), public: self.public }
    }

    /// What short codes hash with. Not the seed itself: it is for signing alone.
    pub fn short_secret(&self) -> [u8; 32] {
        let mac = Hmac::<Sha256>::new_from_slice(&self.seed);
        let mut mac = mac.expect("HMAC takes a key of any length");
        mac.update(b"guildhall short codes 1");
        mac.finalize().into_bytes().into()
    }
}

/// A pass that has a code.
pub struct Coded {
    pub id: Uuid,
    pub kind: Kind,
    pub days: Vec<Date>,
}

impl Row for Coded {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, kind): (Uuid, String) = (columns.take()?, columns.take()?);
        let kind = Kind::from_word(&kind).ok_or_else(|| format!("{kind:?} is no kind"))?;
        let Json(days) = columns.take()?;
        Ok(Self { id, kind, days })
    }
}

pub fn keys(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<Key>, Fault> {
    tx.all(DOOR_KEYS, (edition,))
}

pub fn insert_key(tx: &mut Tx<'_>, key: &Key) -> Result<(), Fault> {
    let row = (key.edition, key.number, key.seed, key.public, key.made_at);
    tx.run(DOOR_KEY_INSERT, row).map(drop)
}

pub fn passes(tx: &mut Tx<'_>, edition: Uuid, ids: &[Uuid]) -> Result<Vec<Coded>, Fault> {
    tx.all(DOOR_PASSES, (edition, Value::list(ids.iter().copied())))
}

/// Retires every key before that one; how many.
pub fn retire_keys(
    tx: &mut Tx<'_>,
    edition: Uuid,
    before: i64,
    now: Timestamp,
) -> Result<u64, Fault> {
    tx.run(SHORTS_FORGET, (edition,))?;
    tx.run(DOOR_KEY_RETIRE, (edition, before, now))
}

/// The pass of a short code; `None` when there is none, or two share it.
pub fn of_short(tx: &mut Tx<'_>, edition: Uuid, short: &str) -> Result<Option<Uuid>, Fault> {
    let found: Vec<Uuid> = tx.all(SHORT_FIND, (edition, short))?;
    Ok(found.first().copied().filter(|_| found.len() == 1))
}

/// Passes whose short code cannot be looked up yet.
pub fn without_short(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<Uuid>, Fault> {
    tx.all(SHORT_MISSING, (edition,))
}

pub fn insert_shorts(
    tx: &mut Tx<'_>,
    edition: Uuid,
    all: impl IntoIterator<Item = (String, Uuid)>,
) -> Result<(), Fault> {
    tx.put_many(SHORT_INSERT, all.into_iter().map(|(short, id)| (edition, short, id)))
}
