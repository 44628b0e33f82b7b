//! Whom letters of an edition go to: one reader a mailbox, with everything of theirs.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Id, Lang, Uuid};
use serde_json::{Value, json};
use store::{Fault, Tx};

use super::model::{Audience, Who};
use crate::access::{AccountId, Grant, Role, grants};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::hosts::model::{CommunityStanding, Host, HostId, Nature};
use crate::mail::{Order, bounces};
use crate::people::account::Account;
use crate::people::contacts::{self, Contact};
use crate::people::model::{Person, PersonId};
use crate::people::profiles;
use crate::people::verbs::accounts;
use crate::programme::model::{Activity, Programme};

/// Who reads at one mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    pub account: Option<AccountId>,
    /// The people of the programme that they are.
    pub people: Vec<PersonId>,
    /// The hosts that they lead.
    pub hosts: Vec<HostId>,
}

/// Everybody who was meant, and who of them is not reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readers {
    pub reached: Vec<Reader>,
    /// Nobody has noted an address of theirs.
    pub without_address: Vec<PersonId>,
    /// Letters to them came back.
    pub bounced: usize,
}

impl Reader {
    /// What an order keeps of them: ids alone, so that the letter goes to whichever address they have
    /// when it is written.
    pub fn payload(&self, edition: EditionId, batch: Uuid) -> Value {
        json!({
            "edition": edition, "batch": batch,
            "person": self.people.first(), "people": self.people, "hosts": self.hosts,
        })
    }
}

/// An address as letters need it.
pub struct To {
    pub email: String,
    pub lang: Lang,
    /// Empty when nobody has said.
    pub name: String,
    pub people: Vec<PersonId>,
    pub hosts: Vec<HostId>,
}

/// Whom an order is for, as things are now; none when nobody is reached.
pub fn addressee(tx: &mut Tx<'_>, order: &Order) -> Result<Option<To>, Fault> {
    let ids = |key: &str| -> Vec<Uuid> {
        let all = order.payload.get(key).and_then(Value::as_array).into_iter().flatten();
        all.filter_map(|one| one.as_str()?.parse().ok()).collect()
    };
    let people: Vec<PersonId> = ids("people").into_iter().map(Id::from_uuid).collect();
    let hosts = ids("hosts").into_iter().map(Id::from_uuid).collect();
    let edition = order.payload.get("edition").and_then(Value::as_str);
    let Some(edition) = edition.and_then(|id| id.parse::<EditionId>().ok()) else {
        return Ok(None);
    };
    let contact = match people.first() {
        Some(person) => contacts::of_person(tx, edition, *person)?,
        None => None,
    };
    let account = match (&contact, order.account) {
        (Some(contact), _) => contacts::accounts(tx, &[contact.email.as_str()])?.pop(),
        (None, Some(id)) => accounts::find(tx, id)?,
        (None, None) => None,
    };
    let profile = match people.first() {
        Some(person) => profiles::find(tx, edition, *person)?,
        None => None,
    };
    Ok(to(contact.as_ref(), account.as_ref(), profile.as_ref()).map(|to| To {
        people,
        hosts,
        ..to
    }))
}

/// An address from what is known of its reader.
pub fn to(
    contact: Option<&Contact>,
    account: Option<&Account>,
    profile: Option<&Person>,
) -> Option<To> {
    if account.is_some_and(|account| account.disabled_at.is_some()) {
        return None;
    }
    let email = match (contact, account) {
        (Some(contact), _) => contact.email.clone(),
        (None, Some(account)) => account.email.clone(),
        (None, None) => return None,
    };
    let own = account.filter(|account| account.verified_at.is_some()).map(|account| account.lang);
    let noted = contact.map(|contact| contact.lang);
    let lang = own.or(noted).or(account.map(|account| account.lang)).unwrap_or(Lang::Zh);
    let called = account.map(|account| account.name.clone()).filter(|name| !name.is_empty());
    let shown = profile.map(|person| person.name.get(lang).to_owned());
    // As the programme calls them: that is how the letter speaks of them.
    let name = shown.or(called).unwrap_or_default();
    Some(To { email, lang, name, people: Vec::new(), hosts: Vec::new() })
}

/// Gathers readers by mailbox.
#[derive(Default)]
pub struct Gathering {
    by_email: BTreeMap<String, Reader>,
    without_address: BTreeSet<PersonId>,
}

impl Gathering {
    fn at(&mut self, email: &str) -> &mut Reader {
        let nobody = || Reader { account: None, people: Vec::new(), hosts: Vec::new() };
        self.by_email.entry(email.to_owned()).or_insert_with(nobody)
    }

    /// Somebody of the programme, where their contact says.
    pub fn add_person(&mut self, person: PersonId, known: &BTreeMap<PersonId, Contact>) {
        match known.get(&person) {
            Some(contact) => self.at(&contact.email).people.push(person),
            None => {
                self.without_address.insert(person);
            }
        }
    }

    /// Somebody with an account, for that host when they lead it.
    pub fn add_account(&mut self, account: &Account, host: Option<HostId>) {
        if account.disabled_at.is_none() {
            let reader = self.at(&account.email);
            reader.account = Some(account.id);
            reader.hosts.extend(host);
        }
    }

    /// Everybody, with the accounts that their addresses have, without those who are not reached.
    pub fn readers(mut self, tx: &mut Tx<'_>) -> Result<Readers, Fault> {
        let emails: Vec<String> = self.by_email.keys().cloned().collect();
        let emails: Vec<&str> = emails.iter().map(String::as_str).collect();
        let bounced = bounces::find_all(tx, &emails)?;
        for account in contacts::accounts(tx, &emails)? {
            if account.disabled_at.is_some() {
                self.by_email.remove(&account.email);
            } else if let Some(reader) = self.by_email.get_mut(&account.email) {
                reader.account = Some(account.id);
            }
        }
        let before = self.by_email.len();
        for bounce in &bounced {
            self.by_email.remove(&bounce.email);
        }
        let bounced = before - self.by_email.len();
        let mut reached: Vec<Reader> = self.by_email.into_values().collect();
        for reader in &mut reached {
            reader.people.dedup();
            reader.hosts.sort_unstable();
            reader.hosts.dedup();
        }
        Ok(Readers {
            reached,
            without_address: self.without_address.into_iter().collect(),
            bounced,
        })
    }
}

/// The contacts of an edition by person.
pub fn known(tx: &mut Tx<'_>, edition: EditionId) -> Result<BTreeMap<PersonId, Contact>, Fault> {
    let all = contacts::in_edition(tx, edition)?;
    Ok(all.into_iter().map(|contact| (contact.person, contact)).collect())
}

/// Roles of an edition that hold now, with their accounts.
pub fn holders(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
) -> Result<Vec<(Grant, Account)>, Fault> {
    let now = ctx.now();
    let mut held = grants::in_edition(tx, edition.uuid())?;
    held.retain(|grant| grant.holding.holds_at(now));
    let mut ids: Vec<AccountId> = held.iter().map(|grant| grant.account).collect();
    ids.sort_unstable();
    ids.dedup();
    let known: BTreeMap<AccountId, Account> =
        accounts::find_all(tx, &ids)?.into_iter().map(|account| (account.id, account)).collect();
    let with = |grant: Grant| Some((grant, known.get(&grant.account)?.clone()));
    Ok(held.into_iter().filter_map(with).collect())
}

/// Whom a letter to many is for.
pub fn of_audience(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    programme: &Programme,
    audience: &Audience,
) -> Result<Readers, Fault> {
    let edition = programme.edition.id;
    let mut gathering = Gathering::default();
    if audience.who == Who::Programme {
        let known = known(tx, edition)?;
        for person in with_a_part(programme, audience) {
            gathering.add_person(person, &known);
        }
        return gathering.readers(tx);
    }
    for (grant, account) in holders(tx, ctx, edition)? {
        let id = grant.holding.scope.host_uuid();
        let host = id.and_then(|id| programme.hosts.iter().find(|host| host.id.uuid() == id));
        let is_core = host.is_some_and(|host| {
            matches!(host.nature, Nature::Community { standing: CommunityStanding::Core })
        });
        let meant = match (audience.who, grant.holding.role) {
            (Who::Organisers, role) => role == Role::Organiser,
            (Who::Leads, role) => role == Role::HostLead,
            (Who::CoreLeads, role) => role == Role::HostLead && is_core,
            (_, role) => matches!(role, Role::HostLead | Role::Representative),
        };
        let here = audience.who == Who::Organisers || within(audience, host);
        if meant && here {
            gathering.add_account(&account, host.map(|host| host.id));
        }
    }
    gathering.readers(tx)
}

fn within(audience: &Audience, host: Option<&Host>) -> bool {
    audience.host.as_ref().is_none_or(|slug| host.is_some_and(|host| host.slug == *slug))
}

fn with_a_part(programme: &Programme, audience: &Audience) -> BTreeSet<PersonId> {
    let part = audience.part.as_ref();
    let part = part.map(|slug| programme.parts.iter().find(|part| part.slug == *slug));
    let host = audience.host.as_ref();
    let host = host.map(|slug| programme.hosts.iter().find(|host| host.slug == *slug));
    let meant = |activity: &&Activity| {
        part.is_none_or(|part| part.is_some_and(|part| part.id == activity.part))
            && host.is_none_or(|host| host.is_some_and(|host| activity.hosts.contains(&host.id)))
    };
    let activities = programme.activities.iter().filter(meant);
    activities.flat_map(|activity| &activity.people).map(|involved| involved.person).collect()
}
