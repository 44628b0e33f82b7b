//! What comes into the draft from elsewhere in the house: one activity with its people, not placed.

use std::collections::HashSet;

use kernel::Slug;
use store::{Fault, Tx};

use super::draft;
use super::model::{Activity, ActivityId, Programme};
use super::store as rows;
use crate::access::Scope;
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::journal::{self, Fact};
use crate::people::model::Person;

/// An activity that whoever may decide has said yes to, with those of its people whom the programme
/// does not know yet.
#[derive(Clone, Debug)]
pub struct Entry {
    pub activity: Activity,
    pub people: Vec<Person>,
}

const ENTERED: &str = "programme.activity_entered";

/// Adds the entry to the draft. It asks for no permission: the yes was given before, by a verb that
/// did, and is kept in the row of what was accepted; whoever confirms it needs none.
///
/// Slugs that are taken are numbered.
pub fn enter(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    scope: Scope,
    programme: &Programme,
    entry: Entry,
) -> Result<(), Fault> {
    let Entry { mut activity, mut people } = entry;
    activity.slug = free(&activity.slug, programme.activities.iter().map(|one| &one.slug));
    let mut taken: Vec<Slug> = programme.people.iter().map(|one| one.slug.clone()).collect();
    for person in &mut people {
        person.slug = free(&person.slug, taken.iter());
        taken.push(person.slug.clone());
    }
    draft::append(tx, programme.edition.id, &activity, &people)?;
    let fact = Fact::new(ENTERED, activity.id).within(scope);
    journal::write(tx, ctx, fact.with("people", people.len()))?;
    Ok(())
}

/// Where an activity of the draft is, when it is still there.
pub fn slug_of(
    tx: &mut Tx<'_>,
    edition: EditionId,
    activity: ActivityId,
) -> Result<Option<Slug>, Fault> {
    rows::activity_slug(tx, edition, activity)
}

fn free<'s>(wanted: &Slug, taken: impl Iterator<Item = &'s Slug>) -> Slug {
    let taken: HashSet<&Slug> = taken.collect();
    let numbered = (2..).map(|number| wanted.numbered(number));
    let mut all = std::iter::once(wanted.clone()).chain(numbered);
    all.find(|slug| !taken.contains(slug)).unwrap_or_else(|| wanted.clone())
}
