use kernel::{Lang, Text};
use store::{Db, Tx};

use super::logs::Logs;
use super::refused::refused;
use super::serve::{Listen, serve};
use super::system::operator;
use super::{Place, SystemClock};
use crate::access::{self, Scope};
use crate::demo::accounts::{self, Sample, Stations};
use crate::demo::{grants, passes, webhooks};
use crate::error::Error;
use crate::people::letters::link_path;
use crate::programme::draft;
use crate::programme::model::Programme;
use crate::programme::verbs::{self, Unwilling};

/// The hour at which the demonstration's visitors arrive: the middle of the first day.
const ARRIVAL_MINUTE: u16 = 10 * 60 + 20;

pub fn run(place: &Place, listen: &Listen, logs: &Logs) -> anyhow::Result<()> {
    let db = place.open()?;
    let listen = &listen.at_home();
    let programme = crate::demo::programme()?;
    let edition = &programme.edition;
    let arrival = edition.zone.moment(edition.first_day, ARRIVAL_MINUTE);
    let (slug, stations) = (edition.slug.to_string(), Stations::of(&programme));
    let edition_id = edition.id;
    load(&db, programme)?;
    let wishes = crate::demo::grants::wishes()?;
    let ctx = operator();
    let granted =
        db.write_now(move |tx: &mut Tx<'_>| grants::prepare(tx, &ctx, edition_id, &wishes));
    granted.map_err(refused)?;
    let ctx = operator();
    let shown = db.write_now(move |tx: &mut Tx<'_>| webhooks::prepare(tx, &ctx, edition_id));
    shown.map_err(refused)?;
    let (ctx, wishes) = (operator(), passes::wishes()?);
    let made = db.write_now(move |tx: &mut Tx<'_>| passes::prepare(tx, &ctx, edition_id, &wishes));
    made.map_err(refused)?;
    let ahead = arrival.as_millis() - SystemClock::moment().as_millis();
    serve(place, &db, listen, logs, ahead, |base_url| {
        let ctx = operator();
        let prepared = db.write_now(move |tx| accounts::prepare(tx, &ctx, &slug, stations));
        let samples = prepared.map_err(refused)?;
        let line = |sample: &Sample| {
            let path = link_path(Lang::Zh, &sample.token.spelled(), "");
            format!("  {:<15} {base_url}{path}", sample.role.word())
        };
        let head = "Sample accounts; each link signs in once, new ones come at the next start:";
        Ok(std::iter::once(head.to_owned()).chain(samples.iter().map(line)).collect())
    })
}

/// Writes the demo conference and releases it, unless it is there as it should be, or a schedule was
/// imported into it, which is not to be lost.
fn load(db: &Db, programme: Programme) -> anyhow::Result<()> {
    let ctx = operator();
    let loaded = db.write_now(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        if !draft::remainder(tx, programme.edition.id)?.is_empty() {
            return Ok(());
        }
        let scope = Scope::edition(programme.edition.id);
        let may = access::require(tx, &ctx, scope).map_err(|error| error.map(Unwilling::from))?;
        verbs::import(tx, &ctx, may, &programme)?;
        let may = access::require(tx, &ctx, scope).map_err(|error| error.map(Unwilling::from))?;
        match verbs::publish(tx, &ctx, may, Text::empty()) {
            Err(Error::Refused(Unwilling::NothingChanged)) => Ok(()),
            released => released.map(drop),
        }
    });
    loaded.map_err(refused)
}
