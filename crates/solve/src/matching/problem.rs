//! What is offered and needed.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Offers, needs and what counts.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    pub offers: Vec<Entry>,
    pub needs: Vec<Entry>,
    #[serde(default)]
    pub weights: Weights,
    /// How many are kept for each entry.
    #[serde(default = "keep_usual")]
    pub keep: u32,
    /// Minutes that two calendars must share for the whole of `times`.
    #[serde(default = "minutes_usual")]
    pub minutes: u32,
}

/// One offer or one need. What is not said is left empty, and earns no points.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub id: String,
    /// Free text, Chinese, English or both.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Asked or offered, in one currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Span>,
    /// Free minutes, counted from any one moment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<Span>,
    /// Anything else that can be compared; weighed by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Field>,
    /// Names of parts without which there is no match.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<String>,
    /// How many matches it takes at most.
    #[serde(default = "capacity_usual")]
    pub capacity: u32,
}

/// From and to; both belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    pub from: i64,
    pub to: i64,
}

/// A field of a type of its own.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Field {
    Number(i64),
    Range(Span),
    AnyOf(Vec<String>),
}

/// How many points a part is worth when it fits wholly, divided by a thousand.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    pub text: u32,
    pub tags: u32,
    pub layers: u32,
    pub sectors: u32,
    pub languages: u32,
    pub places: u32,
    pub budget: u32,
    pub times: u32,
    pub fields: BTreeMap<String, u32>,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            text: 40,
            tags: 20,
            layers: 15,
            sectors: 15,
            languages: 10,
            places: 5,
            budget: 10,
            times: 5,
            fields: BTreeMap::new(),
        }
    }
}

const fn keep_usual() -> u32 {
    20
}

const fn minutes_usual() -> u32 {
    30
}

const fn capacity_usual() -> u32 {
    1
}
