//! An edition, its parts, its venues and the pages it writes itself.

use kernel::{Date, Id, LangTag, Slug, Text, Zone};
use serde::{Deserialize, Serialize};

use crate::access::EditionKey;

pub type EditionId = Id<Edition>;
pub type PartId = Id<Part>;
pub type VenueId = Id<Venue>;
pub type HallId = Id<Hall>;
pub type SpotId = Id<Spot>;

/// One conference, for example `gdc-2025`. The key of everything: a brand holds several a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    pub id: EditionId,
    pub slug: Slug,
    pub name: Text,
    /// What fits in a page head.
    pub short_name: Text,
    pub theme: Text,
    pub summary: Text,
    /// City and district.
    pub place: Text,
    pub first_day: Date,
    pub last_day: Date,
    pub zone: Zone,
    /// Languages of its content, first the one its own staff write in.
    pub languages: Vec<LangTag>,
    pub standing: Standing,
    /// Published totals, in the order they are told.
    pub figures: Vec<Figure>,
    pub provenance: Provenance,
}

impl EditionKey for Edition {}

/// Whether an edition still has a programme to come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Current,
    /// Over; often only its totals are known.
    Archived,
}

/// Where a row comes from. Real people and bodies are never given invented deeds: what is invented
/// says so here, and on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Entered by the people it belongs to.
    #[default]
    Own,
    /// Invented for a demonstration.
    Sample,
    /// Taken from this public source (an address or the name of a publication).
    Source(String),
}

impl Provenance {
    /// True for what was invented for a demonstration.
    pub const fn is_sample(&self) -> bool {
        matches!(self, Self::Sample)
    }

    /// Where it was taken from, when it was.
    pub const fn source(&self) -> Option<&String> {
        match self {
            Self::Source(source) => Some(source),
            Self::Own | Self::Sample => None,
        }
    }
}

/// A number that was published about an edition, for example 35,600 visits on site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub slug: Slug,
    pub label: Text,
    pub value: i64,
    /// The published number is a floor: "more than 4,000".
    pub at_least: bool,
    pub provenance: Provenance,
}

/// A section of the programme: 1 opening, 1 exchange of young developers, N forums, X activities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub id: PartId,
    pub slug: Slug,
    /// Its place in the shape of the programme: `1`, `N`, `X`.
    pub code: String,
    pub name: Text,
    pub summary: Text,
    pub hue: Hue,
}

/// A colour for light paper and one for dark, each readable on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hue {
    /// `#rrggbb` on light paper.
    pub light: String,
    /// `#rrggbb` on dark paper.
    pub dark: String,
}

/// A building with halls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Venue {
    pub id: VenueId,
    pub slug: Slug,
    pub name: Text,
    pub short_name: Text,
    pub summary: Text,
    pub address: Text,
    /// How to get there.
    pub directions: Text,
    pub position: Option<Coordinates>,
    pub hours: Vec<Opening>,
    pub halls: Vec<Hall>,
    pub provenance: Provenance,
}

/// WGS 84 position in millionths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coordinates {
    pub latitude_e6: i64,
    pub longitude_e6: i64,
}

/// Wall-clock hours on one day. A venue or hall that lists none is always open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    pub day: Date,
    /// Minutes since midnight, 0 to 1440.
    pub from_minute: u16,
    pub until_minute: u16,
}

/// A room or zone of a venue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hall {
    pub id: HallId,
    pub slug: Slug,
    pub name: Text,
    /// How many people it holds, when known.
    pub capacity: Option<i64>,
    pub floor: Option<String>,
    pub area_m2: Option<i64>,
    pub features: Vec<Feature>,
    /// Narrower than the venue's, if any.
    pub hours: Vec<Opening>,
    pub spots: Vec<Spot>,
    pub provenance: Provenance,
}

/// A table, stall or seat in a hall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    pub id: SpotId,
    pub slug: Slug,
    pub name: Text,
}

/// What a hall offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    Stage,
    Projection,
    Livestream,
    Interpretation,
    StepFree,
    HearingLoop,
    Power,
    Tables,
    Network,
    OpenSpace,
    Darkroom,
}

impl Feature {
    pub const ALL: [Self; 11] = [
        Self::Stage,
        Self::Projection,
        Self::Livestream,
        Self::Interpretation,
        Self::StepFree,
        Self::HearingLoop,
        Self::Power,
        Self::Tables,
        Self::Network,
        Self::OpenSpace,
        Self::Darkroom,
    ];

    /// As rows and forms have it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Projection => "projection",
            Self::Livestream => "livestream",
            Self::Interpretation => "interpretation",
            Self::StepFree => "step_free",
            Self::HearingLoop => "hearing_loop",
            Self::Power => "power",
            Self::Tables => "tables",
            Self::Network => "network",
            Self::OpenSpace => "open_space",
            Self::Darkroom => "darkroom",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.word() == word)
    }
}

/// The time it takes from one venue to another, both ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Travel {
    pub from: VenueId,
    pub to: VenueId,
    pub minutes: i64,
    pub mode: TravelMode,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TravelMode {
    Walk,
    Shuttle,
    Metro,
    Car,
}

/// A page that an edition writes itself, in Markdown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    pub slug: Slug,
    pub title: Text,
    /// CommonMark; HTML in it is cleaned before it is shown.
    pub body: Text,
}
