//! Proposals as other programs give them out: a table (CSV), pretalx, Sessionize and Indico (JSON).
//!
//! Lenient: any order of keys, unknown ones left alone, numbers as texts and texts as numbers. Whole
//! or nothing: one [`ReadError`] with its line and column, or every proposal of the file.
//!
//! What it is *not*: it knows no call; what a kind or a question means there is the caller's matter.

mod csv;
mod indico;
mod look;
mod pretalx;
mod sessionize;
#[cfg(test)]
mod tests;

use crate::error::{Place, Problem, ReadError};
use crate::schedule_json::tree::{Kind, parse};
use crate::source::Source;

/// One proposal of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Where it stands in the file.
    pub at: Option<Place>,
    /// What the file calls it: the same in every export.
    pub code: String,
    /// Its title; never empty.
    pub title: String,
    /// The title in the other language of the interface, when it is known.
    pub also: String,
    /// One or two sentences, when the file tells them apart from the rest.
    pub summary: String,
    /// Everything else.
    pub description: String,
    /// The word of the file for what sort of activity it is.
    pub kind: String,
    /// Its length in minutes.
    pub minutes: Option<i64>,
    /// The language it is held in, as a tag; may be empty.
    pub language: String,
    /// What was decided there.
    pub state: State,
    /// Tracks and tags.
    pub topics: Vec<String>,
    /// For whoever runs the call alone.
    pub note: String,
    /// Those who propose, the first of them leads.
    pub speakers: Vec<Speaker>,
    /// Questions of the form there, with what was answered.
    pub answers: Vec<(String, String)>,
}

/// What was decided of a proposal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing yet.
    #[default]
    Submitted,
    /// Accepted, confirmed or not.
    Accepted,
    /// On the waiting list.
    Waiting,
    /// Not taken.
    Declined,
    /// Taken back, or not handed in: it is left out.
    Gone,
}

/// One of those who propose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// Never empty.
    pub name: String,
    /// May be empty.
    pub email: String,
    /// Whom they belong to.
    pub affiliation: String,
    /// What they say about themselves.
    pub biography: String,
}

/// So many proposals at most: twenty times the largest call known.
pub const PROPOSALS_MAX: usize = 20_000;

/// Reads a file of proposals; which program wrote it is told by what is in it.
pub fn read(bytes: &[u8]) -> Result<Vec<Proposal>, ReadError> {
    let source = Source::new(bytes)?;
    let first = source.text.trim_start().chars().next();
    if !matches!(first, Some('{' | '[')) {
        return csv::read(source);
    }
    let root = parse(source)?;
    let found = match &root.kind {
        Kind::Object(_) if look::has(&root, "abstracts") => indico::read(source, &root),
        Kind::Object(_) if look::has(&root, "sessions") => sessionize::read(source, &root),
        Kind::List(items) if items.iter().any(|one| look::has(one, "sessions")) => {
            sessionize::read(source, &root)
        }
        Kind::Object(_) | Kind::List(_) if pretalx::is(&root) => pretalx::read(source, &root),
        other => Err(source.error(root.at, Problem::NotProposals { found: other.name() })),
    }?;
    if found.len() > PROPOSALS_MAX {
        let problem = Problem::TooMany { what: "proposals", limit: PROPOSALS_MAX };
        return Err(source.error(0, problem));
    }
    once(found)
}

/// Every code names one proposal.
fn once(found: Vec<Proposal>) -> Result<Vec<Proposal>, ReadError> {
    let mut first = std::collections::HashMap::new();
    for one in &found {
        let place = one.at.unwrap_or(Place { line: 1, column: 1 });
        if let Some(before) = first.insert(one.code.clone(), place) {
            let text = crate::source::quoted(&one.code);
            let problem = Problem::Twice { text, first: before };
            return Err(ReadError { place, problem });
        }
    }
    Ok(found)
}
