//! One sheet, asked for cells; every refusal names sheet and cell.

use super::clock;
use super::problem::PENALTY_MAX;
use crate::sheets::{At, Sheet, SheetError, Value, cell_name};

#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error("sheet \"{sheet}\" is missing")]
    Missing { sheet: &'static str },
    #[error("sheet \"{sheet}\", cell {cell}: {reason}")]
    Cell { sheet: String, cell: String, reason: String },
}

/// A sheet by its name.
pub struct Grid<'a> {
    sheet: &'a Sheet,
}

impl<'a> Grid<'a> {
    pub fn named(book: &'a [Sheet], name: &'static str) -> Result<Self, ReadError> {
        let same = |sheet: &&Sheet| sheet.name.trim().eq_ignore_ascii_case(name);
        let found = book.iter().find(same);
        found.map(|sheet| Self { sheet }).ok_or(ReadError::Missing { sheet: name })
    }

    pub fn of(sheet: &'a Sheet) -> Self {
        Self { sheet }
    }

    pub fn refuse(&self, at: At, reason: impl Into<String>) -> ReadError {
        let (sheet, cell) = (self.sheet.name.clone(), cell_name(at));
        ReadError::Cell { sheet, cell, reason: reason.into() }
    }

    /// Text as it stands; nothing where there is nothing but spaces.
    pub fn text(&self, at: At) -> Option<String> {
        let text = match self.sheet.cells.get(&at)? {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
        };
        (!text.trim().is_empty()).then_some(text)
    }

    pub fn needed(&self, at: At, what: &str) -> Result<String, ReadError> {
        self.text(at).ok_or_else(|| self.refuse(at, format!("{what} is missing")))
    }

    /// A whole number; an empty cell is 0.
    pub fn whole(&self, at: At, most: i64) -> Result<i64, ReadError> {
        let Some(text) = self.text(at) else { return Ok(0) };
        let number = match text.trim().parse::<f64>() {
            Ok(number) if number.fract() == 0.0 => number,
            _ => return Err(self.refuse(at, format!("\"{text}\" is no whole number"))),
        };
        if number < 0.0 || number > most as f64 {
            return Err(self.refuse(at, format!("{number} is not between 0 and {most}")));
        }
        Ok(number as i64)
    }

    pub fn penalty(&self, at: At) -> Result<i64, ReadError> {
        self.whole(at, PENALTY_MAX)
    }

    /// A time of day in minutes: a spreadsheet keeps it as a part of a day, or as text.
    pub fn minute(&self, at: At) -> Result<i64, ReadError> {
        let minute = match self.sheet.cells.get(&at) {
            Some(Value::Number(days)) if days.is_finite() && (0.0..1e6).contains(days) => {
                Some((days.fract() * clock::DAY as f64).round() as i64 % clock::DAY)
            }
            Some(Value::Text(text)) => clock::minute(text),
            _ => None,
        };
        minute.ok_or_else(|| self.refuse(at, "a time of day such as 9:30 is missing"))
    }

    /// Hours from the first cell to the second.
    pub fn span(&self, from: At, until: At) -> Result<(i64, i64), ReadError> {
        Ok((self.minute(from)?, self.minute(until)?))
    }

    pub fn zone(&self, at: At) -> Result<i64, ReadError> {
        let text = self.needed(at, "a time zone such as GMT+1")?;
        let zone = clock::zone(&text);
        zone.ok_or_else(|| self.refuse(at, format!("\"{text}\" is no zone such as GMT+1")))
    }

    /// Names between commas.
    pub fn names(&self, at: At) -> Vec<String> {
        let text = self.text(at).unwrap_or_default();
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(ToString::to_string).collect()
    }

    /// The rows below the heading that are not empty.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> =
            self.sheet.cells.keys().map(|&(row, _)| row).filter(|&row| row > 0).collect();
        rows.dedup();
        rows.retain(|&row| {
            self.sheet.cells.range((row, 0)..(row + 1, 0)).any(|(&at, _)| self.text(at).is_some())
        });
        rows
    }

    /// The first row's cells that are not empty, from `from` on.
    pub fn headings(&self, from: u32) -> Vec<(u32, String)> {
        let first = self.sheet.cells.range((0, from)..(1, 0));
        first.filter_map(|(&at, _)| Some((at.1, self.text(at)?))).collect()
    }
}

/// Things by name; spaces around a name do not count.
pub struct Index {
    what: &'static str,
    places: std::collections::BTreeMap<String, usize>,
}

impl Index {
    pub fn new(what: &'static str) -> Self {
        Self { what, places: std::collections::BTreeMap::new() }
    }

    pub fn add(&mut self, grid: &Grid<'_>, at: At, name: &str) -> Result<usize, ReadError> {
        let place = self.places.len();
        match self.places.insert(name.trim().to_string(), place) {
            None => Ok(place),
            Some(_) => Err(grid.refuse(at, format!("{} \"{name}\" is there twice", self.what))),
        }
    }

    pub fn find(&self, grid: &Grid<'_>, at: At, name: &str) -> Result<usize, ReadError> {
        let found = self.places.get(name.trim()).copied();
        found.ok_or_else(|| grid.refuse(at, format!("there is no {} \"{name}\"", self.what)))
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }
}
