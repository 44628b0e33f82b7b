//! Who takes part in a host's own activities.

use kernel::{Slug, Text};
use store::Tx;

use super::activities::{led, opened, write};
use crate::access::{Can, RunHost};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::hosting::refusal::Unwilling;
use crate::hosts::model::Host;
use crate::people::model::Person;
use crate::programme::address;
use crate::programme::model::{Involvement, PersonRole, Programme};

/// Longer names are nobody's.
pub const NAME_LENGTH_MAX: usize = 100;

/// Who is to take part, and as what.
#[derive(Clone, Debug)]
pub struct Wish {
    /// A name as the programme has it, or the slug.
    pub name: String,
    pub role: PersonRole,
    pub unknown: Unknown,
}

/// What happens when the programme knows nobody of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    Refused,
    /// They are new, and belong to the host.
    Added,
}

/// Adds somebody to an activity that the host leads.
pub fn involve(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    activity: &Slug,
    wish: &Wish,
) -> Result<(), Error<Unwilling>> {
    let programme = opened(tx, can)?;
    let before = led(&programme, activity, can.host::<Host>())?;
    let name = wish.name.trim();
    if name.is_empty() || name.chars().count() > NAME_LENGTH_MAX {
        return Err(Error::Refused(Unwilling::NoPerson));
    }
    let known = named(&programme, name);
    let mut new = None;
    let person = match (known.as_slice(), wish.unknown) {
        ([one], _) => one.id,
        ([], Unknown::Added) => new.insert(newcomer(ctx, &programme, can, name)).id,
        ([], Unknown::Refused) => return Err(Error::Refused(Unwilling::NoPerson)),
        _ => return Err(Error::Refused(Unwilling::SeveralPeople)),
    };
    let involvement = Involvement { person, role: wish.role };
    if before.people.contains(&involvement) {
        return Err(Error::Refused(Unwilling::Involved));
    }
    let mut after = before.clone();
    after.people.push(involvement);
    Ok(write(tx, ctx, can, "hosting.person_involved", (&after, new.as_ref()))?)
}

/// Takes somebody out of an activity that the host leads.
pub fn remove(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunHost>,
    activity: &Slug,
    (person, role): (&str, &str),
) -> Result<(), Error<Unwilling>> {
    let programme = opened(tx, can)?;
    let before = led(&programme, activity, can.host::<Host>())?;
    let mut people = programme.people.iter();
    let person = people.find(|one| one.slug.as_str() == person);
    let person = person.ok_or(Error::Refused(Unwilling::NoPerson))?.id;
    let role = role_of(role).ok_or(Error::Refused(Unwilling::NoPersonRole))?;
    let mut after = before.clone();
    after.people.retain(|one| *one != Involvement { person, role });
    // Somebody else took them out already: it is as it was wished.
    if after.people.len() == before.people.len() {
        return Ok(());
    }
    Ok(write(tx, ctx, can, "hosting.person_taken_out", (&after, None))?)
}

/// The role of that word.
pub fn role_of(word: &str) -> Option<PersonRole> {
    let is = |role: &PersonRole| crate::programme::model::word(role) == word;
    PersonRole::ALL.into_iter().find(is)
}

fn named<'p>(programme: &'p Programme, name: &str) -> Vec<&'p Person> {
    let by_slug: Vec<&Person> =
        programme.people.iter().filter(|one| one.slug.as_str() == name).collect();
    if !by_slug.is_empty() {
        return by_slug;
    }
    let called = |one: &&Person| one.name.iter().any(|(_, words)| words.value == name);
    programme.people.iter().filter(called).collect()
}

fn newcomer(ctx: &Ctx, programme: &Programme, can: Can<RunHost>, name: &str) -> Person {
    let mut taken = programme.people.iter().map(|one| one.slug.clone()).collect();
    let plain = || "person".parse().expect("a legal slug");
    let slug = address::untaken(&mut taken, &address::slug(name).unwrap_or_else(plain));
    let han = name.chars().any(|sign| ('\u{3400}'..='\u{9fff}').contains(&sign));
    let host = can.host::<Host>();
    let is_sample = programme.hosts.iter().any(|one| one.id == host && one.provenance.is_sample());
    Person {
        id: ctx.id(),
        slug,
        name: Text::in_one(if han { kernel::Lang::Zh } else { kernel::Lang::En }, name),
        title: Text::empty(),
        affiliation: Text::empty(),
        host: Some(host),
        biography: Text::empty(),
        country: None,
        rank: None,
        guid: None,
        provenance: match is_sample {
            true => crate::editions::model::Provenance::Sample,
            false => crate::editions::model::Provenance::Own,
        },
    }
}
