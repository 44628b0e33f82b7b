//! What an imported schedule says and the programme has no words for: numbers and codes of other
//! systems, colours, the hours of days. Kept so that an export gives back what an import was given.
//!
//! It also tells what an import brought: a hall, person or track that is named here and that a
//! newer file of the same event leaves out is taken out again; what was made here stays.

use std::collections::BTreeMap;

use kernel::{Date, Interval, Slug, Uuid};
use serde::{Deserialize, Serialize};

use super::model::ActivityId;
use crate::editions::model::HallId;
use crate::people::model::PersonId;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remainder {
    /// Absent until a schedule is imported that is about the edition as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tracks: BTreeMap<Slug, TrackRest>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub halls: BTreeMap<HallId, HallRest>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub people: BTreeMap<PersonId, PersonRest>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub activities: BTreeMap<ActivityId, ActivityRest>,
}

impl Remainder {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Of the schedule as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Head {
    pub version: String,
    pub acronym: String,
    pub base_url: Option<String>,
    /// False when the file named no zone and the edition's is a guess.
    pub zone_named: bool,
    pub timeslot_minutes: u16,
    pub url: Option<String>,
    pub logo: Option<String>,
    /// `#rrggbb`: for accents, and behind everything.
    pub primary: Option<String>,
    pub background: Option<String>,
    pub days: Vec<DayRest>,
}

/// A day with its first and last hour; it may run past midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRest {
    pub date: Date,
    pub span: Interval,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrackRest {
    /// As the file has it; the term's own slug may differ.
    pub slug: Option<String>,
    pub color: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HallRest {
    pub guid: Option<Uuid>,
    pub description: String,
    /// Stands for "no room is named".
    #[serde(skip_serializing_if = "is_false")]
    pub nowhere: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonRest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guid: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActivityRest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// The file's own word for a kind that we know by another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub license: String,
    /// What a link or attachment is, by its address: `slides`, `paper`, …
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub references: BTreeMap<String, String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn is_false(value: &bool) -> bool {
    !value
}
