//! What comes out: who meets whom, and why the rest does not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::case::{Case, NONE, Place, Plan};
use super::explain;
use crate::invalid::Invalid;

#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub held: Vec<Held>,
    pub unmet: Vec<Unmet>,
    /// How many parties have how many meetings, the fewest first: what leximin compares.
    pub shares: Vec<Share>,
}

/// A meeting that is held.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    pub wish: String,
    /// The minute at which its slot begins.
    pub start: i32,
    pub table: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<String>,
}

/// A meeting that is not held.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmet {
    pub wish: String,
    /// In words.
    pub because: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    pub meetings: u32,
    pub parties: u32,
}

/// A plan by names.
pub(super) fn answer(case: &Case, plan: &Plan) -> Answer {
    let mut met = vec![0_usize; case.parties as usize];
    let mut held = Vec::new();
    for (at, place) in (0..).zip(plan) {
        let Some(place) = place else { continue };
        case.wishes[at as usize].parties.iter().for_each(|&party| met[party as usize] += 1);
        let helped = place.interpreter != NONE;
        held.push(Held {
            wish: case.name(at).to_owned(),
            start: case.slots[place.slot as usize].span.from,
            table: case.tables[place.table as usize].id.clone(),
            interpreter: helped.then(|| case.person(place.interpreter).to_owned()),
        });
    }
    let mut shares = vec![0; met.iter().max().map_or(0, |most| most + 1)];
    met.into_iter().for_each(|meetings| shares[meetings] += 1);
    let shares = (0..).zip(shares).filter(|&(_, parties)| parties > 0);
    Answer {
        held,
        unmet: explain::unmet(case, plan),
        shares: shares.map(|(meetings, parties)| Share { meetings, parties }).collect(),
    }
}

/// An answer by numbers; the path says which name is not known.
pub fn plan(case: &Case, answer: &Answer) -> Result<Plan, Invalid> {
    let mut plan = vec![None; case.wishes.len()];
    for (at, held) in answer.held.iter().enumerate() {
        let unknown = |field: &str| {
            Invalid::new(format!("held[{at}].{field}"), "names nothing of the problem")
        };
        let wish = case.wishes.iter().position(|one| one.id == held.wish);
        let wish = wish.ok_or_else(|| unknown("wish"))?;
        let slot = case.slots.iter().position(|slot| slot.span.from == held.start);
        let slot = slot.ok_or_else(|| unknown("start"))? as u32;
        let table = case.tables.iter().position(|one| one.id == held.table);
        let table = table.ok_or_else(|| unknown("table"))? as u32;
        let interpreter = match &held.interpreter {
            None => NONE,
            Some(name) => {
                let all = &case.persons[case.parties as usize..];
                let found = all.iter().position(|one| one.id == *name);
                case.parties + found.ok_or_else(|| unknown("interpreter"))? as u32
            }
        };
        if plan[wish].replace(Place { slot, table, interpreter }).is_some() {
            return Err(Invalid::new(format!("held[{at}].wish"), "is held twice"));
        }
    }
    Ok(plan)
}
