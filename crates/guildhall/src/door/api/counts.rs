//! How full it is.

use schemars::JsonSchema;
use serde::Serialize;
use store::Tx;

use crate::access::ReadHeadcount;
use crate::api::{Asked, IdText, Moment, Reply, Said, Trouble};
use crate::door::store::counts::Came;
use crate::door::verbs::counts::{self, Count};

/// An edition at one moment, from scans alone.
#[derive(Serialize, JsonSchema)]
pub struct HeadcountShape {
    at: Moment,
    day: String,
    spaces: Vec<SpaceShape>,
    /// Of the day, whatever space they came into
    today: CameShape,
    /// Since the first day
    altogether: CameShape,
}

/// Entries, and how many different passes entered: who comes in twice is two person-times and one person.
#[derive(Serialize, JsonSchema)]
pub struct CameShape {
    person_times: i64,
    persons: i64,
}

#[derive(Serialize, JsonSchema)]
pub struct SpaceShape {
    id: IdText,
    name: Said,
    /// Who came in today, was not seen to leave, and whose stay has not lapsed
    inside: i64,
    people_max: Option<i64>,
    /// `calm`, `nearly_full` or `full`
    fill: String,
    today: CameShape,
    /// Entries in the last ten minutes
    lately: i64,
    /// People in line, as its gates said lately
    line: Option<i64>,
    /// How long the last of them waits
    wait_minutes: Option<i64>,
}

impl From<Came> for CameShape {
    fn from(came: Came) -> Self {
        Self { person_times: came.times, persons: came.persons }
    }
}

pub fn now(tx: &mut Tx<'_>, asked: &Asked) -> Result<Reply<HeadcountShape>, Trouble> {
    let may = asked.may_in::<ReadHeadcount>(tx)?;
    let counted = counts::now(tx, &may, asked.ctx.now())?.ok_or(Trouble::Missing)?;
    let space = |one: Count| SpaceShape {
        id: one.space.id.into(),
        name: (&one.space.name).into(),
        inside: one.inside,
        people_max: one.space.people_max,
        fill: one.fill.word().to_owned(),
        today: one.came.into(),
        lately: one.lately,
        line: one.line.map(|line| line.people),
        wait_minutes: one.line.and_then(|line| line.minutes),
    };
    Ok(Reply::of(HeadcountShape {
        at: counted.at.into(),
        day: counted.day.to_string(),
        spaces: counted.spaces.into_iter().map(space).collect(),
        today: counted.today.into(),
        altogether: counted.altogether.into(),
    }))
}
