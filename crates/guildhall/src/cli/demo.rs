use kernel::{Text, Timestamp};
use store::{Db, Tx};

use super::logs::Logs;
use super::serve::{Listen, serve};
use super::system::new_id;
use super::{Place, SystemClock};
use crate::demo;
use crate::programme::model::Programme;
use crate::programme::release::ReleaseError;
use crate::programme::{draft, release};

/// The hour at which the demonstration's visitors arrive: the middle of the first day.
const ARRIVAL_MINUTE: u16 = 10 * 60 + 20;

pub fn run(place: &Place, listen: &Listen, logs: &Logs) -> anyhow::Result<()> {
    let db = place.open()?;
    let programme = demo::programme()?;
    let edition = &programme.edition;
    let arrival = edition.zone.moment(edition.first_day, ARRIVAL_MINUTE);
    load(&db, programme)?;
    let ahead = arrival.as_millis() - SystemClock::moment().as_millis();
    serve(&db, listen, logs, ahead)
}

/// Writes the demo conference and releases it, unless it is there as it should be.
fn load(db: &Db, programme: Programme) -> anyhow::Result<()> {
    let id = new_id()?;
    let now = SystemClock::moment();
    db.write_now(move |tx: &mut Tx<'_>| -> Result<(), ReleaseError> {
        let touched = draft::write(tx, &programme)?;
        let released = release::heads(tx, programme.edition.id)?;
        if touched.any() || released.is_empty() {
            let released_at: Timestamp = now;
            release::freeze(tx, id, released_at, Text::empty(), programme.clone())?;
        }
        Ok(())
    })?;
    Ok(())
}
