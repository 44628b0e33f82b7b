//! From slugs to ids: venues with their halls and spots, travel, pages.

use kernel::{Date, Lang, LangTag, Slug, Text};

use super::error::{DemoError, Problem};
use super::files::{Files, PageFile};
use super::resolve::{Known, date, id, minute, provenance, unique};
use super::written;
use crate::editions::model::{Hall, Opening, Page, Spot, Travel, Venue};

const FILE: &str = "venues.toml";

pub(super) fn venues(files: &Files, days: &[Date]) -> Result<Vec<Venue>, DemoError> {
    unique(FILE, "venue", files.venues.venues.iter().map(|it| &it.slug))?;
    files.venues.venues.iter().map(|from| venue(from, days)).collect()
}

fn venue(from: &written::Venue, days: &[Date]) -> Result<Venue, DemoError> {
    let failed = |problem: Problem| problem.at(FILE, from.slug.as_str());
    unique(FILE, "hall", from.halls.iter().map(|it| &it.slug))?;
    let halls = from.halls.iter().map(|it| {
        let path = format!("{}/{}", from.slug, it.slug);
        hall(&path, it, days).map_err(|problem| problem.at(FILE, &path))
    });
    Ok(Venue {
        id: id("venue", from.slug.as_str()),
        slug: from.slug.clone(),
        name: from.name.clone(),
        short_name: from.short_name.clone(),
        summary: from.summary.clone(),
        address: from.address.clone(),
        directions: from.directions.clone(),
        position: from.position,
        hours: hours(&from.hours, days).map_err(failed)?,
        halls: halls.collect::<Result<_, _>>()?,
        provenance: provenance(false, from.source.as_ref()).map_err(failed)?,
    })
}

fn hall(path: &str, from: &written::Hall, days: &[Date]) -> Result<Hall, Problem> {
    let spots = from.spots.iter().map(|row| spots(path, row)).collect::<Result<Vec<_>, _>>()?;
    Ok(Hall {
        id: id("hall", path),
        slug: from.slug.clone(),
        name: from.name.clone(),
        capacity: from.capacity,
        floor: from.floor.clone(),
        area_m2: from.area_m2,
        features: from.features.clone(),
        hours: hours(&from.hours, days)?,
        spots: spots.concat(),
        provenance: provenance(from.sample, from.source.as_ref())?,
    })
}

fn spots(path: &str, row: &written::Spots) -> Result<Vec<Spot>, Problem> {
    let spot = |number: u16| {
        let slug = format!("{}-{number:02}", row.prefix);
        let numbered = |words: &str| words.replace("{n}", &format!("{number:02}"));
        let name = row.name.iter().fold(Text::empty(), |name, (tag, words)| {
            name.with_status(tag.clone(), numbered(&words.value), words.status)
        });
        let parsed: Slug = slug.parse().map_err(|_| Problem::no_such("spot", slug.clone()))?;
        Ok(Spot { id: id("spot", &format!("{path}/{slug}")), slug: parsed, name })
    };
    (1..=row.count).map(spot).collect()
}

fn hours(from: &[written::Hours], days: &[Date]) -> Result<Vec<Opening>, Problem> {
    let opening = |it: &written::Hours| {
        let (from_minute, until_minute) = (minute(&it.from)?, minute(&it.until)?);
        Ok(Opening { day: date(days, it.day)?, from_minute, until_minute })
    };
    from.iter().map(opening).collect()
}

pub(super) fn travel(files: &Files, known: &Known) -> Result<Vec<Travel>, DemoError> {
    let way = |from: &written::Travel| {
        Ok(Travel {
            from: known.id("venue", &from.from)?,
            to: known.id("venue", &from.to)?,
            minutes: from.minutes,
            mode: from.mode,
        })
    };
    let entry = |it: &written::Travel| format!("travel {} – {}", it.from, it.to);
    files
        .venues
        .travel
        .iter()
        .map(|it| way(it).map_err(|problem: Problem| problem.at(FILE, &entry(it))))
        .collect()
}

pub(super) fn page(from: &PageFile) -> Result<Page, DemoError> {
    let failed = |problem: Problem| problem.at("pages", from.slug);
    let mut page = Page {
        slug: from.slug.parse().map_err(|_| failed(Problem::no_such("page", from.slug)))?,
        title: Text::empty(),
        body: Text::empty(),
    };
    for (lang, content) in [(Lang::Zh, from.zh), (Lang::En, from.en)] {
        let parts = content.strip_prefix("# ").and_then(|rest| rest.split_once('\n'));
        let (title, body) = parts.ok_or_else(|| failed(Problem::NoTitle))?;
        page.title = page.title.with(LangTag::from(lang), title.trim());
        page.body = page.body.with(LangTag::from(lang), body.trim());
    }
    Ok(page)
}
