//! Gates and their rules.

use std::collections::BTreeMap;

use kernel::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::{refused, wrong};
use crate::access::ManageDoor;
use crate::admissions::verbs::categories;
use crate::api::{Asked, Given, IdText, Listed, Reply, Said, Trouble};
use crate::door::model::{Direction, Gate, Lane, Reentry};
use crate::door::refusal::Unwilling;
use crate::door::verbs::gates::{self, Place, Wish};
use crate::editions::model::Edition;

/// A gate.
#[derive(Serialize, JsonSchema)]
pub struct GateShape {
    id: IdText,
    slug: String,
    name: Said,
    /// The slug of the venue it leads into, or of the venue and a hall: `expo/hall-1`
    place: String,
    /// `in`, `out` or `both`
    direction: String,
    /// The days it is open; empty: all
    days: Vec<String>,
    /// Slugs of the sorts of pass that come in here; empty: all
    passes: Vec<String>,
    /// `free`, `after_exit` or `never`
    reentry: String,
    /// Without network it admits every `lanes`-th pass alone
    lane: i64,
    lanes: i64,
}

/// A gate as it is set.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GateSetting {
    name: Said,
    place: String,
    /// `in` when absent
    direction: Option<String>,
    #[serde(default)]
    days: Vec<String>,
    #[serde(default)]
    passes: Vec<String>,
    /// `after_exit` when absent
    reentry: Option<String>,
    #[serde(default)]
    lane: i64,
    /// 1 when absent
    lanes: Option<i64>,
}

type Names = (BTreeMap<kernel::Uuid, String>, BTreeMap<kernel::Uuid, String>);

/// What ids of places and categories are called outside.
fn names(tx: &mut Tx<'_>, may: &crate::access::Can<ManageDoor>) -> Result<Names, Trouble> {
    let id = may.edition::<Edition>();
    let sorts = categories::of_edition(tx, id)?;
    let sorts = sorts.into_iter().map(|one| (one.id.uuid(), one.slug.to_string())).collect();
    let places: Vec<Place> = gates::places(tx, id)?;
    let spaces = gates::spaces(tx, id)?;
    let key = |id| places.iter().find(|place| place.id == id).map(|place| place.key.clone());
    let spaces = spaces.into_iter().map(|it| (it.id.uuid(), key(it.place).unwrap_or_default()));
    Ok((sorts, spaces.collect()))
}

fn shape(gate: &Gate, (sorts, spaces): &Names) -> GateShape {
    GateShape {
        id: gate.id.into(),
        slug: gate.slug.to_string(),
        name: (&gate.name).into(),
        place: spaces.get(&gate.space.uuid()).cloned().unwrap_or_default(),
        direction: gate.direction.map_or("both", Direction::word).to_owned(),
        days: gate.days.iter().map(ToString::to_string).collect(),
        passes: gate.categories.iter().filter_map(|id| sorts.get(id).cloned()).collect(),
        reentry: gate.reentry.word().to_owned(),
        lane: gate.lane.number,
        lanes: gate.lane.of,
    }
}

pub fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<Listed<GateShape>>, Trouble> {
    let may = asked.may_in::<ManageDoor>(tx)?;
    let names = names(tx, &may)?;
    let all = gates::all(tx, &may)?;
    asked.part(all.iter().map(|gate| shape(gate, &names)), |one| one.slug.clone())
}

pub fn set(
    tx: &mut Tx<'_>,
    asked: &Asked,
    given: &Given<'_, GateSetting>,
) -> Result<Reply<GateShape>, Trouble> {
    let may = asked.may_in::<ManageDoor>(tx)?;
    let sent = given.read()?;
    let version = asked.has_match().then(|| asked.version()).transpose()?;
    let direction = match sent.direction.as_deref() {
        Some("both") => None,
        Some(word) => {
            Some(Direction::from_word(word).ok_or_else(|| refused(Unwilling::NoDirection))?)
        }
        None => Some(Direction::In),
    };
    let reentry = sent.reentry.as_deref().unwrap_or("after_exit");
    let day = |text: &String| text.parse::<Date>().map_err(|_| refused(Unwilling::NoDay));
    let wish = Wish {
        slug: asked.named("gate").parse().map_err(|_| Trouble::Missing)?,
        name: sent.name.to_text().ok_or_else(|| wrong("/name", "a key is no language tag"))?,
        place: sent.place,
        direction,
        days: sent.days.iter().map(day).collect::<Result<_, _>>()?,
        categories: sent.passes,
        reentry: Reentry::from_word(reentry).ok_or_else(|| refused(Unwilling::NoReentry))?,
        lane: Lane { number: sent.lane, of: sent.lanes.unwrap_or(1) },
    };
    let names_of = may;
    let made = gates::set(tx, &asked.ctx, may, &wish, version)?;
    let names = names(tx, &names_of)?;
    Ok(Reply::of(shape(&made, &names)).tagged(made.version))
}
