//! A running order: its items, and where one is on it.

use kernel::{Slug, Text};
use store::{Fault, Tx};

use crate::access::{Can, RunShow, WatchShow};
use crate::ctx::Ctx;
use crate::editions;
use crate::editions::model::{Edition, EditionId};
use crate::error::Error;
use crate::guests::model::{Item, ItemId, Place, Show};
use crate::guests::refusal::Unwilling;
use crate::guests::store as rows;
use crate::guests::verbs::pipeline::LENGTH_MAX;
use crate::journal::{self, Fact};
use crate::programme::draft;
use crate::programme::model::{Activity, ActivityId};

/// No item of a ceremony takes longer.
const MINUTES_MAX: i64 = 24 * 60;

/// The activity of that address in the draft.
pub fn activity(
    tx: &mut Tx<'_>,
    edition: EditionId,
    slug: &Slug,
) -> Result<Activity, Error<Unwilling>> {
    let found = editions::verbs::by_id(tx, edition)?.ok_or(Error::Missing)?;
    let programme = draft::read(tx, found)?;
    programme.activities.into_iter().find(|one| one.slug == *slug).ok_or(Error::Missing)
}

/// The running order of an activity, for whoever may watch.
pub fn look(tx: &mut Tx<'_>, can: Can<WatchShow>, activity: ActivityId) -> Result<Show, Fault> {
    read(tx, can.edition::<Edition>(), activity)
}

fn read(tx: &mut Tx<'_>, edition: EditionId, activity: ActivityId) -> Result<Show, Fault> {
    let items = rows::items(tx, edition, activity)?;
    Ok(Show { activity, items, place: rows::place(tx, activity)? })
}

/// An item as it is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub minutes: i64,
    pub title: Text,
    pub who: String,
    pub cue: String,
}

/// Adds an item at the end.
pub fn add(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunShow>,
    activity: ActivityId,
    wish: &Wish,
) -> Result<(), Error<Unwilling>> {
    if wish.title.is_empty() {
        return Err(Error::Refused(Unwilling::NoTitle));
    }
    if !(0..=MINUTES_MAX).contains(&wish.minutes) {
        return Err(Error::Refused(Unwilling::NoMinutes));
    }
    let long = |text: &str| text.chars().count() > LENGTH_MAX;
    if long(&wish.who) || long(&wish.cue) || wish.title.iter().any(|(_, it)| long(&it.value)) {
        return Err(Error::Refused(Unwilling::TooLong));
    }
    let edition = can.edition::<Edition>();
    let last = rows::items(tx, edition, activity)?.last().map_or(0, |item| item.position);
    let Wish { minutes, title, who, cue } = wish.clone();
    let item = Item { id: ctx.id(), position: last + 1, minutes, title, who, cue };
    rows::insert_item(tx, (edition, activity), &item)?;
    tell(tx, ctx, can, "guests.show_item_added", activity)
}

/// Which way an item moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Earlier,
    Later,
}

/// Moves an item past its neighbour.
pub fn shift(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunShow>,
    activity: ActivityId,
    (id, way): (ItemId, Way),
) -> Result<(), Error<Unwilling>> {
    let items = rows::items(tx, can.edition::<Edition>(), activity)?;
    let at = items.iter().position(|item| item.id == id).ok_or(Error::Missing)?;
    let other = match way {
        Way::Earlier => at.checked_sub(1),
        Way::Later => Some(at + 1),
    };
    let Some(other) = other.and_then(|other| items.get(other)) else { return Ok(()) };
    rows::move_item(tx, activity, (id, other.position))?;
    rows::move_item(tx, activity, (other.id, items[at].position))?;
    tell(tx, ctx, can, "guests.show_item_moved", activity)
}

/// Takes an item out. What is on stays on.
pub fn remove(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunShow>,
    activity: ActivityId,
    id: ItemId,
) -> Result<(), Error<Unwilling>> {
    if rows::place(tx, activity)?.item == Some(id) {
        return Err(Error::Refused(Unwilling::Overtaken));
    }
    if !rows::remove_item(tx, activity, id)? {
        return Err(Error::Missing);
    }
    tell(tx, ctx, can, "guests.show_item_removed", activity)
}

/// Goes on to the next item, or back to before the first. A press that somebody else's came before does
/// nothing: two who press at once go one item on.
pub fn go(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunShow>,
    activity: ActivityId,
    (step, to): (i64, To),
) -> Result<(), Error<Unwilling>> {
    let show = read(tx, can.edition::<Edition>(), activity)?;
    if show.place.step != step {
        return Ok(());
    }
    let place = match (to, show.next()) {
        (To::Start, _) => Place { item: None, began_at: None, is_over: false, step },
        (To::Next, Some(item)) => {
            Place { item: Some(item.id), began_at: Some(ctx.now()), is_over: false, step }
        }
        (To::Next, None) if show.items.is_empty() => return Ok(()),
        (To::Next, None) => Place { item: None, began_at: None, is_over: true, step },
    };
    if rows::go(tx, (can.edition::<Edition>().uuid(), activity), &place)? {
        tell(tx, ctx, can, "guests.show_went_on", activity)?;
    }
    Ok(())
}

/// Where a press leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Next,
    Start,
}

fn tell(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: Can<RunShow>,
    kind: &'static str,
    activity: ActivityId,
) -> Result<(), Error<Unwilling>> {
    journal::write(tx, ctx, Fact::new(kind, activity).within(can.scope()))?;
    Ok(())
}
