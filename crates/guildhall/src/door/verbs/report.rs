//! What was found out when gates without network sent their scans.

use kernel::Timestamp;
use store::{Fault, Tx};

use crate::access::{Can, ManageDoor};
use crate::door::store::counts;
use crate::door::store::scans;
pub use crate::door::store::scans::{Conflict as Found, Scan};
use crate::editions::model::Edition;

/// The same pass at two gates, and what else came differently than it was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub conflicts: Vec<Found>,
    /// Scans that a gate without network admitted and the house would not have.
    pub overruled: i64,
}

/// The report over what was scanned since then.
pub fn since(tx: &mut Tx<'_>, can: &Can<ManageDoor>, since: Timestamp) -> Result<Report, Fault> {
    let edition = can.edition::<Edition>().uuid();
    let conflicts = scans::conflicts(tx, edition, since)?;
    Ok(Report { conflicts, overruled: counts::overruled(tx, edition, since)? })
}

/// Scans before that one, newest first.
pub fn scans(
    tx: &mut Tx<'_>,
    can: &Can<ManageDoor>,
    before: (Timestamp, i64),
    limit: i64,
) -> Result<Vec<Scan>, Fault> {
    scans::newest(tx, can.edition::<Edition>().uuid(), before, limit)
}
