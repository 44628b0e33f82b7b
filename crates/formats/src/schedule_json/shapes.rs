//! The objects of `schedule.json` as c3voc's schema spells them, in the order in which they are
//! written. What goes into them is [`super::write()`]'s.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

#[derive(Serialize)]
pub(super) struct Document<'a> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) generator: Generator,
    pub(super) schedule: Root<'a>,
}

#[derive(Serialize)]
pub(super) struct Generator {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
}

#[derive(Serialize)]
pub(super) struct Root<'a> {
    pub(super) version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) base_url: Option<&'a str>,
    pub(super) conference: JsonConference<'a>,
}

#[derive(Serialize)]
pub(super) struct JsonConference<'a> {
    pub(super) acronym: String,
    pub(super) title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) description: &'a str,
    pub(super) start: String,
    pub(super) end: String,
    #[serde(rename = "daysCount")]
    pub(super) days_count: usize,
    pub(super) timeslot_duration: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) time_zone_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) logo: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) colors: Option<JsonColors>,
    #[serde(skip_serializing_if = "Meta::is_empty")]
    pub(super) meta: Meta<'a>,
    pub(super) tracks: Vec<JsonTrack<'a>>,
    pub(super) rooms: Vec<JsonRoom<'a>>,
    pub(super) days: Vec<JsonDay<'a>>,
}

/// What the schema's patterns do not let stand where it belongs: an acronym with a hyphen, a time
/// zone such as `Etc/GMT-8`.
#[derive(Serialize)]
pub(super) struct Meta<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) acronym: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) time_zone_name: Option<&'a str>,
}

impl Meta<'_> {
    fn is_empty(&self) -> bool {
        self.acronym.is_none() && self.time_zone_name.is_none()
    }
}

#[derive(Serialize)]
pub(super) struct JsonColors {
    pub(super) primary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) background: Option<String>,
}

#[derive(Serialize)]
pub(super) struct JsonTrack<'a> {
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) slug: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) color: Option<String>,
}

#[derive(Serialize)]
pub(super) struct JsonRoom<'a> {
    pub(super) name: &'a str,
    pub(super) guid: String,
    pub(super) description: Option<&'a str>,
    pub(super) capacity: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct JsonDay<'a> {
    pub(super) index: usize,
    pub(super) date: String,
    pub(super) day_start: String,
    pub(super) day_end: String,
    pub(super) rooms: JsonRooms<'a>,
}

/// An object whose keys stand in the order of the rooms.
pub(super) struct JsonRooms<'a>(pub(super) Vec<(&'a str, Vec<JsonEvent<'a>>)>);

impl Serialize for JsonRooms<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, events) in &self.0 {
            map.serialize_entry(name, events)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
pub(super) struct JsonEvent<'a> {
    pub(super) guid: String,
    pub(super) id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<&'a str>,
    pub(super) date: String,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) duration: String,
    pub(super) room: &'a str,
    pub(super) slug: &'a str,
    pub(super) url: String,
    pub(super) title: &'a str,
    pub(super) subtitle: &'a str,
    pub(super) track: Option<&'a str>,
    #[serde(rename = "type")]
    pub(super) kind: &'a str,
    pub(super) language: Option<&'a str>,
    #[serde(rename = "abstract")]
    pub(super) abstract_: &'a str,
    pub(super) description: &'a str,
    pub(super) logo: Option<&'a str>,
    pub(super) recording_license: &'a str,
    pub(super) do_not_record: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) feedback_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) origin_url: Option<&'a str>,
    pub(super) persons: Vec<JsonPerson<'a>>,
    pub(super) links: Vec<JsonReference<'a>>,
    pub(super) attachments: Vec<JsonReference<'a>>,
}

/// The schema's `PretalxPerson`: with `public_name` beside `name` a person would be of two kinds,
/// which it forbids.
#[derive(Serialize)]
pub(super) struct JsonPerson<'a> {
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) guid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) biography: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) avatar: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct JsonReference<'a> {
    pub(super) url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) title: &'a str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<&'static str>,
}
