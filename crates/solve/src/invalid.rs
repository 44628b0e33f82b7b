//! Problems that are refused, and where in them the trouble is.

use std::fmt::Display;

use serde::de::DeserializeOwned;
use thiserror::Error;

/// What is wrong with a problem, and at which field, line or cell.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{at}: {says}")]
pub struct Invalid {
    /// A path such as `activities[3].start`, or a line and cell of a table.
    pub at: String,
    pub says: String,
}

impl Invalid {
    pub fn new(at: impl Display, says: impl Display) -> Self {
        Self { at: at.to_string(), says: says.to_string() }
    }
}

/// Reads a problem from JSON; what cannot be read is named by its field's path.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Invalid> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let problem = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let at = match error.path().to_string() {
            path if path == "." => "the problem".to_owned(),
            path => path,
        };
        Invalid::new(at, error.inner())
    })?;
    reader.end().map_err(|error| Invalid::new("after the problem", error))?;
    Ok(problem)
}
