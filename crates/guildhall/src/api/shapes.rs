//! Shapes that many answers have in common.

use std::collections::BTreeMap;

use kernel::{Id, Text, Timestamp, Uuid};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Words by language tag: `{"en": "Opening", "zh": "…"}`. What is not translated is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Said(pub BTreeMap<String, String>);

/// A moment in UTC (RFC 3339).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("format" = "date-time"))]
pub struct Moment(String);

/// An id that never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("format" = "uuid"))]
pub struct IdText(String);

impl From<&Text> for Said {
    fn from(text: &Text) -> Self {
        Self(text.iter().map(|(tag, words)| (tag.to_string(), words.value.clone())).collect())
    }
}

impl Said {
    /// As the house keeps it; `None` when a key is no language tag.
    pub fn to_text(&self) -> Option<Text> {
        self.0.iter().try_fold(Text::empty(), |text, (tag, words)| {
            Some(text.with(tag.parse::<kernel::LangTag>().ok()?, words.trim()))
        })
    }
}

impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        Self(at.to_string())
    }
}

impl<T> From<Id<T>> for IdText {
    fn from(id: Id<T>) -> Self {
        Self(id.to_string())
    }
}

impl From<Uuid> for IdText {
    fn from(id: Uuid) -> Self {
        Self(id.to_string())
    }
}

/// The word by which a unit variant is written.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
