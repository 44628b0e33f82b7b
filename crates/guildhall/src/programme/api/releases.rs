//! Editions and their releases.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;
use store::Tx;

use super::edition_of;
use super::kept::{self, Shown};
use super::shapes::EditionShape;
use crate::api::{Asked, IdText, Listed, Moment, Reply, Said, Trouble};
use crate::editions;
use crate::editions::model::EditionId;
use crate::programme::model::Release;
use crate::programme::release::{self, ReleaseHead};

/// One release.
#[derive(Serialize, JsonSchema)]
pub struct ReleaseShape {
    id: IdText,
    /// 1, 2, 3, … within the edition
    number: i64,
    released_at: Moment,
    /// What the organiser says has changed
    note: Said,
}

/// A release with how much is in it.
#[derive(Serialize, JsonSchema)]
pub struct ReleaseInFull {
    #[serde(flatten)]
    head: ReleaseShape,
    activities: usize,
    people: usize,
    hosts: usize,
    venues: usize,
}

impl From<&ReleaseHead> for ReleaseShape {
    fn from(head: &ReleaseHead) -> Self {
        Self {
            id: head.id.into(),
            number: head.number,
            released_at: head.released_at.into(),
            note: (&head.note).into(),
        }
    }
}

impl From<&Release> for ReleaseShape {
    fn from(made: &Release) -> Self {
        Self {
            id: made.id.into(),
            number: made.number,
            released_at: made.released_at.into(),
            note: (&made.note).into(),
        }
    }
}

/// What the public may know of: editions with a release, and the one a token is for.
fn shown(tx: &mut Tx<'_>, asked: &Asked) -> Result<Vec<EditionShape>, Trouble> {
    let newest: HashMap<EditionId, i64> = release::newest_numbers(tx)?.into_iter().collect();
    let own = asked.ctx.actor.bearer().map(|bearer| bearer.edition);
    let all = editions::verbs::all(tx)?;
    let seen = all.iter().filter_map(|edition| {
        let number = newest.get(&edition.id).copied();
        let seen = number.is_some() || own == Some(edition.id.uuid());
        seen.then(|| EditionShape::of(edition, number))
    });
    Ok(seen.collect())
}

pub fn editions(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<EditionShape>>, Trouble> {
    let all = shown(tx, asked)?;
    asked.part(all, |edition| edition.slug.clone())
}

pub fn edition(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<EditionShape>, Trouble> {
    let slug = asked.named("edition");
    let found = shown(tx, asked)?.into_iter().find(|edition| edition.slug == slug);
    found.map(Reply::of).ok_or(Trouble::Missing)
}

pub fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<ReleaseShape>>, Trouble> {
    let edition = edition_of(tx, asked)?;
    let heads = release::heads(tx, edition.id)?;
    if heads.is_empty() {
        return Err(Trouble::Missing);
    }
    asked.part(heads.iter().map(ReleaseShape::from), |head| head.number.to_string())
}

pub fn release(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<ReleaseInFull>, Trouble> {
    let edition = edition_of(tx, asked)?;
    let number = match asked.named("release") {
        "latest" => 0,
        _ => asked.id::<i64>("release")?.max(1),
    };
    let shown = kept::released(tx, edition.id, number)?.ok_or(Trouble::Missing)?;
    let heads = release::heads(tx, edition.id)?;
    let wanted = |head: &&ReleaseHead| number == 0 || head.number == number;
    let head = heads.iter().find(wanted).ok_or(Trouble::Missing)?;
    Ok(Reply::of(in_full(head.into(), &shown)).tagged(&shown.digest))
}

fn in_full(head: ReleaseShape, shown: &Shown) -> ReleaseInFull {
    let programme = &shown.programme;
    ReleaseInFull {
        head,
        activities: programme.activities.len(),
        people: programme.people.len(),
        hosts: programme.hosts.len(),
        venues: programme.venues.len(),
    }
}
