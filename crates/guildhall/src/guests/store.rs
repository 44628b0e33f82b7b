//! Every SQL statement of this slice.

use kernel::{Lang, Timestamp, Uuid};
use store::{Columns, Fault, Row, Tx};

use super::model::{Guest, GuestId, Item, ItemId, Need, Place, State};
use crate::editions::model::EditionId;
use crate::programme::model::ActivityId;

store::statements! {
    GUESTS_IN = "select id, state, rank, name, title, country, lang, keeper_id, next_step, next_by,
            interpreter, zone, version, changed_at
        from guest where edition_id = $1 order by coalesce(rank, 1000000), made_at, id";
    GUEST = "select id, state, rank, name, title, country, lang, keeper_id, next_step, next_by,
            interpreter, zone, version, changed_at
        from guest where edition_id = $1 and id = $2";
    GUEST_INSERT = "insert into guest (id, edition_id, state, rank, name, title, country, lang,
            keeper_id, next_step, next_by, interpreter, zone, version, made_at, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $14)";
    GUEST_CHANGE = "update guest set state = $3, rank = $4, name = $5, title = $6, country = $7,
            lang = $8, keeper_id = $9, next_step = $10, next_by = $11, interpreter = $12, zone = $13,
            version = version + 1, changed_at = $14
        where edition_id = $1 and id = $2 and version = $15";
    NEED = "select travel, diet, version from guest_need where guest_id = $1";
    NEED_INSERT = "insert into guest_need (guest_id, travel, diet, version, changed_at)
        values ($1, $2, $3, 1, $4) on conflict (guest_id) do nothing";
    NEED_CHANGE = "update guest_need set travel = $2, diet = $3, version = version + 1,
            changed_at = $4
        where guest_id = $1 and version = $5";

    ITEMS = "select id, position, minutes, title, who, cue from show_item
        where edition_id = $1 and activity_id = $2 order by position, id";
    ITEM_INSERT = "insert into show_item
            (id, edition_id, activity_id, position, minutes, title, who, cue)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    ITEM_REMOVE = "delete from show_item where activity_id = $1 and id = $2";
    ITEM_MOVE = "update show_item set position = $3 where activity_id = $1 and id = $2";
    PLACE = "select item_id, began_at, over, step from show_place where activity_id = $1";
    PLACE_INSERT = "insert into show_place (activity_id, edition_id, item_id, began_at, over, step)
        values ($1, $2, $3, $4, $5, 1) on conflict (activity_id) do nothing";
    PLACE_MOVE = "update show_place set item_id = $2, began_at = $3, over = $4, step = step + 1
        where activity_id = $1 and step = $5";
}

impl Row for Guest {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let id = columns.take()?;
        let word: String = columns.take()?;
        let state = State::from_word(&word).ok_or_else(|| format!("{word:?} is no state"))?;
        let (rank, name, title) = (columns.take()?, columns.take()?, columns.take()?);
        let country = columns.take()?;
        let lang: Lang = columns.take()?;
        let (keeper, next_step) = (columns.take()?, columns.take()?);
        let by: String = columns.take()?;
        Ok(Self {
            id,
            state,
            rank,
            name,
            title,
            country,
            lang,
            keeper,
            next_step,
            next_by: by.parse().ok(),
            interpreter: columns.take()?,
            zone: columns.take()?,
            version: columns.take()?,
            changed_at: columns.take()?,
        })
    }
}

store::row!(Need { travel, diet, version });
store::row!(Item { id, position, minutes, title, who, cue });

impl Row for Place {
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, String> {
        let (item, began_at) = (columns.take()?, columns.take()?);
        let over: i64 = columns.take()?;
        Ok(Self { item, began_at, is_over: over != 0, step: columns.take()? })
    }
}

pub fn guests(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Guest>, Fault> {
    tx.all(GUESTS_IN, (edition,))
}

pub fn guest(tx: &mut Tx<'_>, edition: EditionId, id: GuestId) -> Result<Option<Guest>, Fault> {
    tx.find(GUEST, (edition, id))
}

/// Adds a guest, or changes the one that is as it was read; false when it no longer is.
pub fn write(
    tx: &mut Tx<'_>,
    edition: EditionId,
    guest: &Guest,
    now: Timestamp,
) -> Result<bool, Fault> {
    let by = guest.next_by.map(|day| day.to_string()).unwrap_or_default();
    let head = (guest.id, guest.state.word(), guest.rank);
    let texts = (&guest.name, &guest.title, guest.country.as_str(), guest.lang);
    let next = (guest.keeper, guest.next_step.as_str(), by.as_str());
    let rest = (guest.interpreter.as_str(), guest.zone.as_str());
    let changed = if guest.version == 0 {
        tx.run(
            GUEST_INSERT,
            (
                head.0, edition, head.1, head.2, texts.0, texts.1, texts.2, texts.3, next.0,
                next.1, next.2, rest.0, rest.1, now,
            ),
        )?
    } else {
        tx.run(
            GUEST_CHANGE,
            (
                edition,
                head.0,
                head.1,
                head.2,
                texts.0,
                texts.1,
                texts.2,
                texts.3,
                next.0,
                next.1,
                next.2,
                rest.0,
                rest.1,
                now,
                guest.version,
            ),
        )?
    };
    Ok(changed == 1)
}

pub fn need(tx: &mut Tx<'_>, guest: GuestId) -> Result<Need, Fault> {
    Ok(tx.find(NEED, (guest,))?.unwrap_or_default())
}

pub fn write_need(
    tx: &mut Tx<'_>,
    guest: GuestId,
    need: &Need,
    now: Timestamp,
) -> Result<bool, Fault> {
    let (travel, diet) = (need.travel.as_str(), need.diet.as_str());
    let changed = match need.version {
        0 => tx.run(NEED_INSERT, (guest, travel, diet, now))?,
        version => tx.run(NEED_CHANGE, (guest, travel, diet, now, version))?,
    };
    Ok(changed == 1)
}

pub fn items(
    tx: &mut Tx<'_>,
    edition: EditionId,
    activity: ActivityId,
) -> Result<Vec<Item>, Fault> {
    tx.all(ITEMS, (edition, activity))
}

pub fn insert_item(
    tx: &mut Tx<'_>,
    (edition, activity): (EditionId, ActivityId),
    item: &Item,
) -> Result<(), Fault> {
    let (who, cue) = (item.who.as_str(), item.cue.as_str());
    let row = (item.id, edition, activity, item.position, item.minutes, &item.title, who, cue);
    tx.run(ITEM_INSERT, row).map(drop)
}

pub fn remove_item(tx: &mut Tx<'_>, activity: ActivityId, id: ItemId) -> Result<bool, Fault> {
    Ok(tx.run(ITEM_REMOVE, (activity, id))? == 1)
}

pub fn move_item(
    tx: &mut Tx<'_>,
    activity: ActivityId,
    (id, position): (ItemId, i64),
) -> Result<(), Fault> {
    tx.run(ITEM_MOVE, (activity, id, position)).map(drop)
}

pub fn place(tx: &mut Tx<'_>, activity: ActivityId) -> Result<Place, Fault> {
    let nowhere = Place { item: None, began_at: None, is_over: false, step: 0 };
    Ok(tx.find(PLACE, (activity,))?.unwrap_or(nowhere))
}

/// Goes on from `place.step`; false when somebody else did.
pub fn go(
    tx: &mut Tx<'_>,
    (edition, activity): (Uuid, ActivityId),
    place: &Place,
) -> Result<bool, Fault> {
    let over = i64::from(place.is_over);
    let changed = match place.step {
        0 => tx.run(PLACE_INSERT, (activity, edition, place.item, place.began_at, over))?,
        step => tx.run(PLACE_MOVE, (activity, place.item, place.began_at, over, step))?,
    };
    Ok(changed == 1)
}
