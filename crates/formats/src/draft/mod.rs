//! A schedule as a file spells it: fields by their names, each with its place in the text.
//!
//! The XML and the JSON reader fill the same draft and [`assemble`] gives it meaning, so every rule
//! about times, identities and errors is written once. Not public: a draft may be nonsense.

mod assemble;
mod events;
mod fields;
mod moments;
mod parts;
mod when;

use std::borrow::Cow;

pub(crate) use assemble::assemble;

use crate::notes::Skipping;

/// A value and where it stands.
#[derive(Clone)]
pub(crate) struct Found<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) at: usize,
}

/// The values of one element or object, under the names of the neutral model.
#[derive(Default)]
pub(crate) struct Fields<'a> {
    pub(crate) at: usize,
    list: Vec<(&'static str, Found<'a>)>,
}

#[derive(Default)]
pub(crate) struct Draft<'a> {
    /// What stands beside the conference: its version and base address.
    pub(crate) release: Fields<'a>,
    pub(crate) conference: Option<Fields<'a>>,
    pub(crate) tracks: Vec<Fields<'a>>,
    pub(crate) rooms: Vec<Fields<'a>>,
    pub(crate) days: Vec<DraftDay<'a>>,
    pub(crate) skipping: Skipping,
}

pub(crate) struct DraftDay<'a> {
    pub(crate) fields: Fields<'a>,
    pub(crate) events: Vec<DraftEvent<'a>>,
}

pub(crate) struct DraftEvent<'a> {
    pub(crate) fields: Fields<'a>,
    /// The room whose element or key the event stands under.
    pub(crate) under_room: Option<Cow<'a, str>>,
    pub(crate) persons: Vec<Fields<'a>>,
    pub(crate) links: Vec<Fields<'a>>,
    pub(crate) attachments: Vec<Fields<'a>>,
}

/// Which name of a file's element or key is which field of the model.
pub(crate) type Names = &'static [(&'static str, &'static str)];

/// The model's name for `name`.
pub(crate) fn known(names: Names, name: &str) -> Option<&'static str> {
    names.iter().find(|(theirs, _)| *theirs == name).map(|(_, ours)| *ours)
}
