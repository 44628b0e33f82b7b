//! Whom a person of the programme is reached at: an address that no public page and no release holds.
//! Accounts are made by their owners; this is what an organiser was told.

use kernel::{Lang, Timestamp};
use store::{Fault, Tx, Value};

use super::account::{Account, Email};
use super::model::PersonId;
use crate::ctx::Ctx;
use crate::editions::model::EditionId;

store::statements! {
    CONTACTS_IN = "select person_id, email, lang, version, noted_at from contact
        where edition_id = $1 order by person_id";
    CONTACT_OF = "select person_id, email, lang, version, noted_at from contact
        where edition_id = $1 and person_id = $2";
    CONTACTS_OF_EMAIL = "select person_id, email, lang, version, noted_at from contact
        where edition_id = $1 and email = $2 order by person_id";
    CONTACT_INSERT = "insert into contact
            (person_id, edition_id, email, lang, version, noted_by, noted_at)
        values ($1, $2, $3, $4, 1, $5, $6) on conflict (person_id) do nothing";
    CONTACT_CHANGE = "update contact set email = $3, lang = $4, version = version + 1,
            noted_by = $5, noted_at = $6
        where person_id = $1 and edition_id = $2 and version = $7";
    CONTACT_REMOVE = "delete from contact
        where person_id = $1 and edition_id = $2 and version = $3";
    ACCOUNTS_BY_EMAILS = "select id, email, name, lang, password, created_at, disabled_at, verified_at
        from account where email = any($1) order by id";
}

/// Whom a person is reached at, and in which language.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    pub person: PersonId,
    pub email: String,
    /// Of letters, as long as whoever has the address has said nothing themselves.
    pub lang: Lang,
    pub version: i64,
    pub noted_at: Timestamp,
}

impl store::Row for Contact {
    fn from_columns(columns: &mut store::Columns<'_>) -> Result<Self, String> {
        Ok(Self {
            person: columns.take()?,
            email: columns.take()?,
            lang: columns.take()?,
            version: columns.take()?,
            noted_at: columns.take()?,
        })
    }
}

pub fn in_edition(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Contact>, Fault> {
    tx.all(CONTACTS_IN, (edition,))
}

pub fn of_person(
    tx: &mut Tx<'_>,
    edition: EditionId,
    person: PersonId,
) -> Result<Option<Contact>, Fault> {
    tx.find(CONTACT_OF, (edition, person))
}

/// The people of an edition that have this address.
pub fn of_email(tx: &mut Tx<'_>, edition: EditionId, email: &str) -> Result<Vec<Contact>, Fault> {
    tx.all(CONTACTS_OF_EMAIL, (edition, email))
}

/// Notes whom a person is reached at; false when somebody else has changed that since `version` was
/// read, which is 0 where nothing was noted.
pub fn note(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    (edition, person): (EditionId, PersonId),
    (email, lang): (&Email, Lang),
    version: i64,
) -> Result<bool, Fault> {
    let (by, now, email) = (ctx.actor.account(), ctx.now(), email.as_str());
    let changed = match version {
        0 => tx.run(CONTACT_INSERT, (person, edition, email, lang, by, now))?,
        _ => tx.run(CONTACT_CHANGE, (person, edition, email, lang, by, now, version))?,
    };
    Ok(changed == 1)
}

/// Forgets whom a person is reached at; false when somebody else has changed that.
pub fn forget(
    tx: &mut Tx<'_>,
    (edition, person): (EditionId, PersonId),
    version: i64,
) -> Result<bool, Fault> {
    Ok(tx.run(CONTACT_REMOVE, (person, edition, version))? == 1)
}

/// The accounts of these addresses, as far as there are any.
pub fn accounts(tx: &mut Tx<'_>, emails: &[&str]) -> Result<Vec<Account>, Fault> {
    tx.all(ACCOUNTS_BY_EMAILS, (Value::list(emails.iter().copied()),))
}
