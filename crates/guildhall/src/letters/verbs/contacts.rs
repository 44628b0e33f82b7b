//! Whom the people of a programme are reached at.

use kernel::{Lang, Slug};
use store::{Fault, Tx};

use crate::access::{Can, ManageLetters, ReadContacts};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::hosts::model::Host;
use crate::journal::{self, Fact};
use crate::letters::refusal::Unwilling;
use crate::mail::bounces::{self, Bounce};
use crate::mail::entries::{self, Entry};
use crate::people::account::{Account, Email};
use crate::people::contacts::{self, Contact};
use crate::people::model::Person;
use crate::people::profiles;
use crate::programme::draft;

/// A person of the programme, and what is known of reaching them.
pub struct Known {
    pub person: Person,
    pub contact: Option<Contact>,
    pub bounce: Option<Bounce>,
}

/// Everybody of an edition.
pub fn of_edition(tx: &mut Tx<'_>, can: Can<ManageLetters>) -> Result<Vec<Known>, Fault> {
    let edition: EditionId = can.edition::<Edition>();
    let people = profiles::of_edition(tx, edition)?;
    known(tx, edition, people)
}

/// Those who belong to a host or take part in what it holds.
pub fn of_host(tx: &mut Tx<'_>, can: Can<ReadContacts>) -> Result<Vec<Known>, Error<Unwilling>> {
    let (edition, host) = (can.edition_of_host::<Edition>(), can.host::<Host>());
    let found = editions::verbs::by_id(tx, edition)?.ok_or(Error::Missing)?;
    let programme = draft::read(tx, found)?;
    let held = programme.activities.iter().filter(|activity| activity.hosts.contains(&host));
    let involved: Vec<_> =
        held.flat_map(|activity| activity.people.iter().map(|one| one.person)).collect();
    let theirs = |person: &Person| person.host == Some(host) || involved.contains(&person.id);
    let people = programme.people.into_iter().filter(theirs).collect();
    Ok(known(tx, edition, people)?)
}

fn known(tx: &mut Tx<'_>, edition: EditionId, people: Vec<Person>) -> Result<Vec<Known>, Fault> {
    let contacts = crate::letters::readers::known(tx, edition)?;
    let emails: Vec<&str> = contacts.values().map(|one| one.email.as_str()).collect();
    let bounced = bounces::find_all(tx, &emails)?;
    let one = |person: Person| {
        let contact = contacts.get(&person.id).cloned();
        let email = contact.as_ref().map(|contact| contact.email.as_str());
        let bounce = bounced.iter().find(|bounce| Some(bounce.email.as_str()) == email).cloned();
        Known { person, contact, bounce }
    };
    Ok(people.into_iter().map(one).collect())
}

/// One person with every letter they got or will get.
pub struct History {
    pub known: Known,
    pub account: Option<Account>,
    pub letters: Vec<Entry>,
}

pub fn history(
    tx: &mut Tx<'_>,
    can: Can<ManageLetters>,
    slug: &Slug,
) -> Result<History, Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let people = profiles::of_edition(tx, edition)?;
    let person = people.into_iter().find(|person| person.slug == *slug).ok_or(Error::Missing)?;
    let contact = contacts::of_person(tx, edition, person.id)?;
    let (mut ids, mut account, mut bounce) = (vec![person.id.uuid()], None, None);
    if let Some(contact) = &contact {
        let same = contacts::of_email(tx, edition, &contact.email)?;
        ids.extend(same.iter().map(|one| one.person.uuid()));
        account = contacts::accounts(tx, &[contact.email.as_str()])?.pop();
        bounce = bounces::find(tx, &contact.email)?;
    }
    let held = account.as_ref().map(|account| account.id);
    let letters = entries::to_reader(tx, edition.uuid(), &ids, held)?;
    Ok(History { known: Known { person, contact, bounce }, account, letters })
}

/// Notes whom a person is reached at; no address forgets it.
pub fn note(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageLetters>,
    slug: &Slug,
    (email, lang): (Option<&Email>, Lang),
    version: i64,
) -> Result<(), Error<Unwilling>> {
    let edition: EditionId = can.edition::<Edition>();
    let people = profiles::of_edition(tx, edition)?;
    let person = people.into_iter().find(|person| person.slug == *slug).ok_or(Error::Missing)?;
    let key = (edition, person.id);
    let (done, fact) = match email {
        Some(email) => {
            (contacts::note(tx, ctx, key, (email, lang), version)?, "letters.contact_noted")
        }
        None if version == 0 => return Ok(()),
        None => (contacts::forget(tx, key, version)?, "letters.contact_forgotten"),
    };
    if !done {
        return Err(Error::Refused(Unwilling::Overtaken));
    }
    journal::write(tx, ctx, Fact::new(fact, person.id).within(can.scope()))?;
    Ok(())
}
