//! What a reader left out or had to assume, so that an import hides nothing.

use std::collections::HashMap;
use std::fmt;

use kernel::Zone;

use crate::limits::SKIP_KINDS_MAX;
use crate::source::Source;

/// The report of one reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// Things left out, one entry per kind, in the order in which they first appeared.
    pub skipped: Vec<Skip>,
    /// Further things left out, of kinds beyond [`SKIP_KINDS_MAX`].
    pub skipped_unnamed: usize,
    /// What the file did not say and the reader decided.
    pub assumed: Vec<Assumed>,
}

/// One kind of thing that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// What sort of thing it is.
    pub kind: SkipKind,
    /// Its name.
    pub name: String,
    /// The element or object it stood in.
    pub inside: &'static str,
    /// How often it was seen.
    pub times: usize,
    /// Where it was first seen.
    pub first_line: usize,
}

/// The sorts of things that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkipKind {
    /// An XML element.
    Element,
    /// An attribute of an XML element.
    Attribute,
    /// A key of a JSON object.
    Key,
    /// The value of a known, inessential field that cannot be understood.
    Value,
}

/// What the file did not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// No time zone is named; this one fits every date, or is UTC when none does.
    Zone(Zone),
    /// So many events have no usable guid; theirs is made from their id, slug or title.
    Guids(usize),
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, inside, times, first_line } = self;
        match kind {
            SkipKind::Element => write!(f, "element <{name}> in <{inside}>")?,
            SkipKind::Attribute => write!(f, "attribute {name} of <{inside}>")?,
            SkipKind::Key => write!(f, "key \"{name}\" in {inside}")?,
            SkipKind::Value => write!(f, "value of {name} in {inside}")?,
        }
        match times {
            1 => write!(f, ": once, at line {first_line}"),
            _ => write!(f, ": {times} times, first at line {first_line}"),
        }
    }
}

impl fmt::Display for Assumed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zone(zone) => write!(f, "no time zone is named; read as {zone}"),
            Self::Guids(events) => write!(f, "{events} events without a guid were given one"),
        }
    }
}

impl fmt::Display for Notes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.assumed.iter().try_for_each(|assumed| writeln!(f, "{assumed}"))?;
        self.skipped.iter().try_for_each(|skip| writeln!(f, "{skip}"))?;
        match self.skipped_unnamed {
            0 => Ok(()),
            more => writeln!(f, "{more} more things of other kinds"),
        }
    }
}

/// Counts what is left out while a file is read.
#[derive(Default)]
pub(crate) struct Skipping {
    kinds: HashMap<(SkipKind, String, &'static str), Seen>,
    unnamed: usize,
}

struct Seen {
    order: usize,
    times: usize,
    first_at: usize,
}

impl Skipping {
    pub(crate) fn skip(&mut self, kind: SkipKind, name: &str, inside: &'static str, at: usize) {
        let key = (kind, name.to_owned(), inside);
        let order = self.kinds.len();
        if let Some(seen) = self.kinds.get_mut(&key) {
            seen.times += 1;
            seen.first_at = seen.first_at.min(at);
        } else if order < SKIP_KINDS_MAX {
            self.kinds.insert(key, Seen { order, times: 1, first_at: at });
        } else {
            self.unnamed += 1;
        }
    }

    pub(crate) fn value(&mut self, name: &str, inside: &'static str, at: usize) {
        self.skip(SkipKind::Value, name, inside, at);
    }

    pub(crate) fn into_notes(self, source: &Source<'_>, assumed: Vec<Assumed>) -> Notes {
        let mut seen: Vec<_> = self.kinds.into_iter().collect();
        seen.sort_by_key(|(_, seen)| seen.order);
        let skipped = seen
            .into_iter()
            .map(|((kind, name, inside), seen)| Skip {
                kind,
                name,
                inside,
                times: seen.times,
                first_line: source.place(seen.first_at).line,
            })
            .collect();
        Notes { skipped, skipped_unnamed: self.unnamed, assumed }
    }
}
