//! Public profiles as rows: what the programme shows about people. Accounts are elsewhere.

use kernel::{Slug, Uuid};
use store::{Fault, Json, Tx, Value};

use super::model::{Person, PersonId};
use crate::documents::{self, Collection, Document, Touched};
use crate::editions::model::EditionId;

store::statements! {
    PERSON_ALL = "select id, position, slug, body from person where edition_id = $1
        order by position, id";
    PERSON_BY_ID = "select body from person where edition_id = $1 and id = $2";
    PERSON_INSERT = "insert into person (id, edition_id, position, slug, body, host_id, guid)
        values ($1, $2, $3, $4, $5, $6, $7)";
    PERSON_UPDATE = "update person set position = $3, slug = $4, body = $5, host_id = $6, guid = $7
        where id = $1 and edition_id = $2";
    PERSON_REMOVE = "delete from person where id = $1";
}

pub const PEOPLE: Collection = Collection {
    all: PERSON_ALL,
    insert: PERSON_INSERT,
    update: PERSON_UPDATE,
    remove: PERSON_REMOVE,
};

impl Document for Person {
    fn id(&self) -> Uuid {
        self.id.uuid()
    }
    fn slug(&self) -> &Slug {
        &self.slug
    }
    fn keys(&self) -> Vec<Value<'_>> {
        vec![self.host.into(), self.guid.as_deref().into()]
    }
}

/// The people of an edition, in its own order.
pub fn of_edition(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Person>, Fault> {
    documents::read(tx, PEOPLE, edition)
}

/// One of them.
pub fn find(
    tx: &mut Tx<'_>,
    edition: EditionId,
    person: PersonId,
) -> Result<Option<Person>, Fault> {
    let found: Option<Json<Person>> = tx.find(PERSON_BY_ID, (edition, person))?;
    Ok(found.map(|Json(person)| person))
}

/// Takes out the people who are not in `people`; nothing may refer to them any more.
pub fn remove_others(
    tx: &mut Tx<'_>,
    edition: EditionId,
    people: &[Person],
) -> Result<Touched, Fault> {
    documents::remove_others(tx, PEOPLE, edition, people)
}

pub fn write(tx: &mut Tx<'_>, edition: EditionId, people: &[Person]) -> Result<Touched, Fault> {
    documents::write(tx, PEOPLE, edition, people)
}

/// Adds one person, or changes what is said of them.
pub fn write_one(tx: &mut Tx<'_>, edition: EditionId, person: &Person) -> Result<Touched, Fault> {
    documents::write_one(tx, PEOPLE, edition, person)
}
