//! From slugs to ids: hosts and people.

use super::error::{DemoError, Problem};
use super::files::Files;
use super::resolve::{Known, id, provenance, unique};
use super::written;
use crate::hosts::model::{Host, Nature};
use crate::people::model::Person;
use crate::programme::model::Scheme;

pub(super) fn hosts(files: &Files, known: &Known) -> Result<Vec<Host>, DemoError> {
    let bodies = files.bodies.bodies.iter().map(|it| ("bodies.toml", &it.slug, body(it)));
    let communities = files.communities.communities.iter();
    let communities = communities.map(|it| ("communities.toml", &it.slug, community(it, known)));
    let organisations = files.organisations.organisations.iter();
    let organisations =
        organisations.map(|it| ("organisations.toml", &it.slug, organisation(it, known)));
    let hosts = bodies
        .chain(communities)
        .chain(organisations)
        .map(|(file, slug, host)| host.map_err(|problem| problem.at(file, slug.as_str())))
        .collect::<Result<Vec<_>, _>>()?;
    unique("organisations.toml", "host", hosts.iter().map(|it| &it.slug))?;
    Ok(hosts)
}

fn body(from: &written::Body) -> Result<Host, Problem> {
    Ok(Host {
        id: id("host", from.slug.as_str()),
        slug: from.slug.clone(),
        name: from.name.clone(),
        summary: from.summary.clone(),
        nature: Nature::Body,
        country: from.country.clone(),
        site: from.site.clone(),
        sectors: Vec::new(),
        provenance: provenance(from.sample, from.source.as_ref())?,
    })
}

fn community(from: &written::Community, known: &Known) -> Result<Host, Problem> {
    Ok(Host {
        id: id("host", from.slug.as_str()),
        slug: from.slug.clone(),
        name: from.name.clone(),
        summary: from.summary.clone(),
        nature: Nature::Community { standing: from.standing },
        country: from.country.clone(),
        site: from.site.clone(),
        sectors: known.terms(Scheme::Sector, &from.sectors)?,
        provenance: provenance(from.sample, from.source.as_ref())?,
    })
}

fn organisation(from: &written::Organisation, known: &Known) -> Result<Host, Problem> {
    Ok(Host {
        id: id("host", from.slug.as_str()),
        slug: from.slug.clone(),
        name: from.name.clone(),
        summary: from.summary.clone(),
        nature: Nature::Organisation { kind: from.kind, layers: from.layers.clone() },
        country: from.country.clone(),
        site: from.site.clone(),
        sectors: known.terms(Scheme::Sector, &from.sectors)?,
        provenance: provenance(from.sample, from.source.as_ref())?,
    })
}

pub(super) fn people(files: &Files, known: &Known) -> Result<Vec<Person>, DemoError> {
    const FILE: &str = "people.toml";
    unique(FILE, "person", files.people.people.iter().map(|it| &it.slug))?;
    let each = files.people.people.iter();
    each.map(|it| person(it, known).map_err(|problem| problem.at(FILE, it.slug.as_str()))).collect()
}

fn person(from: &written::Person, known: &Known) -> Result<Person, Problem> {
    Ok(Person {
        id: id("person", from.slug.as_str()),
        slug: from.slug.clone(),
        name: from.name.clone(),
        title: from.title.clone(),
        affiliation: from.affiliation.clone(),
        host: from.host.as_ref().map(|host| known.id("host", host)).transpose()?,
        biography: from.biography.clone(),
        country: from.country.clone(),
        rank: from.rank,
        guid: None,
        provenance: provenance(from.sample, from.source.as_ref())?,
    })
}
