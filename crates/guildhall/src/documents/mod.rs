//! How a list of things that belong to an edition is kept: one row each, its key columns and its
//! body as JSON. A shared floor: it knows no slice.
//!
//! A slice names a [`Collection`] (its four statements) and implements [`Document`]; writing a list
//! then touches only rows that differ, so importing the same file again writes nothing.

use std::collections::{HashMap, HashSet};

use kernel::{Id, Slug, Uuid};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Columns, Fault, Json, Row, Sql, Tx, Value};

use crate::invariants::Findings;

/// One thing of an edition that is kept as a row.
pub trait Document: Serialize + DeserializeOwned {
    fn id(&self) -> Uuid;
    fn slug(&self) -> &Slug;
    /// The values of its own key columns, derived from the body and nothing else.
    fn keys(&self) -> Vec<Value<'_>>;
}

/// The four statements of one table.
///
/// `all` takes the edition and gives id, position, slug, body in the order of position; `insert` and
/// `update` take id, edition, position, slug, body and then the keys; `remove` takes the id.
#[derive(Clone, Copy)]
pub struct Collection {
    pub all: Sql,
    pub insert: Sql,
    pub update: Sql,
    pub remove: Sql,
}

/// How many rows a write touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
}

impl Touched {
    pub const fn any(self) -> bool {
        self.added + self.changed + self.removed > 0
    }

    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            added: self.added + other.added,
            changed: self.changed + other.changed,
            removed: self.removed + other.removed,
        }
    }
}

struct Kept {
    id: Uuid,
    position: i64,
    slug: String,
    body: String,
}

store::row!(Kept { id, position, slug, body });

/// What is there, in order.
pub fn read<T: Document, E>(
    tx: &mut Tx<'_>,
    collection: Collection,
    edition: Id<E>,
) -> Result<Vec<T>, Fault> {
    let rows: Vec<(Uuid, i64, String, Json<T>)> = tx.all(collection.all, (edition,))?;
    Ok(rows.into_iter().map(|(.., Json(document))| document).collect())
}

/// Takes out the rows that are not in `documents`. Comes before anything that refers to them.
pub fn remove_others<T: Document, E>(
    tx: &mut Tx<'_>,
    collection: Collection,
    edition: Id<E>,
    documents: &[T],
) -> Result<Touched, Fault> {
    let wanted: HashSet<Uuid> = documents.iter().map(Document::id).collect();
    let kept: Vec<Kept> = tx.all(collection.all, (edition,))?;
    let gone = kept.into_iter().filter(|row| !wanted.contains(&row.id));
    let removed = tx.run_many(collection.remove, gone.map(|row| (row.id,)))?;
    Ok(Touched { removed: usize::try_from(removed).unwrap_or(usize::MAX), ..Touched::default() })
}

/// Adds what is new and changes what differs.
pub fn write<T: Document, E>(
    tx: &mut Tx<'_>,
    collection: Collection,
    edition: Id<E>,
    documents: &[T],
) -> Result<Touched, Fault> {
    let kept: Vec<Kept> = tx.all(collection.all, (edition,))?;
    let mut kept: HashMap<Uuid, Kept> = kept.into_iter().map(|row| (row.id, row)).collect();
    step_aside(tx, collection, edition, documents, &mut kept)?;
    let mut touched = Touched::default();
    for (document, position) in documents.iter().zip(0_i64..) {
        let body = serde_json::to_string(document).expect("models have only string keys");
        let (statement, count) = match kept.get(&document.id()) {
            None => (collection.insert, &mut touched.added),
            Some(row) => {
                let slug = document.slug().as_str();
                if row.position == position && row.slug == slug && row.body == body {
                    continue;
                }
                (collection.update, &mut touched.changed)
            }
        };
        let values = values(document, edition, position, document.slug().as_str(), body);
        tx.run(statement, values)?;
        *count += 1;
    }
    Ok(touched)
}

/// Adds one thing after those that are there, or changes it where it stands, if it differs.
pub fn write_one<T: Document, E>(
    tx: &mut Tx<'_>,
    collection: Collection,
    edition: Id<E>,
    document: &T,
) -> Result<Touched, Fault> {
    let kept: Vec<Kept> = tx.all(collection.all, (edition,))?;
    let (slug, nothing) = (document.slug().as_str(), Touched::default());
    let body = serde_json::to_string(document).expect("models have only string keys");
    let (statement, position, touched) = match kept.iter().find(|row| row.id == document.id()) {
        Some(row) if row.slug == slug && row.body == body => return Ok(nothing),
        Some(row) => (collection.update, row.position, Touched { changed: 1, ..nothing }),
        None => {
            let position = kept.last().map_or(0, |last| last.position + 1);
            (collection.insert, position, Touched { added: 1, ..nothing })
        }
    };
    tx.run(statement, values(document, edition, position, slug, body))?;
    Ok(touched)
}

fn values<T: Document, E>(
    document: &T,
    edition: Id<E>,
    position: i64,
    slug: &str,
    body: String,
) -> Vec<Value<'static>> {
    let mut values = vec![
        Value::Id(document.id()),
        edition.into(),
        position.into(),
        Value::Text(slug.to_owned().into()),
        Value::Json(body.into()),
    ];
    values.extend(document.keys().into_iter().map(Value::into_owned));
    values
}

/// Slugs are unique at every moment, and a slug may pass from one row to another: the row that gives
/// it up first takes one that no address can hold.
fn step_aside<T: Document, E>(
    tx: &mut Tx<'_>,
    collection: Collection,
    edition: Id<E>,
    documents: &[T],
    kept: &mut HashMap<Uuid, Kept>,
) -> Result<(), Fault> {
    let wanted: HashMap<Uuid, &str> =
        documents.iter().map(|document| (document.id(), document.slug().as_str())).collect();
    let arriving = |(id, slug): (&Uuid, &&str)| match kept.get(id) {
        Some(row) if row.slug == *slug => None,
        _ => Some((*slug).to_owned()),
    };
    let arriving: HashSet<String> = wanted.iter().filter_map(arriving).collect();
    for row in kept.values_mut() {
        let leaves = wanted.get(&row.id).is_none_or(|slug| *slug != row.slug);
        if leaves && arriving.contains(&row.slug) {
            // Only rows that this module wrote are here, so their bodies read back.
            let Ok(document) = serde_json::from_str::<T>(&row.body) else { continue };
            row.slug = format!("~{}", row.id);
            let values = values(&document, edition, row.position, &row.slug, row.body.clone());
            tx.run(collection.update, values)?;
        }
    }
    Ok(())
}

store::statements! {
    EDITION_IDS = "select id, slug from edition order by id";
}

/// Every row of a collection, in every edition, compared with what its document says. `keys`
/// answers, for an edition, each row's id and then its key columns, by id; none for tables without.
pub fn agree<T: Document>(
    tx: &mut Tx<'_>,
    what: &str,
    collection: Collection,
    keys: Option<Sql>,
) -> Result<Findings, Fault> {
    let mut findings = Findings::default();
    let editions: Vec<(Uuid, String)> = tx.all(EDITION_IDS, ())?;
    for (edition, edition_slug) in editions {
        let mut columns: HashMap<Uuid, Vec<Value<'static>>> = HashMap::new();
        if let Some(keys) = keys {
            tx.each(keys, (edition,), |KeyColumns(id, keys)| drop(columns.insert(id, keys)))?;
        }
        tx.each(collection.all, (edition,), |row: Kept| {
            findings.looked_at += 1;
            let keys = columns.get(&row.id).map_or(&[][..], Vec::as_slice);
            if let Some(why) = differs::<T>(&row, keys) {
                findings.broken.push(format!("{what} {} of {edition_slug}: {why}", row.slug));
            }
        })?;
    }
    Ok(findings)
}

struct KeyColumns(Uuid, Vec<Value<'static>>);

impl Row for KeyColumns {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let id = columns.take()?;
        let keys = (1..columns.count()).map(|_| columns.take()).collect::<Result<_, _>>()?;
        Ok(Self(id, keys))
    }
}

/// What a row's columns say otherwise than its document.
fn differs<T: Document>(row: &Kept, keys: &[Value<'_>]) -> Option<String> {
    let document: T = match serde_json::from_str(&row.body) {
        Ok(document) => document,
        Err(why) => return Some(format!("its document cannot be read: {why}")),
    };
    if document.id() != row.id {
        return Some(format!("its document calls it {}", document.id()));
    }
    if document.slug().as_str() != row.slug {
        return Some(format!("its document calls it {}", document.slug()));
    }
    let said = document.keys();
    let same =
        said.len() == keys.len() && said.iter().zip(keys).all(|(said, kept)| alike(said, kept));
    (!same).then(|| "its columns differ from its document".to_owned())
}

/// SQLite keeps an id as bytes and JSON as text.
fn alike(said: &Value<'_>, kept: &Value<'_>) -> bool {
    match (said, kept) {
        (Value::Id(id), Value::Bytes(bytes)) => id.as_bytes()[..] == bytes[..],
        (Value::Text(one) | Value::Json(one), Value::Text(other) | Value::Json(other)) => {
            one == other
        }
        _ => said == kept,
    }
}
