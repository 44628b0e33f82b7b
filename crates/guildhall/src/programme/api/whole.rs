//! A whole version of the programme in one answer.

use schemars::JsonSchema;
use serde::Serialize;

use super::kept::Shown;
use super::places::{NamedShape, VenueShape};
use super::shapes::{ActivityShape, EditionShape, HostShape, Names, PersonShape};
use crate::api::{Said, word};
use crate::editions::model::Part;
use crate::programme::model::Term;

/// Everything that is public about an edition.
#[derive(Serialize, JsonSchema)]
pub struct ProgrammeShape {
    edition: EditionShape,
    parts: Vec<PartShape>,
    terms: Vec<TermShape>,
    venues: Vec<VenueShape>,
    hosts: Vec<HostShape>,
    people: Vec<PersonShape>,
    activities: Vec<ActivityShape>,
}

/// A section of the programme.
#[derive(Serialize, JsonSchema)]
struct PartShape {
    /// Its place in the shape of the programme: `1`, `N`, `X`
    code: String,
    summary: Said,
    #[serde(flatten)]
    named: NamedShape,
}

/// A word that activities and hosts are filed under.
#[derive(Serialize, JsonSchema)]
struct TermShape {
    /// `topic`, `sector`, `group` or `track`
    scheme: String,
    #[serde(flatten)]
    named: NamedShape,
}

impl ProgrammeShape {
    pub fn of(shown: &Shown) -> Self {
        let (programme, names) = (&shown.programme, Names::of(shown));
        let activities = shown.index.in_order(programme).into_iter();
        Self {
            edition: EditionShape::of(&programme.edition, None),
            parts: programme.parts.iter().map(PartShape::of).collect(),
            terms: programme.terms.iter().map(TermShape::of).collect(),
            venues: programme.venues.iter().map(VenueShape::of).collect(),
            hosts: programme.hosts.iter().map(HostShape::of).collect(),
            people: programme.people.iter().map(|one| PersonShape::of(one, &names)).collect(),
            activities: activities.map(|one| ActivityShape::of(one, &names)).collect(),
        }
    }
}

impl PartShape {
    fn of(part: &Part) -> Self {
        let named = NamedShape { slug: part.slug.to_string(), name: (&part.name).into() };
        Self { code: part.code.clone(), summary: (&part.summary).into(), named }
    }
}

impl TermShape {
    fn of(term: &Term) -> Self {
        let named = NamedShape { slug: term.slug.to_string(), name: (&term.name).into() };
        Self { scheme: word(&term.scheme), named }
    }
}
