//! What the demo's core communities were granted: samples, all of them.

use kernel::Slug;
use serde::Deserialize;
use store::Tx;

use super::DemoError;
use super::files;
use crate::access::{self, Scope};
use crate::ctx::Ctx;
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::hosting::model::Resource;
use crate::hosting::refusal::Unwilling;
use crate::hosting::verbs::grants::{self, Place, Wish};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrantsFile {
    /// The file is of samples alone, and says so.
    #[expect(dead_code, reason = "read by people and by the test of provenance")]
    sample: bool,
    grants: Vec<GrantEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrantEntry {
    host: Slug,
    hours: i64,
    activities: i64,
    seats: i64,
    passes: i64,
    badges: i64,
    tables: i64,
}

/// Everything that the samples were granted.
pub fn wishes() -> Result<Vec<Wish>, DemoError> {
    let file: GrantsFile = files::parse("grants.toml", files::GRANTS)?;
    let wishes = file.grants.into_iter().flat_map(|entry| {
        let amounts = [
            (Resource::HallMinutes, entry.hours * 60),
            (Resource::Activities, entry.activities),
            (Resource::Seats, entry.seats),
            (Resource::Passes, entry.passes),
            (Resource::Badges, entry.badges),
            (Resource::Tables, entry.tables),
        ];
        let host = entry.host;
        amounts.map(|(resource, amount)| Wish {
            host: host.clone(),
            resource,
            place: Place::Any,
            amount,
        })
    });
    Ok(wishes.collect())
}

/// Grants what the samples are granted, unless something was granted in that edition before: what
/// somebody changed stays.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    wishes: &[Wish],
) -> Result<(), Error<Unwilling>> {
    let scope = Scope::edition(edition);
    let may = access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))?;
    if grants::any(tx, may)? {
        return Ok(());
    }
    wishes.iter().try_for_each(|wish| grants::set(tx, ctx, may, wish))
}
