//! The demo's translations under way: samples, all of them, in the draft alone.

use kernel::LangTag;
use serde::Deserialize;
use store::Tx;

use super::DemoError;
use super::files;
use crate::access::{self, Scope};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::translation::refusal::Unwilling;
use crate::translation::verbs::terms;
use crate::translation::verbs::texts::{self, By, May, Wish};

/// What is written of translations.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// The file is of samples alone, and says so.
    #[expect(dead_code, reason = "read by people and by the test of provenance")]
    sample: bool,
    terms: Vec<TermEntry>,
    texts: Vec<TextEntry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TermEntry {
    zh: String,
    en: String,
    note: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextEntry {
    key: String,
    tongue: LangTag,
    words: String,
    #[serde(default)]
    machine: bool,
}

pub fn work() -> Result<Work, DemoError> {
    files::parse("translation.toml", files::TRANSLATION)
}

/// Adds the terms unless there are any, and writes the texts that are not so yet.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    work: &Work,
) -> Result<(), Error<Unwilling>> {
    let scope = Scope::edition(edition);
    let reads = access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))?;
    let may = access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))?;
    if terms::of_edition(tx, reads)?.is_empty() {
        for TermEntry { zh, en, note } in &work.terms {
            terms::add(tx, ctx, may, (zh, en, note))?;
        }
    }
    for one in &work.texts {
        let key = one.key.parse().map_err(|_| Error::Missing)?;
        let seen = texts::seen(tx, May::All(may), &key)?;
        let (tongue, words) = (one.tongue.clone(), one.words.clone());
        let by = if one.machine { By::Machine } else { By::Person };
        texts::put(tx, ctx, May::All(may), &Wish { key, tongue, words, by, seen })?;
    }
    Ok(())
}
