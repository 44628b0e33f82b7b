//! The demo's passes: samples, all of them.

use kernel::{Slug, Text};
use serde::Deserialize;
use store::Tx;

use super::DemoError;
use super::files;
use crate::access::{self, Scope};
use crate::admissions::model::Kind;
use crate::admissions::refusal::Unwilling;
use crate::admissions::verbs::categories::{self, Wish};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PassesFile {
    /// The file is of samples alone, and says so.
    #[expect(dead_code, reason = "read by people and by the test of provenance")]
    sample: bool,
    passes: Vec<PassEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PassEntry {
    slug: Slug,
    kind: String,
    zh: String,
    en: String,
    places: i64,
}

/// Every sort of pass of the demonstration.
pub fn wishes() -> Result<Vec<Wish>, DemoError> {
    let file: PassesFile = files::parse("passes.toml", files::PASSES)?;
    let wish = |entry: PassEntry| Wish {
        slug: entry.slug,
        kind: Kind::from_word(&entry.kind).unwrap_or(Kind::Visitor),
        name: Text::zh_en(entry.zh, entry.en),
        opens_at: None,
        closes_at: None,
        days: Vec::new(),
        price_minor: 0,
        currency: "CNY".to_owned(),
        code: None,
        real_name: false,
        places: entry.places,
    };
    Ok(file.passes.into_iter().map(wish).collect())
}

/// Makes the samples, unless the edition has passes already: what somebody changed stays.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    wishes: &[Wish],
) -> Result<(), Error<Unwilling>> {
    let scope = Scope::edition(edition);
    let may = access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))?;
    if !categories::of_edition(tx, edition)?.is_empty() {
        return Ok(());
    }
    wishes.iter().try_for_each(|wish| categories::set(tx, ctx, may, wish, None).map(drop))
}
