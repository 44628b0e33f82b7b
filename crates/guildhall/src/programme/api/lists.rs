//! What a version of the programme holds, one by one and in parts.

use kernel::Date;
use store::Tx;

use super::kept::{Shown, asked_for};
use super::places::VenueShape;
use super::shapes::{ActivityShape, HostShape, Names, PersonShape};
use super::whole::ProgrammeShape;
use crate::api::{Asked, Listed, Problem, Reply, Trouble, word};
use crate::programme::model::Activity;

type Found<T> = Result<Reply<T>, Trouble>;

pub fn programme(tx: &mut Tx<'_>, asked: &Asked) -> Found<ProgrammeShape> {
    let shown = asked_for(tx, asked)?;
    Ok(Reply::of(ProgrammeShape::of(&shown)).tagged(&shown.digest))
}

pub fn activities(tx: &mut Tx<'_>, asked: &Asked) -> Found<Listed<ActivityShape>> {
    let day = match asked.said("day") {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| Problem::BadQuery { name: "day" })?),
    };
    let shown = asked_for(tx, asked)?;
    let (names, programme) = (Names::of(&shown), &shown.programme);
    let wanted = shown.index.in_order(programme).into_iter().filter(|activity| {
        let shape = || ActivityShape::of(activity, &names);
        on(day, activity, &shown) && fits(asked, &shape())
    });
    let slugs: Vec<&Activity> = wanted.collect();
    let part = asked.part(slugs, |activity| activity.slug.to_string())?;
    Ok(part.map(|activity| ActivityShape::of(activity, &names)))
}

fn on(day: Option<Date>, activity: &Activity, shown: &Shown) -> bool {
    let zone = &shown.programme.edition.zone;
    day.is_none_or(|day| {
        activity.placement.is_some_and(|at| zone.wall(at.interval.start()).date == day)
    })
}

fn fits(asked: &Asked, shape: &ActivityShape) -> bool {
    let is = |name, value: &str| asked.said(name).is_none_or(|wanted| wanted == value);
    let hall = shape.placement.as_ref().map_or("", |at| at.hall.as_str());
    let has = |name, all: &[String]| {
        asked.said(name).is_none_or(|wanted| all.iter().any(|one| one == wanted))
    };
    let person = asked.said("person");
    is("part", &shape.part)
        && is("kind", &shape.kind)
        && is("hall", hall)
        && has("host", &shape.hosts)
        && person.is_none_or(|wanted| shape.people.iter().any(|one| one.person == wanted))
}

pub fn activity(tx: &mut Tx<'_>, asked: &Asked) -> Found<ActivityShape> {
    let (shown, slug) = (asked_for(tx, asked)?, asked.named("activity"));
    let found = shown.programme.activities.iter().find(|one| one.slug.as_str() == slug);
    let found = found.ok_or(Trouble::Missing)?;
    Ok(Reply::of(ActivityShape::of(found, &Names::of(&shown))))
}

pub fn people(tx: &mut Tx<'_>, asked: &Asked) -> Found<Listed<PersonShape>> {
    let shown = asked_for(tx, asked)?;
    let part = asked.part(&shown.programme.people, |one| one.slug.to_string())?;
    let names = Names::of(&shown);
    Ok(part.map(|person| PersonShape::of(person, &names)))
}

pub fn person(tx: &mut Tx<'_>, asked: &Asked) -> Found<PersonShape> {
    let (shown, slug) = (asked_for(tx, asked)?, asked.named("person"));
    let found = shown.programme.people.iter().find(|one| one.slug.as_str() == slug);
    let found = found.ok_or(Trouble::Missing)?;
    Ok(Reply::of(PersonShape::of(found, &Names::of(&shown))))
}

pub fn hosts(tx: &mut Tx<'_>, asked: &Asked) -> Found<Listed<HostShape>> {
    let shown = asked_for(tx, asked)?;
    let part = asked.part(&shown.programme.hosts, |one| one.slug.to_string())?;
    Ok(part.map(HostShape::of))
}

pub fn host(tx: &mut Tx<'_>, asked: &Asked) -> Found<HostShape> {
    let (shown, slug) = (asked_for(tx, asked)?, asked.named("host"));
    let found = shown.programme.hosts.iter().find(|one| one.slug.as_str() == slug);
    found.map(|host| Reply::of(HostShape::of(host))).ok_or(Trouble::Missing)
}

pub fn venues(tx: &mut Tx<'_>, asked: &Asked) -> Found<Listed<VenueShape>> {
    let shown = asked_for(tx, asked)?;
    let part = asked.part(&shown.programme.venues, |one| one.slug.to_string())?;
    Ok(part.map(VenueShape::of))
}

pub fn venue(tx: &mut Tx<'_>, asked: &Asked) -> Found<VenueShape> {
    let (shown, slug) = (asked_for(tx, asked)?, asked.named("venue"));
    let found = shown.programme.venues.iter().find(|one| one.slug.as_str() == slug);
    found.map(|venue| Reply::of(VenueShape::of(venue))).ok_or(Trouble::Missing)
}

/// The kind of an activity as programs read it.
pub fn kind(activity: &Activity) -> String {
    word(&activity.details.kind())
}
