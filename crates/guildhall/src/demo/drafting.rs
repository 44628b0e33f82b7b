//! How the organisers' draft of the demo differs from what is released: samples, all of them.

use kernel::Slug;
use serde::Deserialize;
use store::Tx;

use super::DemoError;
use super::files;
use crate::access::{self, Scope};
use crate::ctx::Ctx;
use crate::editions::model::HallId;
use crate::error::Error;
use crate::programme::model::{Activity, Programme};
use crate::programme::table::model::{Spot, seen};
use crate::programme::table::refusal::Unwilling;
use crate::programme::table::verbs::places::{self, Wish};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftFile {
    /// The file is of samples alone, and says so.
    #[expect(dead_code, reason = "read by people and by the test of provenance")]
    sample: bool,
    unplaced: Vec<Slug>,
    moved: Vec<Moved>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Moved {
    activity: Slug,
    /// `venue/hall`.
    hall: String,
    day: usize,
    start: String,
}

/// Everything that the draft changes, as the release of `programme` has it.
pub fn wishes(programme: &Programme) -> Result<Vec<Wish>, DemoError> {
    let file: DraftFile = files::parse("draft.toml", files::DRAFT)?;
    let place_of = |slug: &Slug| {
        let found: Option<&Activity> = programme.activities.iter().find(|it| it.slug == *slug);
        found.and_then(|one| one.placement)
    };
    let wish = |slug: &Slug, to| Wish { activity: slug.clone(), seen: seen(place_of(slug)), to };
    let mut wishes: Vec<Wish> = file.unplaced.iter().map(|slug| wish(slug, None)).collect();
    let edition = &programme.edition;
    let days = edition.first_day.through(edition.last_day, 60);
    for one in &file.moved {
        let minutes = place_of(&one.activity).map_or(0, |place| place.interval.minutes());
        let spot = Spot {
            // What is not there is refused by the verb, and so by the test that loads the demo.
            hall: hall(programme, &one.hall).unwrap_or_else(|| HallId::named("demo", "nowhere")),
            day: *days.get(one.day.saturating_sub(1)).unwrap_or(&edition.first_day),
            minute: minute(&one.start).unwrap_or(u16::MAX),
            minutes,
        };
        wishes.push(wish(&one.activity, Some(spot)));
    }
    Ok(wishes)
}

fn hall(programme: &Programme, named: &str) -> Option<HallId> {
    let (venue, hall) = named.split_once('/')?;
    let venue = programme.venues.iter().find(|one| one.slug.as_str() == venue)?;
    venue.halls.iter().find(|one| one.slug.as_str() == hall).map(|one| one.id)
}

fn minute(clock: &str) -> Option<u16> {
    let (hour, minute) = clock.split_once(':')?;
    Some(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?)
}

/// Changes the draft so.
pub fn prepare(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    programme: &Programme,
    wishes: &[Wish],
) -> Result<(), Error<Unwilling>> {
    let scope = Scope::edition(programme.edition.id);
    let may = access::require(tx, ctx, scope).map_err(|error| error.map(Unwilling::from))?;
    wishes.iter().try_for_each(|wish| places::place(tx, ctx, may, wish).map(drop))
}
