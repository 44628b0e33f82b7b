//! Gates and the spaces they lead into.

use kernel::{Date, Slug, Text, Uuid};
use store::{Fault, Tx};

use crate::access::{Can, ManageDoor};
use crate::admissions::verbs::categories;
use crate::ctx::Ctx;
use crate::door::model::{Direction, Gate, Lane, Reentry, Space};
use crate::door::refusal::Unwilling;
use crate::door::store::gates as rows;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::journal::{self, Fact};

/// A conference is over before somebody who forgot to leave is gone by themselves.
const STAY_MINUTES_USUAL: i64 = 720;
const STAY_MINUTES_MAX: i64 = 2_880;
/// More than fit into any venue.
const PEOPLE_MAX: i64 = 10_000_000;
/// Passes are shared among so many gates at most.
pub const LANES_MAX: i64 = 64;
/// A longer line is no line.
pub const WAITING_MAX: i64 = 100_000;
const NAME_LENGTH_MAX: usize = 80;

/// A gate as it is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub slug: Slug,
    pub name: Text,
    /// The slug of a venue, or of a venue and a hall: `expo-centre/hall-1`.
    pub place: String,
    pub direction: Option<Direction>,
    pub days: Vec<Date>,
    /// Slugs.
    pub categories: Vec<String>,
    pub reentry: Reentry,
    pub lane: Lane,
}

/// How many may be in a space, and what is expected of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpaceWish {
    pub people_max: Option<i64>,
    pub stay_minutes: i64,
    pub expected: Option<i64>,
}

/// The gates of an edition, by slug.
pub fn all(tx: &mut Tx<'_>, can: &Can<ManageDoor>) -> Result<Vec<Gate>, Fault> {
    rows::gates(tx, can.edition::<Edition>().uuid())
}

/// One of them.
pub fn find(tx: &mut Tx<'_>, can: &Can<ManageDoor>, slug: &str) -> Result<Option<Gate>, Fault> {
    rows::gate(tx, can.edition::<Edition>().uuid(), slug)
}

/// Where people are counted.
pub fn spaces(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Space>, Fault> {
    rows::spaces(tx, edition.uuid())
}

/// A venue or a hall that gates may lead into.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// As a wish names it.
    pub key: String,
    pub id: Uuid,
    pub name: Text,
    pub capacity: Option<i64>,
    /// A hall is named with its venue.
    pub hall: bool,
}

/// Every place that gates may lead into, venues with their halls after them.
pub fn places(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Place>, Fault> {
    let mut all = Vec::new();
    for venue in editions::verbs::layout(tx, edition)?.venues {
        let key = venue.slug.to_string();
        let (id, name) = (venue.id.uuid(), venue.name.clone());
        all.push(Place { key: key.clone(), id, name, capacity: None, hall: false });
        all.extend(venue.halls.into_iter().map(|hall| Place {
            key: format!("{key}/{}", hall.slug),
            id: hall.id.uuid(),
            name: hall.name,
            capacity: hall.capacity,
            hall: true,
        }));
    }
    Ok(all)
}

/// Makes the gate of that slug, or changes it when `version` is what it is now.
pub fn set(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageDoor>,
    wish: &Wish,
    version: Option<i64>,
) -> Result<Gate, Error<Unwilling>> {
    let id: EditionId = can.edition::<Edition>();
    let edition = editions::verbs::by_id(tx, id)?.ok_or(Error::Missing)?;
    let refused = |why| Err(Error::Refused(why));
    let name = wish.name.iter().map(|(_, words)| words.value.trim().chars().count());
    let name: Vec<usize> = name.collect();
    if name.iter().all(|length| *length == 0) || name.iter().any(|it| *it > NAME_LENGTH_MAX) {
        return refused(Unwilling::NoName);
    }
    if wish.days.iter().any(|day| *day < edition.first_day || *day > edition.last_day) {
        return refused(Unwilling::NoDay);
    }
    let Lane { number, of } = wish.lane;
    if !(1..=LANES_MAX).contains(&of) || !(0..of).contains(&number) {
        return refused(Unwilling::NoLane);
    }
    let mut chosen = Vec::new();
    for slug in &wish.categories {
        let found = categories::find(tx, id, slug)?;
        chosen.push(found.ok_or(Error::Refused(Unwilling::NoCategory))?.id.uuid());
    }
    let space = space_of(tx, ctx, &edition, &wish.place)?;
    let before = rows::gate(tx, id.uuid(), wish.slug.as_str())?;
    let made = Gate {
        id: before.as_ref().map_or_else(|| ctx.id(), |gate| gate.id),
        edition: id.uuid(),
        slug: wish.slug.clone(),
        name: wish.name.clone(),
        space: space.id,
        direction: wish.direction,
        days: wish.days.clone(),
        categories: chosen,
        reentry: wish.reentry,
        lane: wish.lane,
        waiting: None,
        version: version.unwrap_or(1),
    };
    match (&before, version) {
        (None, None) => rows::insert_gate(tx, &made)?,
        (Some(_), Some(_)) if rows::update_gate(tx, &made)? => {}
        (Some(_), None) => return refused(Unwilling::SlugUsed),
        (_, Some(_)) => return refused(Unwilling::Changed),
    }
    let fact = Fact::new("door.gate_set", made.id).within(can.scope());
    journal::write(tx, ctx, fact.with("slug", &made.slug))?;
    let version = version.map_or(1, |version| version + 1);
    Ok(Gate { version, ..made })
}

/// The space of a place, made when a gate leads there for the first time.
fn space_of(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    edition: &Edition,
    key: &str,
) -> Result<Space, Error<Unwilling>> {
    let place = places(tx, edition.id)?.into_iter().find(|place| place.key == key);
    let place = place.ok_or(Error::Refused(Unwilling::NoSpace))?;
    let spaces = rows::spaces(tx, edition.id.uuid())?;
    if let Some(space) = spaces.into_iter().find(|space| space.place == place.id) {
        let space = Space { name: place.name, zone: edition.zone.clone(), ..space };
        rows::update_space(tx, &space)?;
        return Ok(space);
    }
    let space = Space {
        id: ctx.id(),
        edition: edition.id.uuid(),
        place: place.id,
        name: place.name,
        zone: edition.zone.clone(),
        people_max: place.capacity.filter(|people| *people > 0),
        stay_minutes: STAY_MINUTES_USUAL,
        expected: None,
    };
    rows::insert_space(tx, &space)?;
    Ok(space)
}

/// Sets how many may be in a space and what is expected of it.
pub fn set_space(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<ManageDoor>,
    id: crate::door::model::SpaceId,
    wish: SpaceWish,
) -> Result<Space, Error<Unwilling>> {
    let SpaceWish { people_max, stay_minutes, expected } = wish;
    let number = |it: Option<i64>| it.is_none_or(|it| (1..=PEOPLE_MAX).contains(&it));
    let refused = |why| Err(Error::Refused(why));
    match () {
        () if !number(people_max) => return refused(Unwilling::NoLimit),
        () if !(1..=STAY_MINUTES_MAX).contains(&stay_minutes) => return refused(Unwilling::NoStay),
        () if !number(expected) => return refused(Unwilling::NoExpected),
        () => {}
    }
    let space = rows::space(tx, can.edition::<Edition>().uuid(), id)?.ok_or(Error::Missing)?;
    let space = Space { people_max, stay_minutes, expected, ..space };
    rows::update_space(tx, &space)?;
    let fact = Fact::new("door.space_set", space.id).within(can.scope());
    let fact = fact.with("people_max", people_max).with("stay_minutes", stay_minutes);
    journal::write(tx, ctx, fact.with("expected", expected))?;
    Ok(space)
}
