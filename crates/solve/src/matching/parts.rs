//! The parts of a score: what each compares, one function each, in permille of a whole fit.
//!
//! These are the meaning of the score; `scan` must come to the same by faster ways. `None` says
//! that one of the two has not said anything.

use std::collections::BTreeSet;

use super::problem::{Entry, Field, Span, Weights};

/// The fixed parts, in the order they are shown; named fields follow.
pub const NAMES: [&str; 8] =
    ["text", "tags", "layers", "sectors", "languages", "places", "budget", "times"];

/// What a whole fit of one part is.
pub const WHOLE: u32 = 1_000;

/// What can be compared with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Span,
    Words,
}

impl Weights {
    pub const fn fixed(&self) -> [u32; 8] {
        [
            self.text,
            self.tags,
            self.layers,
            self.sectors,
            self.languages,
            self.places,
            self.budget,
            self.times,
        ]
    }
}

/// What two share, of what they have: twice the common over the sum (Dice).
pub fn tags(one: &Entry, other: &Entry) -> Option<u32> {
    shared(&one.tags, &other.tags)
}

pub fn layers(one: &Entry, other: &Entry) -> Option<u32> {
    shared(&one.layers, &other.layers)
}

pub fn sectors(one: &Entry, other: &Entry) -> Option<u32> {
    shared(&one.sectors, &other.sectors)
}

/// One language in common is enough.
pub fn languages(one: &Entry, other: &Entry) -> Option<u32> {
    any(&one.languages, &other.languages)
}

/// One place in common is enough.
pub fn places(one: &Entry, other: &Entry) -> Option<u32> {
    any(&one.places, &other.places)
}

/// Whole where the two overlap; nothing where a quarter or more is missing between them.
pub fn budget(one: &Entry, other: &Entry) -> Option<u32> {
    Some(near(one.budget?, other.budget?))
}

/// The minutes both are free, of the minutes a meeting takes.
pub fn times(one: &Entry, other: &Entry, minutes: u32) -> Option<u32> {
    if one.times.is_empty() || other.times.is_empty() {
        return None;
    }
    let longest = one.times.iter().flat_map(|a| other.times.iter().map(|b| overlap(*a, *b))).max();
    Some(meeting(longest.unwrap_or(0), minutes))
}

/// A number or range as for budgets, words as for languages.
pub fn field(one: &Field, other: &Field) -> Option<u32> {
    match (one, other) {
        (Field::AnyOf(one), Field::AnyOf(other)) => any(one, other),
        _ => Some(near(span(one)?, span(other)?)),
    }
}

fn span(field: &Field) -> Option<Span> {
    match field {
        Field::Number(number) => Some(Span { from: *number, to: *number }),
        Field::Range(span) => Some(*span),
        Field::AnyOf(_) => None,
    }
}

pub(super) fn near(one: Span, other: Span) -> u32 {
    let gap = missing(one, other);
    if gap <= 0 {
        return WHOLE;
    }
    let (lower, upper) =
        if one.to < other.from { (one.to, other.from) } else { (other.to, one.from) };
    let size = lower.abs().max(upper.abs());
    // A gap of a quarter of the size leaves nothing.
    let lost = i128::from(gap) * 4 * i128::from(WHOLE) / i128::from(size);
    (i128::from(WHOLE) - lost).max(0) as u32
}

/// What lies between two spans; 0 or less where they meet.
pub(super) const fn missing(one: Span, other: Span) -> i64 {
    let (a, b) = (other.from - one.to, one.from - other.to);
    if a > b { a } else { b }
}

pub(super) fn overlap(one: Span, other: Span) -> i64 {
    one.to.min(other.to) - one.from.max(other.from)
}

pub(super) fn meeting(free: i64, minutes: u32) -> u32 {
    (free.clamp(0, i64::from(minutes)) * i64::from(WHOLE) / i64::from(minutes)) as u32
}

/// How a word of a set is compared: without case and outer spaces.
pub(super) fn key(word: &str) -> String {
    word.trim().to_lowercase()
}

pub(super) fn keys(set: &[String]) -> BTreeSet<String> {
    set.iter().map(|word| key(word)).collect()
}

pub(super) const fn dice(both: u32, sum: u32) -> u32 {
    2 * WHOLE * both / sum
}

fn shared(one: &[String], other: &[String]) -> Option<u32> {
    let (one, other) = (keys(one), keys(other));
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let both = one.intersection(&other).count();
    Some(dice(both as u32, (one.len() + other.len()) as u32))
}

fn any(one: &[String], other: &[String]) -> Option<u32> {
    let shared = shared(one, other)?;
    Some(if shared > 0 { WHOLE } else { 0 })
}
