use kernel::Text;
use store::{Db, Tx};

use super::serve::{Listen, serve};
use super::system::operator;
use super::{Place, SystemClock};
use crate::access::{self, Scope};
use crate::demo;
use crate::error::Error;
use crate::programme::model::Programme;
use crate::programme::verbs::{self, Unwilling};

/// The hour at which the demonstration's visitors arrive: the middle of the first day.
const ARRIVAL_MINUTE: u16 = 10 * 60 + 20;

pub fn run(place: &Place, listen: &Listen) -> anyhow::Result<()> {
    let db = place.open()?;
    let programme = demo::programme()?;
    let edition = &programme.edition;
    let arrival = edition.zone.moment(edition.first_day, ARRIVAL_MINUTE);
    load(&db, programme)?;
    let ahead = arrival.as_millis() - SystemClock::moment().as_millis();
    serve(&db, listen, ahead)
}

/// Writes the demo conference and releases it, unless it is there as it should be.
fn load(db: &Db, programme: Programme) -> anyhow::Result<()> {
    let ctx = operator();
    db.write_now(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
        let scope = Scope::edition(programme.edition.id);
        let may = access::require(tx, &ctx, scope).map_err(|error| error.map(Unwilling::from))?;
        verbs::import(tx, &ctx, may, &programme)?;
        let may = access::require(tx, &ctx, scope).map_err(|error| error.map(Unwilling::from))?;
        match verbs::publish(tx, &ctx, may, Text::empty()) {
            Err(Error::Refused(Unwilling::NothingChanged)) => Ok(()),
            released => released.map(drop),
        }
    })?;
    Ok(())
}
