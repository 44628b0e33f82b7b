//! The data files, compiled in and parsed.

use serde::de::DeserializeOwned;

use super::error::DemoError;
use super::written::{
    ActivitiesFile, BodiesFile, CommunitiesFile, EditionFile, EditionsFile, OrganisationsFile,
    PeopleFile, RoutesFile, VenuesFile,
};

/// Everything that is written down.
pub(super) struct Files {
    pub edition: EditionFile,
    pub editions: EditionsFile,
    pub venues: VenuesFile,
    pub bodies: BodiesFile,
    pub communities: CommunitiesFile,
    pub organisations: OrganisationsFile,
    pub people: PeopleFile,
    pub activities: Vec<(&'static str, ActivitiesFile)>,
    pub routes: RoutesFile,
    pub pages: &'static [PageFile],
}

/// A page in Markdown; its first line is `# title`.
pub(super) struct PageFile {
    pub slug: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

macro_rules! file {
    ($path:expr) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/gdc-2025/", $path))
    };
}

macro_rules! activities {
    ($($name:literal),* $(,)?) => {
        &[$((concat!("activities/", $name), file!(concat!("activities/", $name)))),*]
    };
}

macro_rules! pages {
    ($($slug:literal),* $(,)?) => {
        &[$(PageFile {
            slug: $slug,
            zh: file!(concat!("pages/", $slug, ".zh.md")),
            en: file!(concat!("pages/", $slug, ".en.md")),
        }),*]
    };
}

/// In the order a reader meets them.
const ACTIVITIES: &[(&str, &str)] = activities![
    "opening.toml",
    "young-exchange.toml",
    "forums.toml",
    "talks.toml",
    "workshops.toml",
    "open-mic.toml",
    "demo-day.toml",
    "hackathon.toml",
    "contests.toml",
    "experiences.toml",
    "xr.toml",
    "market.toml",
    "meeting.toml",
    "press.toml",
];

const PAGES: &[PageFile] =
    pages!["about", "getting-there", "guidance", "policy-background", "privacy"];

/// Parses every file, or says which one is broken and where.
pub(super) fn read() -> Result<Files, DemoError> {
    let activities = ACTIVITIES
        .iter()
        .map(|&(name, content)| Ok((name, parse(name, content)?)))
        .collect::<Result<_, DemoError>>()?;
    Ok(Files {
        edition: parse("edition.toml", file!("edition.toml"))?,
        editions: parse("editions.toml", file!("editions.toml"))?,
        venues: parse("venues.toml", file!("venues.toml"))?,
        bodies: parse("bodies.toml", file!("bodies.toml"))?,
        communities: parse("communities.toml", file!("communities.toml"))?,
        organisations: parse("organisations.toml", file!("organisations.toml"))?,
        people: parse("people.toml", file!("people.toml"))?,
        activities,
        routes: parse("routes.toml", file!("routes.toml"))?,
        pages: PAGES,
    })
}

/// What the draft has changed since the release.
pub(super) const DRAFT: &str = file!("draft.toml");

/// What passes there are in the demonstration.
pub(super) const PASSES: &str = file!("passes.toml");
pub(super) const GATES: &str = file!("gates.toml");
pub(super) const SEATS: &str = file!("seats.toml");

/// What the samples were granted.
pub(super) const GRANTS: &str = file!("grants.toml");

/// What they ask beyond that, and of each other.
pub(super) const REQUESTS: &str = file!("requests.toml");
/// Calls and what was proposed to them.
pub(super) const CALLS: &str = file!("calls.toml");

/// Translations under way, and terms.
pub(super) const TRANSLATION: &str = file!("translation.toml");

/// How its invented people are reached, and what waits in the outbox.
pub(super) const LETTERS: &str = file!("letters.toml");

/// Guests on their way, and a running order.
pub(super) const GUESTS: &str = file!("guests.toml");

pub(super) fn parse<T: DeserializeOwned>(
    file: &'static str,
    content: &str,
) -> Result<T, DemoError> {
    toml::from_str(content).map_err(|error| DemoError::Unreadable { file, source: Box::new(error) })
}
