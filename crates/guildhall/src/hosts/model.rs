//! Who runs activities: communities, organisations, public bodies.

use kernel::{Id, Slug, Text};
use serde::{Deserialize, Serialize};

use crate::access::HostKey;
use crate::editions::model::Provenance;

pub type HostId = Id<Host>;

impl HostKey for Host {}

/// A community, organisation or public body, as it takes part in one edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Host {
    pub id: HostId,
    pub slug: Slug,
    pub name: Text,
    pub summary: Text,
    pub nature: Nature,
    /// Home country, ISO 3166-1 alpha-2 in capitals.
    pub country: Option<String>,
    /// `https://…`
    pub site: Option<String>,
    /// Slugs of the edition's sectors.
    pub sectors: Vec<Slug>,
    pub provenance: Provenance,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "nature", rename_all = "snake_case")]
pub enum Nature {
    Community {
        standing: CommunityStanding,
    },
    Organisation {
        kind: OrganisationKind,
        layers: Vec<Layer>,
    },
    /// An authority, association or operating body that guides or organises the edition.
    Body,
}

/// A core community holds a grant and runs activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommunityStanding {
    Core,
    Participating,
}

/// The nine kinds of enterprise that the conference invites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    FoundationModel,
    VerticalModel,
    Scenario,
    Compute,
    Corpus,
    Fund,
    Tool,
    SoftwareService,
    DeveloperCommunity,
}

impl OrganisationKind {
    pub const ALL: [Self; 9] = [
        Self::FoundationModel,
        Self::VerticalModel,
        Self::Scenario,
        Self::Compute,
        Self::Corpus,
        Self::Fund,
        Self::Tool,
        Self::SoftwareService,
        Self::DeveloperCommunity,
    ];
}

/// A layer of the AI stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    FoundationModel,
    VerticalModel,
    Compute,
    Corpus,
    Tool,
    Platform,
}

impl Layer {
    pub const ALL: [Self; 6] = [
        Self::FoundationModel,
        Self::VerticalModel,
        Self::Compute,
        Self::Corpus,
        Self::Tool,
        Self::Platform,
    ];
}
