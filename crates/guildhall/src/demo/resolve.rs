//! From slugs to ids: the order of resolving, what is known so far, the edition and its terms.

use std::collections::BTreeSet;

use kernel::{Date, Id, Slug};

use super::error::{DemoError, Problem};
use super::files::Files;
use super::{activities, hosts, places, written};
use crate::editions::model::{Edition, Figure, Part, Provenance};
use crate::programme::model::{Programme, Remainder, Scheme, Term};

const SPACE: &str = "gdc-2025";

/// The id that a slug has in every load.
pub(super) fn id<T>(kind: &str, slug: &str) -> Id<T> {
    Id::named(&format!("{SPACE}/{kind}"), slug)
}

/// Resolves in the order in which things refer to each other.
pub(super) fn programme(files: &Files) -> Result<Programme, DemoError> {
    let days = days(&files.edition.edition);
    let mut programme = Programme {
        edition: edition("edition.toml", &files.edition.edition)?,
        parts: files.edition.parts.iter().map(part).collect(),
        terms: terms(files),
        venues: places::venues(files, &days)?,
        travel: Vec::new(),
        hosts: Vec::new(),
        people: Vec::new(),
        activities: Vec::new(),
        routes: Vec::new(),
        pages: files.pages.iter().map(places::page).collect::<Result<_, _>>()?,
        earlier: Vec::new(),
        remainder: Remainder::default(),
    };
    for earlier in &files.editions.editions {
        programme.earlier.push(edition("editions.toml", earlier)?);
    }
    programme.travel = places::travel(files, &Known::of(&programme))?;
    programme.hosts = hosts::hosts(files, &Known::of(&programme))?;
    programme.people = hosts::people(files, &Known::of(&programme))?;
    programme.activities = activities::activities(files, &Known::of(&programme), &days)?;
    programme.routes = activities::routes(files, &Known::of(&programme))?;
    Ok(programme)
}

/// Every slug that may be referred to, by kind; halls as `venue/hall`, spots as `venue/hall/spot`.
pub(super) struct Known(BTreeSet<(&'static str, String)>);

impl Known {
    fn of(programme: &Programme) -> Self {
        let mut known = BTreeSet::new();
        let mut add = |kind, slug: String| known.insert((kind, slug));
        for venue in &programme.venues {
            add("venue", venue.slug.to_string());
            for hall in &venue.halls {
                let path = format!("{}/{}", venue.slug, hall.slug);
                for spot in &hall.spots {
                    add("spot", format!("{path}/{}", spot.slug));
                }
                add("hall", path);
            }
        }
        for term in &programme.terms {
            add(scheme_name(term.scheme), term.slug.to_string());
        }
        programme.parts.iter().for_each(|it| _ = add("part", it.slug.to_string()));
        programme.hosts.iter().for_each(|it| _ = add("host", it.slug.to_string()));
        programme.people.iter().for_each(|it| _ = add("person", it.slug.to_string()));
        programme.activities.iter().for_each(|it| _ = add("activity", it.slug.to_string()));
        Self(known)
    }

    /// The id behind a reference.
    pub(super) fn id<T>(&self, kind: &'static str, slug: &str) -> Result<Id<T>, Problem> {
        self.check(kind, slug).map(|()| id(kind, slug))
    }

    /// The terms as they are written, when the edition has them all.
    pub(super) fn terms(&self, scheme: Scheme, slugs: &[Slug]) -> Result<Vec<Slug>, Problem> {
        let kind = scheme_name(scheme);
        slugs.iter().map(|slug| self.check(kind, slug.as_str()).map(|()| slug.clone())).collect()
    }

    fn check(&self, kind: &'static str, slug: &str) -> Result<(), Problem> {
        let found = self.0.contains(&(kind, slug.to_owned()));
        if found { Ok(()) } else { Err(Problem::no_such(kind, slug)) }
    }
}

const fn scheme_name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Topic => "topic",
        Scheme::Sector => "sector",
        Scheme::Group => "group",
        Scheme::Track => "track",
    }
}

/// Either invented or taken from somewhere, never silent about it.
pub(super) fn provenance(sample: bool, source: Option<&String>) -> Result<Provenance, Problem> {
    match (sample, source) {
        (true, None) => Ok(Provenance::Sample),
        (false, Some(source)) => Ok(Provenance::Source(source.clone())),
        _ => Err(Problem::NoProvenance),
    }
}

/// Refuses a slug that came before.
pub(super) fn unique<'a>(
    file: &'static str,
    kind: &'static str,
    slugs: impl Iterator<Item = &'a Slug>,
) -> Result<(), DemoError> {
    let mut seen = BTreeSet::new();
    for slug in slugs {
        if !seen.insert(slug) {
            return Err(Problem::Repeated { kind, slug: slug.to_string() }.at(file, slug.as_str()));
        }
    }
    Ok(())
}

/// `09:15` as minutes since midnight.
pub(super) fn minute(clock: &str) -> Result<u16, Problem> {
    let parts = clock
        .split_once(':')
        .and_then(|(hour, minute)| Some((hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?)));
    match parts {
        Some((hour, minute)) if hour < 24 && minute < 60 => Ok(hour * 60 + minute),
        _ => Err(Problem::NotATime(clock.to_owned())),
    }
}

/// The date of `day`, 1 being the first of the edition.
pub(super) fn date(days: &[Date], day: u8) -> Result<Date, Problem> {
    let index = usize::from(day).checked_sub(1);
    index.and_then(|index| days.get(index)).copied().ok_or(Problem::NotADay(day))
}

fn days(edition: &written::Edition) -> Vec<Date> {
    /// No edition is longer than a month.
    const DAYS_MAX: usize = 31;
    edition.first_day.through(edition.last_day, DAYS_MAX)
}

fn edition(file: &'static str, from: &written::Edition) -> Result<Edition, DemoError> {
    let failed = |problem: Problem| problem.at(file, from.slug.as_str());
    let figures = from.figures.iter().map(|figure| {
        Ok(Figure {
            slug: figure.slug.clone(),
            label: figure.label.clone(),
            value: figure.value,
            at_least: figure.at_least,
            provenance: provenance(false, figure.source.as_ref())?,
        })
    });
    Ok(Edition {
        id: id("edition", from.slug.as_str()),
        slug: from.slug.clone(),
        name: from.name.clone(),
        short_name: from.short_name.clone(),
        theme: from.theme.clone(),
        summary: from.summary.clone(),
        place: from.place.clone(),
        first_day: from.first_day,
        last_day: from.last_day,
        zone: from.zone.clone(),
        languages: from.languages.clone(),
        standing: from.standing,
        figures: figures.collect::<Result<_, _>>().map_err(failed)?,
        provenance: provenance(false, from.source.as_ref()).map_err(failed)?,
    })
}

fn part(from: &written::Part) -> Part {
    Part {
        id: id("part", from.slug.as_str()),
        slug: from.slug.clone(),
        code: from.code.clone(),
        name: from.name.clone(),
        summary: from.summary.clone(),
        hue: from.hue.clone(),
    }
}

fn terms(files: &Files) -> Vec<Term> {
    let lists = [
        (Scheme::Topic, &files.edition.topics),
        (Scheme::Sector, &files.edition.sectors),
        (Scheme::Group, &files.edition.groups),
    ];
    let term = |scheme, from: &written::Term| Term {
        scheme,
        slug: from.slug.clone(),
        name: from.name.clone(),
    };
    lists
        .into_iter()
        .flat_map(|(scheme, list)| list.iter().map(move |from| term(scheme, from)))
        .collect()
}
