//! Which problems can be answered at all.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::{Kind, NAMES};
use super::problem::{Entry, Field, Problem, Span};
use crate::invalid::Invalid;

/// Per side: the conference with the most visitors, six times over.
pub const ENTRIES_MAX: usize = 200_000;
/// Pairs of an offer and a need; half an hour of work on one core.
pub const PAIRS_MAX: usize = 4_000_000_000;
pub const TEXT_MAX: usize = 20_000;
/// All texts together; their signs take about twelve times as much memory.
pub const TEXTS_MAX: usize = 64 << 20;
pub const ITEMS_MAX: usize = 64;
pub const TIMES_MAX: usize = 16;
pub const FIELDS_MAX: usize = 16;
pub const WEIGHT_MAX: u32 = 1_000;
pub const KEEP_MAX: u32 = 100;
pub const CAPACITY_MAX: u32 = 10_000;
/// So that no sum or difference of two leaves an `i64`.
pub const NUMBER_MAX: i64 = 1_000_000_000_000_000;

impl Problem {
    pub fn check(&self) -> Result<(), Invalid> {
        if self.offers.len().saturating_mul(self.needs.len()) > PAIRS_MAX {
            return Err(Invalid::new("needs", format!("more than {PAIRS_MAX} pairs")));
        }
        if !(1..=KEEP_MAX).contains(&self.keep) {
            return Err(Invalid::new("keep", format!("{} is not in 1..={KEEP_MAX}", self.keep)));
        }
        if self.minutes == 0 {
            return Err(Invalid::new("minutes", "0 minutes are no meeting"));
        }
        self.weights()?;
        let texts = self.offers.iter().chain(&self.needs).map(|entry| entry.text.len());
        if texts.sum::<usize>() > TEXTS_MAX {
            return Err(Invalid::new("needs", format!("texts of more than {TEXTS_MAX} bytes")));
        }
        let mut kinds = BTreeMap::new();
        for (side, entries) in [("offers", &self.offers), ("needs", &self.needs)] {
            if entries.len() > ENTRIES_MAX {
                return Err(Invalid::new(side, format!("more than {ENTRIES_MAX}")));
            }
            let mut ids = BTreeSet::new();
            for (entry, at) in entries.iter().zip(0..) {
                let at = format!("{side}[{at}]");
                if !ids.insert(entry.id.as_str()) {
                    return Err(Invalid::new(
                        format!("{at}.id"),
                        format!("a second {:?}", entry.id),
                    ));
                }
                entry.check(&at, &self.weights.fields, &mut kinds)?;
            }
        }
        Ok(())
    }

    fn weights(&self) -> Result<(), Invalid> {
        let fixed = NAMES.iter().zip(self.weights.fixed());
        let fields = self.weights.fields.iter().map(|(name, &weight)| (name.as_str(), weight));
        for (name, weight) in fixed.map(|(&name, weight)| (name, weight)).chain(fields) {
            if weight > WEIGHT_MAX {
                let says = format!("{weight} is more than {WEIGHT_MAX}");
                return Err(Invalid::new(format!("weights.{name}"), says));
            }
        }
        if self.weights.fields.len() > FIELDS_MAX {
            return Err(Invalid::new("weights.fields", format!("more than {FIELDS_MAX}")));
        }
        match self.weights.fields.keys().find(|name| NAMES.contains(&name.as_str())) {
            Some(name) => {
                Err(Invalid::new("weights.fields", format!("{name:?} is the name of a part")))
            }
            None => Ok(()),
        }
    }
}

impl Entry {
    fn check<'a>(
        &'a self,
        at: &str,
        weighed: &BTreeMap<String, u32>,
        kinds: &mut BTreeMap<&'a str, Kind>,
    ) -> Result<(), Invalid> {
        if self.text.len() > TEXT_MAX {
            return Err(Invalid::new(format!("{at}.text"), format!("more than {TEXT_MAX} bytes")));
        }
        let sets = [&self.tags, &self.layers, &self.sectors, &self.languages, &self.places];
        for (set, name) in sets.into_iter().zip(&NAMES[1..]) {
            items(set, || format!("{at}.{name}"))?;
        }
        if let Some(budget) = &self.budget {
            budget.check(|| format!("{at}.budget"))?;
        }
        if self.times.len() > TIMES_MAX {
            return Err(Invalid::new(format!("{at}.times"), format!("more than {TIMES_MAX}")));
        }
        for (span, number) in self.times.iter().zip(0..) {
            span.check(|| format!("{at}.times[{number}]"))?;
        }
        for (name, field) in &self.fields {
            let at = || format!("{at}.fields.{name}");
            if !weighed.contains_key(name) {
                return Err(Invalid::new(at(), format!("weights.fields has no {name:?}")));
            }
            let kind = field.check(at)?;
            if *kinds.entry(name).or_insert(kind) != kind {
                return Err(Invalid::new(at(), "a number or range here, words elsewhere"));
            }
        }
        let known = |name: &String| NAMES.contains(&name.as_str()) || weighed.contains_key(name);
        if let Some((name, number)) = self.must.iter().zip(0..).find(|(name, _)| !known(name)) {
            let says = format!("{name:?} is no part; parts are {}", NAMES.join(", "));
            return Err(Invalid::new(format!("{at}.must[{number}]"), says));
        }
        if self.must.len() > NAMES.len() + FIELDS_MAX {
            return Err(Invalid::new(format!("{at}.must"), "more names than there are parts"));
        }
        if self.capacity > CAPACITY_MAX {
            let says = format!("{} is more than {CAPACITY_MAX}", self.capacity);
            return Err(Invalid::new(format!("{at}.capacity"), says));
        }
        Ok(())
    }
}

impl Field {
    fn check(&self, at: impl Fn() -> String) -> Result<Kind, Invalid> {
        match self {
            Self::Number(number) => {
                Span { from: *number, to: *number }.check(at).map(|()| Kind::Span)
            }
            Self::Range(span) => span.check(at).map(|()| Kind::Span),
            Self::AnyOf(words) => items(words, at).map(|()| Kind::Words),
        }
    }
}

impl Span {
    fn check(&self, at: impl Fn() -> String) -> Result<(), Invalid> {
        if self.from > self.to {
            let says = format!("from {} is after to {}", self.from, self.to);
            return Err(Invalid::new(at(), says));
        }
        if self.from < -NUMBER_MAX || self.to > NUMBER_MAX {
            return Err(Invalid::new(at(), format!("not within ±{NUMBER_MAX}")));
        }
        Ok(())
    }
}

fn items(set: &[String], at: impl Fn() -> String) -> Result<(), Invalid> {
    if set.len() > ITEMS_MAX {
        return Err(Invalid::new(at(), format!("more than {ITEMS_MAX}")));
    }
    Ok(())
}
