//! The demo's gates, and some passes to come in with: samples, all of them.

use kernel::{Slug, Text};
use serde::Deserialize;
use store::Tx;

use super::DemoError;
use super::files;
use crate::access::{self, Scope};
use crate::admissions::refusal::Unwilling as NoPass;
use crate::admissions::verbs::orders::{self, PassWish};
use crate::ctx::Ctx;
use crate::door::model::{Direction, Lane, Reentry};
use crate::door::refusal::Unwilling;
use crate::door::verbs::gates::{self, SpaceWish, Wish};
use crate::door::verbs::keys;
use crate::editions::model::EditionId;
use crate::error::Error;

/// So many samples hold a pass: enough to look for one by name.
const HOLDERS: usize = 40;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GatesFile {
    /// The file is of samples alone, and says so.
    #[expect(dead_code, reason = "read by people and by the test of provenance")]
    sample: bool,
    gates: Vec<GateEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GateEntry {
    slug: Slug,
    zh: String,
    en: String,
    place: String,
    direction: String,
    #[serde(default)]
    lane: i64,
    lanes: Option<i64>,
    expected: Option<i64>,
    people_max: Option<i64>,
}

/// A gate, and what is expected of its space.
pub struct Written {
    wish: Wish,
    space: SpaceWish,
}

/// Every gate of the demonstration.
pub fn written() -> Result<Vec<Written>, DemoError> {
    let file: GatesFile = files::parse("gates.toml", files::GATES)?;
    let one = |entry: GateEntry| Written {
        wish: Wish {
            slug: entry.slug,
            name: Text::zh_en(entry.zh, entry.en),
            place: entry.place,
            direction: Direction::from_word(&entry.direction),
            days: Vec::new(),
            categories: Vec::new(),
            reentry: Reentry::AfterExit,
            lane: Lane { number: entry.lane, of: entry.lanes.unwrap_or(1) },
        },
        space: SpaceWish {
            people_max: entry.people_max,
            stay_minutes: 720,
            expected: entry.expected,
        },
    };
    Ok(file.gates.into_iter().map(one).collect())
}

/// Makes the samples, unless the edition has gates already: what somebody changed stays. True when it
/// made them.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    written: &[Written],
) -> Result<bool, Error<Unwilling>> {
    let scope = Scope::edition(edition);
    let may = access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))?;
    if !gates::all(tx, &may)?.is_empty() {
        return Ok(false);
    }
    keys::ready(tx, ctx, edition)?;
    for Written { wish, space } in written {
        let made = gates::set(tx, ctx, may, wish, None)?;
        if space.expected.is_some() {
            gates::set_space(tx, ctx, may, made.space, *space)?;
        }
    }
    Ok(true)
}

/// Orders passes for samples, who are called so.
pub fn hold_passes(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: EditionId,
    name: &str,
) -> Result<(), Error<NoPass>> {
    let scope = Scope::edition(edition);
    let may = access::require(tx, ctx, scope).map_err(|error| error.map(NoPass::from))?;
    let pass = |number: usize| PassWish {
        category: "visitor".to_owned(),
        holder: format!("{name} {number}"),
        document: None,
        guardian: None,
    };
    let wish = orders::Wish { passes: (1..=HOLDERS).map(pass).collect(), code: None };
    orders::place(tx, ctx, may, &wish).map(drop)
}
