//! The draft: the programme as rows. Reading gathers them into one document; writing a document
//! touches only rows that differ, in one transaction, so an import is whole or nothing.

use std::collections::HashMap;

use kernel::{Id, Slug};
use store::{Fault, Tx};

use super::model::{Activity, ActivityId, Placement, Programme, Remainder, Term};
use super::store::{self as rows, ACTIVITIES, ROUTES, TERMS, TermOfEdition, scheme_word};
use crate::documents::{self, Touched};
use crate::editions::model::{Edition, EditionId};
use crate::editions::verbs::Rows;
use crate::hosts::model::HostId;
use crate::people::model::PersonId;
use crate::people::profiles;
use crate::{editions, hosts};

/// The draft of an edition as one document.
pub fn read(tx: &mut Tx<'_>, edition: Edition) -> Result<Programme, Fault> {
    let id = edition.id;
    let layout = editions::verbs::layout(tx, id)?;
    let terms: Vec<TermOfEdition> = documents::read(tx, TERMS, id)?;
    Ok(Programme {
        parts: layout.parts,
        terms: terms.into_iter().map(|row| row.term).collect(),
        venues: layout.venues,
        travel: layout.travel,
        hosts: hosts::verbs::of_edition(tx, id)?,
        people: profiles::of_edition(tx, id)?,
        activities: read_activities(tx, id)?,
        routes: documents::read(tx, ROUTES, id)?,
        pages: layout.pages,
        earlier: layout.earlier,
        remainder: rows::remainder(tx, id)?,
        edition,
    })
}

/// The words that things of the edition are filed under.
pub fn terms(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Term>, Fault> {
    let rows: Vec<TermOfEdition> = documents::read(tx, TERMS, edition)?;
    Ok(rows.into_iter().map(|row| row.term).collect())
}

/// What imported schedules said of the edition beyond its programme.
pub fn remainder(tx: &mut Tx<'_>, edition: EditionId) -> Result<Remainder, Fault> {
    rows::remainder(tx, edition)
}

fn read_activities(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Activity>, Fault> {
    let mut activities: Vec<Activity> = documents::read(tx, ACTIVITIES, edition)?;
    let at: HashMap<ActivityId, usize> =
        activities.iter().enumerate().map(|(at, activity)| (activity.id, at)).collect();
    let known = |id: ActivityId| {
        let reason = format!("activity {id} is not one of edition {edition}");
        at.get(&id).copied().ok_or(Fault::Decode { name: "ACTIVITY_RELATIONS", reason })
    };
    for (id, placement) in rows::placements(tx, edition)? {
        activities[known(id)?].placement = Some(placement);
    }
    for (id, involvement) in rows::involvements(tx, edition)? {
        activities[known(id)?].people.push(involvement);
    }
    for (id, host) in rows::activity_hosts(tx, edition)? {
        activities[known(id)?].hosts.push(host);
    }
    Ok(activities)
}

/// Where an activity of the draft is, when it is still there.
pub fn slug_of(
    tx: &mut Tx<'_>,
    edition: EditionId,
    activity: ActivityId,
) -> Result<Option<Slug>, Fault> {
    rows::activity_slug(tx, edition, activity)
}

/// Writes one activity if it differs; answers where it was before, too.
pub(super) fn write_activity(
    tx: &mut Tx<'_>,
    edition: EditionId,
    activity: &Activity,
) -> Result<(Touched, Option<Placement>), Fault> {
    let before = rows::relations_of(tx, activity.id)?;
    let bare = without_relations(activity);
    let mut touched = documents::write_one(tx, ACTIVITIES, edition, &bare)?;
    if before != (activity.placement, activity.people.clone(), activity.hosts.clone()) {
        rows::clear_relations_of(tx, activity.id)?;
        rows::write_relations(tx, edition, activity)?;
        if !touched.any() {
            touched.changed = 1;
        }
    }
    Ok((touched, before.0))
}

/// The activities that a host takes part in, and where they are.
pub(super) fn of_host(
    tx: &mut Tx<'_>,
    edition: EditionId,
    host: HostId,
) -> Result<Vec<(ActivityId, Option<Placement>)>, Fault> {
    let all = rows::activities_of_host(tx, edition, host)?;
    placed(tx, all)
}

/// The same of a person.
pub(super) fn of_person(
    tx: &mut Tx<'_>,
    edition: EditionId,
    person: PersonId,
) -> Result<Vec<(ActivityId, Option<Placement>)>, Fault> {
    let all = rows::activities_of_person(tx, edition, person)?;
    placed(tx, all)
}

fn placed(
    tx: &mut Tx<'_>,
    all: Vec<ActivityId>,
) -> Result<Vec<(ActivityId, Option<Placement>)>, Fault> {
    all.into_iter().map(|id| Ok((id, rows::relations_of(tx, id)?.0))).collect()
}

/// Makes the draft equal to `programme`. What is already so is left alone.
pub(super) fn write(tx: &mut Tx<'_>, programme: &Programme) -> Result<Touched, Fault> {
    let edition = programme.edition.id;
    editions::verbs::write_edition(tx, &programme.edition, &programme.earlier)?;
    let layout =
        Rows::of(edition, &programme.parts, &programme.venues, &programme.travel, &programme.pages);
    let terms: Vec<TermOfEdition> =
        programme.terms.iter().map(|term| row_of_term(edition, term)).collect();
    let bare: Vec<Activity> = programme.activities.iter().map(without_relations).collect();

    let related = differing_relations(tx, edition, &programme.activities)?;
    if related.is_some() {
        rows::clear_relations(tx, edition)?;
    }
    let written = layout
        .write(tx, edition)?
        .and(documents::write(tx, TERMS, edition, &terms)?)
        .and(hosts::verbs::write(tx, edition, &programme.hosts)?)
        .and(profiles::write(tx, edition, &programme.people)?)
        .and(documents::write(tx, ACTIVITIES, edition, &bare)?)
        .and(documents::write(tx, ROUTES, edition, &programme.routes)?);
    // What goes is referred to by nothing that stays only once everything that stays is written.
    let removed = documents::remove_others(tx, ROUTES, edition, &programme.routes)?
        .and(documents::remove_others(tx, ACTIVITIES, edition, &bare)?)
        .and(profiles::remove_others(tx, edition, &programme.people)?)
        .and(hosts::verbs::remove_others(tx, edition, &programme.hosts)?)
        .and(documents::remove_others(tx, TERMS, edition, &terms)?)
        .and(layout.remove_others(tx, edition)?);
    let mut related_touched = Touched::default();
    if let Some(changed) = related {
        related_touched.changed = changed;
        for activity in &programme.activities {
            rows::write_relations(tx, edition, activity)?;
        }
    }
    let remainder = rows::write_remainder(tx, edition, &programme.remainder)?;
    Ok(removed.and(written).and(remainder).and(related_touched))
}

/// Whether where, when, by whom or with whom anything is differs; and then of how many activities
/// that are otherwise as they were, for those count as changed nowhere else.
fn differing_relations(
    tx: &mut Tx<'_>,
    edition: EditionId,
    wanted: &[Activity],
) -> Result<Option<usize>, Fault> {
    let before = read_activities(tx, edition)?;
    let before: HashMap<ActivityId, &Activity> = before.iter().map(|one| (one.id, one)).collect();
    let related =
        |one: &Activity| one.placement.is_some() || !one.people.is_empty() || !one.hosts.is_empty();
    let same = |one: &Activity, other: &Activity| {
        one.placement == other.placement && one.people == other.people && one.hosts == other.hosts
    };
    let gone = before.len() - wanted.iter().filter(|one| before.contains_key(&one.id)).count();
    let (mut any, mut changed) = (gone > 0, 0);
    for activity in wanted {
        match before.get(&activity.id) {
            None => any |= related(activity),
            Some(old) if same(old, activity) => {}
            Some(old) => {
                any = true;
                changed += usize::from(without_relations(old) == without_relations(activity));
            }
        }
    }
    Ok(any.then_some(changed))
}

fn row_of_term(edition: EditionId, term: &Term) -> TermOfEdition {
    let space = format!("{edition}/{}", scheme_word(term.scheme));
    TermOfEdition { id: Id::named(&space, term.slug.as_str()), term: term.clone() }
}

/// The activity without what has tables of its own.
pub(super) fn without_relations(activity: &Activity) -> Activity {
    Activity { placement: None, people: Vec::new(), hosts: Vec::new(), ..activity.clone() }
}
