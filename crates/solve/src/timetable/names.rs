//! Things by name, and what a number or a list may be; refusals name the path of the field.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::case::DAY;
use super::problem::Span;
use super::validate::{DAYS_MAX, LIST_MAX};
use crate::invalid::Invalid;

pub(super) fn invalid<T>(at: impl Display, says: impl Display) -> Result<T, Invalid> {
    Err(Invalid::new(at, says))
}

/// Things by name.
pub(super) struct Names<'a> {
    what: &'static str,
    pub(super) places: BTreeMap<&'a str, u32>,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        what: &'static str,
        list: &str,
        most: usize,
        names: impl ExactSizeIterator<Item = &'a String>,
    ) -> Result<Self, Invalid> {
        at_most(list, names.len(), most)?;
        let mut places = BTreeMap::new();
        for (at, name) in names.enumerate() {
            let path = || format!("{list}[{at}].id");
            if name.trim().is_empty() {
                return invalid(path(), "is empty");
            }
            short(path, name)?;
            if places.insert(name.as_str(), at as u32).is_some() {
                return invalid(path(), format!("{what} \"{name}\" is there twice"));
            }
        }
        Ok(Self { what, places })
    }

    pub(super) fn find(&self, name: &str, path: impl Fn() -> String) -> Result<u32, Invalid> {
        match self.places.get(name) {
            Some(&place) => Ok(place),
            None => invalid(path(), format!("there is no {} \"{name}\"", self.what)),
        }
    }

    pub(super) fn find_all(&self, names: &[String], path: &str) -> Result<Vec<u32>, Invalid> {
        at_most(path, names.len(), LIST_MAX)?;
        let found = names.iter().enumerate();
        let found = found.map(|(at, name)| self.find(name, || format!("{path}[{at}]")));
        let mut found = found.collect::<Result<Vec<_>, _>>()?;
        let all = found.len();
        found.sort_unstable();
        found.dedup();
        if found.len() < all {
            return invalid(path, format!("a {} is named twice", self.what));
        }
        Ok(found)
    }
}

pub(super) fn at_most(path: &str, number: usize, most: usize) -> Result<(), Invalid> {
    if number > most { invalid(path, format!("{number} of them; at most {most}")) } else { Ok(()) }
}

/// A name is told in many sentences.
pub(super) fn short(path: impl Fn() -> String, name: &str) -> Result<(), Invalid> {
    const BYTES_MAX: usize = 1_000;
    if name.len() > BYTES_MAX {
        return invalid(path(), format!("{} bytes; at most {BYTES_MAX}", name.len()));
    }
    Ok(())
}

pub(super) fn small(path: impl Fn() -> String, number: u32, most: u32) -> Result<(), Invalid> {
    if number > most { invalid(path(), format!("{number} is more than {most}")) } else { Ok(()) }
}

pub(super) fn spans(path: &str, spans: &[Span]) -> Result<Vec<Span>, Invalid> {
    at_most(path, spans.len(), LIST_MAX)?;
    for (at, span) in spans.iter().enumerate() {
        let latest = DAYS_MAX as i32 * DAY;
        if span.from < 0 || span.until > latest || span.from >= span.until {
            let reason =
                format!("{} to {} is no time between 0 and {latest}", span.from, span.until);
            return invalid(format!("{path}[{at}]"), reason);
        }
    }
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    // What touches is one time.
    spans.dedup_by(|next, last| {
        let touches = next.from <= last.until;
        if touches {
            last.until = last.until.max(next.until);
        }
        touches
    });
    Ok(spans)
}

pub(super) fn minute(minute: i32, path: impl Fn() -> String) -> Result<i32, Invalid> {
    if (0..DAYS_MAX as i32 * DAY).contains(&minute) {
        Ok(minute)
    } else {
        invalid(path(), format!("{minute} is no minute of the first {DAYS_MAX} days"))
    }
}
