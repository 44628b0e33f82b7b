//! What must be true of editions, their venues and halls.

use kernel::{Timestamp, Uuid};
use store::{Fault, Json, Tx};

use super::model::{Edition, Part, Standing, Venue};
use super::store::{HALLS, HallOfVenue, PAGES, PARTS, PageOfEdition, VENUES};
use crate::documents::agree;
use crate::invariants::{Findings, Invariant, offenders};

pub const CHECKS: &[Invariant] = &[
    Invariant {
        name: "editions.rows",
        holds: "every row of an edition and its layout says what its document says",
        look: rows,
    },
    Invariant {
        name: "editions.days",
        holds: "every edition ends on its first day or later",
        look: days,
    },
    Invariant {
        name: "editions.halls",
        holds: "every hall and every way is between venues of its own edition",
        look: halls,
    },
];

store::statements! {
    EDITIONS = "select id, slug, standing, first_day, body from edition order by id";
    HALL_KEYS = "select id, venue_id, capacity from hall where edition_id = $1 order by id";
    PLACED_COUNT = "select (select count(*) from hall) + (select count(*) from travel) as places";
    HALL_ASTRAY = "select h.slug, h.edition_id from hall h join venue v on v.id = h.venue_id
        where v.edition_id <> h.edition_id order by h.id";
    TRAVEL_ASTRAY = "select v.slug, t.edition_id from travel t
        join venue v on v.id = t.from_venue or v.id = t.to_venue
        where v.edition_id <> t.edition_id order by t.from_venue, t.to_venue, v.id";
}

type EditionRow = (Uuid, String, String, String, Json<Edition>);

fn rows(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let mut findings = Findings::default();
    tx.each(EDITIONS, (), |(id, slug, standing, first_day, Json(body)): EditionRow| {
        findings.looked_at += 1;
        let known = match body.standing {
            Standing::Current => "current",
            Standing::Archived => "archived",
        };
        let said = (body.id.uuid(), body.slug.as_str(), known, body.first_day.to_string());
        if said != (id, slug.as_str(), standing.as_str(), first_day) {
            findings.broken.push(format!("edition {slug}: its row differs from its document"));
        }
    })?;
    Ok(findings
        .and(agree::<Part>(tx, "part", PARTS, None)?)
        .and(agree::<Venue>(tx, "venue", VENUES, None)?)
        .and(agree::<HallOfVenue>(tx, "hall", HALLS, Some(HALL_KEYS))?)
        .and(agree::<PageOfEdition>(tx, "page", PAGES, None)?))
}

fn days(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let mut findings = Findings::default();
    tx.each(EDITIONS, (), |(_, slug, _, _, Json(body)): EditionRow| {
        findings.looked_at += 1;
        if body.last_day < body.first_day {
            let (first, last) = (body.first_day, body.last_day);
            findings.broken.push(format!("edition {slug}: it begins on {first}, ends on {last}"));
        }
    })?;
    Ok(findings)
}

fn halls(tx: &mut Tx<'_>, _: Timestamp) -> Result<Findings, Fault> {
    let hall = |(slug, edition): (String, Uuid)| {
        format!("hall {slug} of edition {edition} is in a venue of another")
    };
    let findings = offenders(tx, PLACED_COUNT, HALL_ASTRAY, hall)?;
    let astray: Vec<(String, Uuid)> = tx.all(TRAVEL_ASTRAY, ())?;
    let way = |(slug, edition): (String, Uuid)| {
        format!("a way of edition {edition} touches venue {slug} of another")
    };
    Ok(findings.and(Findings::new(0, astray.into_iter().map(way).collect())))
}
