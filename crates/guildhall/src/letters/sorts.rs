//! The letters that an edition may say in its own words, with somebody real to try them on.

use kernel::Lang;
use lettre::message::Mailbox;
use store::{Fault, Tx};

use super::changed::{self, CHANGED_SORT, Told};
use super::group::GROUP;
use super::readers::{self, To};
use crate::access::{AccountId, Role};
use crate::ctx::Ctx;
use crate::editions::model::Edition;
use crate::hosting::letters::{INVITATION, INVITATION_SORT};
use crate::hosting::verbs::invitations::LIFE;
use crate::mail::outbox::Site;
use crate::mail::wording::Sort;
use crate::people::letters::{ROLE_GIVEN, ROLE_GIVEN_SORT, role_words};
use crate::people::model::PersonId;
use crate::people::verbs::accounts;
use crate::people::{contacts, profiles};
use crate::programme::changes::{Change, Turn, between};
use crate::programme::{draft, release};
use crate::words::Words;
use crate::{access, hosts};

/// Every sort of letter whose words an edition may set.
pub const SORTS: [&Sort; 3] = [&CHANGED_SORT, &INVITATION_SORT, &ROLE_GIVEN_SORT];

/// Every kind whose letters may wait for a yes, in the order they are offered.
pub const KINDS: [&str; 4] = [changed::CHANGED, GROUP, INVITATION, ROLE_GIVEN];

pub fn sort_of(kind: &str) -> Option<&'static Sort> {
    SORTS.into_iter().find(|sort| sort.kind == kind)
}

/// What a kind of letter is called; the kind itself when the house has no word for it.
pub fn kind_words(words: Words, kind: &str) -> &str {
    match kind {
        changed::CHANGED => words.letters_kind_changed(),
        GROUP => words.letters_kind_group(),
        INVITATION => words.letters_kind_invitation(),
        ROLE_GIVEN => words.letters_kind_role(),
        other => other,
    }
}

/// Somebody that a letter can be tried on.
pub struct Candidate {
    pub id: String,
    pub name: String,
}

/// What the letter would say to them.
pub struct Sample {
    pub to: To,
    pub values: Vec<(&'static str, String)>,
}

/// More are no help in choosing one.
const CANDIDATES_MAX: usize = 200;
/// What stands for a link whose secret is made when a letter is written.
const SECRET: &str = "…";

/// Those whom letters of that kind may go to.
pub fn candidates(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &Edition,
    (kind, lang): (&str, Lang),
) -> Result<Vec<Candidate>, Fault> {
    if kind == changed::CHANGED {
        let people = profiles::of_edition(tx, edition.id)?;
        let named = people.iter().map(|person| Candidate {
            id: person.id.to_string(),
            name: person.name.get(lang).to_owned(),
        });
        return Ok(named.take(CANDIDATES_MAX).collect());
    }
    let mut holders = readers::holders(tx, ctx, edition.id)?;
    holders.retain(|(grant, _)| kind == ROLE_GIVEN || grant.holding.scope.host_uuid().is_some());
    holders.sort_by_key(|(_, account)| account.id);
    holders.dedup_by_key(|(_, account)| account.id);
    let named = holders.into_iter().map(|(_, account)| Candidate {
        id: account.id.to_string(),
        name: account.called().to_owned(),
    });
    Ok(named.take(CANDIDATES_MAX).collect())
}

/// What a letter of that kind would say to somebody, from what is true of them now.
pub fn sample(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &Edition,
    (kind, reader): (&str, &str),
    site: &Site<'_>,
) -> Result<Option<Sample>, Fault> {
    match kind {
        changed::CHANGED => match reader.parse::<PersonId>() {
            Ok(person) => changes_of(tx, edition, person, site),
            Err(_) => Ok(None),
        },
        _ => match reader.parse::<AccountId>() {
            Ok(account) => role_of(tx, ctx, edition, (kind, account), site),
            Err(_) => Ok(None),
        },
    }
}

/// What the draft changes for them, or all of theirs as if it were new.
fn changes_of(
    tx: &mut Tx<'_>,
    edition: &Edition,
    person: PersonId,
    site: &Site<'_>,
) -> Result<Option<Sample>, Fault> {
    let Some(profile) = profiles::find(tx, edition.id, person)? else { return Ok(None) };
    let contact = contacts::of_person(tx, edition.id, person)?;
    let account = match &contact {
        Some(contact) => contacts::accounts(tx, &[contact.email.as_str()])?.pop(),
        None => None,
    };
    let to = readers::to(contact.as_ref(), account.as_ref(), Some(&profile));
    let to = to.unwrap_or_else(|| To {
        email: String::new(),
        lang: Lang::Zh,
        name: profile.name.get(Lang::Zh).to_owned(),
        people: Vec::new(),
        hosts: Vec::new(),
    });
    let draft = draft::read(tx, edition.clone())?;
    // A release that cannot be read is the operator's to mend; a letter can still be tried.
    let newest = release::newest(tx, edition.id).unwrap_or_default();
    let since = between(newest.as_ref().map(|release| &release.programme), &draft);
    let all: Vec<Change>;
    let mut items = changed::items(&since, &[person], &[]);
    if items.is_empty() {
        all = between(None, &draft);
        items = changed::items(&all, &[person], &[]);
    }
    let number = newest.map_or(1, |release| release.number + 1);
    let at = kernel::Timestamp::from_millis(0);
    let told = Told { edition, number, at, site };
    let values = told.values(&to, &items).into();
    Ok(Some(Sample { to, values }))
}

fn role_of(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &Edition,
    (kind, account): (&str, AccountId),
    site: &Site<'_>,
) -> Result<Option<Sample>, Fault> {
    let Some(account) = accounts::find(tx, account)? else { return Ok(None) };
    let now = ctx.now();
    let mut held = access::grants::of_account(tx, account.id)?;
    held.retain(|grant| {
        let scope = grant.holding.scope;
        let counts = kind == ROLE_GIVEN || scope.host_uuid().is_some();
        grant.holding.holds_at(now) && scope.edition_uuid() == Some(edition.id.uuid()) && counts
    });
    let Some(grant) = held.first() else { return Ok(None) };
    let hosts = hosts::verbs::of_edition(tx, edition.id)?;
    let host = grant.holding.scope.host_uuid();
    let host = host.and_then(|id| hosts.into_iter().find(|host| host.id.uuid() == id));
    let Some(to) = readers::to(None, Some(&account), None) else { return Ok(None) };
    let lang = to.lang;
    let link = match kind {
        ROLE_GIVEN => format!("{}/{lang}/sign-in", site.base_url),
        _ => format!("{}/{lang}/invitations/{SECRET}", site.base_url),
    };
    let role: Role = grant.holding.role;
    let values = vec![
        ("host", host.map(|host| host.name.get(lang).to_owned()).unwrap_or_default()),
        ("edition", edition.name.get(lang).to_owned()),
        ("role", role_words(Words::of(lang), role).to_owned()),
        ("link", link),
        ("days", (LIFE.as_secs() / 86_400).to_string()),
    ];
    Ok(Some(Sample { to, values }))
}

/// The turns of changes, counted, in the order in which they matter.
pub fn counted(changes: &[Change]) -> Vec<(Turn, usize)> {
    let count = |turn: Turn| changes.iter().filter(|change| change.turn() == turn).count();
    let all = Turn::ALL.into_iter().map(|turn| (turn, count(turn)));
    all.filter(|(_, count)| *count > 0).collect()
}

/// A look at a letter names no sender.
pub fn nobody() -> Mailbox {
    let address = lettre::Address::new("nobody", "localhost");
    Mailbox::new(None, address.expect("the address can be read"))
}
