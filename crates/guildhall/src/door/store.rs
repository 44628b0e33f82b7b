//! Every SQL statement of this slice.

use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::{Date, Timestamp, Uuid};
use sha2::Sha256;
use store::{Columns, Fault, Json, Row, Tx, Value};

use super::code::{Checking, Signing};
use crate::admissions::model::Kind;

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
