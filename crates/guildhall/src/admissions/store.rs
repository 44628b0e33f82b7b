//! Every SQL statement of this slice.

use kernel::{Date, Timestamp, Uuid};
use store::{Columns, Fault, Json, Row, Tx, Value};

use super::document::{DocumentKind, Kept};
use super::model::{Admission, AdmissionId, Category, CategoryId, Kind, Order, OrderId};
use super::rules::State;

store::statements! {
    CATEGORY_INSERT = "insert into pass_category (id, edition_id, slug, kind, name, opens_at,
            closes_at, days, price_minor, currency, code_hash, real_name, places, taken, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 1)";
    /// Never fewer places than are taken: the counter is compared here, not before.
    CATEGORY_UPDATE = "update pass_category set kind = $2, name = $3, opens_at = $4,
            closes_at = $5, days = $6, price_minor = $7, currency = $8, code_hash = $9,
            real_name = $10, places = $11, version = version + 1
        where id = $1 and version = $12 and taken <= $11";
    CATEGORIES = "select id, edition_id, slug, kind, name, opens_at, closes_at, days, price_minor,
            currency, code_hash, real_name, places, taken, version
        from pass_category where edition_id = $1 order by slug";
    CATEGORY = "select id, edition_id, slug, kind, name, opens_at, closes_at, days, price_minor,
            currency, code_hash, real_name, places, taken, version
        from pass_category where edition_id = $1 and slug = $2";
    PLACE_TAKE = "update pass_category set taken = taken + 1 where id = $1 and taken < places";
    PLACE_GIVE = "update pass_category set taken = taken - 1 where id = $1 and taken > 0";
    ORDER_INSERT = "insert into pass_order (id, edition_id, account_id, placed_at)
        values ($1, $2, $3, $4)";
    ORDER = "select id, edition_id as edition, account_id as account, placed_at from pass_order
        where id = $1 and edition_id = $2";
    ADMISSION_INSERT = "insert into admission (id, edition_id, order_id, category_id, state,
            state_at, holder, document_kind, document_hash, document_last, guardian_id,
            consented_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    ADMISSION = "select id, edition_id, order_id, category_id, state, state_at, holder,
            document_kind, document_hash, document_last, guardian_id, consented_at
        from admission where id = $1 and edition_id = $2";
    ADMISSIONS_OF = "select id, edition_id, order_id, category_id, state, state_at, holder,
            document_kind, document_hash, document_last, guardian_id, consented_at
        from admission where order_id = $1 order by id";
    /// Compares the state it leaves: two who change it at once do not both.
    ADMISSION_MOVE = "update admission set state = $3, state_at = $4
        where id = $1 and state = $2";
    ADMISSIONS_ATTEND = "update admission set state = 'attended', state_at = $2
        where id = any($1) and state = 'confirmed'";
    DOCUMENT_LIVES = "select count(*) from admission where edition_id = $1 and document_hash = $2
            and state in ('offered', 'confirmed', 'attended')";
    KEY = "select secret from document_key where edition_id = $1";
    KEY_INSERT = "insert into document_key (edition_id, secret) values ($1, $2)
        on conflict (edition_id) do nothing";
}

impl Row for Category {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, edition, slug) = (columns.take()?, columns.take()?, columns.take()?);
        let kind: String = columns.take()?;
        let kind = Kind::from_word(&kind).ok_or_else(|| format!("{kind:?} is no kind"))?;
        let (name, opens_at, closes_at) = (columns.take()?, columns.take()?, columns.take()?);
        let Json(days): Json<Vec<Date>> = columns.take()?;
        let (price_minor, currency) = (columns.take()?, columns.take()?);
        let (code_hash, real_name) = (columns.take()?, columns.take()?);
        let (places, taken, version) = (columns.take()?, columns.take()?, columns.take()?);
        Ok(Self {
            id,
            edition,
            slug,
            kind,
            name,
            opens_at,
            closes_at,
            days,
            price_minor,
            currency,
            code_hash,
            real_name,
            places,
            taken,
            version,
        })
    }
}

impl Row for Admission {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (id, edition, order) = (columns.take()?, columns.take()?, columns.take()?);
        let category = columns.take()?;
        let state: String = columns.take()?;
        let state = State::from_word(&state).ok_or_else(|| format!("{state:?} is no state"))?;
        let (state_at, holder) = (columns.take()?, columns.take()?);
        let kind: Option<String> = columns.take()?;
        let (hash, last) = (columns.take::<Option<[u8; 32]>>()?, columns.take::<Option<String>>()?);
        let kind = kind.as_deref().and_then(DocumentKind::from_word);
        let document = match (kind, hash, last) {
            (Some(kind), Some(hash), Some(last)) => Some(Kept { kind, hash, last }),
            _ => None,
        };
        let guardian: Option<AdmissionId> = columns.take()?;
        let consented: Option<Timestamp> = columns.take()?;
        let guardian = guardian.zip(consented);
        Ok(Self { id, edition, order, category, state, state_at, holder, document, guardian })
    }
}

pub fn insert_category(tx: &mut Tx<'_>, one: &Category) -> Result<(), Fault> {
    let row = (
        one.id,
        one.edition,
        &one.slug,
        one.kind.word(),
        &one.name,
        one.opens_at,
        one.closes_at,
        Json(&one.days),
        one.price_minor,
        &one.currency,
        one.code_hash.as_ref(),
        one.real_name,
        one.places,
    );
    tx.run(CATEGORY_INSERT, row).map(drop)
}

/// False when it is no longer of that version, or more places are taken than there would be.
pub fn change_category(tx: &mut Tx<'_>, one: &Category) -> Result<bool, Fault> {
    let row = (
        one.id,
        one.kind.word(),
        &one.name,
        one.opens_at,
        one.closes_at,
        Json(&one.days),
        one.price_minor,
        &one.currency,
        one.code_hash.as_ref(),
        one.real_name,
        one.places,
        one.version,
    );
    Ok(tx.run(CATEGORY_UPDATE, row)? == 1)
}

pub fn categories(tx: &mut Tx<'_>, edition: Uuid) -> Result<Vec<Category>, Fault> {
    tx.all(CATEGORIES, (edition,))
}

pub fn category(tx: &mut Tx<'_>, edition: Uuid, slug: &str) -> Result<Option<Category>, Fault> {
    tx.find(CATEGORY, (edition, slug))
}

/// Takes a place; false when there is none.
pub fn take_place(tx: &mut Tx<'_>, category: CategoryId) -> Result<bool, Fault> {
    Ok(tx.run(PLACE_TAKE, (category,))? == 1)
}

pub fn give_place(tx: &mut Tx<'_>, category: CategoryId) -> Result<(), Fault> {
    tx.run(PLACE_GIVE, (category,)).map(drop)
}

pub fn insert_order(tx: &mut Tx<'_>, order: &Order) -> Result<(), Fault> {
    tx.put(ORDER_INSERT, (order.id, order.edition, order.account, order.placed_at))
}

pub fn order(tx: &mut Tx<'_>, id: OrderId, edition: Uuid) -> Result<Option<Order>, Fault> {
    tx.find(ORDER, (id, edition))
}

pub fn insert_admission(tx: &mut Tx<'_>, one: &Admission) -> Result<(), Fault> {
    let (kind, hash, last) = match &one.document {
        Some(kept) => (Some(kept.kind.word()), Some(kept.hash), Some(&kept.last)),
        None => (None, None, None),
    };
    let (guardian, consented) = one.guardian.unzip();
    let row = (
        one.id,
        one.edition,
        one.order,
        one.category,
        one.state.word(),
        one.state_at,
        &one.holder,
        kind,
        hash,
        last,
        guardian,
        consented,
    );
    tx.put(ADMISSION_INSERT, row)
}

pub fn admission(
    tx: &mut Tx<'_>,
    id: AdmissionId,
    edition: Uuid,
) -> Result<Option<Admission>, Fault> {
    tx.find(ADMISSION, (id, edition))
}

pub fn admissions_of(tx: &mut Tx<'_>, order: OrderId) -> Result<Vec<Admission>, Fault> {
    tx.all(ADMISSIONS_OF, (order,))
}

/// False when it is no longer in the state it was in.
pub fn move_admission(
    tx: &mut Tx<'_>,
    before: &Admission,
    state: State,
    now: Timestamp,
) -> Result<bool, Fault> {
    Ok(tx.run(ADMISSION_MOVE, (before.id, before.state.word(), state.word(), now))? == 1)
}

/// Confirmed ones of those are attended from then on.
pub fn attend(tx: &mut Tx<'_>, came: &[Uuid], now: Timestamp) -> Result<(), Fault> {
    tx.put(ADMISSIONS_ATTEND, (Value::list(came.iter().copied()), now))
}

/// True when a document has a living pass in the edition.
pub fn lives(tx: &mut Tx<'_>, edition: Uuid, hash: [u8; 32]) -> Result<bool, Fault> {
    Ok(tx.one::<i64>(DOCUMENT_LIVES, (edition, hash))? > 0)
}

/// The key of an edition's document hashes, made when there is none.
pub fn key(tx: &mut Tx<'_>, edition: Uuid, fresh: [u8; 32]) -> Result<Vec<u8>, Fault> {
    if let Some(key) = tx.find(KEY, (edition,))? {
        return Ok(key);
    }
    tx.run(KEY_INSERT, (edition, fresh))?;
    tx.one(KEY, (edition,))
}
