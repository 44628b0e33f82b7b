//! Every SQL statement of the editions slice.

use kernel::{Id, Slug, Uuid};
use store::{Fault, Json, Tx, Value};

use super::model::{
    Edition, EditionId, Hall, Page, Part, Standing, Travel, TravelMode, Venue, VenueId,
};
use crate::documents::{Collection, Document};

store::statements! {
    EDITION_ALL = "select body from edition order by first_day desc, id";
    EDITION_BY_SLUG = "select body from edition where slug = $1";
    EDITION_BY_ID = "select body from edition where id = $1";
    EDITION_EARLIER = "select body from edition where followed_by = $1 order by first_day desc, id";
    EDITION_WRITE = "insert into edition (id, slug, standing, first_day, followed_by, body)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (id) do update set slug = excluded.slug, standing = excluded.standing,
            first_day = excluded.first_day, followed_by = excluded.followed_by,
            body = excluded.body";

    PART_ALL = "select id, position, slug, body from part where edition_id = $1
        order by position, id";
    PART_INSERT = "insert into part (id, edition_id, position, slug, body)
        values ($1, $2, $3, $4, $5)";
    PART_UPDATE = "update part set position = $3, slug = $4, body = $5
        where id = $1 and edition_id = $2";
    PART_REMOVE = "delete from part where id = $1";

    VENUE_ALL = "select id, position, slug, body from venue where edition_id = $1
        order by position, id";
    VENUE_INSERT = "insert into venue (id, edition_id, position, slug, body)
        values ($1, $2, $3, $4, $5)";
    VENUE_UPDATE = "update venue set position = $3, slug = $4, body = $5
        where id = $1 and edition_id = $2";
    VENUE_REMOVE = "delete from venue where id = $1";

    HALL_ALL = "select id, position, slug, body from hall where edition_id = $1
        order by position, id";
    HALL_INSERT = "insert into hall (id, edition_id, position, slug, body, venue_id, capacity)
        values ($1, $2, $3, $4, $5, $6, $7)";
    HALL_UPDATE = "update hall set position = $3, slug = $4, body = $5, venue_id = $6,
            capacity = $7
        where id = $1 and edition_id = $2";
    HALL_REMOVE = "delete from hall where id = $1";

    PAGE_ALL = "select id, position, slug, body from page where edition_id = $1
        order by position, id";
    PAGE_INSERT = "insert into page (id, edition_id, position, slug, body)
        values ($1, $2, $3, $4, $5)";
    PAGE_UPDATE = "update page set position = $3, slug = $4, body = $5
        where id = $1 and edition_id = $2";
    PAGE_REMOVE = "delete from page where id = $1";

    TRAVEL_ALL = "select from_venue, to_venue, minutes, mode from travel where edition_id = $1
        order by position, from_venue, to_venue";
    TRAVEL_CLEAR = "delete from travel where edition_id = $1";
    TRAVEL_INSERT = "insert into travel (edition_id, position, from_venue, to_venue, minutes, mode)
        values ($1, $2, $3, $4, $5, $6)";
}

pub const PARTS: Collection =
    Collection { all: PART_ALL, insert: PART_INSERT, update: PART_UPDATE, remove: PART_REMOVE };
pub const VENUES: Collection =
    Collection { all: VENUE_ALL, insert: VENUE_INSERT, update: VENUE_UPDATE, remove: VENUE_REMOVE };
pub const HALLS: Collection =
    Collection { all: HALL_ALL, insert: HALL_INSERT, update: HALL_UPDATE, remove: HALL_REMOVE };
pub const PAGES: Collection =
    Collection { all: PAGE_ALL, insert: PAGE_INSERT, update: PAGE_UPDATE, remove: PAGE_REMOVE };

/// A hall as its row keeps it.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct HallOfVenue {
    pub venue: VenueId,
    #[serde(flatten)]
    pub hall: Hall,
}

impl Document for Part {
    fn id(&self) -> Uuid {
        self.id.uuid()
    }
    fn slug(&self) -> &Slug {
        &self.slug
    }
    fn keys(&self) -> Vec<Value<'_>> {
        Vec::new()
    }
}

impl Document for Venue {
    fn id(&self) -> Uuid {
        self.id.uuid()
    }
    fn slug(&self) -> &Slug {
        &self.slug
    }
    fn keys(&self) -> Vec<Value<'_>> {
        Vec::new()
    }
}

impl Document for HallOfVenue {
    fn id(&self) -> Uuid {
        self.hall.id.uuid()
    }
    fn slug(&self) -> &Slug {
        &self.hall.slug
    }
    fn keys(&self) -> Vec<Value<'_>> {
        vec![self.venue.into(), self.hall.capacity.into()]
    }
}

/// A page as its row keeps it: pages are known by their slug, so the id follows from it.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct PageOfEdition {
    pub id: Id<Page>,
    #[serde(flatten)]
    pub page: Page,
}

impl Document for PageOfEdition {
    fn id(&self) -> Uuid {
        self.id.uuid()
    }
    fn slug(&self) -> &Slug {
        &self.page.slug
    }
    fn keys(&self) -> Vec<Value<'_>> {
        Vec::new()
    }
}

pub fn editions(tx: &mut Tx<'_>) -> Result<Vec<Edition>, Fault> {
    Ok(tx.all(EDITION_ALL, ())?.into_iter().map(|Json(edition)| edition).collect())
}

pub fn edition_by_slug(tx: &mut Tx<'_>, slug: &Slug) -> Result<Option<Edition>, Fault> {
    Ok(tx.find(EDITION_BY_SLUG, (slug,))?.map(|Json(edition)| edition))
}

pub fn edition_by_id(tx: &mut Tx<'_>, id: EditionId) -> Result<Option<Edition>, Fault> {
    Ok(tx.find(EDITION_BY_ID, (id,))?.map(|Json(edition)| edition))
}

pub fn earlier(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Edition>, Fault> {
    Ok(tx.all(EDITION_EARLIER, (edition,))?.into_iter().map(|Json(edition)| edition).collect())
}

pub fn write_edition(
    tx: &mut Tx<'_>,
    edition: &Edition,
    followed_by: Option<EditionId>,
) -> Result<(), Fault> {
    let standing = match edition.standing {
        Standing::Current => "current",
        Standing::Archived => "archived",
    };
    let first_day = edition.first_day.to_string();
    let values =
        (edition.id, &edition.slug, standing, first_day.as_str(), followed_by, Json(edition));
    tx.run(EDITION_WRITE, values).map(drop)
}

pub fn travel(tx: &mut Tx<'_>, edition: EditionId) -> Result<Vec<Travel>, Fault> {
    let rows: Vec<(VenueId, VenueId, i64, String)> = tx.all(TRAVEL_ALL, (edition,))?;
    let travel = |(from, to, minutes, mode): (_, _, _, String)| Travel {
        from,
        to,
        minutes,
        mode: match mode.as_str() {
            "shuttle" => TravelMode::Shuttle,
            "metro" => TravelMode::Metro,
            "car" => TravelMode::Car,
            _ => TravelMode::Walk,
        },
    };
    Ok(rows.into_iter().map(travel).collect())
}

pub fn clear_travel(tx: &mut Tx<'_>, edition: EditionId) -> Result<(), Fault> {
    tx.run(TRAVEL_CLEAR, (edition,)).map(drop)
}

pub fn write_travel(tx: &mut Tx<'_>, edition: EditionId, all: &[Travel]) -> Result<(), Fault> {
    let rows = all.iter().zip(0_i64..).map(|(travel, position)| {
        let mode = match travel.mode {
            TravelMode::Walk => "walk",
            TravelMode::Shuttle => "shuttle",
            TravelMode::Metro => "metro",
            TravelMode::Car => "car",
        };
        (edition, position, travel.from, travel.to, travel.minutes, mode)
    });
    tx.run_many(TRAVEL_INSERT, rows).map(drop)
}
