use kernel::{Lang, Slug, Text};
use store::{Db, Tx};

use super::logs::Logs;
use super::refused::refused;
use super::serve::{Listen, serve};
use super::system::operator;
use super::{Place, SystemClock};
use crate::access::{self, Scope};
use crate::demo::accounts::{self, Sample, Stations};
use crate::demo::{drafting, gates, grants, guests, letters, passes, seats, webhooks};
use crate::editions::model::EditionId;
use crate::error::Error;
use crate::people::letters::link_path;
use crate::programme::model::Programme;
use crate::programme::verbs;
use crate::programme::{draft, release};
use crate::releasing::verbs::{self as releasing, Blocks, Telling, Unwilling, Wish};

/// The hour at which the demonstration's visitors arrive: the middle of the first day.
const ARRIVAL_MINUTE: u16 = 10 * 60 + 20;

pub fn run(place: &Place, listen: &Listen, logs: &Logs) -> anyhow::Result<()> {
    let db = place.open()?;
    let listen = &listen.at_home();
    let programme = crate::demo::programme()?;
    let edition = &programme.edition;
    let arrival = edition.zone.moment(edition.first_day, ARRIVAL_MINUTE);
    let (slug, stations) = (edition.slug.to_string(), Stations::of(&programme));
    let (edition_id, edition_slug) = (edition.id, edition.slug.clone());
    let calls = crate::demo::calls::file()?;
    let planned = programme.clone();
    load(&db, programme)?;
    let ctx = operator();
    let called = db
        .write_now(move |tx: &mut Tx<'_>| crate::demo::calls::prepare(tx, &ctx, &planned, &calls));
    if let Some(call) = called.map_err(refused)? {
        let (ctx, edition) = (operator(), slug.parse()?);
        let judged = db.write_now(move |tx: &mut Tx<'_>| {
            crate::demo::reviews::prepare(tx, &ctx, &edition, &call)
        });
        judged.map_err(refused)?;
    }
    in_the_making(&db, edition_id, &edition_slug)?;
    let (seated, named) = (seats::file()?, slug.clone());
    let ahead = arrival.as_millis() - SystemClock::moment().as_millis();
    serve(place, &db, listen, logs, ahead, |base_url| {
        let ctx = operator();
        let prepared = db.write_now(move |tx| accounts::prepare(tx, &ctx, &slug, stations));
        let samples = prepared.map_err(refused)?;
        let ctx = operator().in_hall(ahead);
        let booked = db.write_now(move |tx: &mut Tx<'_>| {
            seats::prepare(tx, &ctx, (edition_id, &named), &seated)
        });
        booked.map_err(refused)?;
        let line = |sample: &Sample| {
            let path = link_path(Lang::Zh, &sample.token.spelled(), "");
            format!("  {:<15} {base_url}{path}", sample.role.word())
        };
        let head = "Sample accounts; each link signs in once, new ones come at the next start:";
        Ok(std::iter::once(head.to_owned()).chain(samples.iter().map(line)).collect())
    })
}

/// Writes the demo conference and releases it, and changes the draft a little after that, unless it
/// is released as it should be, or a schedule was imported into it: what somebody made of the draft is
/// not to be lost.
fn load(db: &Db, programme: Programme) -> anyhow::Result<()> {
    let changes = drafting::wishes(&programme)?;
    let ctx = operator();
    let loaded = db.write_now(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let edition = programme.edition.id;
        let newest = release::newest(tx, edition).unwrap_or_default();
        let released = newest.is_some_and(|newest| newest.programme == programme);
        if released || !draft::remainder(tx, edition)?.is_empty() {
            return Ok(());
        }
        let scope = Scope::edition(edition);
        let may = access::require(tx, &ctx, scope).map_err(|error| error.map(Unwilling::from))?;
        verbs::import(tx, &ctx, may, &programme).map_err(|no| no.map(Unwilling::Programme))?;
        crate::calls::verbs::admit::follow_the_draft(tx, &ctx)?;
        let may = access::require(tx, &ctx, scope).map_err(|error| error.map(Unwilling::from))?;
        // Sample people get no letters.
        let (blocks, telling) = (Blocks::Override, Telling::Nobody);
        match releasing::release(tx, &ctx, may, &Wish { note: Text::empty(), blocks, telling }) {
            Err(Error::Refused(Unwilling::Programme(verbs::Unwilling::NothingChanged))) => {}
            released => drop(released?),
        }
        let drafted = drafting::prepare(tx, &ctx, &programme, &changes);
        // The samples name what is there: a test loads them.
        drafted
            .map_err(|error| error.map(|_| Unwilling::Programme(verbs::Unwilling::NothingChanged)))
    });
    loaded.map_err(refused)
}

/// The sample gates, and whoever comes in there.
fn at_the_door(db: &Db, id: EditionId) -> anyhow::Result<()> {
    let (ctx, written) = (operator(), gates::written()?);
    let fresh = db.write_now(move |tx: &mut Tx<'_>| gates::prepare(tx, &ctx, id, &written));
    if !fresh.map_err(refused)? {
        return Ok(());
    }
    let (ctx, name) = (operator(), crate::words::Words::of(Lang::Zh).shell_sample());
    let held = db.write_now(move |tx: &mut Tx<'_>| gates::hold_passes(tx, &ctx, id, name));
    held.map_err(refused)
}

/// What communities and organisers have under way beside the draft.
fn in_the_making(db: &Db, id: EditionId, slug: &Slug) -> anyhow::Result<()> {
    let wishes = crate::demo::grants::wishes()?;
    let ctx = operator();
    let granted = db.write_now(move |tx: &mut Tx<'_>| grants::prepare(tx, &ctx, id, &wishes));
    granted.map_err(refused)?;
    let (asked, ctx) = (crate::demo::requests::asked()?, operator());
    let named = slug.clone();
    let prepared = db.write_now(move |tx: &mut Tx<'_>| {
        crate::demo::requests::prepare(tx, &ctx, (id, &named), &asked)
    });
    prepared.map_err(refused)?;
    let (work, ctx) = (crate::demo::translation::work()?, operator());
    let translated =
        db.write_now(move |tx: &mut Tx<'_>| crate::demo::translation::prepare(tx, &ctx, id, &work));
    translated.map_err(refused)?;
    let (prepared, ctx, name) = (letters::written()?, operator(), slug.clone());
    let lettered = db.write_now(move |tx: &mut Tx<'_>| {
        letters::prepare(tx, &ctx, (id, name.as_str()), &prepared)
    });
    lettered.map_err(refused)?;
    let (invited, ctx) = (guests::written()?, operator());
    let invited = db.write_now(move |tx: &mut Tx<'_>| guests::prepare(tx, &ctx, id, &invited));
    invited.map_err(refused)?;
    let ctx = operator();
    let shown = db.write_now(move |tx: &mut Tx<'_>| webhooks::prepare(tx, &ctx, id));
    shown.map_err(refused)?;
    let (ctx, wishes) = (operator(), passes::wishes()?);
    let made = db.write_now(move |tx: &mut Tx<'_>| passes::prepare(tx, &ctx, id, &wishes));
    made.map_err(refused)?;
    at_the_door(db, id)?;
    Ok(())
}
