use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{fmt, fs, io};

use toml::de::{DeTable, DeValue};

use super::Setting;
use super::spelling::nearest;

/// What a configuration file says.
pub struct File {
    path: PathBuf,
    lines: BTreeMap<String, Line>,
}

/// One setting in a file.
pub struct Line {
    pub value: String,
    number: usize,
}

/// A file that cannot be followed. It is not followed in part.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("cannot read the configuration file {path}: {why}; name another with --config")]
    Unreadable { path: String, why: io::Error },
    /// The line is not repeated: it may hold a password.
    #[error("{at}: this is not TOML: {why}")]
    NotToml { at: At, why: String },
    #[error("{at}: there is no setting {key}{}; `guildhall config` shows all", meant(.near))]
    Unknown { at: At, key: String, near: Option<String> },
    #[error("{at}: {key} wants one word, number or truth value")]
    NotOne { at: At, key: String },
    #[error("{at}: {key}: {why}")]
    Refused { at: At, key: String, why: String },
}

/// A line of a file.
#[derive(Debug)]
pub struct At {
    path: String,
    line: usize,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.path, self.line)
    }
}

fn meant(near: &Option<String>) -> String {
    near.as_ref().map(|near| format!("; did you mean {near}?")).unwrap_or_default()
}

impl File {
    pub fn read(path: PathBuf, known: &[Setting]) -> Result<Self, FileError> {
        let shown = path.display().to_string();
        let text = fs::read_to_string(&path)
            .map_err(|why| FileError::Unreadable { path: shown.clone(), why })?;
        let at = |offset| At { path: shown.clone(), line: line_of(&text, offset) };
        let table = DeTable::parse(&text).map_err(|error| FileError::NotToml {
            at: at(error.span().map_or(0, |span| span.start)),
            why: error.message().to_owned(),
        })?;
        let mut lines = BTreeMap::new();
        for (key, value) in table.into_inner() {
            let at = || at(key.span().start);
            let name = key.get_ref().to_string();
            let Some(setting) = known.iter().find(|setting| setting.key == name) else {
                let keys = known.iter().map(|setting| setting.key.as_str());
                let near = nearest(&name, keys).map(str::to_owned);
                return Err(FileError::Unknown { at: at(), key: name, near });
            };
            let Some(value) = one(value.get_ref()) else {
                return Err(FileError::NotOne { at: at(), key: name });
            };
            if let Some(why) = setting.refuses(&value) {
                return Err(FileError::Refused { at: at(), key: name, why });
            }
            let number = at().line;
            lines.insert(name, Line { value, number });
        }
        Ok(Self { path, lines })
    }

    pub fn get(&self, key: &str) -> Option<&Line> {
        self.lines.get(key)
    }

    /// Where it says so.
    pub fn said(&self, key: &str) -> Option<String> {
        let line = self.lines.get(key)?;
        Some(format!("{}, line {}", self.path.display(), line.number))
    }
}

fn one(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        _ => None,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}
