//! Who may work with whom, and how well.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Organisations, the layers a chain needs, and how well each pair fits.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// Every chain has one organisation for each, in this order.
    pub layers: Vec<String>,
    pub organisations: Vec<Organisation>,
    pub fit: Fit,
    /// Whose fit counts within a chain.
    #[serde(default)]
    pub between: Between,
    #[serde(default)]
    pub weights: Weights,
    /// Two that fit worse than this are not brought into one chain; only pairs that count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit_min: Option<i32>,
    /// Competitors: never in one chain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<[String; 2]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chains_max: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub id: String,
    /// Layers it can fill; in one chain it fills one.
    pub layers: Vec<String>,
    /// Chains it can be in at once.
    #[serde(default = "one")]
    pub capacity: u32,
    /// Money it needs in a chain, and money it brings; a chain brings at least what it asks.
    #[serde(default)]
    pub asks: i64,
    #[serde(default)]
    pub brings: i64,
    /// For [`Fit::Features`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<i32>,
}

/// Points of a pair, the same both ways.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fit {
    /// Named pairs; all others have `otherwise`, or are never together when it is absent.
    Pairs {
        pairs: Vec<PairFit>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        otherwise: Option<i32>,
    },
    /// One row and one column an organisation; `null` is never together. Read above the diagonal.
    Matrix(Vec<Vec<Option<i32>>>),
    /// The sum of products of the features of both, divided by `divisor`.
    Features { divisor: i32 },
}

#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairFit {
    pub one: String,
    pub other: String,
    pub points: i32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Between {
    /// Every two members.
    #[default]
    All,
    /// Members of layers that follow each other.
    Neighbours,
}

/// What a chain is worth: the sum of its fits times `total`, and its worst fit times `worst`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    pub total: u32,
    pub worst: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { total: 1, worst: 1 }
    }
}

/// One chain: for each layer the number of the organisation.
pub type Chain = Vec<u32>;

const fn one() -> u32 {
    1
}
