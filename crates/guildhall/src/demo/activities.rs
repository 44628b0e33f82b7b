//! From slugs to ids: activities with their placements, and visitor routes.

use std::collections::BTreeMap;

use kernel::{Date, Interval, Zone};

use super::error::{DemoError, Problem};
use super::files::Files;
use super::resolve::{Known, date, id, minute, provenance, unique};
use super::written;
use crate::programme::model::{
    Activity, ActivityState, Details, Involvement, Placement, Route, Scheme, Stop, StopPlace,
};

/// What resolving one activity needs: the references, the days, and the other activities, since a
/// child takes hall and day from its parent.
struct Context<'a> {
    known: &'a Known,
    days: &'a [Date],
    zone: &'a Zone,
    written: BTreeMap<&'a str, &'a written::Activity>,
}

pub(super) fn activities(
    files: &Files,
    known: &Known,
    days: &[Date],
) -> Result<Vec<Activity>, DemoError> {
    let all = || files.activities.iter().flat_map(|(_, file)| &file.activities);
    unique("activities", "activity", all().map(|it| &it.slug))?;
    let written = all().map(|it| (it.slug.as_str(), it)).collect();
    let context = Context { known, days, zone: &files.edition.edition.zone, written };
    let mut activities = Vec::new();
    for (name, file) in &files.activities {
        for from in &file.activities {
            let entry = || format!("{} \"{}\"", from.kind, from.slug);
            let found = activity(from, &file.part, &context);
            activities.push(found.map_err(|problem| problem.at(name, &entry()))?);
        }
    }
    Ok(activities)
}

fn activity(from: &written::Activity, part: &str, context: &Context) -> Result<Activity, Problem> {
    let known = context.known;
    let person = |it: &written::Involvement| {
        Ok(Involvement { person: known.id("person", &it.person)?, role: it.role })
    };
    Ok(Activity {
        id: id("activity", from.slug.as_str()),
        slug: from.slug.clone(),
        part: known.id("part", part)?,
        parent: context.parent(from)?.map(|parent| id("activity", parent.slug.as_str())),
        details: details(&from.kind, &from.details)?,
        title: from.title.clone(),
        subtitle: from.subtitle.clone(),
        summary: from.summary.clone(),
        description: from.description.clone(),
        hosts: from.hosts.iter().map(|it| known.id("host", it)).collect::<Result<_, _>>()?,
        people: from.people.iter().map(person).collect::<Result<_, Problem>>()?,
        track: None,
        topics: known.terms(Scheme::Topic, &from.topics)?,
        sectors: known.terms(Scheme::Sector, &from.sectors)?,
        groups: known.terms(Scheme::Group, &from.groups)?,
        level: from.level,
        languages: from.languages.clone(),
        interpretation: from.interpretation.clone(),
        entry: from.entry,
        places: from.places,
        state: ActivityState::Planned,
        placement: placement(from, context)?,
        minutes: None,
        links: from.links.clone(),
        recorded: from.recorded,
        guid: None,
        provenance: provenance(from.sample, from.source.as_ref())?,
    })
}

/// The kind with its own fields. A field that the kind does not have is an error.
fn details(kind: &str, fields: &toml::Table) -> Result<Details, Problem> {
    let mut table = fields.clone();
    table.insert("kind".to_owned(), toml::Value::String(kind.to_owned()));
    let details: Details = table.try_into().map_err(|error| Problem::Details(error.to_string()))?;
    let read = serde_json::to_value(&details).unwrap_or_default();
    match fields.keys().find(|field| read.get(field.as_str()).is_none()) {
        Some(field) => Err(Problem::no_such("field of its kind", field)),
        None => Ok(details),
    }
}

impl<'a> Context<'a> {
    fn parent(&self, from: &written::Activity) -> Result<Option<&'a written::Activity>, Problem> {
        let find = |slug: &String| {
            let found = self.written.get(slug.as_str()).copied();
            found.ok_or_else(|| Problem::no_such("parent activity", slug))
        };
        from.parent.as_ref().map(find).transpose()
    }
}

fn placement(from: &written::Activity, context: &Context) -> Result<Option<Placement>, Problem> {
    let Some(start) = &from.start else { return Ok(None) };
    let parent = context.parent(from)?;
    let hall = from.hall.as_ref().or(parent.and_then(|it| it.hall.as_ref()));
    let day = from.day.or(parent.and_then(|it| it.day));
    let (Some(hall), Some(day)) = (hall, day) else { return Err(Problem::NoHall) };
    let spot = from.spot.as_ref().map(|spot| context.known.id("spot", &format!("{hall}/{spot}")));
    let day = date(context.days, day)?;
    let start = context.zone.moment(day, minute(start)?);
    let end = match (from.minutes, &from.end) {
        (Some(minutes), None) => start.plus_minutes(minutes),
        (None, Some(end)) => context.zone.moment(day, minute(end)?),
        _ => return Err(Problem::NoLength),
    };
    let interval = Interval::new(start, end).map_err(|_| Problem::Backwards)?;
    Ok(Some(Placement { hall: context.known.id("hall", hall)?, spot: spot.transpose()?, interval }))
}

pub(super) fn routes(files: &Files, known: &Known) -> Result<Vec<Route>, DemoError> {
    const FILE: &str = "routes.toml";
    unique(FILE, "route", files.routes.routes.iter().map(|it| &it.slug))?;
    let each = files.routes.routes.iter();
    each.map(|it| route(it, known).map_err(|problem| problem.at(FILE, it.slug.as_str()))).collect()
}

fn route(from: &written::Route, known: &Known) -> Result<Route, Problem> {
    Ok(Route {
        id: id("route", from.slug.as_str()),
        slug: from.slug.clone(),
        title: from.title.clone(),
        summary: from.summary.clone(),
        sectors: known.terms(Scheme::Sector, &from.sectors)?,
        groups: known.terms(Scheme::Group, &from.groups)?,
        stops: from.stops.iter().map(|it| stop(it, known)).collect::<Result<_, _>>()?,
        provenance: provenance(from.sample, from.source.as_ref())?,
    })
}

fn stop(from: &written::Stop, known: &Known) -> Result<Stop, Problem> {
    let place = match (&from.activity, &from.hall) {
        (Some(activity), None) => StopPlace::Activity(known.id("activity", activity)?),
        (None, Some(hall)) => StopPlace::Hall(known.id("hall", hall)?),
        _ => return Err(Problem::no_such("single place", "activity or hall")),
    };
    Ok(Stop { place, minutes: from.minutes, note: from.note.clone() })
}
