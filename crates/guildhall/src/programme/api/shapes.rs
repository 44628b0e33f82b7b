//! The programme as other programs read it: slugs where the house has ids, every word by language.
//! Nothing here is not on the public pages.

use schemars::JsonSchema;
use serde::Serialize;

use super::kept::Shown;
use super::lists::kind;
use crate::api::{IdText, Moment, Said, word};
use crate::editions::model::{Edition, Provenance};
use crate::hosts::model::{Host, Nature};
use crate::people::model::Person;
use crate::programme::index::Index;
use crate::programme::model::{Activity, Programme};

/// One conference.
#[derive(Serialize, JsonSchema)]
pub struct EditionShape {
    pub id: IdText,
    pub slug: String,
    pub name: Said,
    pub short_name: Said,
    pub theme: Said,
    pub summary: Said,
    pub place: Said,
    pub first_day: String,
    pub last_day: String,
    /// Its time zone by IANA name
    pub zone: String,
    /// Languages of its content
    pub languages: Vec<String>,
    /// The number of its newest release; null before the first
    pub release: Option<i64>,
}

impl EditionShape {
    pub fn of(edition: &Edition, release: Option<i64>) -> Self {
        Self {
            id: edition.id.into(),
            slug: edition.slug.to_string(),
            name: (&edition.name).into(),
            short_name: (&edition.short_name).into(),
            theme: (&edition.theme).into(),
            summary: (&edition.summary).into(),
            place: (&edition.place).into(),
            first_day: edition.first_day.to_string(),
            last_day: edition.last_day.to_string(),
            zone: edition.zone.to_string(),
            languages: edition.languages.iter().map(ToString::to_string).collect(),
            release,
        }
    }
}

/// What ids are called.
pub struct Names<'p> {
    programme: &'p Programme,
    index: &'p Index,
}

impl<'p> Names<'p> {
    pub const fn of(shown: &'p Shown) -> Self {
        Self { programme: &shown.programme, index: &shown.index }
    }
}

/// Whether it was invented for a demonstration, or where it was taken from.
#[derive(Serialize, JsonSchema)]
pub struct Origin {
    /// Invented for a demonstration
    pub sample: bool,
    /// The public source it was taken from
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl From<&Provenance> for Origin {
    fn from(provenance: &Provenance) -> Self {
        Self { sample: provenance.is_sample(), source: provenance.source().cloned() }
    }
}

/// Anything that can be placed and attended.
#[derive(Serialize, JsonSchema)]
pub struct ActivityShape {
    pub id: IdText,
    pub slug: String,
    /// The slug of its part
    pub part: String,
    /// The slug of the larger activity that holds it
    pub parent: Option<String>,
    /// `talk`, `forum`, `workshop`, …
    pub kind: String,
    /// `planned` or `cancelled`
    pub state: String,
    pub title: Said,
    pub subtitle: Said,
    pub summary: Said,
    /// CommonMark
    pub description: Said,
    /// Slugs; the first leads
    pub hosts: Vec<String>,
    pub people: Vec<InvolvementShape>,
    pub track: Option<String>,
    pub topics: Vec<String>,
    pub sectors: Vec<String>,
    pub groups: Vec<String>,
    pub level: Option<String>,
    /// Languages spoken
    pub languages: Vec<String>,
    /// Languages interpreted into
    pub interpretation: Vec<String>,
    /// How one gets in: `open`, `booking`, `on_site`, `invitation`, `accreditation`
    pub entry: String,
    /// How many may come; the hall's capacity when null
    pub places: Option<i64>,
    /// Where and when; null while it has no place
    pub placement: Option<PlacementShape>,
    pub links: Vec<LinkShape>,
    pub recorded: bool,
    #[serde(flatten)]
    pub origin: Origin,
}

/// A person's part in an activity.
#[derive(Serialize, JsonSchema)]
pub struct InvolvementShape {
    /// The person's slug
    pub person: String,
    /// `speaker`, `moderator`, …
    pub role: String,
}

/// Where and when.
#[derive(Serialize, JsonSchema)]
pub struct PlacementShape {
    pub venue: String,
    pub hall: String,
    pub spot: Option<String>,
    pub start: Moment,
    pub end: Moment,
}

#[derive(Serialize, JsonSchema)]
pub struct LinkShape {
    /// `stream`, `attachment`, …
    pub kind: String,
    pub url: String,
    pub title: String,
}

impl ActivityShape {
    pub fn of(activity: &Activity, names: &Names<'_>) -> Self {
        let Names { programme, index } = names;
        let host = |id| index.host(programme, id).map(|host| host.slug.to_string());
        let parent = activity.parent.and_then(|id| index.activity(programme, id));
        let part = programme.parts.iter().find(|part| part.id == activity.part);
        let tags = |tags: &[kernel::LangTag]| tags.iter().map(ToString::to_string).collect();
        let slugs = |slugs: &[kernel::Slug]| slugs.iter().map(ToString::to_string).collect();
        Self {
            id: activity.id.into(),
            slug: activity.slug.to_string(),
            part: part.map(|part| part.slug.to_string()).unwrap_or_default(),
            parent: parent.map(|parent| parent.slug.to_string()),
            kind: kind(activity),
            state: word(&activity.state),
            title: (&activity.title).into(),
            subtitle: (&activity.subtitle).into(),
            summary: (&activity.summary).into(),
            description: (&activity.description).into(),
            hosts: activity.hosts.iter().filter_map(|id| host(*id)).collect(),
            people: involvements(activity, names),
            track: activity.track.as_ref().map(ToString::to_string),
            topics: slugs(&activity.topics),
            sectors: slugs(&activity.sectors),
            groups: slugs(&activity.groups),
            level: activity.level.as_ref().map(word),
            languages: tags(&activity.languages),
            interpretation: tags(&activity.interpretation),
            entry: word(&activity.entry),
            places: activity.places,
            placement: placement(activity, names),
            links: activity.links.iter().map(LinkShape::of).collect(),
            recorded: activity.recorded,
            origin: (&activity.provenance).into(),
        }
    }
}

fn involvements(
    activity: &Activity,
    Names { programme, index }: &Names<'_>,
) -> Vec<InvolvementShape> {
    let one = |person| index.person(programme, person).map(|person| person.slug.to_string());
    let all = activity.people.iter();
    all.filter_map(|part| {
        Some(InvolvementShape { person: one(part.person)?, role: word(&part.role) })
    })
    .collect()
}

fn placement(
    activity: &Activity,
    Names { programme, index }: &Names<'_>,
) -> Option<PlacementShape> {
    let at = activity.placement?;
    let (venue, hall) = index.hall(programme, at.hall)?;
    let spot = hall.spots.iter().find(|spot| Some(spot.id) == at.spot);
    Some(PlacementShape {
        venue: venue.slug.to_string(),
        hall: hall.slug.to_string(),
        spot: spot.map(|spot| spot.slug.to_string()),
        start: at.interval.start().into(),
        end: at.interval.end().into(),
    })
}

impl LinkShape {
    fn of(link: &crate::programme::model::Link) -> Self {
        Self { kind: word(&link.kind), url: link.url.clone(), title: link.title.clone() }
    }
}

/// What the public may read about a person.
#[derive(Serialize, JsonSchema)]
pub struct PersonShape {
    pub id: IdText,
    pub slug: String,
    pub name: Said,
    /// Post or profession
    pub title: Said,
    pub affiliation: Said,
    /// The slug of the host they belong to
    pub host: Option<String>,
    pub biography: Said,
    /// ISO 3166-1 alpha-2
    pub country: Option<String>,
    #[serde(flatten)]
    pub origin: Origin,
}

impl PersonShape {
    pub fn of(person: &Person, Names { programme, index }: &Names<'_>) -> Self {
        let host = person.host.and_then(|id| index.host(programme, id));
        Self {
            id: person.id.into(),
            slug: person.slug.to_string(),
            name: (&person.name).into(),
            title: (&person.title).into(),
            affiliation: (&person.affiliation).into(),
            host: host.map(|host| host.slug.to_string()),
            biography: (&person.biography).into(),
            country: person.country.clone(),
            origin: (&person.provenance).into(),
        }
    }
}

/// A community, organisation or public body.
#[derive(Serialize, JsonSchema)]
pub struct HostShape {
    pub id: IdText,
    pub slug: String,
    pub name: Said,
    pub summary: Said,
    /// `community`, `organisation` or `body`
    pub nature: String,
    /// Of a community: `core` or `participating`
    pub standing: Option<String>,
    /// Of an organisation: what sort it is
    pub kind: Option<String>,
    /// Of an organisation: layers of the AI stack
    pub layers: Vec<String>,
    pub country: Option<String>,
    pub site: Option<String>,
    pub sectors: Vec<String>,
    #[serde(flatten)]
    pub origin: Origin,
}

impl HostShape {
    pub fn of(host: &Host) -> Self {
        let (nature, standing, kind, layers) = match &host.nature {
            Nature::Community { standing } => ("community", Some(word(standing)), None, Vec::new()),
            Nature::Organisation { kind, layers } => {
                ("organisation", None, Some(word(kind)), layers.iter().map(word).collect())
            }
            Nature::Body => ("body", None, None, Vec::new()),
        };
        Self {
            id: host.id.into(),
            slug: host.slug.to_string(),
            name: (&host.name).into(),
            summary: (&host.summary).into(),
            nature: nature.to_owned(),
            standing,
            kind,
            layers,
            country: host.country.clone(),
            site: host.site.clone(),
            sectors: host.sectors.iter().map(ToString::to_string).collect(),
            origin: (&host.provenance).into(),
        }
    }
}
