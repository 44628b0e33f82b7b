//! Venues and halls as other programs read them.

use schemars::JsonSchema;
use serde::Serialize;

use super::shapes::Origin;
use crate::api::{IdText, Said, word};
use crate::editions::model::{Hall, Opening, Venue};

/// A building with halls.
#[derive(Serialize, JsonSchema)]
pub struct VenueShape {
    pub id: IdText,
    pub slug: String,
    pub name: Said,
    pub short_name: Said,
    pub summary: Said,
    pub address: Said,
    pub directions: Said,
    pub position: Option<PositionShape>,
    /// Empty: always open
    pub hours: Vec<OpeningShape>,
    pub halls: Vec<HallShape>,
    #[serde(flatten)]
    pub origin: Origin,
}

/// WGS 84, in millionths of a degree.
#[derive(Serialize, JsonSchema)]
pub struct PositionShape {
    pub latitude_e6: i64,
    pub longitude_e6: i64,
}

/// Hours of one day in the edition's zone.
#[derive(Serialize, JsonSchema)]
pub struct OpeningShape {
    pub day: String,
    /// Minutes since midnight
    pub from_minute: u16,
    pub until_minute: u16,
}

/// A room or zone of a venue.
#[derive(Serialize, JsonSchema)]
pub struct HallShape {
    pub id: IdText,
    pub slug: String,
    pub name: Said,
    pub capacity: Option<i64>,
    pub floor: Option<String>,
    pub area_m2: Option<i64>,
    pub features: Vec<String>,
    pub spots: Vec<NamedShape>,
}

/// Something with a name in each language.
#[derive(Serialize, JsonSchema)]
pub struct NamedShape {
    pub slug: String,
    pub name: Said,
}

impl VenueShape {
    pub fn of(venue: &Venue) -> Self {
        let hours = |one: &Opening| OpeningShape {
            day: one.day.to_string(),
            from_minute: one.from_minute,
            until_minute: one.until_minute,
        };
        Self {
            id: venue.id.into(),
            slug: venue.slug.to_string(),
            name: (&venue.name).into(),
            short_name: (&venue.short_name).into(),
            summary: (&venue.summary).into(),
            address: (&venue.address).into(),
            directions: (&venue.directions).into(),
            position: venue.position.map(|at| PositionShape {
                latitude_e6: at.latitude_e6,
                longitude_e6: at.longitude_e6,
            }),
            hours: venue.hours.iter().map(hours).collect(),
            halls: venue.halls.iter().map(HallShape::of).collect(),
            origin: (&venue.provenance).into(),
        }
    }
}

impl HallShape {
    fn of(hall: &Hall) -> Self {
        let spot = |spot: &crate::editions::model::Spot| NamedShape {
            slug: spot.slug.to_string(),
            name: (&spot.name).into(),
        };
        Self {
            id: hall.id.into(),
            slug: hall.slug.to_string(),
            name: (&hall.name).into(),
            capacity: hall.capacity,
            floor: hall.floor.clone(),
            area_m2: hall.area_m2,
            features: hall.features.iter().map(word).collect(),
            spots: hall.spots.iter().map(spot).collect(),
        }
    }
}
